"""A password that an administrator issues for somebody else: made by the machine, shown once, never kept in clear."""

from service.db import accounts, browser_sessions
from service.db.errors import NotFound as RowMissing
from service.db.work import Work
from service.usecases.cases import require
from service.usecases.errors import NotFound, PermissionDenied
from service.usecases.passwords import Passwords
from service.usecases.recording import record
from service.usecases.streams import account_stream
from workflows.policy import Actor

MANAGE = "account:manage"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is read as something else
GROUPS, GROUP = 4, 5


def issue_password(work: Work, passwords: Passwords, *, actor: Actor, account_id: str) -> str:
    """Give an account a password of the machine's making and return it: the only time that it is seen.

    Every browser in which the account is signed in is signed out. Nobody issues one for himself. Raises
    PermissionDenied, NotFound.
    """
    require(actor, MANAGE)
    if actor.account_id == account_id:
        raise PermissionDenied("permission-denied", {"permission": MANAGE, "ground": "own-account"})
    try:
        row = accounts.get_account(work, account_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "account", "id": account_id}) from None
    made = _made_of(work.random_bytes(GROUPS * GROUP))
    accounts.update_account(work, row.id, {"password_hash": passwords.hash(made)})
    for session in browser_sessions.list_open_sessions(work, row.id):
        browser_sessions.end_session(work, session.id)
    facts = {"subject": row.id, "fields": ["password"]}
    record(work, stream=account_stream(row.id), event="account.changed", actor=actor, facts=facts)
    return made


def _made_of(noise: bytes) -> str:
    """Return random bytes as letters in groups; each byte gives one of 31 letters, so that twenty give 98 bits."""
    letters = "".join(LETTERS[byte % len(LETTERS)] for byte in noise)
    return "-".join(letters[place : place + GROUP] for place in range(0, len(letters), GROUP))
