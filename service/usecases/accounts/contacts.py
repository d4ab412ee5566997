"""Where and how often a person is written to: his own affair; administrators may correct the address."""

import re
from collections.abc import Mapping
from typing import Any

from service.db import accounts, contacts
from service.db.contacts import ContactRow
from service.db.errors import NotFound as RowMissing
from service.db.models.notices import MAIL_CHOICES
from service.db.work import Work
from service.usecases.cases import require
from service.usecases.errors import NotFound
from service.usecases.fields import FieldReader
from service.usecases.recording import record
from service.usecases.scopes import require_scope
from service.usecases.streams import account_stream
from workflows.policy import Actor

MANAGE = "account:manage"
OWN = "token:manage"  # what a token needs to change its own account
LONGEST_ADDRESS = 254
ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
)


def show_contact(work: Work, *, actor: Actor, account_id: str) -> dict[str, Any]:
    """Return `email` and `mail` (`daily`, `prompt`, `none`) of one's own account, or of any for administrators."""
    _authorise(work, actor, account_id)
    row = contacts.find_contact(work, account_id)
    return {"email": row.email if row else "", "mail": row.mail if row else MAIL_CHOICES[0]}


def set_contact(work: Work, *, actor: Actor, account_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Keep where an account is written to (`email`, empty for nowhere) and how often (`mail`, its owner's choice).

    Records `account.changed`, the address only as a commitment. Raises PermissionDenied, NotFound, Invalid.
    """
    is_own = _authorise(work, actor, account_id)
    reader = FieldReader(values)
    email = reader.text("email", longest=LONGEST_ADDRESS)
    if email and not ADDRESS.fullmatch(email):
        reader.problem("email", "not-an-address")
    choice = reader.word("mail", MAIL_CHOICES) if is_own else ""
    reader.finish()
    before = contacts.find_contact(work, account_id)
    known = before or ContactRow(account_id, "", MAIL_CHOICES[0], work.now)
    wanted = {"email": email if reader.has("email") else known.email, "mail": choice or known.mail}
    changed = sorted(name for name, value in wanted.items() if getattr(known, name) != value)
    if changed:
        contacts.save_contact(work, account_id, email=wanted["email"], mail=wanted["mail"])
        facts = {"subject": account_id, "fields": changed}
        private = {"email": wanted["email"]} if "email" in changed else {}
        stream = account_stream(account_id)
        record(work, stream=stream, event="account.changed", actor=actor, facts=facts, private=private)
    return wanted


def _authorise(work: Work, actor: Actor, account_id: str) -> bool:
    """Tell whether it is the actor's own account; raises PermissionDenied or NotFound for another's."""
    if actor.account_id == account_id:
        require_scope(actor, OWN)
        return True
    require(actor, MANAGE)
    try:
        accounts.get_account(work, account_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "account", "id": account_id}) from None
    return False
