"""The one throttle before everything that can be guessed: passwords, codes, and whoever asks from one network."""

import math
from datetime import timedelta
from typing import NamedTuple

from service.config import Settings
from service.db.sign_ins import Failures, failures_of_name, failures_of_network, open_attempt
from service.db.work import Work
from service.usecases.errors import TooManyAttempts

FIRST_DELAY_SECONDS = 15
NETWORK_FACTOR = 10  # a whole office may stand behind one address
LONGEST_NAME = 80  # as the column of attempts takes it


class Try(NamedTuple):
    """A try that may go on, counted as failed until it is settled, and how many failed before it."""

    attempt_id: str
    failures: int


def open_try(work: Work, settings: Settings, *, name: str, network: str) -> Try:
    """Count a try on a name (a username, or what else is guessed at) before anything is looked at.

    So many at once cannot outrun the throttle. Raises TooManyAttempts with `retry_after_seconds`.
    """
    window = timedelta(minutes=settings.login_window_minutes)
    allowed = settings.login_failures_allowed
    since, origin = work.now - window, network[:LONGEST_NAME]
    own = failures_of_name(work, name, since)
    others = failures_of_network(work, origin, since)
    wait = max(_wait(work, own, allowed, window), _wait(work, others, allowed * NETWORK_FACTOR, window))
    if wait > 0:
        raise TooManyAttempts("too-many-attempts", {"retry_after_seconds": math.ceil(wait)})
    return Try(open_attempt(work, username=name, network=origin), own.number)


def has_set_in(settings: Settings, failed: Try) -> bool:
    """Tell whether the throttle sets in with this failure; it is recorded once per spell."""
    return failed.failures + 1 == settings.login_failures_allowed


def delay_seconds(failures: int, allowed: int, window: timedelta) -> float:
    """Return how long to wait after the last of these failures: nothing, then twice as long each time."""
    if failures < allowed:
        return 0
    return min(FIRST_DELAY_SECONDS * 2.0 ** min(failures - allowed, 30), window.total_seconds())


def _wait(work: Work, failures: Failures, allowed: int, window: timedelta) -> float:
    if failures.last_at is None:
        return 0
    passed = (work.now - failures.last_at).total_seconds()
    return delay_seconds(failures.number, allowed, window) - passed
