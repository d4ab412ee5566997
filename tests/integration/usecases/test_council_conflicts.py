"""A session in which a member is a relative: named before the vote, confirmed, kept out; the others vote in secret."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.usecases.councils import council_closings, council_secrets, council_votes
from service.usecases.councils.ballot_views import show_list
from service.usecases.councils.ballot_voting import cast_paper, prepare_paper
from service.usecases.councils.council_conflicts import list_seat_conflicts
from service.usecases.councils.council_views import show_item
from service.usecases.councils.secret_ballots import close_ballot
from service.usecases.errors import NotFound
from service.usecases.moves.conflicts import confirm_conflict, declare_kinship
from tests.bench.grounds import Ground
from tests.support.councils import Council, set_up_council
from tests.support.dossiers import open_services
from workflows.policy import Actor
from workflows.votes.secret import check_file


@pytest.fixture
def council(ground: Ground, tmp_path: Path) -> Iterator[Council]:
    """Nine members with a rule of four fifths of all members and a quorum of two thirds."""
    with open_services(ground, tmp_path) as services:
        yield set_up_council(services)


def test_a_relative_is_named_confirmed_and_the_others_vote_in_secret(council: Council, ground: Ground) -> None:
    services, (proposal_id,) = council.services, ground.ready(1)
    catalog = services.catalog
    session_id, (item_id,) = council.convene([proposal_id])
    council.mark(session_id, 9)
    near, other = council.members[3], council.members[4]

    def named(who: Actor) -> dict[str, list[str]]:
        rows = services.database.read(
            lambda work: list_seat_conflicts(work, catalog, actor=who, session_id=session_id, item_id=item_id)
        )
        return {row["account_id"]: [one["ground"] for one in row["conflicts"]] for row in rows}

    assert named(council.secretary) == {}
    council.run(lambda work: declare_kinship(work, catalog, actor=near, proposal_id=proposal_id, relation="sibling"))
    expected = {near.account_id: ["declared-kinship"]}
    assert named(council.secretary) == named(near) == expected
    assert named(other) == {}
    council.run(
        lambda work: confirm_conflict(
            work,
            catalog,
            actor=council.secretary,
            proposal_id=proposal_id,
            ground="declared-kinship",
            account_id=near.account_id,
        )
    )
    assert named(council.secretary) == {}
    with pytest.raises(NotFound):
        named(near)
    voters = [member for member in council.members if member is not near]
    figures = vote_in_secret(council, session_id, item_id, voters)
    assert (figures["issued"], figures["yes"], figures["recused"]) == (8, 8, 1)


def vote_in_secret(council: Council, session_id: str, item_id: str, voters: list[Actor]) -> dict[str, Any]:
    """Vote yes in secret, count, check the list, close the item and return its figures."""
    services, secretary = council.services, council.secretary
    catalog, seals = services.catalog, services.ballot_seals
    council.run(
        lambda work: council_votes.choose_mode(
            work, catalog, actor=secretary, session_id=session_id, item_id=item_id, mode="secret"
        )
    )
    ballot_id = council.run(
        lambda work: council_secrets.open_secret_vote(
            work, catalog, seals, actor=secretary, session_id=session_id, item_id=item_id
        )
    )["id"]
    cast_all(council, ballot_id, voters)
    council.run(lambda work: close_ballot(work, catalog, seals, actor=secretary, ballot_id=ballot_id))
    listed = services.database.read(lambda work: show_list(work, actor=secretary, ballot_id=ballot_id))
    assert check_file(listed).problems == ()
    council.run(
        lambda work: council_closings.close_item(
            work,
            catalog,
            actor=secretary,
            session_id=session_id,
            item_id=item_id,
            is_final=True,
            reason="Đủ (giả định)",
        )
    )
    shown: dict[str, Any] = services.database.read(
        lambda work: show_item(work, catalog, actor=secretary, session_id=session_id, item_id=item_id)
    )["figures"]
    return shown


def cast_all(council: Council, ballot_id: str, voters: list[Actor]) -> None:
    """Let everybody vote yes, one after the other."""
    services, seals = council.services, council.services.ballot_seals
    for voter in voters:
        paper = services.database.read(
            lambda work, voter=voter: prepare_paper(work, seals, actor=voter, ballot_id=ballot_id, choice="yes")  # type: ignore[misc]  # bound at once
        )
        council.run(
            lambda work, voter=voter, paper=paper: cast_paper(
                work, seals, actor=voter, ballot_id=ballot_id, sealed=paper["sealed"]
            )
        )
