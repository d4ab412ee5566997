"""Opinions that are due: everybody is reminded once before the day and once after it, and a link ends when it says."""

import re
from datetime import UTC, date, datetime, time, timedelta

from service.demo import DemoSummary
from service.usecases.notices.notices import list_notices
from service.usecases.opinions.opinion_reminders import remind
from service.usecases.services import Services
from tests.integration.web.test_opinions import OFFICER, ask, desk, find, one
from tests.integration.web.workplace import Desk
from tests.support.databases import Clock

World = tuple[Services, DemoSummary]
NUMBER = "DN-2026-000013"  # lies with the ministry that appraises, where the decree gives ten working days


def clock_of(services: Services) -> Clock:
    clock = services.database._tools.clock  # the clock of the test's database
    assert isinstance(clock, Clock)
    return clock


def told(who: Desk, key: str) -> list[str]:
    rows = who.services.database.read(lambda work: list_notices(work, actor=who.actor)).items
    return sorted(row["kind"] for row in rows if row["proposal_id"] == key)


def remind_all(services: Services) -> int:
    count = 0
    while done := remind(services):
        count += done
    return count


def test_everybody_is_reminded_once_before_the_day_and_once_after_it(world: World) -> None:
    services = world[0]
    asker, officer, key = desk(world, "thamdinh.trunguong"), desk(world, OFFICER), find(world, NUMBER)
    body = one(world, "select id from organisation where code = 'ht-so-gddt'")
    assert ask(asker, key, channel="account", organisation_id=body).status_code == 303
    query = "select due_on from consultation where proposal_id = :key and organisation_id = :body"
    due = date.fromisoformat(str(one(world, query, key=key, body=body)))
    clock = clock_of(services)
    remind_all(services)
    assert "answer-due" not in told(officer, key)
    clock.now = datetime.combine(due, time(1), UTC)
    assert remind_all(services) >= 1
    assert told(officer, key).count("answer-due") == 1
    assert "answer-late" not in told(asker, key)
    assert remind_all(services) == 0
    clock.now = datetime.combine(due + timedelta(days=1), time(1), UTC)
    assert remind_all(services) >= 1
    assert told(officer, key).count("answer-due") == 2
    assert told(asker, key).count("answer-late") == 1
    assert remind_all(services) == 0


def test_a_link_opens_nothing_once_its_days_are_over(world: World) -> None:
    asker, key = desk(world, "thamdinh.gialai"), find(world, "DN-2026-000020")
    shown = ask(asker, key, channel="link", name="Công an tỉnh (giả định)", link_days="3")
    found = re.search(r"/answers/([\w-]+)<", shown.text)
    assert found is not None
    stranger, page, clock = asker.client.application.test_client(), f"/answers/{found[1]}", clock_of(world[0])
    assert stranger.get(page).status_code == 200
    clock.move(days=3, minutes=-1)
    assert stranger.get(page).status_code == 200
    clock.move(minutes=1)
    assert stranger.get(page).status_code == 404
