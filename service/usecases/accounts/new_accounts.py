"""Accounts that nobody can sign in to yet: added by hand or by an import, opened by a first password."""

from collections.abc import Mapping
from typing import Any

from service.db import accounts
from service.db.errors import DuplicateKey
from service.db.work import Work
from service.usecases.accounts.accounts import MANAGE, USERNAME, account_as_data
from service.usecases.accounts.sign_ins import normal_username
from service.usecases.cases import require
from service.usecases.errors import Conflict
from service.usecases.fields import FieldReader
from service.usecases.recording import record
from service.usecases.streams import account_stream
from workflows.policy import Actor


def add_closed_account(
    work: Work, *, actor: Actor, values: Mapping[str, Any], nominee_id: str | None = None
) -> dict[str, Any]:
    """Add an account without a password (`username`, `name`), and record `account.added`.

    Raises PermissionDenied, Invalid with every problem, Conflict for a username in use.
    """
    require(actor, MANAGE)
    reader = FieldReader(values)
    shown, wished = reader.text("name", required=True, longest=200), reader.text("username", required=True)
    known_as = normal_username(wished)
    if wished and not USERNAME.fullmatch(known_as):
        reader.problem("username", "not-a-username")
    reader.finish()
    try:
        row = accounts.add_account(work, username=known_as, name=shown, password_hash="", nominee_id=nominee_id)
    except DuplicateKey:
        raise Conflict("already-exists", {"kind": "account", "username": known_as}) from None
    facts = {"subject": row.id, "nominee": nominee_id}
    private = {"full_name": shown, "pseudonym": known_as}
    record(work, stream=account_stream(row.id), event="account.added", actor=actor, facts=facts, private=private)
    return account_as_data(row, [])
