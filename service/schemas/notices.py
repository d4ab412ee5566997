"""What people say of how they are written to."""

from marshmallow import fields, validate

from service.schemas.base import InputSchema, line


class ContactInput(InputSchema):
    """Where and how often one is written to."""

    email = line()
    mail = fields.String(required=True, validate=validate.OneOf(("daily", "prompt", "none")))
