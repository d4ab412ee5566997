"""The register of check kinds, by the name that rulebooks use."""

from collections.abc import Callable, Iterable

from workflows.facts import ProposalFacts
from workflows.findings import Answer
from workflows.rules.model import CheckSpec

Check = Callable[[ProposalFacts, CheckSpec], Iterable[Answer]]
_KINDS: dict[str, Check] = {}


def check_kind(name: str) -> Callable[[Check], Check]:
    """Register a check under a name that says what must hold, such as `form-allowed-by-plan`.

    Raises ValueError when the name is taken: two questions never share a name.
    """

    def register(check: Check) -> Check:
        if name in _KINDS:
            message = f"check kind {name!r} is registered twice"
            raise ValueError(message)
        _KINDS[name] = check
        return check

    return register


def find_kind(name: str) -> Check:
    """Return the check of that name; raises KeyError when no code asks this question."""
    return _KINDS[name]


def kinds() -> dict[str, Check]:
    """Return every registered check by name, sorted."""
    return dict(sorted(_KINDS.items()))
