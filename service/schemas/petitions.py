"""Petitions: what is sent, and what is answered."""

from marshmallow import fields, validate

from service.schemas.base import InputSchema, PageQuery, day, line, text, whole
from service.schemas.findings import CitationOutput
from service.schemas.outputs import OutputSchema, date_on, flag, integer, many, one_of, page_of, said, texts
from workflows.petitions import petitions

STATES = tuple(petitions().states)


class PetitionQuery(PageQuery):
    """A page of petitions; those still open alone when asked for."""

    open = fields.Boolean(load_default=False)


class PetitionInput(InputSchema):
    """What it is about: a proposal, or a plan with a category and a criterion of it; `known_on` for complaints."""

    kind = line(required=True)
    subject = line()
    text = text()
    proposal_id = line()
    plan_code = line()
    plan_version = whole(load_default=None, allow_none=True)
    category = line()
    criterion = line()
    known_on = day()


class ForwardInput(InputSchema):
    """The collector's opinion, and by when an answer is due where he says so."""

    opinion = text()
    due_on = day()


class ForwardForm(ForwardInput):
    """The same from a page, with the version that was seen."""

    version = whole(load_default=None, allow_none=True)


class AnswerInput(InputSchema):
    """The answer in words and the number of its document."""

    answer = text()
    number = line()


class AnswerForm(AnswerInput):
    """The same from a page, with the version that was seen; the document comes as a file beside it."""

    version = whole(load_default=None, allow_none=True)


class PetitionWithdrawalInput(InputSchema):
    """Why it is taken back."""

    reason = text()


class WithdrawalForm(PetitionWithdrawalInput):
    """The same from a page, with the version that was seen."""

    version = whole(load_default=None, allow_none=True)


class PetitionState(OutputSchema):
    """What became of it."""

    id = said()
    number = said()
    state = one_of(*STATES)
    version = integer()


class PetitionOutput(OutputSchema):
    """One petition of a list; `waits_for` is the body that owes the next step, empty when it has ended."""

    id = said()
    number = said()
    kind = one_of(*petitions().kinds)
    state = one_of(*STATES)
    subject = said()
    plan_code = said()
    plan_version = integer()
    category = said()
    criterion = said()
    proposal_id = said()
    filed_by = said()
    body = said()
    collector = said()
    decider = said()
    waits_for = said()
    known_on = date_on()
    filed_on = date_on()
    forwarded_on = date_on()
    closed_on = date_on()
    due_on = date_on()
    is_late = flag()
    version = integer()


class LimitOutput(OutputSchema):
    """Within how many days something is to be done, as a source says; `on` is the day where it can be told."""

    of = said()
    days = integer()
    longest = fields.Integer(required=True, allow_none=True)
    counted = one_of("calendar", "working")
    on = date_on()
    citation = fields.Nested(CitationOutput, required=True)


class PetitionDetail(PetitionOutput):
    """One petition in full, with its way, the days that sources state, and what the reader may do next."""

    text = said()
    opinion = said()
    answer = said()
    answer_number = said()
    paper_name = said()
    paper_digest = said(validate=validate.Regexp("^([0-9a-f]{64})?$"))
    plan = said()
    route = fields.Nested(CitationOutput, required=True, allow_none=True)
    limits = many(LimitOutput)
    proposal_number = said()
    opens_proposal = flag()
    steps = texts()


PetitionsPage = page_of(PetitionOutput, "PetitionsPage")
