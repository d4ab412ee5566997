"""The common habits of schemas: unknown fields are refused, and messages are codes to be spoken later."""

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import RAISE, Schema, fields, validate

# What the library says → the code that service.i18n has sentences for.
CODES = {
    "Missing data for required field.": "required",
    "Field may not be null.": "required",
    "Unknown field.": "unknown-field",
    "Not a valid date.": "not-a-date",
    "Not a valid string.": "not-text",
    "Not a valid integer.": "not-a-number",
    "Not a valid boolean.": "not-a-flag",
    "Not a valid list.": "not-a-list",
    "Not a valid mapping type.": "wrong-type",
    "Invalid input type.": "wrong-type",
}
LONGEST_TEXT = 20_000
LONGEST_LINE = 500


class InputSchema(Schema):
    """A body or a form: nothing is accepted that is not described."""

    class Meta:
        """Unknown fields are refused."""

        unknown = RAISE


class QueryInput(InputSchema):
    """A query string; every address may be asked in a language."""

    lang = fields.String(load_default="", validate=validate.OneOf(("", "vi", "en")))


class PageQuery(QueryInput):
    """Which page of a list: after which item, and how many."""

    after = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=200))
    limit = fields.Integer(load_default=50, strict=False, validate=validate.Range(1, 200))


def line(**options: Any) -> fields.String:
    """Return a field of one line of text, empty by default."""
    return _text(LONGEST_LINE, options)


def text(**options: Any) -> fields.String:
    """Return a field of running text, empty by default."""
    return _text(LONGEST_TEXT, options)


def _text(longest: int, options: dict[str, Any]) -> fields.String:
    if not options.get("required") and "load_default" not in options:
        options["load_default"] = ""
    return fields.String(validate=[validate.Length(max=longest), has_no_nul], **options)


def has_no_nul(value: str) -> None:
    """Refuse the one character that PostgreSQL cannot keep in a text."""
    if "\x00" in value:
        raise validate.ValidationError("Not a valid string.")


def whole(*, least: int = 0, most: int = 1_000_000_000, **options: Any) -> fields.Integer:
    """Return a field of a whole number that every database can hold."""
    return fields.Integer(validate=validate.Range(least, most), **options)


def day(**options: Any) -> fields.Date:
    """Return a field of a date, absent by default."""
    return fields.Date(load_default=None, allow_none=True, **options)


def find_problems(messages: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the problems of a failed load as path and code; the first level names where the input came from."""
    for inner in messages.values():
        yield from _find(inner, "")


def _find(messages: Any, path: str) -> Iterator[dict[str, Any]]:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            yield from _find(inner, f"{path}.{key}".strip("."))
        return
    for message in messages if isinstance(messages, list) else [messages]:
        code = CODES.get(str(message), "not-valid")
        yield {"path": "" if path == "_schema" else path, "code": code, "params": {"problem": str(message)}}
