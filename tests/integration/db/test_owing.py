"""What is still owed after decisions is found by itself, however much was decided and completed beside it."""

import psycopg
import pytest
from sqlalchemy import text

from service.db import after_awards, proposals, recusals
from service.db.access import Reader
from service.db.database import Database
from service.db.work import Work
from tests.integration.db.rows import a_body, a_person, a_proposal, an_account
from tests.support.databases import Statements

ME = "e" * 32


@pytest.fixture
def owing(database: Database) -> tuple[str, list[str]]:
    """A body, and the decisions that owe something among 204: one was not opened to it, one is hidden from me."""

    def fill(work: Work) -> tuple[str, list[str]]:
        person, body, account = a_person(work), a_body(work), an_account(work)
        found = []
        for number in range(204):
            owes = "|confer|pay|" if number % 50 == 1 else ""
            key = a_proposal(work, person, body, state="approved", decision={"number": str(number)}, owes=owes)
            if number != 151:
                proposals.grant_access(work, key, [body], 1)
            if number == 101:
                recusals.add_recusal(
                    work, proposal_id=key, person_id=ME, account_id=account, reason="x", recorded_by=account
                )
            if owes:
                found.append(key)
        return body, found

    return database.write(fill)


def test_only_what_owes_and_was_opened_and_is_not_hidden_is_listed(
    database: Database, owing: tuple[str, list[str]]
) -> None:
    body, keys = owing
    assert len(keys) == 5
    mine = database.read(lambda work: after_awards.list_owed(work, Reader(ME, (body,))))
    assert [row.line.id for row in mine] == [keys[0], keys[1], keys[4]]
    assert {row.owes for row in mine} == {"|confer|pay|"}
    assert mine[0].decision == {"number": "1"}
    everything = database.read(
        lambda work: after_awards.list_owed(work, Reader("a" * 32, None), after=keys[0], limit=3)
    )
    assert [row.line.id for row in everything] == keys[1:4]
    assert database.read(lambda work: after_awards.list_owed(work, Reader(ME, ()))) == []


@pytest.mark.parametrize("is_auditor", [False, True])
def test_what_was_completed_is_not_walked(
    database: Database, database_url: str, owing: tuple[str, list[str]], is_auditor: bool
) -> None:
    if database_url.startswith("postgresql"):  # as the server does by itself once rows have come in
        with psycopg.connect(database_url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute("ANALYZE")
    reader = Reader(ME, None if is_auditor else (owing[0],))
    seen = Statements()
    stop = database.watch(seen)
    database.read(lambda work: after_awards.list_owed(work, reader, limit=50))
    stop()
    (statement,) = seen.texts
    assert "ix_proposal_owing" in database.read(lambda work: explained(work, statement))


def explained(work: Work, statement: str) -> str:
    """Return how the engine would run a statement; its values do not matter to which index serves."""
    if work.engine_name == "sqlite":
        rows = work.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", (None,) * statement.count("?"))
        return "\n".join(row[3] for row in rows)
    work.connection.execute(text("SET LOCAL plan_cache_mode = force_generic_plan"))
    plain, values = numbered(statement)
    work.connection.exec_driver_sql(f"PREPARE owed AS {plain}")
    rows = work.connection.exec_driver_sql(f"EXPLAIN EXECUTE owed({values})" if values else "EXPLAIN EXECUTE owed")
    told = "\n".join(row[0] for row in rows)
    work.connection.exec_driver_sql("DEALLOCATE owed")
    return told


def numbered(statement: str) -> tuple[str, str]:
    """Return a statement with the places of its values numbered, and so many nulls."""
    parts = statement.replace("%%", "%").split("%(")
    found = [parts[0]]
    for place, part in enumerate(parts[1:], start=1):
        found.append(f"${place}{part.partition(')s')[2]}")
    return "".join(found), ", ".join(["NULL"] * (len(parts) - 1))
