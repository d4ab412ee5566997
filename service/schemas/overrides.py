"""Overrides: what is asked for, and what is answered."""

from marshmallow import fields

from service.schemas.base import InputSchema, day, line, text, whole
from service.schemas.findings import FindingOutput
from service.schemas.outputs import OutputSchema, many, one_of, page_of, said

STANDINGS = ("waiting", "in-force", "used", "expired", "declined", "withdrawn")


class OverrideInput(InputSchema):
    """Which move is to pass in spite of which findings (by their keys), under which document, and why."""

    action = line(required=True)
    findings = fields.List(fields.String(), load_default=list)
    number = line()
    dated_on = day()
    reason = text()


class OverrideForm(OverrideInput):
    """The same from a page, with the version that was seen."""

    version = whole(load_default=None, allow_none=True)


class ConfirmationForm(InputSchema):
    """The version of the proposal that whoever confirms has seen."""

    version = whole(load_default=None, allow_none=True)


class DropInput(InputSchema):
    """Why an override is withdrawn or declined."""

    reason = text()


class DropForm(DropInput):
    """The same from a page, with the version that was seen."""

    version = whole(load_default=None, allow_none=True)


class OverrideState(OutputSchema):
    """What became of it, and the version of the proposal by now."""

    id = said()
    proposal_id = said()
    standing = one_of(*STANDINGS)
    version = fields.Integer(required=True)


class OverrideOutput(OutputSchema):
    """One override: the move, the findings in words, the document, who asked, who confirmed, what it is worth now."""

    id = said()
    standing = one_of(*STANDINGS)
    action = said()
    number = said()
    dated_on = said()
    reason = said()
    drop_reason = said()
    proposed_by = said()
    proposed_on = said()
    confirmed_by = said()
    settled_on = said()
    findings = many(FindingOutput)


class OfferedFinding(FindingOutput):
    """A finding that stands against a move and may be overridden, with the key that names it."""

    key = said()
    override_ground = said()


class OverrideOffer(OutputSchema):
    """One move that may be made in spite of something, and of what."""

    action = said()
    findings = many(OfferedFinding)


class OverrideOffers(OutputSchema):
    """Everything that the caller may ask for now."""

    items = many(OverrideOffer)


OverridesPage = page_of(OverrideOutput, "OverridesPage")
