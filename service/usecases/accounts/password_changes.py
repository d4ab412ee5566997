"""A new password for one's own account, after the old one; every other browser is signed out with it."""

from service.db import accounts
from service.db.accounts import AccountRow
from service.db.work import Work
from service.usecases.accounts.browser_sessions import end_other_sessions
from service.usecases.accounts.password_rules import check_password_wish
from service.usecases.accounts.sign_ins import Proof, check_password, settle
from service.usecases.fields import FieldReader
from service.usecases.recording import record
from service.usecases.scopes import require_scope
from service.usecases.services import Services
from service.usecases.streams import account_stream
from workflows.policy import Actor


def change_password(
    services: Services, *, actor: Actor, old: str, new: str, network: str, keep_session: str = ""
) -> None:
    """Give the actor's own account a new password and end its sign-ins in browsers but the one to keep.

    A wrong old password counts towards the same throttle as signing in. Raises Invalid with every problem of the new
    one, TooManyAttempts, Unauthenticated (`sign-in-refused`).
    """
    require_scope(actor, "token:manage")
    row, known = services.database.read(lambda work: _around(work, actor))
    reader = FieldReader({})
    check_password_wish(reader, "new", new, username=row.username, known=known)
    if new == old:
        reader.problem("new", "same-password")
    reader.finish()
    proof = check_password(services, username=row.username, password=old, network=network)
    hashed = services.passwords.hash(new)

    def change(work: Work) -> None:
        settle(work, Proof(proof.attempt_id, row, ""), event="login.confirmed")
        accounts.update_account(work, row.id, {"password_hash": hashed})
        record(work, stream=account_stream(row.id), event="password.changed", actor=actor, facts={"subject": row.id})
        end_other_sessions(work, actor=actor, keep=keep_session)

    services.database.write(change)


def _around(work: Work, actor: Actor) -> tuple[AccountRow, list[str]]:
    """Return the account and the names that whoever knows its owner would try first."""
    row = accounts.get_account(work, actor.account_id)
    held = accounts.list_holdings(work, actor.account_id, work.today)
    bodies = [name for holding in held for name in (holding.organisation_name, holding.organisation_code)]
    return row, [row.name, *bodies]
