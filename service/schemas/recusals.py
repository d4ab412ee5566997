"""Recusals: what is stated, and what is answered."""

from service.schemas.base import InputSchema, QueryInput, line, text
from service.schemas.findings import CitationOutput
from service.schemas.outputs import OutputSchema, flag, instant, integer, maybe, page_of, part, said


class RecusalInput(InputSchema):
    """Why somebody takes no part; `account_id` is somebody else's account, empty for one's own."""

    reason = text(required=True)
    account_id = line()


class LiftingInput(InputSchema):
    """Why somebody may take part again."""

    reason = text(required=True)


class ConflictQuery(QueryInput):
    """Of whom the grounds are asked: somebody else's account, empty for one's own."""

    account_id = line()


class ConflictInput(InputSchema):
    """The ground that is confirmed, and of whom."""

    ground = line(required=True)
    account_id = line()


class KinshipInput(InputSchema):
    """The relation to the nominee; `nominee_id` names a person behind a collective one."""

    relation = line(required=True)
    nominee_id = line()


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
    ground = said()
    is_in_force = flag()


RecusalsPage = page_of(RecusalOutput, "RecusalsPage")


class SpokenOutput(OutputSchema):
    """A text in both languages."""

    vi = said()
    en = said()


class ConflictOutput(OutputSchema):
    """A ground that data show: its name, what they show, and where it is stated."""

    ground = said()
    names = part(SpokenOutput)
    told = part(SpokenOutput)
    citation = part(CitationOutput)


class KinshipState(OutputSchema):
    """A relation that was declared."""

    id = said()
    nominee_id = said()
    relation = said()


ConflictsPage = page_of(ConflictOutput, "ConflictsPage")
