"""What is only appended can't be rewritten: by no statement of the service, and by no trick of SQL."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from service.db import audit, publications
from service.db.database import Database
from service.db.engines import driver
from service.db.errors import AppendOnly, DuplicateKey, StaleWrite
from service.db.work import Work
from tests.support.databases import open_database
from workflows.audit.chains import verify_stored
from workflows.audit.digests import GENESIS

COLUMNS = "stream, stream_seq, event, at, actor_id, body, prev_hash, hash"
COPY = "SELECT 'other', stream_seq, event, at, actor_id, body, prev_hash, hash FROM audit_event WHERE stream_seq = 1"
BY_ID_ALONE = f"SELECT 1, 'other', 1, event, at, actor_id, body, '{GENESIS}', 'x' FROM audit_event WHERE stream_seq = 1"
BY_HASH_ALONE = f"SELECT 'other', 1, event, at, actor_id, body, '{GENESIS}', hash FROM audit_event WHERE stream_seq = 2"
TAKES_ROW_ONE = COPY.replace("SELECT", "SELECT 1,", 1)
GAP = "SELECT stream, 9, event, at, actor_id, body, hash, 'x' FROM audit_event WHERE stream_seq = 2"
FORK = "SELECT stream, 3, event, at, actor_id, body, prev_hash, 'x' FROM audit_event WHERE stream_seq = 2"
PLAN = "id, kind, code, version, digest, effective_on, title, source, published_at, published_by"
SAME_PLAN = f"SELECT {PLAN} FROM published_document WHERE true"
SAME_VERSION = SAME_PLAN.replace("SELECT id", "SELECT 'new'")
NEGATIVE = f"SELECT -1, 'new', 1, event, at, actor_id, body, '{GENESIS}', 'x' FROM audit_event WHERE stream_seq = 1"

ON_BOTH = [
    "UPDATE audit_event SET event = 'x.y'",
    "UPDATE audit_event SET stream_seq = 7 WHERE stream_seq = 2",
    "DELETE FROM audit_event",
    "DELETE FROM audit_event WHERE stream_seq = 2",
    f"INSERT INTO audit_event ({COLUMNS}) {GAP}",
    f"INSERT INTO audit_event ({COLUMNS}) {FORK}",
    f"INSERT INTO audit_event ({COLUMNS}) SELECT {COLUMNS} FROM audit_event WHERE stream_seq = 2",
    f"INSERT INTO audit_event (id, {COLUMNS}) {TAKES_ROW_ONE} ON CONFLICT (id) DO UPDATE SET event = 'x.y'",
    "UPDATE published_document SET title = 'x'",
    "DELETE FROM published_document",
    f"INSERT INTO published_document ({PLAN}) {SAME_PLAN} ON CONFLICT (kind, code, version) DO UPDATE SET title = 'x'",
]
ON_SQLITE = [
    f"INSERT OR REPLACE INTO audit_event (id, {COLUMNS}) {BY_ID_ALONE}",
    f"INSERT OR REPLACE INTO audit_event ({COLUMNS}) {BY_HASH_ALONE}",
    f"INSERT OR REPLACE INTO audit_event SELECT id, {COLUMNS} FROM audit_event WHERE stream_seq = 2",
    f"INSERT OR REPLACE INTO audit_event (id, {COLUMNS}) {TAKES_ROW_ONE}",
    f"INSERT OR REPLACE INTO audit_event ({COLUMNS}) {COPY}",
    f"INSERT OR IGNORE INTO audit_event ({COLUMNS}) {GAP}",
    f"REPLACE INTO audit_event ({COLUMNS}) {FORK}",
    "UPDATE OR REPLACE audit_event SET id = 1 WHERE id = 2",
    f"INSERT INTO audit_event (id, {COLUMNS}) {NEGATIVE}",
    f"INSERT OR REPLACE INTO published_document ({PLAN}) {SAME_PLAN}",
    f"INSERT OR REPLACE INTO published_document ({PLAN}) {SAME_VERSION}",
]
ON_POSTGRESQL = ["TRUNCATE audit_event", "TRUNCATE audit_event CASCADE", "TRUNCATE published_document"]
RESHAPING_SQLITE = [
    "DROP TRIGGER audit_event_is_next",
    "DROP TABLE audit_event",
    "ALTER TABLE audit_event RENAME TO old",
    "CREATE TRIGGER t AFTER INSERT ON audit_event BEGIN DELETE FROM nominee; END",
    "PRAGMA writable_schema = 1",
    "ATTACH DATABASE ':memory:' AS other",
]
RESHAPING_POSTGRESQL = [
    "ALTER TABLE audit_event DISABLE TRIGGER ALL",
    "ALTER TABLE audit_event DISABLE TRIGGER audit_event_refuses_change",
    "ALTER TABLE published_document DISABLE TRIGGER ALL",
    "DROP TRIGGER audit_event_refuses_change ON audit_event",
    "DROP TABLE audit_event",
    "DROP FUNCTION refuse_change() CASCADE",
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    "SET LOCAL session_replication_role = replica",
    "ALTER TABLE audit_event OWNER TO vinhdanh_app",
]


def fill(work: Work) -> None:
    head = (0, GENESIS)
    for number in range(2):
        head = audit.append(
            work, stream="plan/x", event="plan.published", payload={"n": number}, actor_id=None, head=head
        )
    publications.publish(
        work, "plan", "x", 1, digest="0" * 64, effective_on=date(2026, 1, 1), title="Kế hoạch", source="code = 'x'"
    )


def contents(work: Work) -> list[Any]:
    events = audit.list_events(work)
    assert list(verify_stored(audit.iter_stored(work))) == []
    return [events, publications.list_versions(work, "plan"), publications.latest(work, "plan", "x")]


@pytest.fixture
def filled(database: Database) -> Iterator[Database]:
    database.write(fill)
    before = database.read(contents)
    assert len(before[0]) == 2
    yield database
    assert database.read(contents) == before


def attempt(work: Work, statement: str) -> None:
    work.connection.exec_driver_sql(statement.replace("%", "%%"))


def for_engine(database: Database, sqlite: list[str], postgresql: list[str]) -> list[str]:
    return sqlite if database.dialect == "sqlite" else postgresql


def test_service_can_not_rewrite(filled: Database) -> None:
    for statement in ON_BOTH + for_engine(filled, ON_SQLITE, ON_POSTGRESQL):
        with pytest.raises(Exception, match=r"append only|not authorized|denied|not the next|CHECK|uq_|pk_"):
            filled.write(lambda work, statement=statement: attempt(work, statement))


def test_service_can_not_reshape_what_guards(filled: Database) -> None:
    for statement in for_engine(filled, RESHAPING_SQLITE, RESHAPING_POSTGRESQL):
        with pytest.raises(Exception, match=r"not authorized|denied|must be owner"):
            filled.write(lambda work, statement=statement: attempt(work, statement))


def test_lost_races_and_rewrites_have_names(filled: Database) -> None:
    known = audit.EventRow(*filled.read(audit.list_events)[0])
    with pytest.raises(StaleWrite):
        filled.write(
            lambda work: audit.append(
                work, stream="plan/x", event="plan.published", payload={}, actor_id=None, head=(1, known.hash)
            )
        )
    with pytest.raises(DuplicateKey) as caught:
        filled.write(
            lambda work: publications.publish(
                work, "plan", "x", 1, digest="1" * 64, effective_on=date(2026, 1, 1), title="Khác", source=""
            )
        )
    assert caught.value.constraint == "uq_published_document_kind_code_version"


def test_sqlite_triggers_alone_refuse_a_stranger_with_the_file(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    database.write(fill)
    database.close()
    stranger = driver.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    before = stranger.execute("SELECT * FROM audit_event, published_document").fetchall()
    for statement in ON_BOTH + ON_SQLITE:
        with pytest.raises((driver.IntegrityError, sqlite3.IntegrityError)):
            stranger.execute(statement)
    assert stranger.execute("SELECT * FROM audit_event, published_document").fetchall() == before
    stranger.close()


def test_postgresql_triggers_alone_refuse_even_the_owner(migrated_postgres_url: str) -> None:
    database = open_database(migrated_postgres_url)
    database.write(fill)
    database.close()
    address = migrated_postgres_url.replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(address, autocommit=True) as owner:
        before = owner.execute("SELECT * FROM audit_event, published_document").fetchall()
        for statement in ON_BOTH + ON_POSTGRESQL:
            with pytest.raises(psycopg.Error) as caught:
                owner.execute(statement.encode())
            assert caught.value.sqlstate in {"VD001", "VD002", "23505"}, statement
        assert owner.execute("SELECT * FROM audit_event, published_document").fetchall() == before


def test_temporary_table_does_not_deceive_the_chain(migrated_postgres_url: str) -> None:
    database = open_database(migrated_postgres_url)

    def act(work: Work) -> None:
        fill(work)
        work.execute(text("CREATE TEMPORARY TABLE audit_event (stream text, stream_seq int, hash text)"))
        schema = work.execute(text("SELECT 'public'")).scalar()
        work.execute(text(f"INSERT INTO {schema}.audit_event ({COLUMNS}) {GAP.replace('FROM ', 'FROM public.')}"))

    with pytest.raises(StaleWrite):
        database.write(act)
    database.close()


def test_service_acts_in_the_role_without_rights_to_rewrite(migrated_postgres_url: str) -> None:
    database = open_database(migrated_postgres_url)
    rights = text(
        "SELECT table_name, string_agg(privilege_type, ',' ORDER BY privilege_type) "
        "FROM information_schema.role_table_grants WHERE grantee = 'vinhdanh_app' GROUP BY table_name"
    )
    found = dict(database.read(lambda work: work.execute(rights).all()))
    assert database.read(lambda work: work.execute(text("SELECT current_user")).scalar()) == "vinhdanh_app"
    tables = database.read(
        lambda work: work.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars().all()
    )
    expected = dict.fromkeys(tables, "DELETE,INSERT,SELECT,UPDATE")
    expected |= {"audit_event": "INSERT,SELECT", "published_document": "INSERT,SELECT", "alembic_version": "SELECT"}
    kept = ("proposal_act", "submission", "secret_ballot", "petition", "registration")
    expected |= dict.fromkeys((*kept, "consultation", "public_notice", "notice_comment"), "INSERT,SELECT,UPDATE")
    added = ("secret_ballot_paper", "kinship", "eligible_number", "yearly_report")
    expected |= dict.fromkeys((*added, "guidance_place"), "INSERT,SELECT")  # a place is freed, not moved
    expected |= {"council_turn": "INSERT,SELECT"}
    expected |= {"reminder": "DELETE,INSERT,SELECT", "council_sheet_row": "INSERT,SELECT,UPDATE"}
    expected |= {"pending_publication": "INSERT,SELECT"}  # and UPDATE of the columns that say what became of it
    assert found == expected
    database.close()


def test_append_only_error_is_named_on_sqlite_only_when_a_trigger_speaks(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    database.write(fill)
    raw = database._side._writer._connection.connection.dbapi_connection  # type: ignore[attr-defined]  # the real writer
    raw.set_authorizer(None)
    with pytest.raises(AppendOnly):
        database.write(lambda work: attempt(work, "DELETE FROM audit_event"))
    database.close()
