"""What an identity provider says, as the use case takes it: links, freshness, and the way back out."""

from dataclasses import replace
from functools import partial

import pytest

from service.db.audit import read_stream
from service.usecases.accounts.browser_sessions import find_signed_in
from service.usecases.accounts.provider_sign_ins import Claims, list_identities, sign_in_by_provider, unlink_identity
from service.usecases.errors import NotFound, Unauthenticated
from service.usecases.services import Services
from tests.integration.usecases.proving import AGENT, NETWORK, Person, a_person
from tests.support.databases import Clock

LAN = Claims(issuer="https://id.example", subject="s-1", username="lan")


@pytest.fixture
def lan(services: Services, clock: Clock) -> Person:
    return a_person(services, clock, "lan")


def enter(services: Services, claims: Claims = LAN) -> str:
    return sign_in_by_provider(services, claims=claims, network=NETWORK, agent=AGENT)


def test_a_provider_that_does_not_say_when_it_asked_proves_nothing_fresh(
    services: Services, lan: Person, clock: Clock
) -> None:
    assert not find_signed_in(services, secret=enter(services)).is_confirmed
    fresh = replace(LAN, authenticated_at=clock.now)
    assert find_signed_in(services, secret=enter(services, fresh)).is_confirmed


def test_a_link_is_the_owner_s_to_see_and_to_remove(services: Services, lan: Person, clock: Clock) -> None:
    enter(services)
    other = a_person(services, clock, "khac")
    shown = services.database.read(lambda work: list_identities(work, actor=lan.actor))
    assert [(row["issuer"], row["subject"]) for row in shown] == [("https://id.example", "s-1")]
    unlink = partial(unlink_identity, identity_id=shown[0]["id"])
    with pytest.raises(NotFound):
        services.database.write(partial(unlink, actor=other.actor))
    services.database.write(partial(unlink, actor=lan.actor))
    assert not services.database.read(lambda work: list_identities(work, actor=lan.actor))


@pytest.mark.parametrize("claims", [replace(LAN, subject=""), replace(LAN, username=""), replace(LAN, username=" ")])
def test_claims_without_a_subject_or_a_name_open_nothing(services: Services, lan: Person, claims: Claims) -> None:
    with pytest.raises(Unauthenticated, match="provider-refused"):
        enter(services, claims)


def test_failures_are_recorded_without_the_subject_in_clear(services: Services, lan: Person) -> None:
    with pytest.raises(Unauthenticated):
        enter(services, replace(LAN, subject="ai-do-khac", username="ai-do-khac"))
    rows = services.database.read(lambda work: read_stream(work, "system"))
    assert [row.event for row in rows] == ["login.failed"]
    assert not any(b"ai-do-khac" in row.body for row in rows)
