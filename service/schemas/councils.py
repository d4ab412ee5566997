"""Councils and their sessions: what is stated."""

from flask_smorest.fields import Upload
from marshmallow import fields, validate

from service.schemas.base import InputSchema, QueryInput, day, line, text, whole

CHOICES = ("yes", "no", "blank")
POSTS = ("chair", "deputy", "standing", "secretary", "member", "ex_officio")
PURPOSES = ("award", "general")
MODES = ("open", "counted", "secret")
MOST_TOGETHER = 100


class CouncilInput(InputSchema):
    """A new council of a body, under a decision."""

    owner_id = line(required=True)
    name = line(required=True)
    decision_number = line(required=True)
    decided_on = day()
    starts_on = day()
    ends_on = day()


class CouncilMemberInput(InputSchema):
    """Somebody who sits in a council from a day on, under a decision."""

    username = line(required=True)
    post = fields.String(required=True, validate=validate.OneOf(POSTS))
    title = line()
    votes = fields.Boolean(load_default=False)
    document = line(required=True)
    starts_on = day()


class CouncilEndingMemberInput(InputSchema):
    """The decision by which somebody leaves a council."""

    document = line(required=True)


class CouncilSessionInput(InputSchema):
    """A session to come."""

    number = line(required=True)
    held_on = fields.Date(required=True)
    starts_at = line()
    place = line(required=True)
    purpose = fields.String(load_default="award", validate=validate.OneOf(PURPOSES))
    chair_id = line()


class CouncilAgendaInput(InputSchema):
    """Proposals to be put on an agenda."""

    proposal_ids = fields.List(
        fields.String(validate=validate.Length(max=32)),
        required=True,
        validate=validate.Length(min=1, max=MOST_TOGETHER),
    )


class CouncilAttendanceInput(InputSchema):
    """Who came and who did not, by member; `from_item_id` is the item from which on that is so."""

    came = fields.Dict(
        keys=fields.String(), values=fields.String(validate=validate.OneOf(("present", "absent"))), required=True
    )
    from_item_id = line()


class CouncilTurnInput(InputSchema):
    """A member who comes late or leaves early."""

    member_id = line(required=True, data_key="turned_id")
    came = fields.String(required=True, validate=validate.OneOf(("present", "absent")))


class CouncilPresidingInput(InputSchema):
    """Who presides from an item on."""

    member_id = line(required=True)


class CouncilPresidingForm(InputSchema):
    """Who presides from an item on, as the page of the item sends it beside its other forms."""

    member_id = line(required=True, data_key="presiding_id")


class CouncilNoteInput(InputSchema):
    """What was said about an item."""

    note = text()


class CouncilModeInput(InputSchema):
    """How an item is voted on."""

    mode = fields.String(required=True, validate=validate.OneOf(MODES))


class CouncilVoteInput(InputSchema):
    """One's own open vote."""

    choice = fields.String(required=True, validate=validate.OneOf(CHOICES))


class CouncilOpinionInput(InputSchema):
    """What an absent member wrote, beside the file of his letter: `paper` is its number and date."""

    member_id = line(required=True)
    choice = fields.String(required=True, validate=validate.OneOf(CHOICES))
    paper = line(required=True)


class CouncilOpinionForm(CouncilOpinionInput):
    """What an absent member wrote, as a page sends it beside the form of one's own vote, whose choice is another."""

    choice = fields.String(required=True, validate=validate.OneOf(CHOICES), data_key="written_choice")


class CouncilOpinionUpload(CouncilOpinionInput):
    """What an absent member wrote with the file of his letter, as one multipart form."""

    file = Upload(required=True)


class CouncilCountInput(InputSchema):
    """A count of hands or papers."""

    issued = whole(required=True, most=10_000)
    returned = whole(required=True, most=10_000)
    invalid = whole(load_default=0, most=10_000)
    yes = whole(required=True, most=10_000)
    no = whole(required=True, most=10_000)
    blank = whole(load_default=0, most=10_000)


class CouncilClosingInput(InputSchema):
    """Whether nobody else will answer, and why."""

    is_final = fields.Boolean(load_default=False)
    reason = line()


class CouncilSessionClosingInput(CouncilClosingInput):
    """The same of a whole session, with the hour at which the meeting ended: `11:30`, `11h30`; the minutes give it."""

    ends_at = line()


class CouncilRemovalInput(InputSchema):
    """Why an item is taken off; needed once anything was voted on it."""

    reason = line()


class CouncilRemovalForm(CouncilRemovalInput):
    """The same as a page sends it beside the form that closes the item, whose reason is another."""

    reason = line(data_key="removal_reason")


class CouncilReasonInput(InputSchema):
    """Why a session is called off."""

    reason = line(required=True)


class CouncilMissingQuery(QueryInput):
    """Whether to ask as though nobody else would answer."""

    is_final = fields.Boolean(load_default=False)
