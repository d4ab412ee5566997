"""Publishing by two persons: one proposes a text, another one confirms exactly what was proposed, or turns it down."""

from collections.abc import Sequence
from difflib import unified_diff
from typing import Any

from service.db import pending
from service.db import publications as versions
from service.db.errors import DuplicateKey
from service.db.pending import PENDING, PendingHead, PendingRow
from service.db.work import Work
from service.usecases.cases import require, require_any
from service.usecases.errors import Conflict, Invalid, NotFound, PermissionDenied
from service.usecases.fields import FieldReader
from service.usecases.pages import Page
from service.usecases.publishing.publications import (
    KINDS,
    PublishedVersion,
    check_kind,
    make_version,
    read_source,
    require_new,
    require_readable,
)
from service.usecases.recording import record
from service.usecases.streams import publication_stream
from workflows.policy import Actor, may

MOST = 50
READ_TRAIL = "audit:read"


def permission_for(kind: str) -> str:
    """Return the permission that both persons need for a kind."""
    return f"{kind}:publish"


def propose_publication(work: Work, *, actor: Actor, kind: str, text: str, note: str = "") -> dict[str, Any]:
    """Check a text and keep it for a second person; the same content again is no new act.

    Returns what waits (`is_new` tells whether this call made it), or with the state `confirmed` and no id what is
    published already. Raises PermissionDenied, Invalid with every problem, Conflict (`publication-immutable`,
    `publication-pending` when another text for that version waits), PayloadTooLarge.
    """
    check_kind(kind)
    require(actor, permission_for(kind))
    checked, read = read_source(kind, text)
    parsed = require_readable(checked, read)
    reader = FieldReader({"note": note})
    told = reader.text("note")
    reader.finish()
    identity = {"kind": kind, "code": parsed.code, "version": parsed.version, "digest": parsed.digest}
    if not require_new(work, kind, parsed):
        return {"id": None, **identity, "title": checked.title, "state": "confirmed", "is_new": False}
    held = pending.find_open(work, kind, parsed.code, parsed.version)
    if held is not None:
        if held.digest != parsed.digest:
            raise Conflict("publication-pending", identity | {"id": held.id, "digest": held.digest})
        return _brief(held, is_new=False)
    row = PendingRow(
        work.new_id(), kind, parsed.code, parsed.version, parsed.digest, checked.title, text, told,
        actor.account_id, actor.person_id, work.now,
    )  # fmt: skip
    _add(work, row)
    _record(work, "publication.proposed", actor, row)
    return _brief(row, is_new=True)


def confirm_publication(work: Work, *, actor: Actor, pending_id: str, digest: str) -> PublishedVersion:
    """Publish what another person proposed; `digest` says what the confirmer has read.

    Raises PermissionDenied (`second-person-needed` for whoever proposed it, in whatever role or name), NotFound,
    Conflict (`publication-settled`, `publication-differs` when the digest or the kept text is another one).
    """
    row = _open(work, actor, pending_id)
    if _is_proposer(actor, row):
        raise PermissionDenied("second-person-needed", _named(row))
    _, read = read_source(row.kind, row.source)
    if read is None or not row.digest == read.digest == digest:
        raise Conflict("publication-differs", _named(row))
    _close(work, row, "confirmed", actor, "")
    _record(work, "publication.confirmed", actor, row)
    proposer = {"proposed_by": row.proposed_by, "publication": row.id}
    return make_version(work, row.kind, row.source, confirmer=actor, facts=proposer)


def reject_publication(work: Work, *, actor: Actor, pending_id: str, reason: str) -> dict[str, Any]:
    """Turn a proposed text down, with a reason; raises as `confirm_publication` does, and Invalid without a reason."""
    row = _open(work, actor, pending_id)
    if _is_proposer(actor, row):
        raise PermissionDenied("second-person-needed", _named(row))
    return _turn_down(work, actor, row, "rejected", reason)


def withdraw_publication(work: Work, *, actor: Actor, pending_id: str, reason: str) -> dict[str, Any]:
    """Take one's own proposed text back, with a reason; raises PermissionDenied for anybody else's."""
    row = _open(work, actor, pending_id)
    if not _is_proposer(actor, row):
        raise PermissionDenied("own-publication-only", _named(row))
    return _turn_down(work, actor, row, "withdrawn", reason)


def kinds_for(actor: Actor) -> tuple[str, ...]:
    """Return the kinds whose proposed texts the actor may see: those that he may publish, all for an auditor."""
    return KINDS if may(actor, READ_TRAIL) else tuple(kind for kind in KINDS if may(actor, permission_for(kind)))


def may_publish(actor: Actor) -> bool:
    """Tell whether the actor may propose and confirm anything."""
    return any(may(actor, permission_for(kind)) for kind in KINDS)


def publishable(actor: Actor) -> tuple[str, ...]:
    """Return the kinds that the actor may propose and confirm; raises PermissionDenied when there is none."""
    require_any(actor, list(map(permission_for, KINDS)))
    return tuple(kind for kind in KINDS if may(actor, permission_for(kind)))


