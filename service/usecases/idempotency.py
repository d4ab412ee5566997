"""A retried request answers what the first one answered, and acts once."""

from dataclasses import dataclass
from typing import Any

from service.db import keys
from service.db.work import Work
from service.usecases.errors import Conflict
from workflows.policy import Actor


@dataclass(frozen=True, slots=True)
class IdempotencyKey:
    """The key a client chose for a request, with the SHA-256 of what it asked."""

    key: str
    request_digest: str


def find_answer(work: Work, actor: Actor, idempotency: IdempotencyKey | None) -> dict[str, Any] | None:
    """Return the answer kept under this key; raises Conflict when the key was used for another request."""
    if idempotency is None:
        return None
    kept = keys.find_key(work, actor.account_id, idempotency.key)
    if kept is None:
        return None
    if kept.request_digest != idempotency.request_digest:
        raise Conflict("idempotency-key-reused", {"key": idempotency.key})
    answer: dict[str, Any] = kept.response
    return answer


def keep_answer(work: Work, actor: Actor, idempotency: IdempotencyKey | None, answer: dict[str, Any]) -> None:
    """Keep the answer in the same transaction as the act."""
    if idempotency is not None:
        keys.save_key(
            work,
            actor.account_id,
            idempotency.key,
            request_digest=idempotency.request_digest,
            status=200,
            response=answer,
        )
