"""The second factor: codes taken once, bounded and throttled, sealed at rest, and asked of those who decide."""

from dataclasses import replace
from functools import partial

import pytest

from service.db import second_factors as rows
from service.db.audit import read_stream
from service.usecases.accounts.browser_proofs import (
    confirm_by_code,
    confirm_identity,
    enrol_in_browser,
    prove_second_factor,
)
from service.usecases.accounts.browser_sessions import find_signed_in
from service.usecases.accounts.code_checks import MOST_FAILURES
from service.usecases.accounts.second_factors import (
    begin_enrolment,
    confirm_enrolment,
    remove_second_factor,
    renew_recovery_codes,
    reset_by_operator,
    reset_second_factor,
    show_second_factor,
)
from service.usecases.accounts.sign_ins import sign_in
from service.usecases.errors import Conflict, Invalid, NotFound, PermissionDenied, TooManyAttempts, Unauthenticated
from service.usecases.services import Services
from tests.integration.services import PASSWORD
from tests.integration.usecases.proving import NETWORK, Person, a_person, strict
from tests.support.databases import Clock, Statements
from workflows.flows.catalog import newest_flows
from workflows.policy import Actor, roles


@pytest.fixture
def lan(services: Services, clock: Clock) -> Person:
    """One with a device."""
    person = a_person(services, clock, "lan")
    person.enrol()
    return person


def prove(person: Person, code: str, network: str = NETWORK) -> str:
    half = person.half(person.sign_in())
    return prove_second_factor(person.services, half=half, code=code, network=network)


def events(person: Person) -> list[str]:
    stream = person.services.database.read(lambda work: read_stream(work, f"account/{person.account_id}"))
    return [row.event for row in stream]


def test_a_password_alone_is_half_a_sign_in(services: Services, lan: Person) -> None:
    secret = lan.sign_in()
    with pytest.raises(Unauthenticated, match="second-factor-required"):
        find_signed_in(services, secret=secret)
    whole = prove_second_factor(services, half=lan.half(secret), code=lan.code(), network=NETWORK)
    assert find_signed_in(services, secret=whole).actor.account_id == lan.account_id
    with pytest.raises(Unauthenticated, match="session-ended"):
        find_signed_in(services, secret=secret)
    assert events(lan) == ["second-factor.enrolled", "login.succeeded", "second-factor.passed"]


def test_a_half_sign_in_soon_ends(services: Services, lan: Person, clock: Clock) -> None:
    secret = lan.sign_in()
    clock.move(minutes=14)
    assert lan.half(secret).owes == "code"
    clock.move(minutes=1)
    with pytest.raises(Unauthenticated, match="session-ended"):
        lan.half(secret)


def test_a_code_is_accepted_once_and_none_before_it_afterwards(lan: Person, clock: Clock) -> None:
    earlier, code = lan.code(steps=-1), lan.code()
    assert prove(lan, code)
    for used in (code, earlier):
        with pytest.raises(Unauthenticated, match="second-factor-refused"):
            prove(lan, used)
    clock.move(seconds=30)
    assert prove(lan, lan.code())


@pytest.mark.parametrize(("steps", "is_taken"), [(-2, False), (-1, False), (0, True), (1, True), (2, False)])
def test_only_the_codes_around_now_count(services: Services, lan: Person, steps: int, is_taken: bool) -> None:
    # The step before this one was used up by the enrolment.
    code = lan.code(steps=steps)
    if is_taken:
        assert prove(lan, code)
    else:
        with pytest.raises(Unauthenticated):
            prove(lan, code)


def test_the_code_of_the_enrolment_opens_nothing(services: Services, clock: Clock) -> None:
    person = a_person(services, clock, "an")
    person.enrol()
    clock.move(seconds=-30)
    with pytest.raises(Unauthenticated):
        prove(person, person.code())


def test_codes_are_throttled_apart_from_passwords(lan: Person, clock: Clock) -> None:
    for _ in range(3):
        with pytest.raises(Unauthenticated):
            prove(lan, lan.wrong_code())
    with pytest.raises(TooManyAttempts) as refused:
        prove(lan, lan.code())
    assert refused.value.params["retry_after_seconds"] == 15
    assert lan.sign_in(), "the password itself has not failed"
    clock.move(seconds=31)
    assert prove(lan, lan.code())
    assert events(lan).count("second-factor.failed") == 3
    assert events(lan).count("login.throttled") == 1


def test_after_too_many_wrong_codes_in_a_row_only_a_recovery_code_helps(lan: Person, clock: Clock) -> None:
    services = lan.services
    for _ in range(MOST_FAILURES):
        services.database.write(lambda work: rows.count_failure(work, lan.account_id))
    with pytest.raises(Unauthenticated):
        prove(lan, lan.code())
    clock.move(hours=1)
    assert prove(lan, lan.recovery_codes[0])
    clock.move(hours=1)
    assert prove(lan, lan.code())


