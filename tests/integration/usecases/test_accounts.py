"""Accounts, sign-in and tokens: right answers, throttling, and rights that change at once."""

import unicodedata
from datetime import date
from functools import partial

import pytest

from service.db.audit import read_stream
from service.db.database import Database
from service.usecases.accounts.accounts import (
    add_account,
    authenticate,
    change_account,
    grant_role,
    issue_token,
    list_accounts,
    list_tokens,
    revoke_role,
    revoke_token,
    show_account,
    sign_in,
)
from service.usecases.accounts.bootstraps import add_first_administrator
from service.usecases.errors import (
    Conflict,
    DomainError,
    Invalid,
    NotFound,
    PermissionDenied,
    TooManyAttempts,
    Unauthenticated,
)
from service.usecases.services import Services
from tests.integration.services import PASSWORD
from tests.support.databases import Clock
from workflows.policy import Actor, may


@pytest.fixture
def lan(services: Services, administrator: Actor) -> str:
    """The id of an account without roles."""
    shown = services.database.write(
        lambda work: add_account(
            work,
            services.passwords,
            actor=administrator,
            username="Lan.Nguyen",
            name="Nguyễn Thị Lan",
            password=PASSWORD,
            nominee_id=None,
        )
    )
    return str(shown["id"])


def enter(services: Services, password: str = PASSWORD, **wishes: object) -> str:
    values = {"username": "lan.nguyen", "network": "10.0.0.1", "scopes": ("*",), "lifetime_hours": 8, "name": "thử"}
    return sign_in(services, password=password, **{**values, **wishes}).token  # type: ignore[arg-type]  # loose on purpose


def give(services: Services, administrator: Actor, account_id: str, role: str, body: str) -> str:
    held = services.database.write(
        lambda work: grant_role(
            work,
            actor=administrator,
            account_id=account_id,
            role=role,
            organisation_id=body,
            valid_from=None,
            valid_to=None,
            document="QĐ 1",
        )
    )
    return str(held["id"])


def problems_of(error: DomainError) -> set[tuple[str, str]]:
    return {(problem["path"], problem["code"]) for problem in error.params["problems"]}


def test_sign_in_gives_a_token_that_speaks_for_the_account(services: Services, lan: str) -> None:
    actor = authenticate(services, token=enter(services))
    assert (actor.account_id, actor.person_id, actor.name) == (lan, lan, "Nguyễn Thị Lan")


def test_token_is_kept_only_as_a_digest(services: Services, lan: str, clock: Clock) -> None:
    token = enter(services)
    assert token.startswith("vd_")
    shown = services.database.read(lambda work: list_tokens(work, actor=authenticate(services, token=token)))
    assert [row["prefix"] for row in shown] == [token[:9]]
    assert token not in repr(shown)


def test_password_is_the_same_however_it_is_typed(services: Services, lan: str) -> None:
    assert enter(services, unicodedata.normalize("NFD", PASSWORD))


@pytest.mark.parametrize("username", ["lan.nguyen", "khong-co-ai"])
def test_wrong_password_and_unknown_name_are_answered_alike(services: Services, lan: str, username: str) -> None:
    with pytest.raises(Unauthenticated) as refused:
        enter(services, "sai mật khẩu rồi", username=username)
    assert (refused.value.code, dict(refused.value.params)) == ("sign-in-refused", {})


def test_failures_slow_an_account_down_twice_as_long_each_time(services: Services, lan: str, clock: Clock) -> None:
    for _ in range(3):
        with pytest.raises(Unauthenticated):
            enter(services, "sai mật khẩu rồi")
    with pytest.raises(TooManyAttempts) as first:
        enter(services)
    clock.move(seconds=16)
    with pytest.raises(Unauthenticated):
        enter(services, "sai mật khẩu rồi")
    with pytest.raises(TooManyAttempts) as second:
        enter(services)
    assert (first.value.params["retry_after_seconds"], second.value.params["retry_after_seconds"]) == (15, 30)
    clock.move(seconds=31)
    assert enter(services)


def test_success_forgets_the_failures_before_it(services: Services, lan: str, clock: Clock) -> None:
    for _ in range(2):
        with pytest.raises(Unauthenticated):
            enter(services, "sai mật khẩu rồi")
        clock.move(seconds=1)
    enter(services)
    clock.move(seconds=1)
    with pytest.raises(Unauthenticated):
        enter(services, "sai mật khẩu rồi")
    assert enter(services)


