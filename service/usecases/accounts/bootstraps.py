"""The first administrator of an empty installation: the one account that nobody has to be there to make."""

from typing import Any

from service.db import accounts, organisations
from service.db.work import Work
from service.usecases.accounts.accounts import account_as_data, check_account_values
from service.usecases.errors import Conflict
from service.usecases.passwords import Passwords
from service.usecases.recording import record
from service.usecases.streams import account_stream

ROOT = {"code": "he-thong", "name": "Hệ thống", "level": "unit", "note": "Nơi giữ vai trò quản trị hệ thống."}
ROLE = "administrator"


def add_first_administrator(
    work: Work, passwords: Passwords, *, username: str, name: str, password: str
) -> dict[str, Any]:
    """Add an administrator while there is no account at all; done by whoever holds the machine, and recorded.

    Raises Conflict (`first-account-only`) as soon as there is an account, Invalid with every problem.
    """
    if accounts.list_accounts(work, limit=1):
        raise Conflict("first-account-only", {})
    known_as, shown = check_account_values(username=username, name=name, password=password)
    body = organisations.find_organisation(work, ROOT["code"]) or organisations.add_organisation(
        work, {"code": ROOT["code"], "name": ROOT["name"], "level": ROOT["level"], "note": ROOT["note"]}
    )
    row = accounts.add_account(work, username=known_as, name=shown, password_hash=passwords.hash(password))
    held = accounts.grant_role(work, row.id, ROLE, body.id, valid_from=work.today, document="")
    private = {"full_name": shown, "pseudonym": known_as}
    stream = account_stream(row.id)
    record(work, stream=stream, event="account.added", actor=None, facts={"subject": row.id}, private=private)
    facts = {"subject": row.id, "assignment": held.id, "role": ROLE, "organisation": body.id}
    record(work, stream=stream, event="role.granted", actor=None, facts=facts)
    return account_as_data(row, [held])
