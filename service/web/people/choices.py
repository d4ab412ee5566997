"""What fields of the people's pages offer to choose from: codes with their names in the reader's language."""

from collections.abc import Iterable

from service.http.context import language
from service.i18n import name_of
from service.usecases.accounts.accounts import IMPLIED
from workflows.plans.vocabulary import DECIDER_ROLES, FUNCTIONS, LEVELS
from workflows.policy import roles

Choices = list[tuple[str, str]]


def level_choices() -> Choices:
    """Return the levels of bodies, from the top down."""
    return _named("levels", LEVELS)


def function_choices() -> Choices:
    """Return the fields of work of bodies."""
    return _named("functions", FUNCTIONS)


def head_choices() -> Choices:
    """Return the offices that may head a body."""
    return _named("roles", DECIDER_ROLES)


def role_choices() -> Choices:
    """Return the roles that may be granted."""
    return _named("roles", (code for code in roles() if code not in IMPLIED))


def act_choices(acts: Iterable[str]) -> Choices:
    """Return acts by name."""
    return _named("actions", acts)


def _named(family: str, codes: Iterable[str]) -> Choices:
    spoken = language()
    return [(code, name_of(family, code, spoken)) for code in codes]