def test_network_is_slowed_down_whatever_names_it_tries(services: Services, lan: str) -> None:
    for number in range(30):
        with pytest.raises(Unauthenticated):
            enter(services, "sai mật khẩu rồi", username=f"ten-{number}")
    with pytest.raises(TooManyAttempts):
        enter(services)
    assert enter(services, network="10.0.0.2")


def test_throttling_is_recorded_once_and_an_unknown_name_never_in_clear(services: Services, lan: str) -> None:
    for username in ("lan.nguyen", "mat-khau-go-nham"):
        for _ in range(3):
            with pytest.raises(Unauthenticated):
                enter(services, "sai mật khẩu rồi", username=username)
    own = services.database.read(lambda work: read_stream(work, f"account/{lan}"))
    assert [row.event for row in own] == ["account.added", *["login.failed"] * 3, "login.throttled"]
    system = services.database.read(lambda work: read_stream(work, "system"))
    assert len(system) == 4
    assert not any(b"mat-khau-go-nham" in row.body for row in system)


def test_token_ends_with_its_lifetime(services: Services, lan: str, clock: Clock) -> None:
    token = enter(services, lifetime_hours=1)
    clock.move(hours=1)
    with pytest.raises(Unauthenticated, match="token-invalid"):
        authenticate(services, token=token)


@pytest.mark.parametrize("token", ["", "vd_", "vd_khong-dung", "mật khẩu"])
def test_unknown_token_speaks_for_nobody(services: Services, lan: str, token: str) -> None:
    with pytest.raises(Unauthenticated):
        authenticate(services, token=token)


def test_role_counts_from_the_next_request_and_not_after_it_is_revoked(
    services: Services, administrator: Actor, lan: str, root: str
) -> None:
    token = enter(services)
    assignment = give(services, administrator, lan, "auditor", root)
    assert may(authenticate(services, token=token), "audit:read")
    services.database.write(lambda work: revoke_role(work, actor=administrator, assignment_id=assignment))
    assert not authenticate(services, token=token).holdings


def test_disabled_account_is_refused_at_its_next_request(services: Services, administrator: Actor, lan: str) -> None:
    token = enter(services)
    changes = {"is_active": False, "reason": "nghỉ việc"}
    services.database.write(lambda work: change_account(work, actor=administrator, account_id=lan, values=changes))
    with pytest.raises(Unauthenticated):
        authenticate(services, token=token)
    with pytest.raises(Unauthenticated):
        enter(services)


def test_revoked_token_is_refused_and_others_go_on(services: Services, lan: str) -> None:
    first, second = enter(services), enter(services)
    actor = authenticate(services, token=first)
    shown = services.database.read(lambda work: list_tokens(work, actor=actor))
    mine = next(row["id"] for row in shown if row["prefix"] == first[:9])
    services.database.write(lambda work: revoke_token(work, actor=actor, token_id=mine))
    with pytest.raises(Unauthenticated):
        authenticate(services, token=first)
    assert authenticate(services, token=second).account_id == lan


def test_token_of_another_account_is_hidden(services: Services, lan: str, auditor: Actor) -> None:
    actor = authenticate(services, token=enter(services))
    token_id = services.database.read(lambda work: list_tokens(work, actor=actor))[0]["id"]
    with pytest.raises(NotFound):
        services.database.write(lambda work: revoke_token(work, actor=auditor, token_id=token_id))


def test_token_is_never_wider_than_the_one_that_asks_for_it(services: Services, lan: str) -> None:
    narrow = authenticate(services, token=enter(services, scopes=("proposal:read", "token:manage")))
    for scope in ("proposal:move", "*"):
        wider = partial(issue_token, actor=narrow, name="x", scopes=[scope], lifetime_hours=1)
        with pytest.raises(PermissionDenied):
            services.database.write(wider)
    reading = authenticate(services, token=enter(services, scopes=("proposal:read",)))
    with pytest.raises(PermissionDenied):
        services.database.write(
            lambda work: issue_token(work, actor=reading, name="x", scopes=["proposal:read"], lifetime_hours=1)
        )


