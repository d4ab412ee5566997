"""A session that many people close and vote in at once: one of them ends it, and no vote is lost or kept in secret."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event
from typing import Any

import pytest
from sqlalchemy import text

from service.db.acts import list_acts
from service.db.council_items import list_votes
from service.db.errors import StaleWrite
from service.db.work import Work
from service.usecases.councils import council_closings, council_votes
from service.usecases.councils.council_views import show_session
from service.usecases.errors import Conflict, DomainError, SessionIncomplete, Stale
from service.usecases.moves.recusals import declare_recusal
from service.usecases.trail.audits import verify_audit
from tests.bench.grounds import Ground
from tests.support.councils import Council, set_up_council
from tests.support.dossiers import open_services

RIVALS, PATIENCE = 8, 30


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """Do several things at the same moment; what was refused is returned as the refusal."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        barrier.wait()
        try:
            return act()
        except (DomainError, StaleWrite) as refusal:
            return refusal

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def closing(council: Council, session_id: str, version: int | None) -> Callable[[], Any]:
    catalog = council.services.catalog
    return lambda: council.run(
        lambda work: council_closings.close_session(
            work, catalog, actor=council.secretary, session_id=session_id, expected_version=version
        )
    )


def voting(council: Council, session_id: str, item_id: str, place: int, choice: str) -> Callable[[], Any]:
    catalog, member = council.services.catalog, council.members[place]
    return lambda: council.run(
        lambda work: council_votes.cast_vote(
            work, catalog, actor=member, session_id=session_id, item_id=item_id, choice=choice
        )
    )


def seen(council: Council, session_id: str) -> dict[str, Any]:
    catalog = council.services.catalog
    return council.services.database.read(
        lambda work: show_session(work, catalog, actor=council.secretary, session_id=session_id)
    )


def test_of_several_secretaries_who_close_a_session_one_does(ground: Ground, tmp_path: Path) -> None:
    with open_services(ground, tmp_path) as services:
        council = set_up_council(services)
        chosen = list(ground.ready(2))
        session_id, items = council.convene(chosen)
        council.mark(session_id, 9)
        for item_id in items:
            council.vote(session_id, item_id, ["yes"] * 9)
        version = seen(council, session_id)["version"]

        answers = at_once([closing(council, session_id, version)] * RIVALS)

        done = [answer for answer in answers if isinstance(answer, dict)]
        assert [answer["agreed"] for answer in done] == [2]
        assert all(isinstance(answer, Conflict | Stale | StaleWrite) for answer in answers if answer not in done)
        for key in chosen:
            (act,) = services.database.read(lambda work, key=key: list_acts(work, key))
            assert (act.state, act.outcome) == ("done", "agreed")
        events = ground.ask(
            f"SELECT count(*) FROM audit_event WHERE stream = 'council-session/{session_id}'"
            " AND event = 'council.session-closed'"
        )
        assert events == [(1,)]
        assert verify_audit(services.database)["breaks"] == []


def test_a_recusal_that_comes_while_it_closes_is_in_the_count_or_stops_it(ground: Ground, tmp_path: Path) -> None:
    with open_services(ground, tmp_path) as services, ThreadPoolExecutor(1) as pool:
        council = set_up_council(services)
        (proposal_id,) = ground.ready(1)
        session_id, (item_id,) = council.convene([proposal_id])
        council.mark(session_id, 9)
        council.vote(session_id, item_id, [*["yes"] * 8, "no"])

        def recuse(work: Work) -> Future[Any]:
            # The closing reads who takes no part, and waits where it reads the items with their proposals. SQLite has
            # one writer: there it waits before it reads anything.
            if ground.engine == "postgresql":
                work.execute(text("LOCK TABLE proposal IN ACCESS EXCLUSIVE MODE"))
            closed = pool.submit(closing(council, session_id, None))
            if ground.engine == "postgresql":
                wait_until_it_waits(ground)
            declare_recusal(work, actor=council.members[0], proposal_id=proposal_id, reason="Người thân (giả định)")
            return closed

        closed = services.database.write(recuse)
        refused = closed.exception(timeout=30)
        assert isinstance(refused, Stale | StaleWrite | None), refused
        if refused is not None:
            assert seen(council, session_id)["state"] == "convened"
            closing(council, session_id, None)()
        (item,) = seen(council, session_id)["items"]
        assert (item["figures"]["recused"], item["figures"]["yes"], item["figures"]["base"]) == (1, 7, 8)


def wait_until_it_waits(ground: Ground) -> None:
    """Return when somebody waits for the table of proposals, having read what comes before."""
    query = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'proposal'::regclass"
    for _ in range(200):
        if ground.ask(query) != [(0,)]:
            return
        time.sleep(0.05)
    pytest.fail("the closing never came to the table of proposals")


