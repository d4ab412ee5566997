"""What the page of a batch takes: the chosen rows, what is stated for all of them, and a reason of a row's own."""

from marshmallow import fields

from service.schemas.base import InputSchema, line, text, whole
from service.schemas.moves import StatementInput


class ChosenRowInput(InputSchema):
    """One chosen proposal with the version that was seen."""

    proposal_id = line(required=True)
    version = whole(required=True, least=1)
    reason = text()


class BatchFormInput(StatementInput):
    """One action on the chosen proposals, with one statement for all of them."""

    action = line(required=True)
    rows = fields.List(fields.Nested(ChosenRowInput), required=True)
