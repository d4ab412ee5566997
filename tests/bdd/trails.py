"""Reading the trail for the steps that check it, trying to damage it, and damaging copies of it."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from service.db import dossiers
from service.db.chains import ChainRow, iter_batches, load_heads
from service.db.dossiers import DocumentRow
from service.db.errors import DatabaseError
from service.db.work import Work
from service.usecases.streams import proposal_stream
from service.usecases.trail.audits import find_chain_breaks, verify_audit
from service.usecases.trail.history import read_history
from tests.bdd.moving import _read as read_decision
from tests.bdd.world import Case, World

PARTS = {
    "người": ("actor", "account"),
    "vai trò": ("actor", "role"),
    "đơn vị": ("actor", "unit"),
    "quy trình": ("flow",),
    "bộ quy tắc": ("rules",),
    "kết quả kiểm tra": ("findings",),
    "tài liệu": ("documents",),
    "lý do": ("private",),
    "quyết định": ("decision",),
    "không áp dụng": ("not_applicable",),
    "ngày tiếp nhận": ("received_on",),
    "văn bản kết luận": ("conclusion_number",),
}
UPDATE = "UPDATE audit_event SET event = 'proposal.approved' WHERE id = (SELECT min(id) FROM audit_event)"
DELETE = "DELETE FROM audit_event WHERE id = (SELECT min(id) FROM audit_event)"
COLUMNS = "id, stream, stream_seq, event, at, actor_id, body, prev_hash, hash"
COPIED = f"SELECT {COLUMNS.replace('event,', chr(39) + 'proposal.approved' + chr(39) + ',')} FROM audit_event LIMIT 1"
OVERWRITE = {
    "sqlite": f"INSERT OR REPLACE INTO audit_event ({COLUMNS}) {COPIED}",
    "postgresql": f"INSERT INTO audit_event ({COLUMNS}) {COPIED} ON CONFLICT (id) DO UPDATE SET event = EXCLUDED.event",
}


def history(world: World, case: Case) -> list[dict[str, Any]]:
    """Return the history of a proposal as an auditor reads it."""
    auditor = world.auditor()
    return world.services.database.read(lambda work: read_history(work, actor=auditor, proposal_id=case.id))


def entries(world: World, case: Case) -> list[dict[str, Any]]:
    """Return the entries of a proposal's streams, refused attempts included."""
    return [line["entry"] for line in history(world, case)]


def says(world: World, entry: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Tell whether an entry says who, in which role, from where to where."""
    payload = entry["payload"]
    for name, value in wanted.items():
        if name == "actor":
            found = payload["actor"]["account"] == world.staff.member(value.strip('"“”')).account_id
        elif name == "role":
            found = payload["actor"]["role"] == value
        else:
            found = payload.get(name) == value
        if not found:
            return False
    return True


def shorten(found: list[dict[str, Any]]) -> list[Any]:
    """Return entries as a failed step shows them."""
    kept = ("from", "to", "code", "action", "actor")
    return [(row["event"], {name: row["payload"].get(name) for name in kept}) for row in found]


def part(entry: Mapping[str, Any], name: str) -> Any:
    """Return one part of an entry by its Vietnamese name."""
    if name == "thời điểm":
        return entry["at"]
    value: Any = entry["payload"]
    for key in PARTS[name]:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def papers(world: World, case: Case, kind: str, criterion: str | None) -> list[DocumentRow]:
    """Return every version of a paper."""
    rows = world.services.database.read(lambda work: dossiers.list_documents(work, case.id, current_only=False))
    return [row for row in rows if row.type == kind and criterion in {None, row.criterion}]


def same(kept: Any, name: str, value: Any) -> bool:
    """Tell whether a decision keeps what a table says, dates as text."""
    wanted = read_decision(name, value)
    if isinstance(wanted, date):
        wanted = wanted.isoformat()
    return bool(kept == (list(wanted) if isinstance(wanted, tuple) else wanted))


def tamper(world: World, how: str) -> Exception | None:
    """Try to change the trail behind the product's back; returns what stopped it."""
    statement = {"update": UPDATE, "delete": DELETE}.get(how) or OVERWRITE[world.engine]

    def act(work: Work) -> None:
        work.connection.execute(text(statement))

    try:
        world.services.database.write(act)
    except (DatabaseError, SQLAlchemyError) as error:
        return error
    return None


def breaks(world: World) -> list[dict[str, Any]]:
    """Return every break that the verification of the whole trail finds."""
    found: list[dict[str, Any]] = verify_audit(world.services.database, actor=world.auditor())["breaks"]
    return found


def breaks_of_copy(world: World, damage: str) -> list[str]:
    """Damage a copy of a proposal's stream and return the kinds of break that are found there."""
    name = proposal_stream(world.find().id)

    def read(work: Work) -> tuple[list[ChainRow], Any]:
        rows = [row for batch in iter_batches(work, stream=name) for row in batch]
        return rows, load_heads(work, [name]).get(name)

    rows, head = world.services.database.read(read)
    damaged = DAMAGES[damage](rows)
    return [str(found.kind) for found in find_chain_breaks(name, damaged, head)]


def _altered(rows: list[ChainRow]) -> list[ChainRow]:
    body = bytes(rows[1].body).replace(b'"', b"'", 1)
    return [rows[0], rows[1]._replace(body=body), *rows[2:]]


def _redated(rows: list[ChainRow]) -> list[ChainRow]:
    return [rows[0]._replace(at=rows[0].at + timedelta(days=1)), *rows[1:]]


DAMAGES: Mapping[str, Callable[[list[ChainRow]], list[ChainRow]]] = {
    "sửa nội dung": _altered,
    "sửa ngày giờ": _redated,
    "mất một dòng": lambda rows: [*rows[:1], *rows[2:]],
    "mất dòng cuối": lambda rows: rows[:-1],
    "lặp một dòng": lambda rows: [rows[0], *rows],
}
