"""Registrations: what is asked for and what is answered."""

from marshmallow import fields, validate

from service.schemas.base import InputSchema, PageQuery, QueryInput, line, whole
from service.schemas.outputs import OutputSchema, date_on, instant, integer, many, maybe, one_of, page_of, said, texts
from service.usecases.registrations.registrations import FIRST_YEAR, LAST_YEAR
from workflows.plans.vocabulary import FORMS, OCCASIONS

STATES = ("draft", "submitted")


class RegistrationInput(InputSchema):
    """Under which plan, for which occasion and year, and which unit registers."""

    plan_code = line(required=True)
    occasion = fields.String(required=True, validate=validate.OneOf(OCCASIONS))
    year = whole(least=FIRST_YEAR, most=LAST_YEAR, required=True)
    unit_id = line(required=True)


class RegistrationEntryInput(InputSchema):
    """Whom, for which form, with which title; a note where one is needed."""

    nominee_id = line(required=True)
    form = fields.String(required=True, validate=validate.OneOf(FORMS))
    title = line()
    note = line()


class RegistrationQuery(PageQuery):
    """The registrations of one plan, or of all."""

    plan_code = line()


class SummaryQuery(QueryInput):
    """The plan that is summed up."""

    plan_code = line(required=True)


class RegistrationOutput(OutputSchema):
    """One registration as it stands; `version` goes into If-Match."""

    id = said()
    number = said()
    plan_code = said()
    plan_version = integer()
    occasion = said()
    year = integer()
    round = integer()
    unit_id = said()
    state = one_of(*STATES)
    version = integer()
    created_by = said()
    created_at = instant()
    submitted_by = maybe()
    submitted_on = date_on()


class RegistrationEntryOutput(OutputSchema):
    """One line: whom, of which office and body, for which form and title."""

    id = said()
    position = integer()
    nominee_id = said()
    nominee = said()
    kind = said()
    occupation = said()
    organisation = said()
    form = said()
    title = said()
    note = said()


class RegistrationDetailOutput(RegistrationOutput):
    """One registration with its lines, its last day, and what the caller may do with it."""

    plan_title = said()
    unit = said()
    last_day = date_on()
    created_by_name = said()
    submitted_by_name = said()
    entries = many(RegistrationEntryOutput)
    forms = texts()
    acts = texts()


class ListedRegistrationOutput(OutputSchema):
    """One line of a list of registrations."""

    id = said()
    number = said()
    plan_code = said()
    occasion = said()
    year = integer()
    round = integer()
    state = one_of(*STATES)
    submitted_on = date_on()
    unit_id = said()
    unit = said()
    entries = integer()


class FormCountOutput(OutputSchema):
    """How many subjects of one kind were registered for one form, occasion and year, by how many units."""

    occasion = said()
    year = integer()
    form = said()
    kind = said()
    units = integer()
    entries = integer()


class RegistrationSummaryOutput(OutputSchema):
    """What was registered under a plan by the units that the caller reads for."""

    items = many(FormCountOutput)


RegistrationsPage = page_of(ListedRegistrationOutput, "RegistrationsPage")
