"""Rehearsals of sessions: what is supposed, and what is answered."""

from marshmallow import fields, validate

from service.schemas.base import InputSchema, line, whole
from service.schemas.council_views import CouncilMissingOutput
from service.schemas.councils import CHOICES, MODES, MOST_TOGETHER
from service.schemas.outputs import OutputSchema, flag, free, integer, many, one_of, said

MOST_SEATS = 200
NOT_SAID = ("", *CHOICES)


class RehearsedSeatInput(InputSchema):
    """Whether a member is supposed to come."""

    member_id = line(required=True)
    came = fields.String(required=True, validate=validate.OneOf(("present", "absent")))


class RehearsedVoteInput(InputSchema):
    """How a member is supposed to vote, or to write where he is absent."""

    member_id = line(required=True)
    choice = fields.String(required=True, validate=validate.OneOf(CHOICES))


class RehearsedItemInput(InputSchema):
    """How one item is supposed to be voted on: in figures, or by member."""

    id = line(required=True)
    yes = whole(load_default=None, allow_none=True, most=10_000)
    no = whole(load_default=None, allow_none=True, most=10_000)
    blank = whole(load_default=None, allow_none=True, most=10_000)
    invalid = whole(load_default=None, allow_none=True, most=10_000)
    written_yes = whole(load_default=None, allow_none=True, most=10_000)
    written_no = whole(load_default=None, allow_none=True, most=10_000)
    written_blank = whole(load_default=None, allow_none=True, most=10_000)
    chair = fields.String(load_default="", validate=validate.OneOf(NOT_SAID))
    votes = fields.List(fields.Nested(RehearsedVoteInput), load_default=list, validate=validate.Length(max=MOST_SEATS))


class RehearsalInput(InputSchema):
    """A session as it might go; of whatever is not said stands what is recorded."""

    seats = fields.List(fields.Nested(RehearsedSeatInput), load_default=list, validate=validate.Length(max=MOST_SEATS))
    items = fields.List(
        fields.Nested(RehearsedItemInput), load_default=list, validate=validate.Length(max=MOST_TOGETHER)
    )
    others = fields.String(load_default="", validate=validate.OneOf(NOT_SAID))
    is_final = fields.Boolean(load_default=False)


class RehearsedItemOutput(OutputSchema):
    """What would become of one item; `notes` are missing too, under a part of the rule that refuses nothing."""

    id = said()
    place = integer()
    number = said()
    nominee_name = said()
    form = said()
    mode = one_of(*MODES)
    state = one_of("open", "closed", "dropped")
    outcome = said()
    figures = free()
    notes = many(CouncilMissingOutput)
    chair_decides = flag()


class RehearsalOutput(OutputSchema):
    """What closing the session would be answered; nothing of it was written."""

    session_id = said()
    closes = flag()
    needs_other_secretary = flag()
    members = integer()
    present = integer()
    agreed = integer()
    not_agreed = integer()
    missing = many(CouncilMissingOutput)
    items = many(RehearsedItemOutput)
