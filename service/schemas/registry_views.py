"""What is answered about organisations, nominees and their records."""

from marshmallow import fields

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
    said,
    texts,
)


class BodyNameOutput(OutputSchema):
    """A body by its name."""

    id = said()
    name = said()


class SuccessionOutput(BodyNameOutput):
    """A body that took over, or that was taken over: since when, by which document."""

    since = fields.Date(required=True)
    source = said()


class OrganisationOutput(OutputSchema):
    """A body of the tree; `successor` is the one that took over from it, if any."""

    id = said()
    code = said()
    name = said()
    level = said()
    function = said()
    parent_id = maybe()
    path = said()
    agency_id = said()
    legal_personality = flag()
    specialised_agency = flag()
    head_role = said()
    valid_from = date_on()
    valid_to = date_on()
    note = said()
    successor = fields.Nested(BodyNameOutput, required=True, allow_none=True)


class FormerNameOutput(OutputSchema):
    """A name of the past: until when, and by which document it was changed."""

    name = said()
    used_to = fields.Date(required=True)
    document = said()


class OrganisationDetailOutput(OrganisationOutput):
    """A body with its former names and everything that took over from it or that it took over from."""

    former_names = many(FormerNameOutput)
    successors = many(SuccessionOutput)
    predecessors = many(SuccessionOutput)


class NomineeOutput(OutputSchema):
    """A nominee in a list."""

    id = said()
    kind = one_of("person", "collective", "household", "clan", "enterprise", "territory")
    name = said()
    level = said()
    occupation = said()
    organisation_id = maybe()
    organisation_name = maybe()


class RecordOutput(OutputSchema):
    """A record; its particulars by kind are under `data`."""

    id = said()
    nominee_id = said()
    kind = said()
    code = said()
    number = said()
    issued_on = date_on()
    issuer = said()
    starts_on = date_on()
    ends_on = date_on()
    status = one_of("active", "revoked", "closed")
    data = free()


class NomineeDetailOutput(NomineeOutput):
    """A nominee with every particular."""

    sex = said()
    women_percent = integer(allow_none=True)
    is_leader = flag()
    is_head = flag()
    party_managed = flag(allow_none=True)
    special_group = said()
    area = said()
    representative = said()
    foreign = flag()
    person_ids = texts()
    created_at = instant()


class NomineeWithRecordsOutput(NomineeDetailOutput):
    """A nominee with every particular and record."""

    records = many(RecordOutput)


OrganisationsPage = page_of(OrganisationOutput, "OrganisationsPage")
NomineesPage = page_of(NomineeOutput, "NomineesPage")
