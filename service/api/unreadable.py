"""Input that the schemas refused, as a refusal of our own with every problem."""

from http import HTTPStatus

from werkzeug.exceptions import HTTPException

from service.schemas.base import find_problems
from service.usecases.errors import Invalid


def as_invalid(error: Exception) -> Invalid | None:
    """Return what the parser of requests found wrong, or None for any other error."""
    data = getattr(error, "data", None)
    if not isinstance(error, HTTPException) or not isinstance(data, dict) or "messages" not in data:
        return None
    if error.code != HTTPStatus.UNPROCESSABLE_ENTITY:
        return None
    return Invalid("invalid-input", {"problems": list(find_problems(data["messages"]))})
