"""Secret ballots under pressure: one vote each, nothing lost, nothing after the end, one end."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from service.db.errors import DatabaseError
from service.usecases.councils.ballot_views import show_list
from service.usecases.errors import Conflict, DomainError
from service.usecases.trail.audits import verify_audit
from tests.integration.demonstration import BOTH_ENGINES, demonstration
from tests.integration.usecases.balloting import MEMBERS, SECRETARY, Council, gather
from workflows.votes.secret import check_file

RIVALS = 8


@pytest.fixture(scope="module", params=BOTH_ENGINES)
def council(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Council]:
    """The council of the demonstration, once per engine."""
    with demonstration(request, tmp_path_factory.mktemp("council")) as (services, _):
        yield gather(services)


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """Do all of it from the same moment on; a refusal stands in the place of what was answered."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        barrier.wait()
        try:
            return act()
        except (DomainError, DatabaseError) as refusal:
            return refusal

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def caster(council: Council, ballot_id: str, who: str, sealed: str) -> Callable[[], Any]:
    return lambda: council.cast(ballot_id, who, sealed)


def listed(council: Council, ballot_id: str) -> Any:
    return council.read(lambda work: show_list(work, actor=council.secretary, ballot_id=ballot_id))


def test_of_eight_papers_of_one_voter_one_counts(council: Council) -> None:
    ballot_id = council.open()
    papers = [council.prepare(ballot_id, SECRETARY, ("yes", "no")[place % 2]) for place in range(RIVALS)]
    answers = at_once([caster(council, ballot_id, SECRETARY, paper["sealed"]) for paper in papers])
    taken = [answer for answer in answers if not isinstance(answer, Exception)]
    assert len(taken) == 1
    assert {error.code for error in answers if isinstance(error, DomainError)} == {"already-voted"}
    assert council.close(ballot_id)["returned"] == 1
    assert check_file(listed(council, ballot_id)).receipts == (taken[0]["receipt"],)


def test_papers_of_different_voters_at_once_all_lie_in_the_box(council: Council) -> None:
    ballot_id = council.open()
    papers = {who: council.prepare(ballot_id, who, "yes") for who in MEMBERS}
    answers = at_once([caster(council, ballot_id, who, paper["sealed"]) for who, paper in papers.items()] * 2)
    assert sorted({answer["receipt"] for answer in answers}) == sorted(paper["receipt"] for paper in papers.values())
    done = council.close(ballot_id)
    assert (done["returned"], done["yes"]) == (len(MEMBERS), len(MEMBERS))
    assert check_file(listed(council, ballot_id)).problems == ()


def test_a_vote_that_arrives_while_it_closes_counts_or_is_refused(council: Council) -> None:
    ballot_id = council.open()
    papers = {who: council.prepare(ballot_id, who, "no") for who in MEMBERS}
    casts = [caster(council, ballot_id, who, paper["sealed"]) for who, paper in papers.items()]
    *cast, first, second = at_once([*casts, lambda: council.close(ballot_id), lambda: council.close(ballot_id)])
    ends = [end for end in (first, second) if not isinstance(end, Exception)]
    assert len(ends) == 1
    told = {answer["receipt"] for answer in cast if not isinstance(answer, Exception)}
    assert told == set(check_file(listed(council, ballot_id)).receipts)
    assert ends[0]["returned"] == len(told)
    assert all(isinstance(error, Conflict) for error in cast if isinstance(error, Exception))
    assert verify_audit(council.services.database)["breaks"] == []
