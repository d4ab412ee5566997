"""The common habits of schemas: unknown fields are refused, and messages are codes to be spoken later."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

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
    "Not a valid number.": "not-a-number",
    "Number too large.": "not-a-number",
    "Invalid input type.": "wrong-type",
    "Invalid type.": "wrong-type",
}
# The same for what it says with values, which fill our own sentence.
PATTERNS = (
    (re.compile(r"Must be one of: (?:, )?(?P<known>.*)\."), "unknown-code"),
    (re.compile(r"Longer than maximum length (?P<longest>\d+)\."), "too-long"),
    (
        re.compile(r"Must be greater than or equal to (?P<least>\d+) and less than or equal to (?P<most>\d+)\."),
        "out-of-range",
    ),
    (re.compile(r"Length must be between (?P<least>\d+) and (?P<most>\d+)\."), "wrong-count"),
)
LONGEST_TEXT = 20_000
LONGEST_LINE = 500


class InputSchema(Schema):
    """A body or a form: nothing is accepted that is not described."""

    class Meta:
        """Unknown fields are refused."""

        unknown = RAISE


class WholeNumber(fields.Integer):
    """A whole number, written as a number or as digits; 12.7 is refused rather than cut."""

    def _validated(self, value: Any) -> Any:
        if isinstance(value, float):
            raise self.make_error("invalid")
        return super()._validated(value)


class QueryInput(InputSchema):
    """A query string; every address may be asked in a language."""

    lang = fields.String(load_default="", validate=validate.OneOf(("", "vi", "en")))


class PageQuery(QueryInput):
    """Which page of a list: after which item, and how many."""

    after = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=200))
    limit = WholeNumber(load_default=50, validate=validate.Range(1, 200))


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
        raise ValidationError("Not a valid string.")


def whole(*, least: int = 0, most: int = 1_000_000_000, **options: Any) -> WholeNumber:
    """Return a field of a whole number that every database can hold."""
    return WholeNumber(validate=validate.Range(least, most), **options)


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
        code, params = _code_of(str(message))
        yield {"path": "" if path == "_schema" else path, "code": code, "params": params}


def _code_of(message: str) -> tuple[str, dict[str, str]]:
    if message in CODES:
        return CODES[message], {}
    for pattern, code in PATTERNS:
        found = pattern.fullmatch(message)
        if found:
            return code, found.groupdict()
    return "not-valid", {"problem": message}
