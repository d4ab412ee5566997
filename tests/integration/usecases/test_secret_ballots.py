"""Secret ballots on both engines: everybody once, each receipt in the list, and nothing that joins voter and vote."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import literal_column

from service.db import audit, ballots
from service.db.work import Work
from service.documents.store import Missing
from service.usecases.cases import open_case
from service.usecases.councils.ballot_views import list_waiting, show_ballot, show_list
from service.usecases.councils.ballot_voting import cast_paper, open_as_test
from service.usecases.councils.secret_ballots import count_ballot, open_ballot, void_ballot
from service.usecases.errors import Conflict, DomainError, Invalid, NotFound, PermissionDenied
from service.usecases.sealing import SealBroken
from tests.integration.demonstration import BOTH_ENGINES, demonstration
from tests.integration.usecases.balloting import MEMBERS, SECRETARY, Council, every_row, gather
from workflows.policy import Holding
from workflows.votes.papers import CHOICES, make_paper, receipt_of
from workflows.votes.secret import check_file

FEW = settings(derandomize=True, deadline=None, database=None, max_examples=6, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module", params=BOTH_ENGINES)
def council(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Council]:
    """The council of Hà Tĩnh before its proposal, once per engine."""
    with demonstration(request, tmp_path_factory.mktemp("council")) as (services, _):
        yield gather(services)


def refused(act: Any, code: str, kind: type[DomainError] = Conflict) -> DomainError:
    with pytest.raises(kind) as caught:
        act()
    assert caught.value.code == code
    return caught.value


def problems(error: DomainError) -> list[str]:
    return [problem["code"] for problem in error.params["problems"]]


def shown(council: Council, ballot_id: str, who: str) -> dict[str, Any]:
    actor, catalog = council.people[who], council.services.catalog
    view: dict[str, Any] = council.read(lambda work: show_ballot(work, catalog, actor=actor, ballot_id=ballot_id))
    return view


def listed(council: Council, ballot_id: str, who: str) -> dict[str, Any]:
    actor = council.people[who]
    public: dict[str, Any] = council.read(lambda work: show_list(work, actor=actor, ballot_id=ballot_id))
    return public


def waiting(council: Council, who: str) -> list[str]:
    actor = council.people[who]
    return [row["id"] for row in council.read(lambda work: list_waiting(work, actor=actor)).items]


def test_a_ballot_from_its_opening_to_its_list(council: Council) -> None:
    before = council.read(lambda work: audit.read_stream(work, f"proposal/{council.proposal_id}", limit=999))
    ballot_id = council.open()
    assert ballot_id in waiting(council, "tochuc.hatinh")
    votes = dict(zip(MEMBERS, ("yes", "yes", "no", "blank"), strict=False))
    receipts = {who: council.vote(ballot_id, who, choice) for who, choice in votes.items()}
    assert len(set(receipts.values())) == 4
    assert ballot_id not in waiting(council, "tochuc.hatinh")
    view = shown(council, ballot_id, SECRETARY)
    assert (view["issued"], view["returned"], view["tally"], view["may_end"]) == (5, 4, None, True)
    assert [row["has_voted"] for row in view["roll"]].count(True) == 4
    member = shown(council, ballot_id, "vanphong.hatinh")
    assert (member["may_vote"], member["may_end"], member["roll"]) == (True, False, [])
    refused(lambda: listed(council, ballot_id, SECRETARY), "ballot-not-closed")

    done = council.close(ballot_id)
    assert (done["yes"], done["no"], done["blank"], done["returned"], done["issued"]) == (2, 1, 1, 4, 5)
    public = listed(council, ballot_id, "vanphong.hatinh")
    checked = check_file(public)
    assert (checked.problems, dict(checked.tally)) == ((), {"yes": 2, "no": 1, "blank": 1})
    assert set(receipts.values()) == set(checked.receipts)
    trail = council.read(lambda work: audit.read_stream(work, f"proposal/{council.proposal_id}", limit=999))
    events = [row.entry() for row in trail[len(before) :]]
    assert [entry.event for entry in events] == ["ballot.opened", "ballot.closed"]
    assert events[1].payload["code"] == checked.digest == done["digest"]
    assert events[1].payload["receipts"] == sorted(receipts.values())
    refused(lambda: council.close(ballot_id), "ballot-ended")
    refused(lambda: council.prepare(ballot_id, "vanphong.hatinh", "yes"), "ballot-ended")


def test_everybody_on_the_roll_votes_once_and_nobody_else(council: Council) -> None:
    ballot_id = council.open(MEMBERS[:3])
    prepared = [council.prepare(ballot_id, SECRETARY, choice) for choice in ("yes", "no")]
    receipt = council.cast(ballot_id, SECRETARY, prepared[0]["sealed"])["receipt"]
    assert council.cast(ballot_id, SECRETARY, prepared[0]["sealed"])["receipt"] == receipt
    refused(lambda: council.cast(ballot_id, SECRETARY, prepared[1]["sealed"]), "already-voted")
    refused(lambda: council.prepare(ballot_id, SECRETARY, "yes"), "already-voted")
    stolen = refused(lambda: council.cast(ballot_id, MEMBERS[1], prepared[1]["sealed"]), "invalid-input", Invalid)
    assert problems(stolen) == ["paper-not-ours"]
    for stranger in ("vanphong.hatinh", "tochuc.bo", "kiemtoan"):
        refused(partial(council.prepare, ballot_id, stranger, "yes"), "not-found", NotFound)
    refused(lambda: shown(council, ballot_id, "tochuc.bo"), "not-found", NotFound)
    refused(lambda: council.prepare(ballot_id, MEMBERS[1], "hai"), "invalid-input", Invalid)
    assert shown(council, ballot_id, "kiemtoan")["returned"] == 1
    council.close(ballot_id)


def test_more_papers_than_people_and_the_recused_get_none(council: Council) -> None:
    council.recuse("vanphong.hatinh")

    def open_for(names: Sequence[str], present: int) -> None:
        wanted = council.opening(names, present)
        council.write(
            lambda work: open_ballot(
                work,
                council.services.catalog,
                council.services.ballot_seals,
                actor=council.secretary,
                proposal_id=council.proposal_id,
                opening=wanted,
            )
        )

    error = refused(lambda: open_for(MEMBERS, 4), "invalid-input", Invalid)
    assert problems(error) == ["ballots-over-present", "voter-recused"]
    assert problems(refused(lambda: open_for((), 5), "invalid-input", Invalid)) == ["required"]
    council.people["x"], council.people[SECRETARY] = council.secretary, council.people["tochuc.hatinh"]
    refused(lambda: open_for(MEMBERS[1:3], 5), "permission-denied", PermissionDenied)
    council.people[SECRETARY] = council.people.pop("x")
    council.lift_all()


def test_whoever_is_recused_after_the_opening_no_longer_finds_the_ballot(council: Council) -> None:
    ballot_id = council.open(("vanphong.hatinh", SECRETARY))
    council.recuse("vanphong.hatinh")
    refused(lambda: shown(council, ballot_id, "vanphong.hatinh"), "not-found", NotFound)
    refused(lambda: council.prepare(ballot_id, "vanphong.hatinh", "yes"), "not-found", NotFound)
    refused(lambda: council.cast(ballot_id, "vanphong.hatinh", "x"), "not-found", NotFound)
    assert ballot_id not in waiting(council, "vanphong.hatinh")
    council.close(ballot_id)
    refused(lambda: listed(council, ballot_id, "vanphong.hatinh"), "not-found", NotFound)
    council.lift_all()


def test_a_void_ballot_tells_nothing_and_makes_room_for_another(council: Council) -> None:
    ballot_id = council.open()
    council.vote(ballot_id, SECRETARY, "yes")

    def end(reason: str) -> Any:
        return council.write(
            lambda work: void_ballot(
                work, council.services.catalog, actor=council.secretary, ballot_id=ballot_id, reason=reason
            )
        )

    assert problems(refused(lambda: end(" "), "invalid-input", Invalid)) == ["reason-needed"]
    end("Có người mất kết nối (giả định)")
    refused(lambda: end("Lần nữa"), "ballot-ended")
    view = shown(council, ballot_id, SECRETARY)
    assert (view["state"], view["tally"], view["may_vote"]) == ("void", None, False)
    assert council.read(lambda work: ballots.list_papers(work, ballot_id)) == []


def test_a_paper_opened_as_a_test_shows_its_choice_and_is_never_cast(council: Council) -> None:
    ballot_id = council.open()
    tried = council.prepare(ballot_id, SECRETARY, "no")

    seals, actor = council.services.ballot_seals, council.secretary

    def test() -> Any:
        sealed = tried["sealed"]
        return council.write(lambda work: open_as_test(work, seals, actor=actor, ballot_id=ballot_id, sealed=sealed))

    checked = check_file(test())
    assert (checked.problems, checked.tally["no"], checked.receipts) == ((), 1, (tried["receipt"],))
    refused(lambda: council.cast(ballot_id, SECRETARY, tried["sealed"]), "paper-opened")
    cast = council.prepare(ballot_id, SECRETARY, "yes")
    council.cast(ballot_id, SECRETARY, cast["sealed"])
    tried = cast
    refused(test, "already-voted")
    assert council.close(ballot_id)["returned"] == 1


def test_nothing_that_is_kept_joins_a_voter_with_a_paper(council: Council) -> None:
    ballot_id = council.open()
    receipts = {who: council.vote(ballot_id, who, "yes") for who in MEMBERS}
    during = every_row(council.services.database)
    box = council.read(lambda work: ballots.find_ballot(work, ballot_id)).box
    for receipt in receipts.values():
        assert not [name for name, rows in during.items() if any(receipt in row for row in rows)]
    council.close(ballot_id)
    after = every_row(council.services.database)
    for who, receipt in receipts.items():
        holding = {name for name, rows in after.items() if any(receipt in row for row in rows)}
        assert holding <= {"secret_ballot_paper", "audit_event"}
        person = council.people[who]
        joined = [row for row in after["secret_ballot_paper"] if person.person_id in row or person.account_id in row]
        assert not joined
    with pytest.raises(SealBroken):
        council.services.ballot_seals.open_box(ballot_id, box)
    assert ballot_id not in council.services.ballot_seals.kept()


def test_a_lost_key_stops_the_ballot_and_is_said(council: Council) -> None:
    ballot_id = council.open()
    council.vote(ballot_id, SECRETARY, "yes")
    council.services.ballot_seals.destroy(ballot_id)
    refused(lambda: council.close(ballot_id), "ballot-box-broken")
    refused(lambda: council.prepare(ballot_id, MEMBERS[1], "yes"), "ballot-box-broken")


class Undone(Exception):
    """Carries out of a transaction what it saw, so that nothing of it is kept."""


@FEW
@given(
    st.lists(st.sampled_from(CHOICES), min_size=4, max_size=4),
    st.permutations(range(4)),
    st.permutations(range(4)),
)
def test_the_rows_of_a_closed_ballot_tell_neither_order_nor_voter(
    council: Council, votes: list[str], order: list[int], voters: list[int]
) -> None:
    """Four papers, cast in any order by any of four people: every byte that is kept is the same."""
    ballot_id = "f" * 32
    numbers = count(1)
    papers = [
        (vote, *make_paper(ballot_id, vote, lambda size: hashlib.shake_256(f"{next(numbers)}".encode()).digest(size)))
        for vote in votes
    ]
    one = kept_rows(council, ballot_id, papers, list(zip(range(4), range(4), strict=True)))
    other = kept_rows(council, ballot_id, papers, list(zip(order, voters, strict=True)))
    assert one == other
    assert sorted(receipt_of(ballot_id, paper) for _, paper, _ in papers) == [row[1] for row in one["paper"]]


def from_the_least(rows: list[Any]) -> list[Any]:
    """Return rows as they lie, the least first: behind a full page those that follow lie where a page has room."""
    start = rows.index(min(rows))
    return rows[start:] + rows[:start]


def kept_rows(
    council: Council, ballot_id: str, papers: list[Any], casts: list[tuple[int, int]]
) -> dict[str, list[Any]]:
    """Return what is kept of a ballot once these papers were cast by these people in this order."""
    seals, opening = council.services.ballot_seals, council.opening()

    def run(work: Work) -> None:
        row = ballots.BallotRow(
            ballot_id, opening.item_id[:0].rjust(32, "0"), council.proposal_id, "open", 5,
            seals.begin(work, ballot_id), None, None, None, "", "", work.today, None,
        )  # fmt: skip
        ballots.add_ballot(work, row, opening.voters)
        for which, who in casts:
            person, (vote, paper, key) = council.people[MEMBERS[who]], papers[which]
            sealed = seals.seal_draft(work, ballot_id, person.person_id, (paper, vote, key))
            cast_paper(work, seals, actor=person, ballot_id=ballot_id, sealed=sealed)
        locked = ballots.lock_ballot(work, ballot_id)
        assert locked is not None
        data = open_case(work, council.services.catalog, actor=council.secretary, proposal_id=council.proposal_id)
        holding: Holding = council.secretary.holdings[0]
        count_ballot(work, seals, data, locked, actor=council.secretary, holding=holding)
        tables = {"ballot": ballots.TABLE, "voter": ballots.VOTER, "paper": ballots.PAPER}
        # On SQLite these tables have no place of a row but its key.
        places = [literal_column("ctid")] if council.services.database.dialect == "postgresql" else []
        found = {
            name: work.execute(
                table.select().where(table.c["id" if name == "ballot" else "ballot_id"] == ballot_id).order_by(*places)
            )
            for name, table in tables.items()
        }
        raise Undone({name: from_the_least([tuple(line) for line in lines]) for name, lines in found.items()})

    try:
        council.write(run)
    except Undone as seen:
        rows: dict[str, list[Any]] = seen.args[0]
        return rows
    finally:
        seals.destroy(ballot_id)
    raise AssertionError


def test_a_key_is_gone_once_it_is_destroyed(council: Council) -> None:
    seals = council.services.ballot_seals
    council.write(lambda work: seals.begin(work, "e" * 32))
    assert "e" * 32 in seals.kept()
    seals.destroy("e" * 32)
    seals.destroy("e" * 32)
    with pytest.raises(Missing):
        seals._keys.get("e" * 32)  # what lies under the seals
