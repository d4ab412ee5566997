"""Reading requests strictly: no unknown names, no other kind of content than asked for, nothing JSON cannot say."""

from functools import cache
from typing import Any

import marshmallow
import orjson
from flask import Request
from webargs.core import missing
from webargs.flaskparser import FlaskParser, is_json_request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

TOML = "application/toml"
MULTIPART = "multipart/form-data"


class StrictParser(FlaskParser):
    """Unknown names are refused in the query string and in forms too; a body of another kind is refused as such."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, Any] = {  # noqa: RUF012  # as the library declares it
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": "raise",
        "form": "raise",
    }

    def _get_schema(self, argmap: Any, req: Request) -> marshmallow.Schema:
        """Return one schema for all requests: making it anew, with what is nested in it, costs more than its use."""
        if isinstance(argmap, type) and issubclass(argmap, marshmallow.Schema):
            return _schema_of(argmap)
        schema: marshmallow.Schema = super()._get_schema(argmap, req)
        return schema

    def _raw_load_json(self, req: Request) -> Any:
        content = req.get_data(cache=True)
        if not content:
            return missing
        if not is_json_request(req):
            raise UnsupportedMediaType
        # The standard parser fails by nesting or by long numbers, and lets half characters through.
        try:
            return orjson.loads(content)
        except orjson.JSONDecodeError:
            raise BadRequest from None

    def load_form(self, req: Request, schema: marshmallow.Schema) -> Any:
        """Return the values of a multipart form; raises UnsupportedMediaType for any other content."""
        _demand_multipart(req)
        return super().load_form(req, schema)

    def load_files(self, req: Request, schema: marshmallow.Schema) -> Any:
        """Return the files of a multipart form; raises UnsupportedMediaType for any other content."""
        _demand_multipart(req)
        return super().load_files(req, schema)


class SourceParser(StrictParser):
    """Takes a TOML text as it is, beside the JSON that carries one in `source`."""

    def _raw_load_json(self, req: Request) -> Any:
        if req.mimetype == TOML:
            return {"source": _text_of(req.get_data(cache=True))}
        return super()._raw_load_json(req)


@cache
def _schema_of(schema: type[marshmallow.Schema]) -> marshmallow.Schema:
    return schema()


def _text_of(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest from None


def _demand_multipart(req: Request) -> None:
    if req.mimetype and req.mimetype != MULTIPART:
        raise UnsupportedMediaType
