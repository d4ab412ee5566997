"""Taking an item off an agenda on both engines: what was voted on goes only with a reason, and stays to be read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.usecases.councils import council_agendas, council_sessions, council_votes
from service.usecases.councils.council_minutes import draft_minutes, minutes_as_paper
from service.usecases.councils.council_secrets import open_secret_vote
from service.usecases.councils.council_views import show_item, show_session
from service.usecases.councils.secret_ballots import void_ballot
from service.usecases.errors import Conflict, Invalid, NotFound
from service.usecases.trail.audits import verify_audit
from service.usecases.trail.history import read_history
from tests.bench.grounds import Ground
from tests.support.councils import Council, set_up_council
from tests.support.dossiers import open_services
from workflows.minutes_papers import paper_as_text

WHY = "Thiếu minh chứng, xem xét lại sau (giả định)"


@pytest.fixture
def council(ground: Ground, tmp_path: Path) -> Iterator[Council]:
    """Nine members with a rule of four fifths of all members and a quorum of two thirds."""
    with open_services(ground, tmp_path) as services:
        yield set_up_council(services)


@pytest.fixture
def waiting(ground: Ground) -> list[str]:
    """Two proposals that wait for the council."""
    return list(ground.ready(2))


def remove(council: Council, session_id: str, item_id: str, **said: str) -> None:
    catalog, secretary = council.services.catalog, council.secretary
    council.run(
        lambda work: council_agendas.remove_item(
            work, catalog, actor=secretary, session_id=session_id, item_id=item_id, **said
        )
    )


def refused_for(council: Council, session_id: str, item_id: str, **said: str) -> list[str]:
    with pytest.raises(Invalid) as refused:
        remove(council, session_id, item_id, **said)
    return [one["code"] for one in refused.value.params["problems"]]


def read(council: Council, act: Any, **said: Any) -> Any:
    catalog = council.services.catalog
    return council.services.database.read(lambda work: act(work, catalog, **said))


def minutes_of(council: Council, session_id: str, who: Any) -> str:
    found = read(council, draft_minutes, actor=who, session_id=session_id)
    return paper_as_text(minutes_as_paper(found), "Hội đồng")


def test_what_was_voted_on_goes_only_with_a_reason_and_stays_to_be_read(council: Council, waiting: list[str]) -> None:
    session_id, (voted, idle) = council.convene(waiting)
    council.mark(session_id, 9)
    council.vote(session_id, voted, ["yes", "no"])
    assert refused_for(council, session_id, voted) == ["votes-need-reason"]
    assert refused_for(council, session_id, voted, reason="  ") == ["votes-need-reason"]
    remove(council, session_id, voted, reason=WHY)
    remove(council, session_id, idle)
    with pytest.raises(NotFound):
        read(council, show_item, actor=council.secretary, session_id=session_id, item_id=idle)
    for reader in (council.secretary, council.members[4]):
        shown = read(council, show_session, actor=reader, session_id=session_id)
        assert [(one["id"], one["state"], one["withdrawn"]["reason"]) for one in shown["items"]] == [
            (voted, "dropped", WHY)
        ]
        item = read(council, show_item, actor=reader, session_id=session_id, item_id=voted)
        assert sorted(vote["choice"] for vote in item["votes"]) == ["no", "yes"]
        assert (item["figures"]["yes"], item["figures"]["no"], item["outcome"]) == (1, 1, "")
        assert WHY in minutes_of(council, session_id, reader)
        assert "đồng ý 1, không đồng ý 1" in minutes_of(council, session_id, reader)
    history = council.services.database.read(
        lambda work: read_history(work, actor=council.secretary, proposal_id=waiting[0], language="vi")
    )
    assert any(WHY in str(entry) for entry in history), history
    with pytest.raises(Conflict):
        remove(council, session_id, voted, reason=WHY)
    again, _ = council.convene(waiting, "02")
    assert len(read(council, show_session, actor=council.secretary, session_id=again)["items"]) == 2
    assert verify_audit(council.services.database)["breaks"] == []


def test_a_count_and_a_ballot_that_was_opened_are_votes_too(council: Council, waiting: list[str]) -> None:
    session_id, (counted, secret) = council.convene(waiting)
    council.mark(session_id, 9)
    services, secretary = council.services, council.secretary
    at: dict[str, Any] = {"actor": secretary, "session_id": session_id}
    for item_id, mode in ((counted, "counted"), (secret, "secret")):
        council.run(
            lambda work, item_id=item_id, mode=mode: council_votes.choose_mode(
                work, services.catalog, item_id=item_id, mode=mode, **at
            )
        )
    figures = {"issued": 9, "returned": 9, "invalid": 0, "yes": 3, "no": 6, "blank": 0}
    council.run(lambda work: council_votes.enter_count(work, services.catalog, item_id=counted, values=figures, **at))
    opened = council.run(
        lambda work: open_secret_vote(work, services.catalog, services.ballot_seals, item_id=secret, **at)
    )
    with pytest.raises(Conflict):
        remove(council, session_id, secret, reason=WHY)
    council.run(
        lambda work: void_ballot(work, services.catalog, actor=secretary, ballot_id=opened["id"], reason="Nhầm")
    )
    for item_id in (counted, secret):
        assert refused_for(council, session_id, item_id) == ["votes-need-reason"]
        remove(council, session_id, item_id, reason=WHY)
    shown = read(council, show_session, actor=secretary, session_id=session_id)["items"]
    assert [one["figures"]["no"] for one in shown] == [6, 0]
    assert minutes_of(council, session_id, secretary).count(WHY) == 2


def test_a_session_called_off_keeps_what_was_voted_on(council: Council, waiting: list[str]) -> None:
    session_id, (voted, _) = council.convene(waiting)
    council.mark(session_id, 9)
    council.vote(session_id, voted, ["no"])
    catalog, secretary = council.services.catalog, council.secretary
    council.run(
        lambda work: council_sessions.cancel_session(work, catalog, actor=secretary, session_id=session_id, reason=WHY)
    )
    (shown,) = read(council, show_session, actor=secretary, session_id=session_id)["items"]
    assert (shown["id"], shown["withdrawn"]) == (voted, {"reason": WHY, "by": secretary.name})
