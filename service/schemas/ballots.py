"""Secret ballots: what is sent, and what is answered."""

from marshmallow import fields, validate

from service.schemas.base import InputSchema, has_no_nul, text
from service.schemas.outputs import OutputSchema, date_on, flag, free, integer, many, one_of, page_of, part, said, texts
from workflows.votes.papers import CHOICES

LONGEST_SEALED = 8_000


class ChoiceInput(InputSchema):
    """What a voter chooses: yes, no, or no opinion."""

    choice = fields.String(required=True, validate=validate.OneOf(CHOICES))


class PaperInput(InputSchema):
    """A paper as it was prepared; nobody but the service can open what is sealed."""

    sealed = fields.String(required=True, validate=[validate.Length(max=LONGEST_SEALED), has_no_nul])


class VoidingInput(InputSchema):
    """Why a ballot is ended without being counted."""

    reason = text(required=True)


class PreparedOutput(OutputSchema):
    """A sealed paper that was not cast yet; `receipt` is how it will be found in the published list."""

    ballot_id = said()
    choice = one_of(*CHOICES)
    receipt = said()
    sealed = said()


class ReceiptOutput(OutputSchema):
    """The receipt of a paper that lies in the box."""

    ballot_id = said()
    receipt = said()


class SealedOutput(OutputSchema):
    """A sealed paper: the seal, and the proof that it bears one of the choices."""

    seal = said()
    challenges = texts()
    responses = texts()


class OpenedOutput(OutputSchema):
    """A paper that was opened as a test: `vinhdanh ballots check` tells whether it bears what was chosen."""

    format = said()
    ballot = said()
    choice = one_of(*CHOICES)
    key = said()
    paper = part(SealedOutput)


class CountedOutput(OutputSchema):
    """How often each choice stands on the papers."""

    yes = integer()
    no = integer()
    blank = integer()


class TallyOutput(CountedOutput):
    """The figures of the minutes, and the digest of the published list."""

    issued = integer()
    returned = integer()
    valid = integer()
    invalid = integer()
    digest = said()


class EndedOutput(OutputSchema):
    """A ballot that was ended, and the version of the proposal by now."""

    id = said()
    version = integer()


class ClosedOutput(TallyOutput):
    """A ballot that was closed with its tally, and the version of the proposal by now."""

    id = said()
    version = integer()


class BallotOutput(OutputSchema):
    """A ballot on a proposal; the tally is there once it is closed."""

    id = said()
    item_id = said()
    proposal_id = said()
    state = one_of("open", "closed", "void")
    opened_on = date_on()
    ended_on = date_on()
    issued = integer()
    tally = fields.Nested(TallyOutput, required=True, allow_none=True)


class RollOutput(OutputSchema):
    """One who may vote, and whether he has; told to whoever leads the ballot."""

    name = said()
    has_voted = flag()


class BallotView(BallotOutput):
    """A ballot as one person sees it."""

    number = said()
    form = said()
    nominee_name = said()
    returned = integer()
    may_vote = flag()
    has_voted = flag()
    may_end = flag()
    may_open_proposal = flag()
    session = free(allow_none=True)
    roll = many(RollOutput)


class WaitingOutput(OutputSchema):
    """An open ballot in which one has still to vote."""

    id = said()
    proposal_id = said()
    number = said()
    form = said()
    nominee_name = said()
    opened_on = date_on()


class ListedPaperOutput(SealedOutput):
    """A published paper with its receipt."""

    receipt = said()


class ListOutput(OutputSchema):
    """The published list: all that anybody needs to count anew."""

    format = said()
    ballot = said()
    issued = integer()
    tally = part(CountedOutput)
    key = said()
    papers = many(ListedPaperOutput)


WaitingPage = page_of(WaitingOutput, "WaitingPage")
BallotsPage = page_of(BallotOutput, "BallotsPage")
