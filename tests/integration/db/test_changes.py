"""Changes to rows: what may change does, what is not there is named, and columns that do not exist are refused."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import DDL

from service.db import accounts, audit, dossiers, nominees, organisations, publications, records, tokens
from service.db.database import Database
from service.db.errors import NotFound
from service.db.statements import Prepared
from service.db.work import Work
from tests.integration.db.rows import a_body, a_person, an_account

ABSENT = "0" * 32
LOOKS: dict[str, Callable[[Work], Any]] = {
    "account": lambda w: accounts.get_account(w, ABSENT),
    "role": lambda w: accounts.get_holding(w, ABSENT),
    "end of a role": lambda w: accounts.revoke_role(w, ABSENT, valid_to=w.today),
    "token": lambda w: tokens.get_token(w, ABSENT),
    "nominee": lambda w: nominees.get_nominee(w, ABSENT),
    "name of a nominee": lambda w: nominees.update_nominee(w, ABSENT, {"name": "x"}),
    "record": lambda w: records.get_record(w, ABSENT),
    "document": lambda w: dossiers.get_document(w, ABSENT, ABSENT),
    "publication": lambda w: publications.get(w, "plan", "x", 1),
    "validity": lambda w: organisations.update_validity(w, ABSENT, valid_from=None, valid_to=None),
    "parent": lambda w: a_body(w, parent_id=ABSENT),
}


@pytest.mark.parametrize("name", LOOKS)
def test_absent_row_is_named(database: Database, name: str) -> None:
    with pytest.raises(NotFound) as caught:
        database.write(LOOKS[name])
    assert caught.value.kind


def test_account_changes(database: Database) -> None:
    def act(work: Work) -> None:
        account = an_account(work)
        changed = accounts.update_account(work, account, {"is_active": False, "name": "Lan Anh"})
        assert (changed.is_active, changed.name) == (False, "Lan Anh")
        assert accounts.find_account(work, "lan") == changed == accounts.update_account(work, account, {})
        assert accounts.find_account(work, "minh") is None

    database.write(act)


def test_organisation_changes_but_keeps_its_place(database: Database) -> None:
    def act(work: Work) -> None:
        body = a_body(work)
        organisations.update_validity(work, body, valid_from=date(2020, 1, 1), valid_to=date(2025, 2, 28))
        changed = organisations.update_organisation(work, body, {"note": "sáp nhập"})
        assert (changed.valid_from, changed.valid_to, changed.note) == (
            date(2020, 1, 1),
            date(2025, 2, 28),
            "sáp nhập",
        )
        with pytest.raises(TypeError, match="place"):
            organisations.update_organisation(work, body, {"parent_id": body})

    database.write(act)


def test_nominee_changes(database: Database) -> None:
    def act(work: Work) -> None:
        person = a_person(work)
        changed = nominees.update_nominee(work, person, {"is_leader": True, "data": {"a": 1}})
        assert (changed.is_leader, changed.data) == (True, {"a": 1})
        assert nominees.update_nominee(work, person, {}) == changed

    database.write(act)


def test_names_are_kept_composed(database: Database) -> None:
    decomposed = "Nguye\u0302\u0303n"
    person = database.write(lambda work: nominees.get_nominee(work, a_person(work, decomposed)))
    assert person.name == "Nguyễn"


def test_unknown_and_missing_columns_are_refused(database: Database) -> None:
    with pytest.raises(TypeError, match="colour"):
        database.write(lambda work: a_person(work, colour="red"))
    with pytest.raises(TypeError, match="level"):
        database.write(lambda work: organisations._INSERT.run(work, {"id": "x"}))


def test_statement_without_rows_can_not_be_prepared(database: Database) -> None:

    with pytest.raises(TypeError, match="prepared"):
        database.read(lambda work: Prepared(DDL("VACUUM")).execute(work, {}))


def test_streams_number_themselves_when_no_head_is_given(database: Database) -> None:
    def act(work: Work) -> list[tuple[int, str]]:
        return [
            audit.append(work, stream="person/1", event="person.changed", payload={"n": n}, actor_id=None)
            for n in range(3)
        ]

    appended = database.write(act)
    assert [seq for seq, _ in appended] == [1, 2, 3]
    assert database.read(lambda work: audit.read_head(work, "person/1")) == appended[-1]
    assert database.read(lambda work: audit.read_head(work, "person/2")).seq == 0
