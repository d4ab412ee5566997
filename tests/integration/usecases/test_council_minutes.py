"""The end of a meeting on both engines: minutes give the hour that was said, never the hour of a button."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.db import audit
from service.db.work import Work
from service.usecases.councils import council_agendas, council_closings
from service.usecases.councils.council_minutes import draft_minutes, minutes_as_paper
from service.usecases.errors import Invalid
from service.usecases.streams import session_stream
from tests.bench.grounds import Ground
from tests.support.councils import Council, set_up_council
from tests.support.dossiers import open_services
from workflows.submission_papers import short_day


@pytest.fixture
def council(ground: Ground, tmp_path: Path) -> Iterator[Council]:
    """Nine members with a rule of four fifths of all members and a quorum of two thirds."""
    with open_services(ground, tmp_path) as services:
        yield set_up_council(services)


@pytest.fixture
def session_id(council: Council, ground: Ground) -> str:
    """A session that began at 08:00, of whose two items one was taken off before anybody voted on it."""
    key, (voted, idle) = council.convene(ground.ready(2))
    council.mark(key, 9)
    council.vote(key, voted, ["yes"] * 9)
    catalog, secretary = council.services.catalog, council.secretary
    council.run(lambda work: council_agendas.remove_item(work, catalog, actor=secretary, session_id=key, item_id=idle))
    return key


def close(council: Council, session_id: str, ends_at: str) -> None:
    catalog, secretary = council.services.catalog, council.secretary
    council.run(
        lambda work: council_closings.close_session(
            work, catalog, actor=secretary, session_id=session_id, expected_version=None, ends_at=ends_at
        )
    )


def last_line(council: Council, session_id: str) -> str:
    catalog, secretary = council.services.catalog, council.secretary
    read = council.services.database.read
    return minutes_as_paper(
        read(lambda work: draft_minutes(work, catalog, actor=secretary, session_id=session_id))
    ).closing


@pytest.mark.parametrize("said", ["11:30", "11h30", "11 giờ 30"])
def test_minutes_end_at_the_hour_that_was_said(council: Council, session_id: str, said: str) -> None:
    close(council, session_id, said)
    day = short_day(council.services.database.read(lambda work: work.today))
    assert last_line(council, session_id) == f"Cuộc họp kết thúc vào 11:30, ngày {day}./."


def test_minutes_leave_the_place_where_nobody_said_when_it_ended(council: Council, session_id: str) -> None:
    close(council, session_id, "")
    assert last_line(council, session_id) == "Cuộc họp kết thúc vào …, ngày …./."


@pytest.mark.parametrize(
    ("said", "code"), [("chiều", "not-an-hour"), ("25:00", "not-an-hour"), ("7h59", "ends-before-start")]
)
def test_what_is_no_hour_of_its_end_closes_nothing(council: Council, session_id: str, said: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        close(council, session_id, said)
    assert [(one["path"], one["code"]) for one in refused.value.params["problems"]] == [("ends_at", code)]
    close(council, session_id, "08:00")


def test_the_journal_counts_what_the_session_decided(council: Council, session_id: str) -> None:
    close(council, session_id, "")

    def told(work: Work) -> int:
        event = audit.find_last(work, session_stream(session_id), "council.session-closed")
        assert event is not None
        return int(event.entry().payload["count"])

    assert council.services.database.read(told) == 1
