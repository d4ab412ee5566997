"""The history of the schema: up, down and up again, alike on both engines, and equal to the models."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine, inspect

from service.db import audit, dossiers, migrating
from service.db import guidance as places
from service.db.database import Database
from service.db.engines import driver, parse_url
from service.db.errors import DatabaseLocked, SchemaOutdated
from service.db.guidance import PlaceKey
from service.db.models import Base
from service.db.models.dossiers import STATUSES
from service.db.models.nominees import KINDS, RECORD_KINDS, RECORD_STATUSES
from service.db.models.publications import KINDS as PUBLISHED_KINDS
from service.db.proposals import load_case
from service.db.work import Work
from tests.integration.db.rows import a_body, a_person, a_proposal
from tests.support.databases import open_database
from tests.support.postgres import Cluster

NUMBERS = count(1)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    cluster: Cluster = request.getfixturevalue("postgres")
    name = f"migrations_{request.getfixturevalue('worker_id')}_{next(NUMBERS)}"
    yield cluster.create_database(name)
    cluster.drop_database(name)


def tables(url: str) -> set[str]:
    parsed = parse_url(url)
    engine = create_engine(parsed, **({"module": driver} if parsed.get_backend_name() == "sqlite" else {}))
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return {name for name in names if "_fts" not in name}


def test_up_down_and_up_again(empty_url: str) -> None:
    assert migrating.current(empty_url) == ""
    migrating.upgrade(empty_url)
    assert migrating.current(empty_url) == migrating.head()
    assert tables(empty_url) == {*Base.metadata.tables, "alembic_version"}
    migrating.downgrade(empty_url, "base")
    assert tables(empty_url) == {"alembic_version"}
    migrating.upgrade(empty_url)
    migrating.require_head(empty_url)


def test_each_revision_goes_down_and_up_again(empty_url: str) -> None:
    for script in reversed(list(migrating.scripts())):
        migrating.upgrade(empty_url, script)
        migrating.downgrade(empty_url, "-1")
        migrating.upgrade(empty_url, script)
    assert migrating.current(empty_url) == migrating.head()


def test_models_and_migrations_say_the_same(empty_url: str) -> None:
    migrating.upgrade(empty_url)
    assert migrating.drift(empty_url) == []


def test_votes_outlive_the_file_of_their_letters(empty_url: str) -> None:
    """Opinions recorded before have no file; whoever goes back loses the file's name and hash, never the vote."""
    migrating.upgrade(empty_url, "0027_council_sheets")
    parsed = parse_url(empty_url)
    is_sqlite = parsed.get_backend_name() == "sqlite"
    engine = create_engine(parsed, **({"module": driver} if is_sqlite else {}))

    def run(statement: str) -> list[tuple[str, ...]]:
        with engine.begin() as connection:
            if not is_sqlite:  # of the rows around it none is needed here
                connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            answer = connection.exec_driver_sql(statement)
            return [tuple(row) for row in answer] if answer.returns_rows else []

    def go(way: Callable[..., None], revision: str) -> None:
        """Migrate without the last look at references, which a vote without its item would not pass."""
        with engine.begin() as connection:
            way(migrating._config(connection), revision)

    run("INSERT INTO council_vote VALUES ('i', 'm', 'yes', 'written', '05/YK', 'a', '2026-05-12 00:00:00+00')")
    go(command.upgrade, "0028_council_letters")
    assert run("SELECT digest, size, media_type, file_name FROM council_vote") == [(None, None, None, None)]
    names = "item_id, member_id, choice, manner, paper, recorded_by, recorded_at, digest, size, media_type, file_name"
    row = "('i', 'n', 'yes', '{manner}', '', 'a', '2026-05-12 00:00:00+00', 'd', {size}, 'application/pdf', 'y.pdf')"
    for wrong in (row.format(manner="late", size=9), row.format(manner="written", size="NULL")):
        with pytest.raises(Exception, match=r"(?i)check constraint"):
            run(f"INSERT INTO council_vote ({names}) VALUES {wrong}")
    run(f"INSERT INTO council_vote ({names}) VALUES {row.format(manner='written', size=9)}")
    go(command.downgrade, "0027_council_sheets")
    kept = "SELECT member_id, manner, paper FROM council_vote ORDER BY member_id"
    assert run(kept) == [("m", "written", "05/YK"), ("n", "written", "")]
    go(command.upgrade, "0028_council_letters")
    assert run("SELECT count(*) FROM council_vote WHERE digest IS NULL") == [(2,)]
    engine.dispose()


def test_upgrade_twice_changes_nothing(empty_url: str) -> None:
    migrating.upgrade(empty_url)
    migrating.upgrade(empty_url)
    assert migrating.current(empty_url) == migrating.head()


