"""Reading what an address asks for, by a strict schema; an address that makes no sense is a page that is not there."""

from typing import Any

from flask import request
from marshmallow import EXCLUDE, Schema, ValidationError

from service.web.kit import missing


def query_of(schema: type[Schema]) -> dict[str, Any]:
    """Return the values of the query string; raises NotFound for values that nobody can mean."""
    try:
        loaded: dict[str, Any] = schema().load(request.args.to_dict(), unknown=EXCLUDE)
    except ValidationError:
        raise missing() from None
    return loaded
