"""Notices: whose turn it is, how it went with what one drafted, and nothing that is none of one's business."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from service.db import accounts, cursors
from service.db.work import Work
from service.usecases.errors import NotFound
from service.usecases.notices.fanning import CURSOR, read_moves, tell
from service.usecases.notices.notices import count_unread, find_notice, list_notices, mark_read
from service.usecases.recording import record
from service.usecases.streams import account_stream
from tests.integration.usecases.lending import add_person, as_he_is, lend, take_back
from tests.integration.usecases.told import Telling
from tests.support.databases import Statements


def test_whose_turn_it_is_reads_so_until_it_is_done(place: Telling) -> None:
    (one,) = place.ready(1)
    place.move(one, "collect")
    assert place.read("appraise") == []
    place.tell()
    assert place.read("appraise") == [("awaits", one)]
    assert place.unread("appraise") == 1
    assert place.read("collect") == []
    place.move(one, "appraise")
    assert place.read("appraise") == [], "what is done is owed no more, even before anybody is told of it"
    assert place.unread("appraise") == 0
    place.tell()
    assert place.read("appraise") == []
    assert place.read("approve") == [("awaits", one)]


def test_what_was_passed_over_is_told_to_nobody(place: Telling) -> None:
    (one,) = place.ready(1)
    place.move(one, "collect")
    place.move(one, "appraise")
    place.tell()
    assert place.read("appraise") == []
    assert place.read("approve") == [("awaits", one)]


def test_the_drafter_is_told_how_it_went(place: Telling) -> None:
    approved, rejected = place.ready(2)
    for one in (approved, rejected):
        place.drafted_by(one, place.actor("agency"))
        place.move(one, "collect")
    place.move(approved, "appraise")
    place.move(approved, "approve")
    place.decide("appraise", rejected, "reject")
    place.tell()
    assert sorted(place.read("agency")) == sorted([("approved", approved), ("rejected", rejected)])
    assert place.unread("agency") == 2


def test_nobody_is_told_of_what_he_did_himself(place: Telling) -> None:
    (one,) = place.ready(1)
    place.drafted_by(one, place.actor("appraise"))
    place.move(one, "collect")
    place.decide("appraise", one, "reject")
    place.tell()
    assert place.read("appraise") == []


def test_who_may_not_take_a_step_is_not_asked_for_it(place: Telling) -> None:
    (one,) = place.ready(1)
    appraiser = place.actor("appraise")
    change = f"UPDATE proposal SET kept_apart = '|{appraiser.person_id}|' WHERE id = '{one}'"
    place.move(one, "collect")
    place.services.database.write(lambda work: work.connection.exec_driver_sql(change))
    place.tell()
    assert place.read("appraise") == []


def test_who_acts_for_another_is_told_of_the_acts_that_were_lent(place: Telling) -> None:
    (one,) = place.ready(1)
    services, owner = place.services, place.actor("appraise").account_id
    deputy, other = (add_person(services, name) for name in ("cap-pho", "nguoi-khac"))
    held = services.database.read(lambda work: accounts.list_holdings(work, owner))[0].id
    lend(services, owner, deputy, assignment_id=held, acts=["appraise"])
    lend(services, owner, other, assignment_id=held, acts=["return"])
    place.move(one, "collect")
    place.tell()

    def read(account_id: str) -> list[str]:
        actor = as_he_is(services, account_id)
        return [row["kind"] for row in services.database.read(lambda work: list_notices(work, actor=actor)).items]

    assert read(deputy) == ["awaits"]
    assert read(other) == []
    (lent,) = [row[0] for row in place.ground.ask(f"SELECT id FROM delegation WHERE delegate_id = '{deputy}'")]
    take_back(services, owner, lent)
    assert read(deputy) == []


def test_what_is_hidden_or_taken_away_is_not_told(place: Telling) -> None:
    (one,) = place.ready(1)
    place.drafted_by(one, place.actor("agency"))
    place.move(one, "collect")
    place.decide("appraise", one, "reject")
    place.tell()
    assert place.read("agency") == [("rejected", one)]
    notice = place.services.database.read(lambda work: list_notices(work, actor=place.actor("agency"))).items[0]

    def take_away(work: Work) -> None:
        for held in accounts.list_holdings(work, place.actor("agency").account_id):
            accounts.revoke_role(work, held.id, valid_to=work.today.replace(year=2000))

    place.services.database.write(take_away)
    assert place.read("agency") == []
    assert place.unread("agency") == 0
    with pytest.raises(NotFound):
        place.services.database.read(
            lambda work: find_notice(work, actor=place.actor("agency"), notice_id=notice["id"])
        )


def test_reading_one_or_all_is_ones_own_affair(place: Telling) -> None:
    first, second = place.ready(2)
    for one in (first, second):
        place.move(one, "collect")
    place.tell()
    database, appraiser, other = place.services.database, place.actor("appraise"), place.actor("approve")
    rows = database.read(lambda work: list_notices(work, actor=appraiser)).items
    assert database.write(lambda work: mark_read(work, actor=other, notice_id=rows[0]["id"])) == 0
    assert place.unread("appraise") == 2
    assert database.write(lambda work: mark_read(work, actor=appraiser, notice_id=rows[0]["id"])) == 1
    assert place.unread("appraise") == 1
    assert database.write(lambda work: mark_read(work, actor=appraiser)) == 1
    assert place.unread("appraise") == 0
    with pytest.raises(NotFound):
        database.read(lambda work: find_notice(work, actor=other, notice_id=rows[0]["id"]))


def test_each_event_is_told_once_whoever_tells_it(place: Telling) -> None:
    ready = place.ready(3)
    for one in ready:
        place.move(one, "collect")
    database = place.services.database
    after = database.read(lambda work: cursors.read_cursor(work, CURSOR)) or 0
    mine, theirs = (database.read(lambda work: read_moves(work, place.services.catalog, after)) for _ in range(2))
    assert database.write(lambda work: tell(work, mine))
    assert not database.write(lambda work: tell(work, theirs))
    place.tell()
    assert len(place.read("appraise")) == 3


def test_the_count_of_the_unread_and_the_list_are_one_statement_each(place: Telling) -> None:
    (one,) = place.ready(1)
    place.move(one, "collect")
    place.tell()
    watcher = Statements()
    stop = place.services.database.watch(watcher)
    appraiser = place.actor("appraise")
    watcher.texts.clear()
    place.services.database.read(lambda work: list_notices(work, actor=appraiser))
    assert len(watcher.texts) == 1
    place.services.database.glance(lambda work: count_unread(work, actor=appraiser))
    assert len(watcher.texts) == 2
    stop()


def test_an_event_that_is_committed_late_is_not_passed_over(place: Telling) -> None:
    if place.ground.engine == "sqlite":
        return  # one writer: numbers are given in the order of commits
    first, second = place.ready(2)
    place.move(first, "collect")
    is_written, may_commit = Event(), Event()

    def move_slowly(work: Work) -> None:
        account = place.actor("unit")
        record(work, stream=account_stream(account.account_id), event="login.succeeded", actor=account)
        is_written.set()
        assert may_commit.wait(30)

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(place.services.database.write, move_slowly)
        assert is_written.wait(30)
        place.move(second, "collect")
        place.tell()
        told = [proposal for _, proposal in place.read("appraise")]
        may_commit.set()
        slow.result(30)
    assert told == [first], "what comes after a missing number waits for it"
    place.tell()
    assert {proposal for _, proposal in place.read("appraise")} == {first, second}