def list_pending(
    work: Work, *, actor: Actor, is_open: bool = True, after: str | None = None, limit: int = MOST
) -> Page:
    """Return proposed texts, newest first: those that wait for a second person, or those that are settled."""
    require_any(actor, [READ_TRAIL, *map(permission_for, KINDS)])
    limit = max(1, min(limit, MOST))
    rows = pending.list_heads(work, kinds_for(actor), is_open=is_open, after=after, limit=limit + 1)
    shown = [as_data(row, actor) for row in rows[:limit]]
    return Page(tuple(shown), rows[limit - 1].id if len(rows) > limit else None)


def show_pending(work: Work, *, actor: Actor, pending_id: str) -> dict[str, Any]:
    """Return one proposed text with its source and what the actor may do about it; raises NotFound."""
    require_any(actor, [READ_TRAIL, *map(permission_for, KINDS)])
    head, row = pending.get_head(work, pending_id), pending.find(work, pending_id)
    if head is None or row is None or head.kind not in kinds_for(actor):
        raise _missing(pending_id)
    return as_data(head, actor) | {"source": row.source}


def compare_pending(work: Work, *, actor: Actor, pending_id: str) -> list[tuple[str, str]]:
    """Return the lines that a proposed text adds (+), takes out (-) and keeps ( ), against the version before.

    Empty when it is the first version of its code. Raises as `show_pending` does.
    """
    shown = show_pending(work, actor=actor, pending_id=pending_id)
    before = [
        head for head in versions.list_versions(work, shown["kind"], shown["code"]) if head.version < shown["version"]
    ]
    if not before:
        return []
    old = versions.get(work, shown["kind"], shown["code"], before[-1].version).source
    lines = unified_diff(old.splitlines(), shown["source"].splitlines(), lineterm="", n=2)
    return [(line[:1], line[1:]) for line in list(lines)[2:]]


def acts_for(actor: Actor, row: PendingHead | PendingRow) -> tuple[str, ...]:
    """Return what this person may do about a proposed text: confirm and reject, or withdraw, or nothing."""
    if row.state != PENDING or not may(actor, permission_for(row.kind)):
        return ()
    return ("withdraw",) if _is_proposer(actor, row) else ("confirm", "reject")


def as_data(row: PendingHead, actor: Actor) -> dict[str, Any]:
    """Return a proposed text as it is listed."""
    return row._asdict() | {"acts": list(acts_for(actor, row))}


def identities(actor: Actor) -> frozenset[str]:
    """Return every name under which somebody acts: the account, and the person behind it.

    Publishing is never delegated (the acts that may be are a closed list), so nobody publishes in another's place.
    """
    return frozenset({actor.account_id, actor.person_id})


def _is_proposer(actor: Actor, row: PendingHead | PendingRow) -> bool:
    return not identities(actor).isdisjoint({row.proposed_by, row.proposed_person})


def _open(work: Work, actor: Actor, pending_id: str) -> PendingRow:
    """Return a text that waits, for somebody who may publish its kind."""
    require_any(actor, list(map(permission_for, KINDS)))
    row = pending.find(work, pending_id)
    if row is None:
        raise _missing(pending_id)
    require(actor, permission_for(row.kind))
    if row.state != PENDING:
        raise Conflict("publication-settled", _named(row) | {"state": row.state})
    return row


def _add(work: Work, row: PendingRow) -> None:
    try:
        pending.add(work, row)
    except DuplicateKey:  # somebody else's text for this version came in between
        raise Conflict("publication-pending", _named(row)) from None


def _turn_down(work: Work, actor: Actor, row: PendingRow, state: str, reason: str) -> dict[str, Any]:
    reader = FieldReader({"reason": reason})
    told = reader.text("reason", required=True)
    if reader.problems:
        raise Invalid("invalid-input", {"problems": reader.problems})
    _close(work, row, state, actor, told)
    _record(work, f"publication.{state}", actor, row, reason=told)
    return _brief(row._replace(state=state), is_new=False)


def _close(work: Work, row: PendingRow, state: str, actor: Actor, reason: str) -> None:
    if not pending.decide(work, row.id, state=state, account_id=actor.account_id, reason=reason):
        raise Conflict("publication-settled", _named(row))


def _record(work: Work, event: str, actor: Actor, row: PendingRow, reason: str = "") -> None:
    facts = {"name": row.code, "version": row.version, "digest": row.digest, "publication": row.id}
    facts |= {"reason": reason} if reason else {}
    record(work, stream=publication_stream(row.kind, row.code), event=event, actor=actor, facts=facts)


def _named(row: PendingRow) -> dict[str, Any]:
    return {"kind": row.kind, "code": row.code, "version": row.version, "id": row.id}


def _brief(row: PendingRow, *, is_new: bool) -> dict[str, Any]:
    brief: Sequence[str] = ("id", "kind", "code", "version", "digest", "title", "state")
    return {name: getattr(row, name) for name in brief} | {"is_new": is_new}


def _missing(pending_id: str) -> NotFound:
    return NotFound("not-found", {"kind": "publication", "id": pending_id})
