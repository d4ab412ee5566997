"""The registry: organisations, nominees and their records. Values are judged by the use cases, kind by kind."""

from marshmallow import fields, validate

from service.schemas.base import InputSchema, PageQuery, day, line, whole


class OrganisationInput(InputSchema):
    """A new body of the tree."""

    code = line(required=True)
    name = line(required=True)
    level = line(required=True)
    function = fields.String()
    parent_id = fields.String(allow_none=True)
    legal_personality = fields.Boolean()
    specialised_agency = fields.Boolean()
    head_role = fields.String()
    valid_from = fields.Date(allow_none=True)
    valid_to = fields.Date(allow_none=True)
    note = fields.String()


class OrganisationChange(InputSchema):
    """What may be changed of a body; its place in the tree does not change here."""

    name = fields.String()
    function = fields.String()
    legal_personality = fields.Boolean()
    specialised_agency = fields.Boolean()
    head_role = fields.String()
    valid_from = fields.Date(allow_none=True)
    valid_to = fields.Date(allow_none=True)
    note = fields.String()


class SuccessorInput(InputSchema):
    """Which body took over, since when, by which document."""

    new_id = line(required=True)
    since = fields.Date(required=True)
    source = line(required=True)


class RenamingInput(InputSchema):
    """Another name for a body: since when, by which document."""

    name = line(required=True)
    since = fields.Date(required=True)
    document = line(required=True)


class ReorganisationInput(InputSchema):
    """Bodies that a body took over from (`into`) or that took over from it (`out_of`), by their codes."""

    way = fields.String(required=True, validate=validate.OneOf(("into", "out_of")))
    codes = fields.List(line(), required=True)
    since = fields.Date(required=True)
    document = line(required=True)
    ends_old = fields.Boolean(load_default=False)


class OrganisationQuery(PageQuery):
    """Children of one body, or bodies by words of their name or code."""

    parent_id = fields.String(load_default=None, allow_none=True)
    q = line()


class NomineeInput(InputSchema):
    """A person, collective, household, clan, enterprise or territory."""

    kind = line(required=True)
    name = line(required=True)
    organisation_id = fields.String(allow_none=True)
    level = fields.String()
    sex = fields.String()
    women_percent = whole(most=100, allow_none=True)
    is_leader = fields.Boolean()
    is_head = fields.Boolean()
    party_managed = fields.Boolean(allow_none=True)
    occupation = fields.String()
    special_group = fields.String()
    area = fields.String()
    representative = fields.String()
    person_ids = fields.List(fields.String())
    foreign = fields.Boolean()


class NomineeChange(NomineeInput):
    """What may be changed of a nominee."""

    kind = fields.String()
    name = fields.String()


class NomineeQuery(PageQuery):
    """Nominees by words of their name, kind and body."""

    q = line()
    kind = line()
    organisation_id = line()


class RecordInput(InputSchema):
    """A record: a title, initiative, rating, award, discipline, hold or maternity leave; `values` by its kind."""

    kind = line(required=True)
    values = fields.Dict(required=True)


class RevocationInput(InputSchema):
    """Why a record is revoked."""

    reason = line(required=True)


class HoldClosingInput(InputSchema):
    """The conclusion that closes a hold."""

    closed_on = fields.Date(required=True)
    conclusion = line(required=True)
    cleared = fields.Boolean(required=True)


class AccountInput(InputSchema):
    """A new account; its person may be named."""

    username = line(required=True)
    name = line(required=True)
    password = fields.String(required=True, load_only=True)
    nominee_id = fields.String(load_default=None, allow_none=True)


class RoleInput(InputSchema):
    """A role granted in a body between two dates by a document."""

    role = line(required=True)
    organisation_id = line(required=True)
    valid_from = day()
    valid_to = day()
    document = line()


class SignInInput(InputSchema):
    """A name, a password and where needed a code, for a token; or, when signed in, a narrower token."""

    username = line()
    password = fields.String(load_default="", load_only=True)
    code = fields.String(load_default="", load_only=True)
    name = line(load_default="api")
    scopes = fields.List(fields.String(), load_default=lambda: ["*"])
    lifetime_hours = whole(least=1, most=100_000, load_default=8)
