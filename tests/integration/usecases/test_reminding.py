"""People are reminded of what they owe before it is due and when it is late, once, and nothing moves by itself."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import insert, update

from service.app import build_services
from service.db import recusals
from service.db.base import Base
from service.db.work import VIETNAM, Work
from service.usecases.calendars import working_calendar
from service.usecases.desk.deadlines import list_deadlines
from service.usecases.notices.reminding import find_tellings, keep_days_current, remind_people, tell
from service.usecases.services import Services
from tests.builders.publishing import publish_by_two
from tests.integration.usecases.told import Telling
from tests.support.databases import Statements
from workflows.calendars import add_working_days, packaged_calendar, packaged_calendar_texts
from workflows.policy import Actor, Holding

CALENDAR = packaged_calendar()
EXTRA_DAY = """
[[holidays]]
on = {day}
name = "Ngày nghỉ giả định"
name_en = "Fictitious day off"
citation = "Danh mục giả định"
confidence = "V"
"""


@pytest.fixture
def administrator_of() -> Actor:
    """One who proposes texts for publication."""
    return Actor("nguoi-thu-nhat", "nguoi-thu-nhat", "Người thứ nhất (giả định)", (Holding("administrator", "", "/"),))


def due_of(place: Telling, proposal_id: str) -> date:
    due = place.row(proposal_id)["due_on"]
    assert isinstance(due, date)
    return due


def go_to(place: Telling, day: date) -> None:
    place.clock.now = datetime.combine(day, time(9), VIETNAM).astimezone(UTC)


def remind(place: Telling) -> None:
    while remind_people(place.services):
        pass


def before(due: date, days: int) -> date:
    earlier = [due - timedelta(days=count) for count in range(1, 40)]
    return next(day for day in earlier if add_working_days(CALENDAR, day, days) == due)


def publish_day_off_before(services: Services, administrator: Actor, due: date) -> None:
    """Publish the year of a due day with one more day off shortly before it."""
    text = packaged_calendar_texts()[f"vietnam-{due.year}/1.toml"].replace("version = 1", "version = 2")
    extra = next(day for day in (due - timedelta(days=n) for n in range(1, 9)) if CALENDAR.is_working_day(day))
    text += EXTRA_DAY.format(day=extra)
    services.database.write(lambda work: publish_by_two(work, actor=administrator, kind="calendar", text=text))


def collected(place: Telling, number: int = 1) -> list[str]:
    ready = place.ready(number)
    for one in ready:
        place.move(one, "collect")
    return list(ready)


def test_who_owes_a_step_is_reminded_three_days_and_one_day_before_each_once(place: Telling) -> None:
    (one,) = collected(place)
    due = due_of(place, one)
    remind(place)
    assert place.read("appraise") == []
    go_to(place, before(due, 3))
    remind(place)
    remind(place)
    assert place.read("appraise") == [("due-soon", one)]
    go_to(place, before(due, 1))
    remind(place)
    assert place.read("appraise") == [("due-soon", one), ("due-soon", one)]
    assert place.read("approve") == place.read("agency") == []


def test_a_late_step_is_told_and_the_state_does_not_change(place: Telling) -> None:
    (one,) = collected(place)
    seen = place.row(one)
    go_to(place, due_of(place, one) + timedelta(days=1))
    for _ in range(3):
        remind(place)
    assert [kind for kind, _ in place.read("appraise")].count("overdue") == 1
    assert place.row(one) == seen, "nothing moves by itself"


def test_the_head_of_the_body_that_owes_it_is_told_once_and_sees_it(place: Telling) -> None:
    (one,) = collected(place)
    body, head = place.row(one)["awaits_body_id"], place.actor("approve")
    role = Base.metadata.tables["role_assignment"]
    organisation = Base.metadata.tables["organisation"]

    def make_head(work: Work) -> None:
        work.execute(update(organisation).where(organisation.c.id == body).values(head_role="agency_head"))
        held = {"id": work.new_id(), "account_id": head.account_id, "role": "agency_head", "organisation_id": body}
        work.execute(insert(role).values(**held, document=""))

    place.services.database.write(make_head)
    place.write_to("approve")
    go_to(place, due_of(place, one) + timedelta(days=7))
    remind(place)
    remind(place)
    assert place.read("approve") == [("overdue-escalated", one)]
    assert ("overdue-escalated", one) not in place.read("appraise")
    assert place.read("agency") == place.read("unit") == []
    assert [mail.subject for mail in place.mails()] == ["Vinh Danh: 1 hồ sơ quá hạn ở cơ quan"]
    assert all(place.row(one)["number"] not in mail.body for mail in place.mails())


def test_what_was_done_meanwhile_is_told_to_nobody(place: Telling) -> None:
    (one,) = collected(place)
    go_to(place, due_of(place, one))
    found = place.services.database.read(lambda work: find_tellings(place.services, work))
    assert found
    place.move(one, "appraise")
    assert place.services.database.write(lambda work: tell(work, found)) == 0


def test_two_processes_remind_once(place: Telling) -> None:
    many = collected(place, 4)
    go_to(place, due_of(place, many[0]))
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: remind(place), range(4)))
    assert sorted(place.read("appraise")) == sorted(("due-soon", one) for one in many)


def test_whoever_is_recused_is_not_told(place: Telling) -> None:
    (one,) = collected(place)
    appraiser, other = place.actor("appraise"), place.actor("agency")
    recused = {"proposal_id": one, "person_id": appraiser.person_id, "account_id": appraiser.account_id, "reason": "x"}
    place.services.database.write(lambda work: recusals.add_recusal(work, **recused, recorded_by=other.account_id))
    go_to(place, due_of(place, one))
    remind(place)
    assert place.read("appraise") == []


def test_a_published_year_moves_the_days_of_what_is_open(place: Telling, administrator_of: Actor) -> None:
    (one,) = collected(place)
    due = due_of(place, one)
    assert keep_days_current(place.services), "an installation that has not looked yet looks once"
    publish_day_off_before(place.services, administrator_of, due)
    assert due_of(place, one) == due
    assert keep_days_current(place.services)
    assert due_of(place, one) == add_working_days(CALENDAR, due, 1)
    assert not keep_days_current(place.services)


@pytest.mark.parametrize("ground", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
def test_a_year_that_another_process_published_moves_the_days_at_once(place: Telling, administrator_of: Actor) -> None:
    """SQLite serves one process only."""
    (one,) = collected(place)
    due = due_of(place, one)
    assert keep_days_current(place.services)
    place.services.database.read(working_calendar)  # kept in memory, and read again only after a while
    other = build_services(place.services.settings, clock=place.clock)
    publish_day_off_before(other, administrator_of, due)
    other.database.close()
    assert keep_days_current(place.services)
    assert due_of(place, one) == add_working_days(CALENDAR, due, 1)


def test_the_list_is_of_what_one_may_open_and_costs_one_statement(place: Telling) -> None:
    many = collected(place, 3)
    who, outsider = place.actor("appraise"), place.actor("unit")
    database = place.services.database
    counted = Statements()
    stop = database.watch(counted)
    with counted.expect(1):
        page = database.glance(lambda work: list_deadlines(work, actor=who, after=None, limit=2))
    stop()
    rest = database.read(lambda work: list_deadlines(work, actor=who, after=page.next, limit=2))
    assert sorted([row["id"] for row in (*page.items, *rest.items)]) == sorted(many)
    assert rest.next is None
    place.move(many[0], "appraise")
    left = database.read(lambda work: list_deadlines(work, actor=who, after=None, limit=9))
    assert {row["id"] for row in left.items} == set(many[1:])
    theirs = database.read(lambda work: list_deadlines(work, actor=outsider, after=None, limit=9))
    assert {row["unit_id"] for row in theirs.items} <= set(outsider.organisation_ids())
    go_to(place, due_of(place, many[1]) + timedelta(days=1))
    late = database.read(lambda work: list_deadlines(work, actor=who, part="overdue", after=None, limit=9))
    assert {row["id"] for row in late.items} == set(many[1:])
    due = database.read(lambda work: list_deadlines(work, actor=who, part="due", after=None, limit=9))
    assert list(due.items) == []
    elsewhere = database.read(lambda work: list_deadlines(work, actor=who, state="drafted", after=None, limit=9))
    assert list(elsewhere.items) == []


def test_a_recused_reader_finds_nothing_in_the_list(place: Telling) -> None:
    one, other = collected(place, 2)
    who = place.actor("appraise")
    recused = {"proposal_id": one, "person_id": who.person_id, "account_id": who.account_id, "reason": "x"}
    recorder = place.actor("agency").account_id
    place.services.database.write(lambda work: recusals.add_recusal(work, **recused, recorded_by=recorder))
    page = place.services.database.read(lambda work: list_deadlines(work, actor=who, after=None, limit=9))
    assert [row["id"] for row in page.items] == [other]