def test_a_recovery_code_works_once_however_it_is_typed(lan: Person) -> None:
    typed = lan.recovery_codes[3].lower().replace("-", " ")
    assert prove(lan, typed)
    with pytest.raises(Unauthenticated):
        prove(lan, lan.recovery_codes[3])
    shown = lan.services.database.read(lambda work: show_second_factor(work, lan.services, actor=lan.actor))
    assert shown.codes_left == 9
    assert "second-factor.recovered" in events(lan)


def test_new_recovery_codes_replace_the_old_ones(lan: Person) -> None:
    services = lan.services
    fresh = services.database.write(lambda work: renew_recovery_codes(work, services, actor=lan.actor))
    assert len(set(fresh) - set(lan.recovery_codes)) == 10
    with pytest.raises(Unauthenticated):
        prove(lan, lan.recovery_codes[0])
    assert prove(lan, fresh[0])


def test_nothing_that_opens_is_kept_in_clear(lan: Person, services: Services) -> None:
    row = services.database.read(lambda work: rows.find_factor(work, lan.account_id))
    kept = services.database.read(
        lambda work: repr(work.execute(rows.CODE.select()).fetchall()) + repr(work.execute(rows.TABLE.select()).all())
    )
    assert row is not None
    assert row.secret.startswith("1.")
    assert lan.secret not in kept
    assert not [code for code in lan.recovery_codes if code in kept or code.replace("-", "") in kept]


def test_a_secret_opens_only_for_its_owner_and_under_its_key(services: Services, lan: Person, clock: Clock) -> None:
    other = a_person(services, clock, "khac")
    other.enrol()
    sealed = services.database.read(lambda work: rows.find_factor(work, lan.account_id))
    assert sealed is not None
    swap = rows.TABLE.update().where(rows.TABLE.c.account_id == other.account_id).values(secret=sealed.secret)
    services.database.write(lambda work: work.execute(swap))
    with pytest.raises(Conflict, match="second-factor-unreadable"):
        prove(other, lan.code())
    moved = replace(services, secret_key=b"another secret")
    with pytest.raises(Conflict, match="second-factor-unreadable"):
        prove_second_factor(moved, half=lan.half(lan.sign_in()), code=lan.code(), network=NETWORK)


def test_a_device_counts_only_after_its_first_code(services: Services, clock: Clock) -> None:
    person = a_person(services, clock, "an")
    with pytest.raises(Conflict, match="second-factor-not-begun"):
        services.database.write(lambda work: confirm_enrolment(work, services, actor=person.actor, code="123456"))
    services.database.write(lambda work: begin_enrolment(work, services, actor=person.actor))
    person.secret = services.database.read(lambda work: show_second_factor(work, services, actor=person.actor)).secret
    with pytest.raises(Invalid):
        services.database.write(
            lambda work: confirm_enrolment(work, services, actor=person.actor, code=person.wrong_code())
        )
    assert find_signed_in(services, secret=person.sign_in()).owes == ""


def test_the_device_in_use_goes_on_until_the_new_one_is_confirmed(services: Services, lan: Person) -> None:
    services.database.write(lambda work: begin_enrolment(work, services, actor=lan.actor))
    assert prove(lan, lan.code())
    old = lan.secret
    lan.enrol()
    assert lan.secret != old
    assert prove(lan, lan.code())


def test_the_secret_is_shown_only_while_it_waits(services: Services, lan: Person) -> None:
    shown = services.database.read(lambda work: show_second_factor(work, services, actor=lan.actor))
    assert (shown.is_enrolled, shown.secret, shown.address, shown.codes_left) == (True, "", "", 10)


def test_enrolling_completes_this_browser_and_leaves_the_others_half(services: Services, clock: Clock) -> None:
    person = a_person(services, clock, "an")
    here, elsewhere = person.sign_in(), person.sign_in()
    services.database.write(lambda work: begin_enrolment(work, services, actor=person.actor))
    person.secret = services.database.read(lambda work: show_second_factor(work, services, actor=person.actor)).secret
    codes, secret = enrol_in_browser(services, half=person.half(here), code=person.code())
    assert len(codes) == 10
    assert find_signed_in(services, secret=secret).has_factor
    with pytest.raises(Unauthenticated, match="second-factor-required"):
        find_signed_in(services, secret=elsewhere)


def test_a_new_device_is_no_way_around_the_old_one(services: Services, lan: Person) -> None:
    half = lan.half(lan.sign_in())
    with pytest.raises(Unauthenticated, match="second-factor-required"):
        enrol_in_browser(services, half=half, code=lan.code())