def test_outdated_schema_is_named(empty_url: str) -> None:
    migrating.upgrade(empty_url, "0001_registry")
    with pytest.raises(SchemaOutdated, match="0001_registry"):
        migrating.require_head(empty_url)


def test_revisions_are_numbered_in_one_line(empty_url: str) -> None:
    names = list(reversed(list(migrating.scripts())))
    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]


def test_an_entry_that_holds_a_place_is_under_the_version_it_took_it_by(empty_url: str) -> None:
    def fill(work: Work) -> list[str]:
        unit = a_body(work)
        made = [a_proposal(work, a_person(work, organisation_id=unit), unit) for _ in range(3)]
        for number, key in enumerate(made[:2], start=1):
            place = PlaceKey("hd", "bk", unit)
            places.take_place(work, place, version=number, limit=9, proposal_id=key, seq=2, on=work.today)
        places.free_places(work, made[0], seq=3, on=work.today)
        return made

    migrating.upgrade(empty_url)
    database = open_database(empty_url)
    made = database.write(fill)
    database.close()
    migrating.downgrade(empty_url, "0029_owed_acts")
    migrating.upgrade(empty_url)
    database = open_database(empty_url)
    found = [database.read(lambda work, key=key: load_case(work, key)).proposal.guidance for key in made]  # type: ignore[misc]  # bound at once
    database.close()
    assert found == ["", "hd@2", ""]


def test_steps_that_were_taken_back_are_read_from_the_trail(empty_url: str) -> None:
    """What was undone before steps kept it, and what was only reopened because the dossier was changed."""

    def fill(work: Work) -> str:
        unit = a_body(work)
        key = a_proposal(work, a_person(work, organisation_id=unit), unit)
        for action, event, told in (
            ("review", "proposal.reviewed", {}),
            ("reopen", "proposal.step-undone", {"step": 2}),
            ("review", "proposal.reviewed", {}),
            ("reopen", "proposal.reopened", {}),
        ):
            seq, _ = audit.append(work, stream=f"proposal/{key}", event=event, payload=told, actor_id=None)
            step = (key, seq, action, "drafted", "unit_reviewed", None, None, "", None, work.today, "")
            dossiers.add_step(work, dossiers.StepRow(*step))
        return key

    migrating.upgrade(empty_url)
    database = open_database(empty_url)
    key = database.write(fill)
    database.close()
    migrating.downgrade(empty_url, "0030_guidance_entered_under")
    migrating.upgrade(empty_url)
    database = open_database(empty_url)
    found = database.read(lambda work: dossiers.list_steps(work, key))
    database.close()
    assert [(step.seq, step.undoes) for step in found] == [(2, None), (3, 2), (4, None), (5, None)]


def test_file_in_use_is_not_migrated(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    with pytest.raises(DatabaseLocked):
        migrating.upgrade(sqlite_url)
    database.close()


def test_service_reads_the_revision_in_its_role(migrated_postgres_url: str) -> None:
    database = open_database(migrated_postgres_url)
    found = database.read(
        lambda work: work.connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    )
    assert found == migrating.head()
    database.close()


CLOSED_SETS = [
    ("nominee", "kind", KINDS),
    ("nominee_record", "kind", RECORD_KINDS),
    ("nominee_record", "status", RECORD_STATUSES),
    ("published_document", "kind", PUBLISHED_KINDS),
    ("document", "status", STATUSES),
]


@pytest.mark.parametrize(("table", "column", "codes"), CLOSED_SETS, ids=lambda value: str(value)[:20])
def test_closed_set_takes_each_of_its_codes_and_no_other(
    database: Database, table: str, column: str, codes: tuple[str, ...]
) -> None:
    def act(work: Work) -> None:
        person = a_person(work)
        proposal = a_proposal(work, person, a_body(work))
        for code in codes:
            insert(work, person, proposal, code)

    def insert(work: Work, person: str, proposal: str, code: str) -> None:
        instant = work.now
        rows = {
            "nominee": {"name": "x", "name_fold": "x", "sort_key": "00", "kind": "clan", "created_at": instant},
            "nominee_record": {"nominee_id": person, "kind": "title", "status": "active", "created_at": instant},
            "published_document": {
                "kind": "plan", "code": "x", "version": 1, "digest": "", "effective_on": work.today, "title": "",
                "source": "", "published_at": instant,
            },
            "document": {
                "proposal_id": proposal, "type": "D01", "digest": "", "size": 1, "attached_seq": 1,
                "attached_at": instant, "status": "current",
            },
        }  # fmt: skip
        values = {**rows[table], "id": work.new_id(), column: code}
        work.execute(Base.metadata.tables[table].insert().values(values))

    database.write(act)
    with pytest.raises(Exception, match=r"(?i)check constraint"):
        database.write(lambda work: insert(work, a_person(work), "x", "unheard-of"))
