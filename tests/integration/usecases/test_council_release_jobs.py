"""The counts of a release on both engines: what this very job did, whoever else releases and whatever breaks off."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from service.db import council_sessions, jobs
from service.db.work import Work
from service.usecases.councils.council_release_jobs import release_sheet
from service.usecases.councils.council_releases import release_line
from service.usecases.jobs.job_running import LEASE, Job
from service.usecases.jobs.jobs import list_jobs
from service.usecases.worker.job_kinds import KINDS
from service.usecases.worker.job_runner import JobRunner
from tests.bench.grounds import Ground
from tests.support.councils import Council, set_up_council
from tests.support.dossiers import open_services
from tests.support.sheets import mean, rows_of, start

TOKEN = "1" * 32


@pytest.fixture
def council(ground: Ground, tmp_path: Path) -> Iterator[Council]:
    """Nine members whose four fifths decide."""
    with open_services(ground, tmp_path) as services:
        yield set_up_council(services)


class Killed(BaseException):
    """The process is gone."""


class ShortJob(Job):
    """A job whose process dies after some parts; something else happens before the first of them."""

    before: Callable[[], Any] = staticmethod(lambda: None)
    parts = 1

    def write(self, act: Callable[[Work], Any], **kept: Any) -> Any:
        """Do a part, or be gone."""
        if not self.parts:
            raise Killed
        self.before()
        self.before, self.parts = (lambda: None), self.parts - 1
        return super().write(act, **kept)


def sit(council: Council, ground: Ground, agreed: list[bool]) -> tuple[str, list[str]]:
    """A session whose items are all meant to be agreed to; those that are not voted on stay behind."""
    session_id, items = council.convene(list(ground.ready(len(agreed))))
    council.mark(session_id, 9)
    for item_id, is_voted in zip(items, agreed, strict=True):
        if is_voted:
            council.vote(session_id, item_id, ["yes"] * 9)
    mean(council, session_id, dict.fromkeys(items, "agree"))
    start(council, session_id)
    return session_id, items


def break_off(council: Council, *, parts: int, before: Callable[[], Any] = lambda: None) -> None:
    """Take the job and be gone after some parts of it; then it goes back to whoever takes it next."""

    def take(work: Work) -> Any:
        return jobs.take_next(work, token=TOKEN, lease_until=work.now + LEASE)

    row = council.run(take)
    job = ShortJob(council.services, row, TOKEN)
    job.before, job.parts = before, parts
    with pytest.raises(Killed):
        release_sheet(council.services, job)
    job.give_back()


def release_one(council: Council, session_id: str, item_id: str) -> None:
    """Another release of the same line comes first."""
    catalog = council.services.catalog
    done = council.run(
        lambda work: release_line(work, catalog, actor=council.secretary, session_id=session_id, item_id=item_id)
    )
    assert done is not None


def counted(council: Council) -> dict[str, Any]:
    """Let the job be done to its end, and return what it counted."""
    assert JobRunner(council.services, KINDS).run_one()
    (job,) = council.services.database.read(lambda work: list_jobs(work, actor=council.secretary)).items
    assert (job["state"], job["done"]) == ("done", job["total"])
    found: dict[str, Any] = job["result"]
    return found


def test_a_line_that_another_released_is_not_counted_when_the_process_dies(council: Council, ground: Ground) -> None:
    session_id, items = sit(council, ground, [True, True, True])
    break_off(council, parts=1, before=lambda: release_one(council, session_id, items[0]))
    assert counted(council) == {"released": 2, "stayed": 0, "page": f"/council-sessions/{session_id}/sheet"}
    assert {row["state"] for row in rows_of(council, session_id).values()} == {"released"}


def test_a_line_that_was_released_is_counted_once_when_the_process_dies(council: Council, ground: Ground) -> None:
    session_id, _ = sit(council, ground, [True, True, False])
    break_off(council, parts=1)
    found = counted(council)
    assert (found["released"], found["stayed"]) == (2, 1)
    assert council.services.database.read(lambda work: council_sessions.get_session(work, session_id)).id == session_id


def test_a_line_that_stayed_before_the_process_died_is_counted_once(council: Council, ground: Ground) -> None:
    session_id, items = sit(council, ground, [False, True])
    break_off(council, parts=2)  # the line is tried, and what it came to is kept
    found = counted(council)
    assert (found["released"], found["stayed"]) == (1, 1)
    assert [rows_of(council, session_id)[key]["state"] for key in items] == ["stayed", "released"]
