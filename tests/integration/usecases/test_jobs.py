"""Long work: asked for with an act, done once whoever tries, followed by its owner alone."""

import threading
from collections.abc import Mapping
from typing import Any

import pytest

from service.db import accounts, jobs
from service.db.database import Database
from service.db.work import Work
from service.usecases.errors import Invalid, NotFound
from service.usecases.jobs.job_running import LEASE, Job, JobLost
from service.usecases.jobs.jobs import list_jobs, open_file, show_job, start_job
from service.usecases.services import Services
from service.usecases.trail.audits import verify_audit
from service.usecases.worker.job_kinds import Handler
from service.usecases.worker.job_runner import MOST_ATTEMPTS, JobRunner
from tests.support.databases import Clock, Statements
from workflows.policy import Actor


def start(database: Database, actor: Actor, kind: str = "count", **params: Any) -> str:
    return database.write(lambda work: start_job(work, actor=actor, kind=kind, params=params))


def shown(database: Database, actor: Actor, key: str) -> dict[str, Any]:
    return database.read(lambda work: show_job(work, actor=actor, job_id=key))


def runner(services: Services, handler: Handler) -> JobRunner:
    return JobRunner(services, {"count": handler})


def leave_a_mark(work: Work) -> None:
    """An effect that can be counted: a failed sign-in."""
    accounts.add_attempt(work, username="mark", network="none", succeeded=False)


def marked(work: Work) -> Mapping[str, Any]:
    """The same as the last part of a job."""
    leave_a_mark(work)
    return {"by": "the slow one"}


def marks(database: Database, clock: Clock) -> int:
    return database.read(
        lambda work: accounts.count_failures(work, since=clock.now.replace(year=2000), username="mark")
    )


def test_a_job_is_done_and_its_owner_reads_the_result(services: Services, auditor: Actor) -> None:
    database = services.database
    key = start(database, auditor, rows=3)
    assert shown(database, auditor, key) | {"created_at": None} == {
        "id": key, "kind": "count", "state": "waiting", "done": 0, "total": 0, "percent": None, "result": None,
        "error": "", "error_params": {}, "attempts": 0, "created_at": None, "started_at": None, "finished_at": None,
        "is_finished": False, "file": None, "had_file": False,
    }  # fmt: skip
    seen: list[dict[str, Any]] = []

    def handle(_services: Services, job: Job) -> Mapping[str, Any]:
        job.progress(1, job.params["rows"])
        seen.append(shown(database, auditor, key))
        return {"counted": job.params["rows"], "by": job.actor().account_id}

    assert runner(services, handle).run_one()
    assert [seen[0][name] for name in ("state", "done", "total", "percent")] == ["running", 1, 3, 33]
    found = shown(database, auditor, key)
    assert (found["state"], found["percent"], found["attempts"]) == ("done", 100, 1)
    assert found["result"] == {"counted": 3, "by": auditor.account_id}
    assert found["finished_at"] is not None
    assert not runner(services, handle).run_one()
    assert verify_audit(database)["breaks"] == []


def test_a_job_of_an_act_that_fails_was_never_asked_for(services: Services, auditor: Actor) -> None:
    def act(work: Work) -> None:
        start_job(work, actor=auditor, kind="count", params={})
        raise Invalid("invalid-input", {"problems": []})

    with pytest.raises(Invalid):
        services.database.write(act)
    assert not services.database.read(jobs.is_any_ready)


def test_a_commit_that_asks_for_work_rings_and_others_do_not(services: Services, auditor: Actor) -> None:
    ear = services.database.bell.ear()
    services.database.write(leave_a_mark)
    assert not ear.is_set()
    start(services.database, auditor)
    assert ear.is_set()


def test_nobody_but_its_owner_sees_a_job(services: Services, auditor: Actor, administrator: Actor) -> None:
    database = services.database
    key = start(database, auditor)
    for wrong in (key, "f" * 32, ""):
        with pytest.raises(NotFound) as met:
            shown(database, administrator, wrong)
        assert met.value.params == {"kind": "job", "id": wrong}
        with pytest.raises(NotFound):
            open_file(services, actor=administrator, job_id=wrong)
    assert not database.read(lambda work: list_jobs(work, actor=administrator)).items


def test_own_jobs_come_newest_first_and_by_pages(services: Services, auditor: Actor, statements: Statements) -> None:
    database = services.database
    keys = [start(database, auditor) for _ in range(5)]
    with statements.expect(1):
        first = database.read(lambda work: list_jobs(work, actor=auditor, limit=3))
    rest = database.read(lambda work: list_jobs(work, actor=auditor, after=first.next, limit=3))
    assert [row["id"] for row in (*first.items, *rest.items)] == keys[::-1]
    assert rest.next is None


def test_progress_outlives_the_one_who_made_it(services: Services, auditor: Actor, clock: Clock) -> None:
    database = services.database
    key = start(database, auditor)

    class Killed(BaseException):
        """The process is gone."""

    def die(_services: Services, job: Job) -> Mapping[str, Any]:
        for number in range(4):
            job.write(leave_a_mark, done=number + 1, total=10, memo=lambda _mark, number=number: {"last": number})
        raise Killed

    with pytest.raises(Killed):
        runner(services, die).run_one()
    assert shown(database, auditor, key)["done"] == 4
    assert not runner(services, die).run_one(), "it is still held"
    clock.move(seconds=LEASE.total_seconds() + 1)

    def go_on(_services: Services, job: Job) -> Mapping[str, Any]:
        assert (job.done, job.total, job.memo, job.attempt) == (4, 10, {"last": 3}, 2)
        for number in range(job.done, job.total):
            job.write(leave_a_mark, done=number + 1)
        return {}

    assert runner(services, go_on).run_one()
    assert marks(database, clock) == 10
    assert shown(database, auditor, key)["state"] == "done"


