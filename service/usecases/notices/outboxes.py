"""The outbox as administrators read it: what was written to whom, whether it left, and sending once more."""

from typing import Any

from service.db import outbox
from service.db.errors import NotFound as RowMissing
from service.db.models.notices import MAIL_STATES
from service.db.outbox import MailRow
from service.db.work import Work
from service.usecases.cases import require
from service.usecases.errors import Conflict, Invalid, NotFound
from service.usecases.pages import Page, page_of
from service.usecases.recording import record
from service.usecases.streams import account_stream
from workflows.policy import Actor

READ = "outbox:manage"


def list_outbox(work: Work, *, actor: Actor, state: str = "", after: str | None = None, limit: int = 50) -> Page:
    """Return mails newest first, all or those in one state; raises PermissionDenied, Invalid for an unknown state."""
    require(actor, READ)
    if state and state not in MAIL_STATES:
        raise Invalid("invalid-input", {"problems": [_unknown_state()]})
    rows = outbox.list_mails(work, state=state, after=after, limit=limit + 1)
    return page_of([_as_data(row) for row in rows], limit)


def show_mail(work: Work, *, actor: Actor, mail_id: str) -> dict[str, Any]:
    """Return one mail with its text; raises PermissionDenied, NotFound."""
    require(actor, READ)
    return _as_data(_get(work, mail_id))


def send_again(work: Work, *, actor: Actor, mail_id: str) -> None:
    """Let a mail that was given up be sent once more, and record `mail.sent-again`.

    Raises PermissionDenied, NotFound, Conflict for one that is on its way, was sent or has nothing left to say.
    """
    require(actor, READ)
    row = _get(work, mail_id)
    if not outbox.send_again(work, mail_id):
        raise Conflict("mail-not-given-up", {"state": row.state})
    facts = {"subject": row.account_id, "mail": mail_id}
    record(work, stream=account_stream(row.account_id), event="mail.sent-again", actor=actor, facts=facts)


def _get(work: Work, mail_id: str) -> MailRow:
    try:
        return outbox.get_mail(work, mail_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "mail", "id": mail_id}) from None


def _as_data(row: MailRow) -> dict[str, Any]:
    """Return a mail as it is shown: whom it is for by username; addresses stay where they are."""
    code, _, number = row.error.partition(" ")
    return row._asdict() | {"error": code, "answer": number, "may_be_sent_again": row.state == "failed"}


def _unknown_state() -> dict[str, Any]:
    return {"path": "state", "code": "unknown-code", "params": {"known": sorted(MAIL_STATES)}}
