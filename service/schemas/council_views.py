"""Councils and their sessions: what is answered."""

from marshmallow import fields

from service.schemas.councils import CHOICES, MODES, POSTS, PURPOSES
from service.schemas.outputs import (
    OutputSchema,
    date_on,
    flag,
    free,
    instant,
    integer,
    many,
    maybe,
    one_of,
    page_of,
    part,
    said,
)


class CouncilOutput(OutputSchema):
    """A council of a body."""

    id = said()
    owner_id = said()
    owner_name = said()
    body_id = said()
    name = said()
    decision_number = said()
    decided_on = date_on()
    starts_on = date_on()
    ends_on = date_on()


class CouncilMemberOutput(OutputSchema):
    """Somebody who sits or sat in a council."""

    id = said()
    council_id = said()
    account_id = said()
    name = said()
    post = one_of(*POSTS)
    title = said()
    votes = flag()
    document = said()
    starts_on = fields.Date(required=True)
    ends_on = date_on()
    sits = flag()


class CouncilDetailOutput(CouncilOutput):
    """A council with its members, and what the caller may do."""

    members = many(CouncilMemberOutput)
    may = fields.Dict(keys=fields.String(), values=fields.Boolean(), required=True)


class CouncilSessionOutput(OutputSchema):
    """One session, and the rule under which it votes."""

    id = said()
    council_id = said()
    number = said()
    held_on = fields.Date(required=True)
    starts_at = said()
    place = said()
    purpose = one_of(*PURPOSES)
    chair_id = maybe()
    state = one_of("planned", "convened", "closed", "cancelled")
    rule_code = said()
    rule_version = integer()
    rule_digest = said()
    version = integer()
    note = said()
    planned_at = instant()
    convened_at = instant(allow_none=True)
    closed_at = instant(allow_none=True)


class CouncilSeatOutput(OutputSchema):
    """Who sits in a session, and whether he came."""

    member_id = said()
    name = said()
    post = one_of(*POSTS)
    title = said()
    votes = flag()
    attendance = one_of("expected", "present", "absent")
    is_own = flag()


class CouncilItemOutput(OutputSchema):
    """One item of an agenda; `figures` are there for the secretary, and for members once the item is closed."""

    id = said()
    place = integer()
    proposal_id = said()
    number = said()
    nominee_name = said()
    form = said()
    mode = one_of(*MODES)
    state = one_of("open", "closed", "dropped")
    outcome = said()
    note = said()
    own_choice = said()
    closed_at = instant(allow_none=True)
    counted = free(allow_none=True)
    figures = free(allow_none=True)
    withdrawn = free(allow_none=True)
    ballot = free(allow_none=True)


class CouncilSessionDetailOutput(CouncilSessionOutput):
    """A session with its council, seats and agenda, and what the caller may do."""

    council = part(CouncilOutput)
    rule_title = said()
    seats = many(CouncilSeatOutput)
    items = many(CouncilItemOutput)
    called_off = free(allow_none=True)
    may = fields.Dict(keys=fields.String(), values=fields.Boolean(), required=True)


class CouncilVoteOutput(OutputSchema):
    """How one member voted; what was written has number and date of its letter, and name and SHA-256 of its file."""

    member_id = said()
    name = said()
    choice = one_of(*CHOICES)
    manner = one_of("meeting", "written", "late")
    paper = said()
    file_name = said()
    digest = said()


class CouncilAbsentOutput(OutputSchema):
    """A member who is absent and has sent no opinion."""

    member_id = said()
    name = said()


class CouncilItemBallotOutput(OutputSchema):
    """A secret ballot on an item."""

    id = said()
    state = said()


class CouncilItemSessionOutput(CouncilSessionOutput):
    """The session of an item, with its council."""

    council = part(CouncilOutput)


class CouncilItemSeatOutput(OutputSchema):
    """A member as he is there for an item; for the secretary."""

    member_id = said()
    name = said()
    votes = flag()
    attendance = one_of("expected", "present", "absent")


class CouncilItemDetailOutput(CouncilItemOutput):
    """One item with its votes by name, as far as the caller may know them.

    An open item that does not wait any more (its proposal was withdrawn or sent back) only leaves the agenda.
    """

    waits = flag()
    session = part(CouncilItemSessionOutput)
    next = maybe()
    absent = many(CouncilAbsentOutput)
    presiding_id = maybe()
    seats = many(CouncilItemSeatOutput)
    ballots = many(CouncilItemBallotOutput)

    votes = many(CouncilVoteOutput)
    may = fields.Dict(keys=fields.String(), values=fields.Boolean(), required=True)


class CouncilCandidateOutput(OutputSchema):
    """A proposal that may go on an agenda."""

    id = said()
    number = said()
    form = said()
    state = said()
    nominee_name = said()
    received_on = date_on()


class CouncilMissingOutput(OutputSchema):
    """One thing that keeps a session from being closed."""

    path = said()
    code = said()
    message = said()
    params = free()


class CouncilMissingListOutput(OutputSchema):
    """Everything that keeps a session from being closed; nothing when it may be."""

    items = many(CouncilMissingOutput)


class CouncilAddedItemOutput(OutputSchema):
    """An item that was put on an agenda."""

    id = said()
    proposal_id = said()
    mode = one_of(*MODES)


class CouncilAddedItemsOutput(OutputSchema):
    """The items that were put on an agenda."""

    items = many(CouncilAddedItemOutput)


class CouncilVersionOutput(OutputSchema):
    """The version of the session after an act."""

    version = integer()


class CouncilVoteState(CouncilVersionOutput):
    """One's own vote as it was taken."""

    item_id = said()
    choice = one_of(*CHOICES)
    manner = one_of("meeting", "written", "late")


class CouncilOpinionState(CouncilVersionOutput):
    """A written opinion as it was taken in, with the SHA-256 of its letter."""

    digest = said()


class CouncilBallotOutput(CouncilVersionOutput):
    """A secret ballot that was opened on an item."""

    id = said()
    item_id = said()
    issued = integer()


class CouncilClosedItemOutput(CouncilVersionOutput):
    """What an item came to."""

    id = said()
    state = one_of("closed", "dropped")
    outcome = said()


class CouncilClosedSessionOutput(CouncilVersionOutput):
    """What a session came to."""

    id = said()
    state = one_of("closed")
    agreed = integer()
    not_agreed = integer()


class CouncilOwedOutput(OutputSchema):
    """An item on which the caller still has to vote."""

    item_id = said()
    session_id = said()
    session_number = said()
    held_on = fields.Date(required=True)
    proposal_id = said()
    form = said()
    nominee_name = said()


class CouncilOwedListOutput(OutputSchema):
    """Everything on which the caller still has to vote."""

    items = many(CouncilOwedOutput)


CouncilsPage = page_of(CouncilOutput, "CouncilsPage")
CouncilSessionsPage = page_of(CouncilSessionOutput, "CouncilSessionsPage")
CouncilCandidatesPage = page_of(CouncilCandidateOutput, "CouncilCandidatesPage")
