"""Held proposals: what is answered, and what the acceptance of a letter states."""

from marshmallow import fields

from service.schemas.base import InputSchema, line
from service.schemas.outputs import OutputSchema, date_on, flag, integer, many, page_of, said


class AcceptanceInput(InputSchema):
    """Which body has accepted a letter for verification, under which document, on which day."""

    body = line(required=True)
    number = line(required=True)
    accepted_on = fields.Date(required=True)


class MatterOutput(OutputSchema):
    """Something that is being verified about a nominee; one that nobody has accepted stops nothing."""

    id = said()
    kind = said()
    body = said()
    number = said()
    since = date_on()
    is_accepted = flag()


class HeldOutput(OutputSchema):
    """A proposal that stands still, or whose nominee has an open matter."""

    id = said()
    number = said()
    form = said()
    state = said()
    resume_state = said()
    nominee_name = said()
    nominee_kind = said()
    unit_name = said()
    version = integer()
    matters = many(MatterOutput)


HeldPage = page_of(HeldOutput, "HeldPage")
