"""The second factor: six digits from a device (RFC 6238), each taken once, and codes for the day it is lost."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

import pyotp

from service.config import Settings
from service.db import accounts, second_factors
from service.db.errors import NotFound as RowMissing
from service.db.second_factors import FactorRow
from service.db.work import Work
from service.usecases.cases import require
from service.usecases.errors import Conflict, Invalid, NotFound, PermissionDenied
from service.usecases.fields import FieldReader
from service.usecases.recording import record
from service.usecases.scopes import require_scope
from service.usecases.sealing import SealBroken, Sealer
from service.usecases.services import Services
from service.usecases.streams import account_stream
from workflows.policy import Actor, roles

ISSUER = "Vinh Danh"
SECONDS_PER_STEP = 30
STEPS_AROUND = (0, -1, 1)  # a device whose clock is half a minute off is still understood
SECRET_BYTES = 20  # as RFC 4226 recommends
RECOVERY_CODES, RECOVERY_BYTES, GROUP = 10, 10, 4
SCOPE, PURPOSE, MANAGE = "token:manage", "second-factor", "account:manage"


@dataclass(frozen=True, slots=True)
class FactorView:
    """What an owner sees of the second factor; `secret` and `address` only while a device is not confirmed yet."""

    is_enrolled: bool
    is_required: bool
    since: datetime | None
    codes_left: int
    secret: str
    address: str


def is_required(settings: Settings, held: Iterable[str]) -> bool:
    """Tell whether any of these roles decides, appraises or administers, where the installation asks for it."""
    return settings.second_factor_required and any(
        roles()[role].needs_second_factor for role in held if role in roles()
    )


def roles_of(actor: Actor) -> list[str]:
    """Return the codes of the roles that an actor holds today."""
    return sorted({held.role for held in actor.holdings})


def show_second_factor(work: Work, services: Services, *, actor: Actor) -> FactorView:
    """Return the actor's own second factor and whether it is asked for."""
    require_scope(actor, SCOPE)
    row = second_factors.find_factor(work, actor.account_id)
    secret = _waiting(services, row)
    username = accounts.get_account(work, actor.account_id).username
    return FactorView(
        is_enrolled=is_enrolled(row),
        is_required=is_required(services.settings, roles_of(actor)),
        since=row.confirmed_at if row else None,
        codes_left=second_factors.count_recovery_codes(work, actor.account_id),
        secret=secret,
        address=pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER) if secret else "",
    )


def begin_enrolment(work: Work, services: Services, *, actor: Actor) -> None:
    """Make a secret for a new device; a device in use goes on until the new one is confirmed."""
    require_scope(actor, SCOPE)
    secret = base64.b32encode(work.random_bytes(SECRET_BYTES)).decode()
    sealed = Sealer(services.secret_key, PURPOSE).seal(work, secret, about=actor.account_id)
    second_factors.keep_pending(work, actor.account_id, sealed)


def confirm_enrolment(work: Work, services: Services, *, actor: Actor, code: str) -> tuple[str, ...]:
    """Take the new device into use after its first code; returns new recovery codes, the only time they are shown.

    Raises Conflict when no device waits, Invalid for a wrong code. Nothing can be guessed here: the owner has just been
    shown the secret itself.
    """
    require_scope(actor, SCOPE)
    row = second_factors.find_factor(work, actor.account_id)
    secret = _waiting(services, row)
    if row is None or not secret:
        raise Conflict("second-factor-not-begun", {})
    step = matching_step(secret, code, work.now)
    if step is None or not second_factors.confirm_pending(work, actor.account_id, row.pending, step):
        raise Invalid("invalid-input", {"problems": [{"path": "code", "code": "wrong-code", "params": {}}]})
    _record(work, "second-factor.enrolled", actor, actor.account_id)
    return _make_recovery_codes(work, services, actor.account_id)


def renew_recovery_codes(work: Work, services: Services, *, actor: Actor) -> tuple[str, ...]:
    """Make new recovery codes in place of all earlier ones; raises Conflict without a second factor."""
    require_scope(actor, SCOPE)
    if not is_enrolled(second_factors.find_factor(work, actor.account_id)):
        raise Conflict("second-factor-missing", {})
    _record(work, "second-factor.codes-renewed", actor, actor.account_id)
    return _make_recovery_codes(work, services, actor.account_id)


