"""What answers are made of: fields that are always there, and shapes that may grow."""

from typing import Any

from marshmallow import INCLUDE, Schema, fields, validate


class OutputSchema(Schema):
    """An answer or a part of one; readers ignore what they do not know, since answers may grow."""

    class Meta:
        """Further fields may come."""

        unknown = INCLUDE


def said(**options: Any) -> fields.String:
    """Return a field of text that is always there, and may be empty."""
    return fields.String(required=True, **options)


def maybe(**options: Any) -> fields.String:
    """Return a field of text that may be null."""
    return fields.String(required=True, allow_none=True, **options)


def one_of(*codes: str) -> fields.String:
    """Return a field that holds one of a closed set of codes."""
    return fields.String(required=True, validate=validate.OneOf(codes))


def integer(**options: Any) -> fields.Integer:
    """Return a field of a whole number that is always there."""
    return fields.Integer(required=True, **options)


def flag(**options: Any) -> fields.Boolean:
    """Return a field that is true or false."""
    return fields.Boolean(required=True, **options)


def date_on(**options: Any) -> fields.Date:
    """Return a field of a day in Vietnam, null where there is none."""
    return fields.Date(required=True, allow_none=True, **options)


def instant(**options: Any) -> fields.AwareDateTime:
    """Return a field of an instant, with its offset."""
    return fields.AwareDateTime(required=True, **options)


def texts() -> fields.List[Any]:
    """Return a field of a list of texts."""
    return fields.List(fields.String(), required=True)


def free(**options: Any) -> fields.Dict:
    """Return a field of particulars whose names depend on the kind of thing."""
    return fields.Dict(required=True, **options)


def many(part: type[Schema], **options: Any) -> fields.List[Any]:
    """Return a field of a list of parts."""
    return fields.List(fields.Nested(part), required=True, **options)


def part(shape: type[Schema], **options: Any) -> fields.Nested:
    """Return a field of one part."""
    return fields.Nested(shape, required=True, **options)


def page_of(item: type[Schema], name: str) -> type[Schema]:
    """Return the schema of a page of a list: its items, and the `after` of the next page (null at the end)."""
    shape = {"items": many(item), "next": maybe(), "__doc__": f"A page of a list; each item is a {item.__name__}."}
    return type(name, (OutputSchema,), {**shape, "__module__": __name__})
