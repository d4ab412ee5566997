"""Delegations: what is asked for and what is answered."""

from marshmallow import fields, validate

from service.schemas.base import InputSchema, PageQuery, line
from service.schemas.outputs import OutputSchema, date_on, instant, integer, many, maybe, one_of, page_of, said, texts

STANDINGS = ("ahead", "active", "over", "revoked", "broken")


class DelegationInput(InputSchema):
    """A role held (`assignment_id`) or a delegation received (`source_id`) in the hands of another, under a paper."""

    assignment_id = line()
    source_id = line()
    delegate = line(required=True)
    acts = fields.List(fields.String(), required=True, validate=validate.Length(max=50))
    document = line(required=True)
    valid_from = fields.Date(required=True)
    valid_to = fields.Date(required=True)


class DelegationRevocationInput(InputSchema):
    """Why a delegation is ended."""

    reason = line(required=True)


class DelegationQuery(PageQuery):
    """The delegations of one account (the caller's own when none is named) or, for administrators, of `all`."""

    account_id = line()


class DelegationOutput(OutputSchema):
    """Who acts for whom: which role and acts, by which paper, and how it stands today."""

    id = said()
    assignment_id = said()
    source_id = maybe()
    delegator_id = said()
    delegator_name = said()
    delegate_id = said()
    delegate_name = said()
    role = said()
    organisation_id = said()
    organisation_name = said()
    acts = texts()
    document = said()
    valid_from = fields.Date(required=True)
    valid_to = fields.Date(required=True)
    made_by = said()
    made_at = instant()
    revoked_by = maybe()
    revoked_at = instant(allow_none=True)
    chain = texts()
    standing = one_of(*STANDINGS)


class DelegationDetailOutput(DelegationOutput):
    """A delegation, and how many rest on it."""

    passed_on = integer()


class DelegationSourceOutput(OutputSchema):
    """A role, or a delegation received, that may be delegated, with the acts that may go with it."""

    assignment_id = maybe()
    source_id = maybe()
    role = said()
    organisation_id = said()
    organisation_name = said()
    valid_from = date_on()
    valid_to = date_on()
    acts = texts()
    in_place_of = said()


class DelegationSourcesOutput(OutputSchema):
    """Everything that an account may delegate."""

    items = many(DelegationSourceOutput)


DelegationsPage = page_of(DelegationOutput, "DelegationsPage")