def remove_second_factor(work: Work, services: Services, *, actor: Actor) -> None:
    """Do without a second factor from now on; raises PermissionDenied where a role of the actor asks for one."""
    require_scope(actor, SCOPE)
    if is_required(services.settings, roles_of(actor)):
        raise PermissionDenied("second-factor-needed", {"roles": roles_of(actor)})
    if second_factors.remove_factor(work, actor.account_id):
        _record(work, "second-factor.removed", actor, actor.account_id)


def reset_second_factor(work: Work, *, actor: Actor, account_id: str, reason: str) -> None:
    """Remove somebody's second factor after the device and the codes were lost, so that a new one can be set up.

    Nobody does this for himself. Raises PermissionDenied, Invalid without a reason, NotFound.
    """
    require(actor, MANAGE)
    if actor.account_id == account_id:
        raise PermissionDenied("permission-denied", {"permission": MANAGE, "ground": "own-account"})
    reader = FieldReader({"reason": reason})
    ground = reader.text("reason", required=True)
    reader.finish()
    try:
        accounts.get_account(work, account_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "account", "id": account_id}) from None
    if second_factors.remove_factor(work, account_id):
        _record(work, "second-factor.reset", actor, account_id, {"reason": ground})


def reset_by_operator(work: Work, *, username: str, reason: str) -> None:
    """The same by whoever holds the machine, for the administrator who lost everything; recorded without an actor.

    Raises Invalid without a reason, NotFound for an account that is absent or has no second factor.
    """
    reader = FieldReader({"reason": reason})
    ground = reader.text("reason", required=True)
    reader.finish()
    account = accounts.find_account(work, username)
    if account is None or not second_factors.remove_factor(work, account.id):
        raise NotFound("not-found", {"kind": "account", "id": username})
    _record(work, "second-factor.reset", None, account.id, {"reason": ground})


def is_enrolled(row: FactorRow | None) -> bool:
    """Tell whether a device is in use."""
    return row is not None and row.confirmed_at is not None


def take_code(work: Work, services: Services, *, account_id: str, code: str) -> str:
    """Use up a code of the device or a recovery code; returns which it was (`device`, `recovery`), or an empty text."""
    row = second_factors.find_factor(work, account_id)
    if row is None or not is_enrolled(row):
        return ""
    given = _bare(code)
    if len(given) == RECOVERY_BYTES * 8 // 5:
        digest = Sealer(services.secret_key, PURPOSE).digest(given, about=account_id)
        return "recovery" if second_factors.use_recovery_code(work, account_id, digest) else ""
    step = matching_step(_open(services, row.secret, account_id), given, work.now)
    if step is None or not second_factors.use_step(work, account_id, step):
        return ""
    return "device"


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """Return the time step whose code this is, around now, or None."""
    device, given = pyotp.TOTP(secret, interval=SECONDS_PER_STEP), _bare(code)
    present = int(now.timestamp()) // SECONDS_PER_STEP
    fitting = [present + off for off in STEPS_AROUND if compare_digest(device.generate_otp(present + off), given)]
    return fitting[0] if fitting else None


def _bare(code: str) -> str:
    """Return a code without the spaces and dashes people type, in capitals; what is no code at all is empty."""
    bare = "".join(code.split()).replace("-", "").upper()
    return bare if bare.isascii() and bare.isalnum() else ""


def _waiting(services: Services, row: FactorRow | None) -> str:
    """Return the secret of a device that is not confirmed yet; one that cannot be read any more is begun anew."""
    try:
        return _open(services, row.pending, row.account_id) if row and row.pending else ""
    except Conflict:
        return ""


def _open(services: Services, sealed: str, account_id: str) -> str:
    try:
        return Sealer(services.secret_key, PURPOSE).open(sealed, about=account_id)
    except SealBroken:
        raise Conflict("second-factor-unreadable", {}) from None


def _make_recovery_codes(work: Work, services: Services, account_id: str) -> tuple[str, ...]:
    sealer = Sealer(services.secret_key, PURPOSE)
    bare = [base64.b32encode(work.random_bytes(RECOVERY_BYTES)).decode() for _ in range(RECOVERY_CODES)]
    second_factors.replace_recovery_codes(work, account_id, [sealer.digest(code, about=account_id) for code in bare])
    return tuple("-".join(code[place : place + GROUP] for place in range(0, len(code), GROUP)) for code in bare)


def _record(
    work: Work, event: str, actor: Actor | None, account_id: str, private: dict[str, str] | None = None
) -> None:
    facts = {"subject": account_id}
    record(work, stream=account_stream(account_id), event=event, actor=actor, facts=facts, private=private)
