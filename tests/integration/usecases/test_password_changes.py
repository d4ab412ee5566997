"""A new password: after the old one, under the same throttle, and nobody stays signed in elsewhere."""

import pytest

from service.db.audit import read_stream
from service.usecases.accounts.browser_sessions import find_signed_in
from service.usecases.accounts.password_changes import change_password
from service.usecases.errors import Invalid, TooManyAttempts, Unauthenticated
from service.usecases.services import Services
from tests.integration.services import PASSWORD
from tests.integration.usecases.proving import NETWORK, Person, a_person
from tests.support.databases import Clock

NEW = "con mèo trèo lên cây cau"


@pytest.fixture
def lan(services: Services, clock: Clock, root: str) -> Person:
    """One who works in the body at the top."""
    return a_person(services, clock, "lan", "unit_clerk", root)


def change(person: Person, old: str = PASSWORD, new: str = NEW, keep: str = "") -> None:
    change_password(person.services, actor=person.actor, old=old, new=new, network=NETWORK, keep_session=keep)


def test_the_new_password_counts_and_the_old_one_no_more(lan: Person) -> None:
    change(lan)
    assert lan.sign_in(NEW)
    with pytest.raises(Unauthenticated):
        lan.sign_in()


def test_all_browsers_are_signed_out_but_the_one_at_hand(services: Services, lan: Person) -> None:
    here, elsewhere = lan.sign_in(), lan.sign_in()
    change(lan, keep=find_signed_in(services, secret=here).session_id)
    assert find_signed_in(services, secret=here)
    with pytest.raises(Unauthenticated, match="session-ended"):
        find_signed_in(services, secret=elsewhere)
    events = [row.event for row in services.database.read(lambda work: read_stream(work, f"account/{lan.account_id}"))]
    assert events[-3:] == ["login.confirmed", "password.changed", "login.ended"]


def test_wrong_old_passwords_are_throttled_like_signing_in(lan: Person, clock: Clock) -> None:
    for _ in range(3):
        with pytest.raises(Unauthenticated):
            change(lan, old="không phải nó")
    with pytest.raises(TooManyAttempts):
        change(lan)
    with pytest.raises(TooManyAttempts):
        lan.sign_in()
    clock.move(seconds=16)
    change(lan)


@pytest.mark.parametrize(
    ("new", "code"),
    [("ngắn quá", "too-short"), ("Người lan 2026 nhé", "contains-username"), ("Chính phủ @ 2026!", "too-common")],
)
def test_a_weak_new_password_is_refused_before_the_old_one_is_looked_at(lan: Person, new: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        change(lan, old="sai", new=new)
    assert [problem["code"] for problem in refused.value.params["problems"]] == [code]


def test_the_same_password_is_no_new_one(lan: Person) -> None:
    with pytest.raises(Invalid, match="invalid-input"):
        change(lan, new=PASSWORD)
