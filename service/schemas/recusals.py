"""Recusals: what is stated, and what is answered."""

from service.schemas.base import InputSchema, line, text
from service.schemas.outputs import OutputSchema, flag, instant, integer, maybe, page_of, said


class RecusalInput(InputSchema):
    """Why somebody takes no part; `account_id` is somebody else's account, empty for one's own."""

    reason = text(required=True)
    account_id = line()


class LiftingInput(InputSchema):
    """Why somebody may take part again."""

    reason = text(required=True)


class RecusalState(OutputSchema):
    """What was recorded, and the version of the proposal by now."""

    id = said()
    proposal_id = said()
    account_id = said()
    version = integer()


class RecusalOutput(OutputSchema):
    """One recusal with its reasons."""

    id = said()
    account_id = said()
    name = said()
    reason = said()
    recorded_by = said()
    recorded_at = instant()
    lifted_by = maybe()
    lifted_at = maybe()
    lift_reason = said()
    is_in_force = flag()


RecusalsPage = page_of(RecusalOutput, "RecusalsPage")