def test_wishes_of_a_token_are_checked_all_at_once(services: Services, lan: str) -> None:
    with pytest.raises(Invalid) as refused:
        enter(services, name=" ", scopes=("proposal:fly",), lifetime_hours=99_999)
    assert problems_of(refused.value) == {
        ("name", "required"),
        ("scopes.0", "unknown-code"),
        ("lifetime_hours", "out-of-range"),
    }


def test_account_is_checked_all_at_once(services: Services, administrator: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        services.database.write(
            lambda work: add_account(
                work,
                services.passwords,
                actor=administrator,
                username="có dấu",
                name="",
                password="ngắn",
                nominee_id=None,
            )
        )
    assert problems_of(refused.value) == {
        ("name", "required"),
        ("username", "not-a-username"),
        ("password", "too-short"),
    }


def test_username_is_used_once(services: Services, administrator: Actor, lan: str) -> None:
    with pytest.raises(Conflict):
        services.database.write(
            lambda work: add_account(
                work,
                services.passwords,
                actor=administrator,
                username="LAN.nguyen",
                name="Khác",
                password=PASSWORD,
                nominee_id=None,
            )
        )


def test_administrator_gives_himself_nothing(services: Services, administrator: Actor, root: str) -> None:
    with pytest.raises(PermissionDenied):
        give(services, administrator, administrator.account_id, "prime_minister", root)


def test_role_of_the_nominee_is_never_granted(services: Services, administrator: Actor, lan: str, root: str) -> None:
    with pytest.raises(Invalid) as refused:
        give(services, administrator, lan, "nominee", root)
    assert problems_of(refused.value) == {("role", "unknown-code")}


def test_role_is_held_once(services: Services, administrator: Actor, lan: str, root: str) -> None:
    give(services, administrator, lan, "auditor", root)
    with pytest.raises(Conflict):
        give(services, administrator, lan, "auditor", root)


def test_role_ends_with_its_last_day(
    services: Services, administrator: Actor, lan: str, root: str, clock: Clock
) -> None:
    services.database.write(
        lambda work: grant_role(
            work,
            actor=administrator,
            account_id=lan,
            role="auditor",
            organisation_id=root,
            valid_from=date(2026, 11, 22),
            valid_to=date(2026, 11, 23),
            document="",
        )
    )
    token = enter(services, lifetime_hours=200)
    assert authenticate(services, token=token).holdings
    clock.move(days=2)
    assert not authenticate(services, token=token).holdings


@pytest.mark.parametrize("act", ["list", "show", "add"])
def test_only_administrators_manage_accounts(services: Services, auditor: Actor, lan: str, act: str) -> None:
    acts = {
        "list": lambda work: list_accounts(work, actor=auditor),
        "show": lambda work: show_account(work, actor=auditor, account_id=lan),
        "add": lambda work: add_account(
            work, services.passwords, actor=auditor, username="x1", name="x", password=PASSWORD, nominee_id=None
        ),
    }
    with pytest.raises(PermissionDenied):
        services.database.write(acts[act])


def test_accounts_are_listed_page_by_page_without_hashes(services: Services, administrator: Actor, lan: str) -> None:
    first = services.database.read(lambda work: list_accounts(work, actor=administrator, limit=1))
    rest = services.database.read(lambda work: list_accounts(work, actor=administrator, after=first.next, limit=9))
    assert [row["username"] for row in (*first.items, *rest.items)] == ["lan.nguyen", "quan-tri"]
    assert rest.next is None
    assert "argon2" not in repr(first.items)


def test_first_administrator_is_made_only_once(database: Database, services: Services) -> None:
    def first(username: str) -> dict[str, object]:
        return database.write(
            lambda work: add_first_administrator(
                work, services.passwords, username=username, name="Người đầu tiên", password=PASSWORD
            )
        )

    shown = first("dau-tien")
    assert [role["role"] for role in shown["roles"]] == ["administrator"]  # type: ignore[attr-defined]  # JSON-ready
    assert may(authenticate(services, token=enter(services, username="dau-tien")), "account:manage")
    with pytest.raises(Conflict):
        first("thu-hai")


def test_token_and_roles_come_in_one_select(services: Services, lan: str, statements: object) -> None:
    token = enter(services)
    with statements.expect(1):  # type: ignore[attr-defined]  # the fixture counts
        authenticate(services, token=token)
