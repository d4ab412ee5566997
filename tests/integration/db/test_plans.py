"""No list and no hot statement reads a whole table: SQLite is asked how it would run each of them."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from service.db import (
    access,
    accounts,
    after_awards,
    audit,
    dossiers,
    fairness,
    inboxes,
    nominees,
    organisations,
    pending,
    proposals,
    publications,
    queues,
    records,
    recusals,
    tallies,
    tokens,
)
from service.db.access import Reader
from service.db.inboxes import Filters
from service.db.queues import Place, Waiting, Window
from service.db.work import Work
from tests.integration.db.rows import a_body, a_person, a_proposal, move
from tests.support.databases import Statements, open_database
from workflows.policy import Holding

ID = "1" * 32
HELD = (Holding("unit_head", ID, f"/{ID}/"), Holding("agency_head", ID, f"/{ID}/"))
READER, ALL = Reader(ID, (ID, "2" * 32)), Reader(ID, None)
WAITING = Waiting(HELD, ID)
READS: dict[str, Callable[[Work], Any]] = {
    "case": lambda w: proposals.load_authorised_case(w, "d" * 64, ID),
    "token": lambda w: tokens.find_token(w, "d" * 64),
    "dossier": lambda w: dossiers.load_dossier(w, ID, ID),
    "similar": lambda w: proposals.list_similar(w, ID, ID),
    "bodies": lambda w: organisations.load_organisations(w, [ID]),
    "records": lambda w: records.list_records(w, ID),
    "holdings": lambda w: accounts.list_holdings(w, ID, w.today),
    "publication": lambda w: publications.latest(w, "plan", "x", w.today),
    "history": lambda w: audit.read_stream(w, "proposal/x"),
    "trail": audit.list_events,
    "awaiting": lambda w: queues.list_awaiting(w, WAITING, Window(after=Place(None, ID))),
    "counters": lambda w: queues.count_awaiting(w, WAITING, {"late": Window(due_to=w.today), "all": Window()}),
    "recusals": lambda w: recusals.list_recusals(w, ID),
    "hidden": lambda w: recusals.hidden_proposals(w, ID),
    "access": lambda w: access.may_read(w, ID, person_id=ID, organisation_ids=(ID,)),
    "readable": lambda w: inboxes.list_readable(w, READER, after=ID),
    "readable by state": lambda w: inboxes.list_readable(w, READER, Filters(state="approved", unit_id=ID)),
    "readable by words": lambda w: inboxes.list_readable(w, READER, Filters(query="nguyen van d", state="approved")),
    "all": lambda w: inboxes.list_readable(w, ALL, after=ID),
    "all by state": lambda w: inboxes.list_readable(w, ALL, Filters(state="approved"), after=ID),
    "all by words": lambda w: inboxes.list_readable(w, ALL, Filters(query="12/2026")),
    "traits of an agenda": lambda w: fairness.list_item_traits(w, ID, READER),
    "traits": lambda w: fairness.count_traits(w, READER, plans=("x",), forms=("giay_khen",)),
    "traits of all": lambda w: fairness.count_traits(w, ALL, plans=("x",), forms=("giay_khen",)),
    "counts": lambda w: inboxes.count_by_state(w, READER),
    "tallies": lambda w: tallies.count_proposals(w, READER, today=w.today),
    "tallies of all": lambda w: tallies.count_proposals(w, ALL, today=w.today),
    "pending publications": lambda w: pending.list_heads(w, ["plan"], is_open=True, after=ID),
    "settled publications": lambda w: pending.list_heads(w, ["plan"], is_open=False, after=ID),
    "open publication": lambda w: pending.find_open(w, "plan", "x", 1),
    "nominees": lambda w: nominees.list_nominees(w, after=ID),
    "nominees of a body": lambda w: nominees.list_nominees(w, organisation_path=f"/{ID}/"),
    "nominees by words": lambda w: nominees.list_nominees(w, query="nguyen van d", after=ID),
    "organisations": lambda w: organisations.list_organisations(w, after=ID),
    "published awards": lambda w: after_awards.list_published(w, after=ID),
    "published awards by words": lambda w: after_awards.list_published(w, query="nguyen van d", after=ID),
    "owed after decisions": lambda w: after_awards.list_owed(w, READER, after=ID),
    "owed of all": lambda w: after_awards.list_owed(w, ALL, after=ID),
    "children": lambda w: organisations.list_organisations(w, parent_id=ID),
}
# What walks an index in its order until the page is full; everything else must look up what it wants.
WALKS = {
    *("tallies of all", "traits of all", "pending publications", "settled publications"),
    *("trail", "all", "nominees", "organisations"),
}
NO_TABLE = re.compile(r"SCAN (anon_\d+|json_each|\w+_fts VIRTUAL TABLE)")
IN_ORDER = re.compile(r"SCAN \w+ USING (COVERING )?INDEX|SCAN CONSTANT ROW")


def plan(work: Work, text: str) -> list[str]:
    rows = work.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", (None,) * text.count("?")).all()
    return [row[3] for row in rows]


def scans(lines: list[str], *, walks: bool = False) -> list[str]:
    read = [line for line in lines if line.startswith("SCAN") and not NO_TABLE.match(line)]
    return [line for line in read if not (IN_ORDER.match(line) and (walks or "CONSTANT" in line))]


@pytest.mark.parametrize("name", READS)
def test_read_uses_an_index(sqlite_url: str, name: str) -> None:
    database = open_database(sqlite_url)
    seen = Statements()
    database.watch(seen)
    database.read(READS[name])
    texts = list(seen.texts)
    assert texts
    for text in texts:
        lines = database.read(lambda work, text=text: plan(work, text))
        assert scans(lines, walks=name in WALKS) == [], "\n".join([text, *lines])
    database.close()


def test_move_uses_an_index(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    case = database.write(lambda work: a_proposal(work, a_person(work), a_body(work)))
    seen = Statements()
    database.watch(seen)
    database.write(lambda work: move(work, case, "unit_reviewed"))
    texts = list(seen.texts)
    assert [text.split()[0] for text in texts] == ["SELECT", "INSERT", "UPDATE"]
    for text in texts:
        assert scans(database.read(lambda work, text=text: plan(work, text))) == []
    database.close()


def test_whole_table_would_be_noticed(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    lines = database.read(lambda work: plan(work, "SELECT * FROM proposal WHERE theme = ?"))
    assert scans(lines) == ["SCAN proposal"]
    database.close()
