"""Taking in bodies, people and roles from a workbook: tried first, then all of it or nothing; twice changes nothing."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from service.db import accounts, organisations
from service.db.accounts import AccountRow
from service.db.database import Database
from service.db.organisations import OrganisationRow
from service.db.work import Work
from service.usecases.accounts.accounts import USERNAME, grant_role
from service.usecases.accounts.sign_ins import normal_username
from service.usecases.cases import require
from service.usecases.errors import DomainError, Invalid
from service.usecases.recording import record
from service.usecases.registry.import_sheets import Row, sheets
from service.usecases.registry.nominees import register_nominee
from service.usecases.registry.registry import add_organisation, change_organisation
from service.usecases.streams import account_stream
from workflows.policy import Actor

ACCOUNTS, BODIES = "account:manage", "organisation:manage"
MOST_PROBLEMS = 500
ADDED, CHANGED, SAME = "added", "changed", "same"
PLACE = ("level", "parent")  # of a body in the tree: never changed by an import
STREAM = "system"
Problem = dict[str, Any]


class _Rolled(Exception):
    def __init__(self, report: dict[str, Any]) -> None:
        super().__init__("rolled back")
        self.report = report


def check_import(database: Database, *, actor: Actor, rows: Iterable[Row]) -> dict[str, Any]:
    """Try an import and keep nothing of it; returns the report that `apply_import` would give.

    The very same acts are done and rolled back, so that what is promised is what happens.
    """

    def act(work: Work) -> None:
        raise _Rolled(_take_in(work, actor, rows))

    try:
        database.write(act)
    except _Rolled as tried:
        return tried.report
    raise AssertionError("a trial always rolls back")


def apply_import(work: Work, *, actor: Actor, rows: Iterable[Row], name: str) -> dict[str, Any]:
    """Take in every row, or none when one of them has a problem: then raises ImportRefused with the report.

    Records what every single act records, and `import.completed`. Raises PermissionDenied.
    """
    report = _take_in(work, actor, rows)
    if report["problems"]:
        raise ImportRefused(report)
    counted = sum(sum(done.values()) for done in report["counts"].values())
    record(work, stream=STREAM, event="import.completed", actor=actor, facts={"count": counted, "name": name})
    return report


class ImportRefused(DomainError):
    """An import with problems is not taken in at all; `report` names every row."""

    def __init__(self, report: dict[str, Any]) -> None:
        super().__init__("import-refused", {"count": len(report["problems"])})
        self.report = report


def _take_in(work: Work, actor: Actor, rows: Iterable[Row]) -> dict[str, Any]:
    require(actor, ACCOUNTS)
    require(actor, BODIES)
    problems: list[Problem] = []
    counts: dict[str, Counter[str]] = {}
    total = 0
    for row in rows:
        total += 1
        found = list(row.problems)
        if not found:
            try:
                done = _ACTS[row.sheet](work, actor, row.values)
                counts.setdefault(row.sheet, Counter())[done] += 1
            except DomainError as error:
                found = _problems_of(row.sheet, error)
        problems += [
            {"sheet": row.sheet, "row": row.number, "column": title, "code": code, "params": dict(params)}
            for title, code, params in found
        ]
    shown = {sheet: {kind: count[kind] for kind in (ADDED, CHANGED, SAME)} for sheet, count in counts.items()}
    return {
        "problems": problems[:MOST_PROBLEMS],
        "more_problems": max(0, len(problems) - MOST_PROBLEMS),
        "counts": shown,
        "rows": total,
    }


def _take_body(work: Work, actor: Actor, values: Mapping[str, Any]) -> str:
    parent = _find_body(work, values["parent"], "parent") if values.get("parent") else None
    known = organisations.find_organisation(work, values["code"])
    stated = {name: values[name] for name in ("name", "function", "legal_personality", "note") if values.get(name)}
    stated |= {name: values[name] for name in ("valid_from", "valid_to") if values.get(name)}
    if known is None:
        placed = {"code": values["code"], "level": values["level"], "parent_id": parent.id if parent else None}
        add_organisation(work, actor=actor, values=stated | placed)
        return ADDED
    if known.level != values["level"] or known.parent_id != (parent.id if parent else None):
        raise _refusal("parent", "place-is-fixed")
    after = change_organisation(work, actor=actor, organisation_id=known.id, values=stated)
    return SAME if all(after[name] == _before(known, name) for name in stated) else CHANGED


def _take_person(work: Work, actor: Actor, values: Mapping[str, Any]) -> str:
    username = normal_username(values["username"])
    if not USERNAME.fullmatch(username):
        raise _refusal("username", "not-a-username")
    body = _find_body(work, values["body"], "body")
    known = accounts.find_account(work, username)
    if known is not None:
        if known.name != values["name"]:
            accounts.update_account(work, known.id, {"name": values["name"]})
            facts: dict[str, Any] = {"subject": known.id, "fields": ["name"]}
            _record_account(work, actor, "account.changed", known.id, facts, {"full_name": values["name"]})
            return CHANGED
        return SAME
    person = {name: values[name] for name in ("name", "sex", "occupation", "is_leader", "is_head") if values.get(name)}
    given = person | {"kind": "person", "organisation_id": body.id}
    nominee = register_nominee(work, actor=actor, values=given, body=body, warns=False)
    made = accounts.add_account(
        work, username=username, name=values["name"], password_hash="", nominee_id=nominee["id"]
    )
    facts = {"subject": made.id, "nominee": nominee["id"]}
    _record_account(work, actor, "account.added", made.id, facts, {"full_name": made.name, "pseudonym": username})
    return ADDED


def _take_role(work: Work, actor: Actor, values: Mapping[str, Any]) -> str:
    account = _find_account(work, values["username"])
    body = _find_body(work, values["body"], "body")
    for held in accounts.list_holdings(work, account.id):
        is_same = (held.role, held.organisation_id) == (values["role"], body.id)
        if is_same and (held.valid_to is None or held.valid_to >= work.today):
            return SAME
    grant_role(
        work,
        actor=actor,
        account_id=account.id,
        role=values["role"],
        organisation_id=body.id,
        valid_from=values.get("valid_from"),
        valid_to=values.get("valid_to"),
        document=values["document"],
    )
    return ADDED


_ACTS: Mapping[str, Callable[[Work, Actor, Mapping[str, Any]], str]] = {
    "Đơn vị": _take_body,
    "Người": _take_person,
    "Vai trò": _take_role,
}


def _find_body(work: Work, code: str, field: str) -> OrganisationRow:
    found = organisations.find_organisation(work, code)
    if found is None:
        raise _refusal(field, "no-such-code", codes=code)
    return found


def _find_account(work: Work, username: str) -> AccountRow:
    found = accounts.find_account(work, normal_username(username))
    if found is None:
        raise _refusal("username", "no-such-username", username=username)
    return found


def _refusal(field: str, code: str, **params: Any) -> Invalid:
    return Invalid("invalid-input", {"problems": [{"path": field, "code": code, "params": params}]})


def _before(known: OrganisationRow, name: str) -> Any:
    value = getattr(known, name)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _record_account(
    work: Work, actor: Actor, event: str, account_id: str, facts: Mapping[str, Any], private: Mapping[str, str]
) -> None:
    record(work, stream=account_stream(account_id), event=event, actor=actor, facts=facts, private=private)


def _problems_of(sheet: str, error: DomainError) -> list[tuple[str, str, Mapping[str, Any]]]:
    """Return a refusal as problems of cells: the column that a field stands in, or the row as a whole."""
    titles = {column.field: column.title for found in sheets() if found.name == sheet for column in found.columns}
    titles |= {"organisation_id": titles.get("body", ""), "parent_id": titles.get("parent", "")}
    if "problems" not in error.params:
        return [("", error.code, {"kind": "", **error.params})]
    return [(titles.get(item["path"], ""), item["code"], item.get("params", {})) for item in error.params["problems"]]