@pytest.mark.parametrize("choice", ["yes", "no"])
def test_a_vote_that_comes_while_it_closes_counts_or_is_refused(ground: Ground, tmp_path: Path, choice: str) -> None:
    with open_services(ground, tmp_path) as services:
        council = set_up_council(services)
        (proposal_id,) = ground.ready(1)
        session_id, (item_id,) = council.convene([proposal_id])
        council.mark(session_id, 9)
        council.vote(session_id, item_id, ["yes"] * 8)
        council.vote(session_id, item_id, [*["yes"] * 8, "yes"])
        version = seen(council, session_id)["version"]

        voted, closed = at_once(
            [voting(council, session_id, item_id, 8, choice), closing(council, session_id, version)]
        )

        after = seen(council, session_id)
        kept = {vote.choice for vote in services.database.read(lambda work: list_votes(work, session_id))}
        if isinstance(closed, dict):
            # The closing came first: the late vote is refused and changed nothing.
            assert isinstance(voted, Conflict | StaleWrite)
            assert after["state"] == "closed"
            assert after["items"][0]["figures"]["yes"] == 9
            assert kept == {"yes"}
        else:
            # The vote came first: the closing had seen another version, and the session is open with the vote in it.
            assert isinstance(closed, Stale | StaleWrite | SessionIncomplete)
            assert voted["choice"] == choice
            assert after["state"] == "convened"
            assert after["items"][0]["figures"]["no"] == (choice == "no")
        assert verify_audit(services.database)["breaks"] == []


def waits(ground: Ground) -> bool:
    """Tell whether somebody waits for a row that another holds; in one file whoever writes second always waits."""
    if ground.engine == "sqlite":
        return True
    here = "datname = current_database() AND wait_event_type = 'Lock'"
    return bool(ground.ask(f"SELECT count(*) FROM pg_stat_activity WHERE {here}")[0][0])


def in_order(ground: Ground, council: Council, acts: list[Callable[[Work], Any]]) -> list[Any]:
    """Do two things of which the first is not over before the second waits for it."""
    is_done, may_end = Event(), Event()

    def first(work: Work) -> Any:
        answer = acts[0](work)
        is_done.set()
        assert may_end.wait(PATIENCE), "nobody lets the first end"
        return answer

    def second(work: Work) -> Any:
        return acts[1](work)

    def run(act: Callable[[Work], Any]) -> Any:
        try:
            return council.run(act)
        except (DomainError, StaleWrite) as refusal:
            return refusal

    with ThreadPoolExecutor(2) as pool:
        try:
            early = pool.submit(run, first)
            assert is_done.wait(PATIENCE), "the first was refused"
            late, until = pool.submit(run, second), time.monotonic() + PATIENCE
            while not waits(ground):
                assert not late.done(), "the second did not wait"
                assert time.monotonic() < until, "the second does not wait"
                time.sleep(0.01)
        finally:
            may_end.set()
        return [early.result(), late.result()]


@pytest.mark.parametrize("is_closed_first", [True, False])
@pytest.mark.parametrize("choice", ["yes", "no"])
def test_of_a_vote_and_a_closing_the_second_meets_what_the_first_did(
    ground: Ground, tmp_path: Path, choice: str, is_closed_first: bool
) -> None:
    with open_services(ground, tmp_path) as services:
        council, catalog = set_up_council(services), services.catalog
        (proposal_id,) = ground.ready(1)
        session_id, (item_id,) = council.convene([proposal_id])
        council.mark(session_id, 9)
        council.vote(session_id, item_id, ["yes"] * 9)
        version = seen(council, session_id)["version"]

        def close(work: Work) -> Any:
            return council_closings.close_session(
                work, catalog, actor=council.secretary, session_id=session_id, expected_version=version
            )

        def vote(work: Work) -> Any:
            return council_votes.cast_vote(
                work, catalog, actor=council.members[8], session_id=session_id, item_id=item_id, choice=choice
            )

        done, refused = in_order(ground, council, [close, vote] if is_closed_first else [vote, close])

        assert isinstance(done, dict)
        assert isinstance(refused, Conflict if is_closed_first else Stale), refused
        after, is_no = seen(council, session_id), choice == "no" and not is_closed_first
        assert (after["state"], after["items"][0]["figures"]["no"]) == (
            "closed" if is_closed_first else "convened",
            is_no,
        )
        assert verify_audit(services.database)["breaks"] == []


def test_votes_given_at_once_are_all_kept(ground: Ground, tmp_path: Path) -> None:
    with open_services(ground, tmp_path) as services:
        council = set_up_council(services)
        (proposal_id,) = ground.ready(1)
        session_id, (item_id,) = council.convene([proposal_id])
        council.mark(session_id, 9)

        answers = at_once([voting(council, session_id, item_id, place, "yes") for place in range(9)])

        assert all(isinstance(answer, dict) for answer in answers), answers
        assert seen(council, session_id)["items"][0]["figures"]["yes"] == 9
        assert verify_audit(services.database)["breaks"] == []
