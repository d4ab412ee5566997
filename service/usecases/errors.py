"""What a use case refuses: a code and its facts; sentences are made at the edge."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from workflows.findings import Finding
from workflows.policy import Holding


class DomainError(Exception):
    """The parent of every refusal; `params` fill the sentence of `code`, `findings` carry the rules' answers.

    `holding` is the role by which the refused act was tried, where it is known.
    """

    def __init__(self, code: str, params: Mapping[str, Any] | None = None, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, Any] = params or MappingProxyType({})
        self.findings = findings
        self.holding: Holding | None = None


class Unauthenticated(DomainError):
    """Nobody is known to be asking (`sign-in-required`, `token-invalid`, `sign-in-refused`)."""


class PermissionDenied(DomainError):
    """The one who asks has no role for it."""


class NotFound(DomainError):
    """The thing is absent, or hidden from the one who asks: the two are not told apart."""


class MoveClosed(DomainError):
    """The flow does not open this action from here."""


class SessionIncomplete(MoveClosed):
    """A council's session cannot be closed yet; `params["problems"]` lists what is missing, with figures and clause."""


class TransitionRefused(DomainError):
    """Rules stand against the move; `findings` holds every answer, not only the refusing ones."""


class Stale(DomainError):
    """Somebody changed the thing since the caller read it."""


class PreconditionMissing(DomainError):
    """A change was asked for without saying which version was seen."""


class Conflict(DomainError):
    """The thing exists already, or cannot be changed any more."""


class Invalid(DomainError):
    """The input cannot be accepted; `params["problems"]` lists every problem with its path and code."""


class TooManyAttempts(DomainError):
    """Too many tries; `params["retry_after_seconds"]` says when to come back."""


class UploadRefused(DomainError):
    """A file is not kept; `params["reason"]` says why."""


class PayloadTooLarge(DomainError):
    """The request is larger than this installation accepts."""
