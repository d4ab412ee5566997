"""One commit per act: what fails leaves nothing, one of many racing wins, and one act's failure spares the others."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from service.db import audit, keys, organisations, proposals
from service.db.database import Database
from service.db.errors import BrokenReference, DatabaseBroken, DatabaseLocked, DuplicateKey, NotFound, StaleWrite
from service.db.models import Organisation
from service.db.work import Work
from tests.integration.db.rows import a_body, a_person, a_proposal, move
from tests.support.databases import START, Clock, open_database

RACERS = 16


def a_case(work: Work) -> str:
    return a_proposal(work, a_person(work), a_body(work))


def test_act_that_raises_leaves_nothing(database: Database) -> None:
    def act(work: Work) -> None:
        a_body(work)
        raise LookupError("after the insert")

    with pytest.raises(LookupError, match="after the insert"):
        database.write(act)
    assert database.read(lambda work: organisations.find_organisation(work, "so-noi-vu")) is None


def test_act_that_raises_leaves_nothing_of_the_object_mapper(database: Database) -> None:
    def act(work: Work) -> None:
        row = database.read(lambda other: organisations.find_organisation(other, "so-noi-vu"))
        assert row is None
        work.session.add(_an_orm_body(work))
        work.session.flush()
        raise LookupError

    with pytest.raises(LookupError):
        database.write(act)
    assert database.read(organisations.list_organisations) == []


def _an_orm_body(work: Work, code: str = "orm") -> Organisation:
    key = work.new_id()
    return Organisation(
        id=key, code=code, name="X", name_fold="x", sort_key="00", level="office", path=f"/{key}/", agency_id=key
    )


def test_failed_flush_spares_what_the_act_did_before(database: Database) -> None:
    def act(work: Work) -> str:
        a_body(work)
        work.session.add(_an_orm_body(work, "so-noi-vu"))
        with pytest.raises(DuplicateKey) as caught:
            work.session.flush()
        work.discard()
        return caught.value.constraint

    assert database.write(act) == "uq_organisation_code"
    assert database.read(lambda work: organisations.find_organisation(work, "so-noi-vu")) is not None


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        pytest.param(lambda work: (a_body(work), a_body(work)), DuplicateKey, id="code"),
        pytest.param(
            lambda work: (a_body(work, "a", id="1" * 32), a_body(work, "b", id="1" * 32)), DuplicateKey, id="id"
        ),
        pytest.param(lambda work: a_person(work, organisation_id="0" * 32), BrokenReference, id="reference"),
        pytest.param(lambda work: organisations.get_organisation(work, "0"), NotFound, id="organisation"),
        pytest.param(lambda work: proposals.load_case(work, "0"), NotFound, id="proposal"),
        pytest.param(lambda work: organisations.add_organisation(work, {"code": "x"}), KeyError, id="incomplete"),
    ],
)
def test_error_is_told_in_the_words_of_the_house(database: Database, act: Any, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        database.write(act)


def test_duplicate_names_its_constraint(database: Database) -> None:
    database.write(a_body)
    with pytest.raises(DuplicateKey) as caught:
        database.write(a_body)
    assert caught.value.constraint == "uq_organisation_code"


def test_stale_version_is_refused(database: Database) -> None:
    case = database.write(a_case)
    assert database.write(lambda work: move(work, case, "unit_reviewed")) == 2
    with pytest.raises(StaleWrite):
        database.write(
            lambda work: proposals.advance_proposal(work, case, expected_version=1, values={"state": "approved"})
        )
    assert database.read(lambda work: proposals.load_case(work, case).proposal.state) == "unit_reviewed"


def test_stale_head_is_refused_by_the_chain(database: Database) -> None:
    case = database.write(a_case)
    head = database.read(lambda work: audit.read_head(work, f"proposal/{case}"))
    database.write(lambda work: move(work, case, "unit_reviewed"))
    with pytest.raises(StaleWrite):
        database.write(
            lambda work: audit.append(
                work, stream=f"proposal/{case}", event="proposal.moved", payload={}, actor_id=None, head=head
            )
        )


@pytest.mark.parametrize("records_first", [False, True])
def test_one_of_sixteen_racing_moves_wins(database_url: str, records_first: bool) -> None:
    database = open_database(database_url, pool_size=RACERS)
    case = database.write(a_case)
    known = database.read(lambda work: proposals.load_case(work, case).proposal)
    start = threading.Barrier(RACERS)

    def approve(work: Work) -> None:
        values: dict[str, Any] = {"state": "approved", "version": 2}
        if records_first:
            head = (known.version, known.head_hash)
            seq, digest = audit.append(
                work, stream=f"proposal/{case}", event="proposal.approved", payload={}, actor_id=None, head=head
            )
            values |= {"version": seq, "head_hash": digest}
        proposals.advance_proposal(work, case, expected_version=known.version, values=values)

    def race(_: int) -> str:
        start.wait()
        try:
            database.write(approve)
        except StaleWrite:
            return "stale"
        return "won"

    with ThreadPoolExecutor(RACERS) as pool:
        results = sorted(pool.map(race, range(RACERS)))
    assert results == ["stale"] * (RACERS - 1) + ["won"]
    assert database.read(lambda work: proposals.load_case(work, case).proposal.version) == 2
    database.close()


def test_read_can_not_write(database: Database) -> None:
    with pytest.raises(Exception, match=r"read-only|readonly"):
        database.read(a_body)


def test_read_sees_one_snapshot(database: Database) -> None:
    def look(work: Work) -> tuple[bool, bool]:
        before = organisations.find_organisation(work, "so-noi-vu") is not None
        with ThreadPoolExecutor(1) as pool:
            pool.submit(database.write, a_body).result()
        return before, organisations.find_organisation(work, "so-noi-vu") is not None

    assert database.read(look) == (False, False)
    assert database.read(lambda work: organisations.find_organisation(work, "so-noi-vu")) is not None


def test_work_knows_instant_and_day_in_vietnam(database: Database, clock: Clock) -> None:
    clock.now = START.replace(hour=17, minute=30)
    now, today = database.read(lambda work: (work.now, work.today))
    assert (now, today.isoformat()) == (clock.now, "2026-11-23")


def test_numbers_rise_and_are_given_again_when_an_act_fails(database: Database) -> None:
    def fail(work: Work) -> None:
        assert keys.next_number(work, "2026") == 2
        raise LookupError

    assert database.write(lambda work: keys.next_number(work, "2026")) == 1
    with pytest.raises(LookupError):
        database.write(fail)
    assert database.write(lambda work: keys.next_number(work, "2026")) == 2
    assert database.write(lambda work: keys.next_number(work, "2027")) == 1


class TestSqliteWriter:
    """The one writer of a SQLite file."""

    @pytest.fixture
    def database(self, sqlite_url: str) -> Any:
        opened = open_database(sqlite_url)
        yield opened
        opened.close()

    def test_failure_in_a_batch_undoes_only_itself(self, database: Database) -> None:
        commits: list[str] = []
        batched = threading.Barrier(2)

        def hold(_work: Work) -> None:
            batched.wait()  # the writer is busy: what comes now queues up
            batched.wait()

        def add(number: int) -> str:
            def act(work: Work) -> str:
                key = a_body(work, f"body-{number}")
                if number % 3 == 0:
                    raise LookupError
                return key

            try:
                return database.write(act)
            except LookupError:
                return "failed"

        driver = database._side._writer._connection.connection.dbapi_connection  # type: ignore[attr-defined]  # the real writer
        driver.set_trace_callback(lambda text: commits.append(text) if text == "COMMIT" else None)
        with ThreadPoolExecutor(13) as pool:
            held = pool.submit(database.write, hold)
            batched.wait()
            waiting = [pool.submit(add, number) for number in range(12)]
            while database._side._writer._queue.qsize() < 12:  # type: ignore[attr-defined]  # the real queue
                pass
            batched.wait()
            held.result()
            answers = [job.result() for job in waiting]
        assert len(commits) == 1
        assert [answer == "failed" for answer in answers] == [number % 3 == 0 for number in range(12)]
        found = database.read(organisations.list_organisations)
        assert {row.code for row in found} == {f"body-{number}" for number in range(12) if number % 3}

    def test_act_runs_in_the_context_of_its_caller(self, database: Database) -> None:
        request: ContextVar[str] = ContextVar("request", default="none")
        request.set("r-1")
        assert database.write(lambda _: request.get()) == "r-1"

    def test_act_that_writes_again_is_refused_instead_of_waiting_for_itself(self, database: Database) -> None:
        with pytest.raises(RuntimeError, match="wait for itself"):
            database.write(lambda _: database.write(lambda _: None))

    def test_closed_database_refuses(self, database: Database) -> None:
        database.close()
        with pytest.raises(DatabaseBroken):
            database.write(lambda _: None)

    def test_lost_commit_is_told_to_all_and_the_writer_lives_on(self, database: Database) -> None:
        def give_up(work: Work) -> None:
            a_body(work)
            work.connection.connection.dbapi_connection.execute("ROLLBACK")  # type: ignore[union-attr]  # as a full disk would
            raise OSError("disk full")

        with pytest.raises(DatabaseBroken, match="nothing was kept"):
            database.write(give_up)
        assert database.write(lambda work: a_body(work, "next"))
        assert [row.code for row in database.read(organisations.list_organisations)] == ["next"]

    def test_second_process_fails_at_once_with_a_clear_word(self, database: Database, sqlite_url: str) -> None:
        program = (
            "from tests.support.databases import open_database\n"
            "from service.db.errors import DatabaseLocked\n"
            f"try:\n    open_database({sqlite_url!r})\n"
            "except DatabaseLocked as error:\n    print(error)\n"
        )
        root = Path(__file__).resolve().parents[3]
        done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
        assert "is in use by process" in done.stdout
        assert "DATABASE_URL" in done.stdout

    def test_second_opening_in_the_same_process_fails_until_the_first_is_closed(
        self, database: Database, sqlite_url: str
    ) -> None:
        with pytest.raises(DatabaseLocked):
            open_database(sqlite_url)
        database.close()
        open_database(sqlite_url).close()

    def test_durability_settings_are_in_force(self, database: Database) -> None:
        def ask(work: Work) -> dict[str, Any]:
            names = ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "trusted_schema")
            return {name: work.execute(text(f"PRAGMA {name}")).scalar() for name in names}

        expected = {"foreign_keys": 1, "recursive_triggers": 1, "trusted_schema": 0}
        asked = database.write(ask)
        assert expected.items() <= asked.items()
        assert (asked["journal_mode"], asked["synchronous"]) in {("wal", 2), ("delete", 3)}


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/x"])
def test_address_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"needed|must name a file"):
        open_database(url)
