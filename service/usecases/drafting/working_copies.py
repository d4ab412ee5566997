"""Writing what a proposal says: kept privately while it is typed, saved as one recorded edit, never lost in a conflict.

What is typed goes into a working copy of the account (no record, nobody else reads it). Saving compares three texts for
each field: what stood there when the writing began, what stands there now, and what was written. Only where two people
changed the same field differently is anybody asked.
"""

from collections.abc import Mapping
from typing import Any

from service.db import working_copies
from service.db.errors import DuplicateKey, StaleWrite
from service.db.work import Work
from service.db.working_copies import WorkingCopyRow
from service.usecases.catalog import Catalog
from service.usecases.drafting.editing import EDITABLE, edit_proposal
from service.usecases.drafting.versions import NOT_RECORDED, last_editor, statements_at, statements_of
from service.usecases.errors import Stale
from service.usecases.facts import CaseData
from service.usecases.moves.amendments import open_for_editing
from service.usecases.recording import plain
from workflows.names import nfc
from workflows.policy import Actor

PART = "statements"
LONGEST = {"text": 20_000}
LONGEST_LINE = 500


def open_statements(work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str) -> dict[str, Any]:
    """Return what is to be edited: the working copy over the saved values, and whether others have saved since.

    `window` is the name by which the page that is now opened keeps its writing. Raises as `open_for_editing`.
    """
    data, _ = open_for_editing(work, catalog, actor=actor, proposal_id=proposal_id, expected_version=None)
    now = statements_of(data)
    row = _copy(work, actor, proposal_id)
    values = now | {name: value for name, value in (row.values if row else {}).items() if name in now}
    base_version = row.base_version if row else data.case.version
    return {
        "id": proposal_id,
        "version": data.case.version,
        "saved": now,
        "values": values,
        "is_kept": row is not None and values != now,
        "kept_at": row.updated_at if row else None,
        "base_version": base_version,
        "copy": row.version if row else 0,
        "window": work.new_id(),
        "elsewhere": _changed_elsewhere(work, data, base_version),
    }


def keep_statements(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    proposal_id: str,
    values: Mapping[str, str],
    base_version: int,
    copy: int,
    window: str,
) -> dict[str, Any]:
    """Keep what is being typed, as it is, in the account's working copy; the proposal itself does not change.

    Raises as `open_for_editing`, and Stale with `values` when another window of the same account kept something else.
    """
    data, _ = open_for_editing(work, catalog, actor=actor, proposal_id=proposal_id, expected_version=None)
    typed = _typed(values)
    row = _copy(work, actor, proposal_id)
    if row is not None:
        _demand_same_window(row, typed, copy=copy, window=window)
    try:
        version = _keep(work, actor, proposal_id, row, typed, base_version=base_version, window=window)
    except (DuplicateKey, StaleWrite):
        raise Stale("stale", {"values": {}, "copy": copy}) from None
    begun = row.base_version if row else base_version
    return {"copy": version, "kept_at": work.now, "elsewhere": _changed_elsewhere(work, data, begun)}


def _keep(
    work: Work,
    actor: Actor,
    proposal_id: str,
    row: WorkingCopyRow | None,
    typed: Mapping[str, str],
    *,
    base_version: int,
    window: str,
) -> int:
    if row is not None:
        return working_copies.update_copy(work, row, values=typed, window=window)
    return working_copies.insert_copy(
        work, actor.account_id, proposal_id, PART, values=typed, base_version=base_version, window=window
    )


def save_statements(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    proposal_id: str,
    values: Mapping[str, Any],
    base_version: int,
    copy: int = 0,
    window: str = "",
) -> dict[str, Any]:
    """Save what was written as one recorded edit and drop the working copy; fields that others changed stay theirs.

    `values` are the whole form, checked. Raises as `edit_proposal`, and Stale with `conflicts` (by field: base, mine,
    theirs, and who) when somebody changed the same field to something else; nothing is written then.
    """
    data, _ = open_for_editing(work, catalog, actor=actor, proposal_id=proposal_id, expected_version=None)
    mine = {name: value for name, value in values.items() if name in EDITABLE}
    row = _copy(work, actor, proposal_id)
    if row is not None and window:
        _demand_same_window(row, _typed({k: str(plain(v) or "") for k, v in mine.items()}), copy=copy, window=window)
    changes, conflicts = _merge(work, data, mine, base_version)
    if conflicts:
        editor = last_editor(work, data, after=base_version)
        params = {"conflicts": conflicts, "editor": editor, "actual": data.case.version, "expected": base_version}
        raise Stale("stale", params)
    done = edit_proposal(
        work, catalog, actor=actor, proposal_id=proposal_id, expected_version=data.case.version, changes=changes
    )
    working_copies.delete_copy(work, actor.account_id, proposal_id, PART)
    return done


def discard_statements(work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str) -> bool:
    """Throw the account's own unsaved writing away; tell whether there was any."""
    open_for_editing(work, catalog, actor=actor, proposal_id=proposal_id, expected_version=None)
    return working_copies.delete_copy(work, actor.account_id, proposal_id, PART)


def list_unfinished(work: Work, *, actor: Actor) -> list[dict[str, Any]]:
    """Return the proposals in which this account has writing that it has not saved, the latest first."""
    return [plain(row._asdict()) for row in working_copies.list_copies(work, actor.account_id, PART)]


def has_unsaved(work: Work, *, actor: Actor, proposal_id: str) -> bool:
    """Tell whether this account has writing that is not in the proposal yet."""
    return _copy(work, actor, proposal_id) is not None


def _copy(work: Work, actor: Actor, proposal_id: str) -> WorkingCopyRow | None:
    return working_copies.find_copy(work, actor.account_id, proposal_id, PART)


def _typed(values: Mapping[str, str]) -> dict[str, str]:
    return {
        name: nfc(value.replace("\r\n", "\n"))[: LONGEST.get(name, LONGEST_LINE)].replace("\x00", "")
        for name, value in values.items()
        if name in EDITABLE
    }


def _demand_same_window(row: WorkingCopyRow, typed: Mapping[str, str], *, copy: int, window: str) -> None:
    """Raise Stale with the other window's writing unless this window wrote last, has seen it, or says the same."""
    if window == row.window or copy == row.version or typed == row.values:
        return
    raise Stale("stale", {"values": row.values, "copy": row.version})


def _merge(
    work: Work, data: CaseData, mine: Mapping[str, Any], base_version: int
) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """Return the changes to make, and the fields that two people changed to different things."""
    theirs = statements_of(data)
    base = theirs if base_version == data.case.version else statements_at(work, data, base_version)
    changes, conflicts = {}, []
    for name, value in mine.items():
        written = str(plain(value)) if value is not None else ""
        if written in {theirs[name], base[name]}:
            continue
        if theirs[name] == base[name]:
            changes[name] = value
        else:
            known = "" if base[name] == NOT_RECORDED else base[name]
            conflicts.append({"field": name, "base": known, "mine": written, "theirs": theirs[name]})
    return changes, conflicts


def _changed_elsewhere(work: Work, data: CaseData, base_version: int) -> dict[str, Any] | None:
    """Return who changed which fields since a version, None when nobody did."""
    if base_version >= data.case.version:
        return None
    base, now = statements_at(work, data, base_version), statements_of(data)
    fields = [name for name in now if now[name] != base[name]]
    if not fields:
        return None
    return {"fields": fields, "editor": last_editor(work, data, after=base_version), "version": data.case.version}
