"""Mails on their way out: put there with what they tell of, taken by who sends, settled once the server has them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select, update

from service.db.accounts import TABLE as ACCOUNT
from service.db.base import table_of
from service.db.errors import NotFound
from service.db.models import Mail
from service.db.statements import Insertion
from service.db.work import Work

TABLE = table_of(Mail)
WAITING, SENT, FAILED, DROPPED = "waiting", "sent", "failed", "dropped"


class MailRow(NamedTuple):
    """One mail; whom it is for is an account, whose address is read when it is sent."""

    id: str
    key: str
    kind: str
    account_id: str
    message_id: str
    subject: str
    body: str
    state: str
    attempts: int
    error: str
    due_at: datetime
    created_at: datetime
    sent_at: datetime | None
    username: str


_INSERT = Insertion(TABLE)


def _mails() -> Select[Any]:
    own = [TABLE.c[name] for name in MailRow._fields[:-1]]
    return select(*own, ACCOUNT.c.username).join_from(TABLE, ACCOUNT, ACCOUNT.c.id == TABLE.c.account_id)


def add_mail(work: Work, *, key: str, kind: str, account_id: str, message_id: str, subject: str, body: str) -> str:
    """Put a mail into the outbox and return its id; raises `DuplicateKey` when there is one of this key."""
    row = {"id": work.new_id(), "key": key, "kind": kind, "account_id": account_id, "message_id": message_id}
    said = {"subject": subject, "body": body, "state": WAITING, "attempts": 0, "error": ""}
    _INSERT.run(work, row | said | {"due_at": work.now, "created_at": work.now})
    return str(row["id"])


def get_mail(work: Work, mail_id: str) -> MailRow:
    """Return a mail; raises `NotFound`."""
    row = work.execute(_mails().where(TABLE.c.id == mail_id)).first()
    if row is None:
        raise NotFound("outbox", mail_id)
    return MailRow._make(row)


def list_mails(work: Work, *, state: str = "", after: str | None = None, limit: int = 50) -> list[MailRow]:
    """Return mails newest first; `after` is the id of the last mail of the page before."""
    page = _mails() if not state else _mails().where(TABLE.c.state == state)
    page = page if after is None else page.where(TABLE.c.id < after)
    return [MailRow._make(row) for row in work.execute(page.order_by(TABLE.c.id.desc()).limit(limit))]


def find_due(work: Work) -> bool:
    """Tell whether a mail is to be sent now."""
    due = select(TABLE.c.id).where(TABLE.c.state == WAITING, TABLE.c.due_at <= work.now).limit(1)
    return work.execute(due).first() is not None


def take_due(work: Work, *, token: str, until: datetime) -> MailRow | None:
    """Take the mail that is due first, for one attempt that lasts until an instant at most; None when none is due.

    Its `due_at` is what it was before, its `attempts` count this one.
    """
    due = (
        select(TABLE.c.id)
        .where(TABLE.c.state == WAITING, TABLE.c.due_at <= work.now)
        .order_by(TABLE.c.due_at, TABLE.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    key = work.execute(due).scalar()
    if key is None:
        return None
    found = get_mail(work, str(key))
    taken = {"due_at": until, "lease_token": token, "attempts": TABLE.c.attempts + 1}
    work.execute(update(TABLE).where(TABLE.c.id == key).values(taken))
    return found._replace(attempts=found.attempts + 1)


def settle_mail(work: Work, mail_id: str, token: str, values: Mapping[str, Any]) -> bool:
    """Note what became of an attempt; False when another has taken the mail meanwhile."""
    held = (TABLE.c.id == mail_id) & (TABLE.c.lease_token == token) & (TABLE.c.state == WAITING)
    changed = update(TABLE).where(held).values({**values, "lease_token": None}).returning(TABLE.c.id)
    return work.execute(changed).first() is not None


def send_again(work: Work, mail_id: str) -> bool:
    """Let a mail that was given up be sent once more; False when it was not given up."""
    again = {"state": WAITING, "due_at": work.now, "attempts": 0, "error": "", "lease_token": None}
    given_up = (TABLE.c.id == mail_id) & (TABLE.c.state == FAILED)
    return work.execute(update(TABLE).where(given_up).values(again).returning(TABLE.c.id)).first() is not None
