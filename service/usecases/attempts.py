"""The one place that remembers refused and forbidden attempts, in a commit of their own after the roll-back."""

from collections.abc import Callable
from typing import TypeVar

from service.db.errors import StaleWrite
from service.db.work import Work
from service.usecases.errors import DomainError, MoveClosed, NotFound, PermissionDenied, TransitionRefused
from service.usecases.recording import findings_as_facts, plain, record
from service.usecases.services import Services
from service.usecases.streams import attempts_stream
from workflows.policy import Actor

T = TypeVar("T")
MOST_RIVALS = 100
EVENTS: dict[type[DomainError], str] = {
    TransitionRefused: "proposal.move-refused",
    MoveClosed: "proposal.move-refused",
    PermissionDenied: "proposal.move-forbidden",
    NotFound: "proposal.access-denied",
}


def perform(services: Services, act: Callable[[Work], T], *, actor: Actor, stream: str, action: str) -> T:
    """Run an act in one transaction; when it is refused, record the attempt beside the stream and raise again.

    The refused act itself leaves nothing behind: neither the state nor the version of its stream has changed.
    """
    return _run(services, services.database.write, act, actor=actor, stream=stream, action=action)


def look(services: Services, act: Callable[[Work], T], *, actor: Actor, stream: str, action: str) -> T:
    """Run an act that only reads; a denied look is recorded like a refused move."""
    return _run(services, services.database.read, act, actor=actor, stream=stream, action=action)


def _run(
    services: Services,
    run: Callable[[Callable[[Work], T]], T],
    act: Callable[[Work], T],
    *,
    actor: Actor,
    stream: str,
    action: str,
) -> T:
    try:
        return run(act)
    except tuple(EVENTS) as refusal:
        error = refusal
    remember(services, actor=actor, stream=stream, action=action, error=error)
    raise error


def remember(services: Services, *, actor: Actor, stream: str, action: str, error: DomainError) -> None:
    """Record a refused attempt in a commit of its own; what is no refusal is not recorded."""
    if isinstance(error, tuple(EVENTS)):
        insist(services, lambda work: record_attempt(work, actor=actor, stream=stream, action=action, error=error))


def insist(services: Services, act: Callable[[Work], None]) -> None:
    """Write again when another event came first at the same place of the stream: each time one of them gets in."""
    for _ in range(MOST_RIVALS):
        try:
            return services.database.write(act)
        except StaleWrite:
            continue
    return services.database.write(act)


def record_attempt(work: Work, *, actor: Actor, stream: str, action: str, error: DomainError) -> None:
    """Append the refused attempt to the stream of attempts: who tried what, and every finding that stood against it."""
    record(
        work,
        stream=attempts_stream(stream),
        event=next(EVENTS[kind] for kind in type(error).__mro__ if kind in EVENTS),
        actor=actor,
        holding=error.holding or (actor.holdings[0] if actor.holdings else None),
        facts={
            "action": action,
            "code": error.code,
            "params": plain(error.params),
            "findings": findings_as_facts(error.findings),
        },
    )