def test_one_whose_lease_is_over_can_do_nothing_more(services: Services, auditor: Actor, clock: Clock) -> None:
    database = services.database
    key = start(database, auditor)

    def slow(_services: Services, job: Job) -> Mapping[str, Any]:
        clock.move(seconds=LEASE.total_seconds() + 1)
        assert runner(services, lambda _s, _j: {"by": "another"}).run_one()
        with pytest.raises(JobLost):
            job.write(leave_a_mark, done=1, total=1)
        with pytest.raises(JobLost):
            job.finish(marked)
        return {"by": "the slow one"}

    assert runner(services, slow).run_one()
    assert marks(database, clock) == 0
    assert shown(database, auditor, key)["result"] == {"by": "another"}


def test_a_lease_is_renewed_while_the_work_goes_on(services: Services, auditor: Actor, clock: Clock) -> None:
    start(services.database, auditor)
    lease = LEASE / 100

    def slow(_services: Services, job: Job) -> Mapping[str, Any]:
        before = services.database.read(lambda work: jobs.get_job(work, job.id)).lease_until
        clock.move(seconds=lease.total_seconds() / 2)
        is_renewed = threading.Event()
        for _ in range(100):
            if services.database.read(lambda work: jobs.get_job(work, job.id)).lease_until != before:
                is_renewed.set()
                break
            is_renewed.wait(0.05)
        return {"renewed": is_renewed.is_set()}

    assert JobRunner(services, {"count": slow}, lease=lease).run_one()
    assert services.database.read(lambda work: list_jobs(work, actor=auditor)).items[0]["result"] == {"renewed": True}


@pytest.mark.parametrize(
    ("error", "code"),
    [(Invalid("invalid-input", {"problems": []}), "invalid-input"), (KeyError("secret"), "internal-error")],
    ids=["refused", "broken"],
)
def test_what_goes_wrong_is_told_by_its_code(services: Services, auditor: Actor, error: Exception, code: str) -> None:
    key = start(services.database, auditor)

    def fail(_services: Services, job: Job) -> Mapping[str, Any]:
        job.progress(2, 4)
        raise error

    assert runner(services, fail).run_one()
    found = shown(services.database, auditor, key)
    assert (found["state"], found["error"], found["percent"]) == ("failed", code, 50)
    assert "secret" not in repr(found)
    assert not runner(services, fail).run_one()


def test_a_job_that_always_brings_its_process_down_is_given_up(
    services: Services, auditor: Actor, clock: Clock
) -> None:
    key = start(services.database, auditor)

    def die(_services: Services, _job: Job) -> Mapping[str, Any]:
        raise SystemExit

    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(SystemExit):
            runner(services, die).run_one()
        clock.move(minutes=1)
    assert runner(services, die).run_one()
    assert shown(services.database, auditor, key)["error"] == "job-given-up"


def test_a_job_acts_with_the_rights_of_this_moment(services: Services, auditor: Actor) -> None:
    database = services.database
    key = start(database, auditor)

    def revoke(work: Work) -> None:
        (held,) = accounts.list_holdings(work, auditor.account_id)
        accounts.revoke_role(work, held.id, valid_to=work.today.replace(year=2000))

    database.write(revoke)
    assert runner(services, lambda _services, job: {"roles": len(job.actor().holdings)}).run_one()
    assert shown(database, auditor, key)["result"] == {"roles": 0}


def test_a_disabled_account_does_nothing_through_its_jobs(services: Services, auditor: Actor) -> None:
    database = services.database
    key = start(database, auditor)
    database.write(lambda work: accounts.update_account(work, auditor.account_id, {"is_active": False}))
    assert runner(services, lambda _services, job: {"who": job.actor().name}).run_one()
    assert shown(database, auditor, key)["error"] == "account-disabled"


def test_an_unknown_kind_is_told(services: Services, auditor: Actor) -> None:
    key = start(services.database, auditor, kind="unheard-of")
    assert JobRunner(services, {}).run_one()
    assert shown(services.database, auditor, key)["error"] == "job-kind-unknown"


def test_who_stops_gives_the_job_back(services: Services, auditor: Actor) -> None:
    key = start(services.database, auditor)

    def stopped(_services: Services, job: Job) -> Mapping[str, Any]:
        job.write(lambda _work: None, done=1, total=2)
        first.stop()
        job.progress(2, 2)
        return {}

    first = runner(services, stopped)
    assert first.run_one()
    assert not first.run_one()
    found = shown(services.database, auditor, key)
    assert (found["state"], found["done"], found["attempts"]) == ("waiting", 1, 0)


def test_what_was_made_is_fetched_by_its_owner_alone(services: Services, auditor: Actor, administrator: Actor) -> None:
    key = start(services.database, auditor)

    def export(_services: Services, job: Job) -> Mapping[str, Any]:
        job.keep_file("Họ và tên\n".encode(), name="danh-sách.csv", media_type="text/csv")
        return {"rows": 1}

    assert runner(services, export).run_one()
    file = shown(services.database, auditor, key)["file"]
    assert (file["name"], file["size"]) == ("danh-sách.csv", 14)
    kept = open_file(services, actor=auditor, job_id=key)
    assert (kept.name, kept.media_type, kept.content.decode()) == ("danh-sách.csv", "text/csv", "Họ và tên\n")
    with pytest.raises(NotFound):
        open_file(services, actor=administrator, job_id=key)