def test_roles_that_decide_need_a_second_factor_where_the_installation_says_so(
    services: Services, clock: Clock, root: str
) -> None:
    chair = a_person(strict(services), clock, "chu.tich", "provincial_chair", root)
    clerk = a_person(strict(services), clock, "chuyen.vien", "unit_clerk", root)
    assert find_signed_in(clerk.services, secret=clerk.sign_in()).owes == ""
    with pytest.raises(Unauthenticated, match="second-factor-not-enrolled"):
        find_signed_in(chair.services, secret=chair.sign_in())
    assert find_signed_in(services, secret=chair.sign_in()).owes == ""


def test_every_role_that_decides_appraises_or_administers_is_marked() -> None:
    deciding = {"approve", "reject", "revoke", "appraise", "submit_upward"}
    moves = [move for flow in newest_flows() for move in flow.transitions if move.action in deciding]
    named = {role for move in moves for role in move.roles} | {"administrator"}
    assert {code for code, role in roles().items() if role.needs_second_factor} == named


def test_a_required_second_factor_is_not_removed_but_an_optional_one_is(services: Services, lan: Person) -> None:
    services.database.write(lambda work: remove_second_factor(work, services, actor=lan.actor))
    assert find_signed_in(services, secret=lan.sign_in()).owes == ""
    assert events(lan)[-2:] == ["second-factor.removed", "login.succeeded"]


def test_who_decides_cannot_do_without(services: Services, administrator: Actor) -> None:
    with pytest.raises(PermissionDenied, match="second-factor-needed"):
        services.database.write(lambda work: remove_second_factor(work, strict(services), actor=administrator))


def test_an_administrator_resets_what_was_lost_with_a_reason(
    services: Services, lan: Person, administrator: Actor, auditor: Actor
) -> None:
    def reset(actor: Actor, account_id: str = lan.account_id, reason: str = "mất điện thoại") -> None:
        services.database.write(
            lambda work: reset_second_factor(work, actor=actor, account_id=account_id, reason=reason)
        )

    with pytest.raises(PermissionDenied):
        reset(auditor)
    with pytest.raises(PermissionDenied):
        reset(administrator, administrator.account_id)
    with pytest.raises(Invalid):
        reset(administrator, reason=" ")
    with pytest.raises(NotFound):
        reset(administrator, "0" * 32)
    reset(administrator)
    assert events(lan)[-1] == "second-factor.reset"
    assert find_signed_in(services, secret=lan.sign_in()).owes == ""


def test_whoever_holds_the_machine_helps_an_administrator_who_lost_everything(services: Services, lan: Person) -> None:
    for username, reason, refusal in (("lan", " ", Invalid), ("khong-co", "mất", NotFound)):
        with pytest.raises(refusal):
            services.database.write(partial(reset_by_operator, username=username, reason=reason))
    services.database.write(partial(reset_by_operator, username="lan", reason="mất điện thoại"))
    assert events(lan)[-1] == "second-factor.reset"
    assert find_signed_in(services, secret=lan.sign_in()).owes == ""
    with pytest.raises(NotFound):
        services.database.write(partial(reset_by_operator, username="lan", reason="lần nữa"))


def test_who_sits_at_a_browser_is_found_in_one_select(services: Services, lan: Person, statements: Statements) -> None:
    secret = prove(lan, lan.code())
    with statements.expect(1):
        find_signed_in(services, secret=secret)


def test_identity_is_confirmed_by_password_or_code(services: Services, lan: Person, clock: Clock) -> None:
    first = find_signed_in(services, secret=prove(lan, lan.code()))
    clock.move(minutes=20)
    second = confirm_identity(services, signed_in=first, password=PASSWORD, network=NETWORK)
    known = find_signed_in(services, secret=second)
    assert known.confirmed_at == clock.now
    clock.move(minutes=20)
    third = confirm_by_code(services, signed_in=known, code=lan.code(), network=NETWORK)
    assert find_signed_in(services, secret=third).confirmed_at == clock.now
    with pytest.raises(Unauthenticated):
        confirm_identity(services, signed_in=known, password="sai", network=NETWORK)


def test_a_token_needs_the_code_as_well(services: Services, lan: Person) -> None:
    def ask(code: str) -> str:
        return sign_in(services, username="lan", password=PASSWORD, network=NETWORK, code=code).token

    with pytest.raises(Unauthenticated, match="second-factor-required"):
        ask("")
    with pytest.raises(Unauthenticated, match="second-factor-refused"):
        ask(lan.wrong_code())
    code = lan.code()
    assert ask(code).startswith("vd_")
    with pytest.raises(Unauthenticated, match="second-factor-refused"):
        ask(code)


def test_a_token_is_no_way_around_the_enrolment(services: Services, clock: Clock, root: str) -> None:
    a_person(services, clock, "chu.tich", "provincial_chair", root)
    with pytest.raises(Unauthenticated, match="second-factor-not-enrolled"):
        sign_in(strict(services), username="chu.tich", password=PASSWORD, network=NETWORK)
