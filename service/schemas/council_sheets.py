"""Sheets of council sessions: what is stated and what is answered."""

from marshmallow import fields, validate

from service.schemas.base import InputSchema, line, whole
from service.schemas.council_views import CouncilOutput, CouncilSessionOutput
from service.schemas.outputs import OutputSchema, flag, free, instant, integer, many, maybe, one_of, part, said, texts

OUTCOMES = ("agree", "not_agree", "higher", "lower", "put_off")
MOST_ROWS = 500


class CouncilSheetRowInput(InputSchema):
    """The pending outcome of one item, empty to take it back, with the version of the line that was seen."""

    item_id = line(required=True)
    outcome = fields.String(load_default="", validate=validate.OneOf(("", *OUTCOMES)))
    reason = line()
    version = whole()


class CouncilSheetInput(InputSchema):
    """Pending outcomes that are kept together, or none of them."""

    rows = fields.List(
        fields.Nested(CouncilSheetRowInput), required=True, validate=validate.Length(min=1, max=MOST_ROWS)
    )


class CouncilAdviceOutput(OutputSchema):
    """What the appraiser advised: the move that says so, by which role, when, and criteria judged not met."""

    outcome = one_of("", "agree", "not_agree")
    action = said()
    role = said()
    on = maybe()
    unmet = texts()


class CouncilSheetRowOutput(OutputSchema):
    """One line of a sheet; figures and refusals are there for the secretary, or once the item is closed."""

    item_id = said()
    place = integer()
    proposal_id = said()
    number = said()
    nominee_name = said()
    unit_name = said()
    form = said()
    item_state = one_of("open", "closed", "dropped")
    advice = part(CouncilAdviceOutput)
    vote = one_of("agreed", "not_agreed", "undecided")
    figures = free(allow_none=True)
    outcome = one_of("", *OUTCOMES)
    reason = said()
    version = integer()
    state = one_of("draft", "stayed", "released")
    answer = free(allow_none=True)
    messages = texts()
    tried_at = instant(allow_none=True)
    started_id = maybe()
    differs = flag()
    lacks_reason = flag()
    is_against_vote = flag()
    offers = free()


class CouncilSheetOutput(CouncilSessionOutput):
    """The sheet of a session, and what the caller may do with it."""

    council = part(CouncilOutput)
    rows = many(CouncilSheetRowOutput)
    may = fields.Dict(keys=fields.String(), values=fields.Boolean(), required=True)


class CouncilSheetSavedOutput(OutputSchema):
    """How many lines were changed, and the version of the session."""

    version = integer()
    changed = integer()


class CouncilTriedRowOutput(OutputSchema):
    """What the release of one line would come to now."""

    item_id = said()
    result = one_of("released", "stayed")
    messages = texts()


class CouncilTrialOutput(OutputSchema):
    """What the release would come to, line by line."""

    rows = many(CouncilTriedRowOutput)


class CouncilReleaseOutput(OutputSchema):
    """The job that releases a sheet, and how many lines it goes through."""

    job_id = said()
    count = integer()
    version = integer()
