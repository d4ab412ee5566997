"""What is answered about published texts of every kind, and about texts that are only checked."""

from marshmallow import fields

from service.schemas.outputs import (
    OutputSchema,
    flag,
    free,
    instant,
    integer,
    maybe,
    one_of,
    page_of,
    part,
    said,
    texts,
)

KINDS = ("plan", "flow", "rulebook", "calendar", "council_rule", "guidance")


class PublicationOutput(OutputSchema):
    """One published, immutable version."""

    kind = one_of(*KINDS)
    code = said()
    version = integer()
    digest = said()
    effective_on = fields.Date(required=True)
    title = said()
    published_at = instant()


class PublicationDetailOutput(OutputSchema):
    """One version: what is known of it, what it says, and its text as published."""

    meta = part(PublicationOutput)
    data = free()
    source = said()


class PublishedOutput(OutputSchema):
    """What became of a confirmation: the immutable version that it made."""

    kind = one_of(*KINDS)
    code = said()
    version = integer()
    digest = said()
    effective_on = fields.Date(required=True)
    title = said()
    is_new = flag()


class ProposedOutput(OutputSchema):
    """A text that waits for a second person; `id` is null and `state` confirmed when it is published already."""

    id = maybe()
    kind = one_of(*KINDS)
    code = said()
    version = integer()
    digest = said()
    title = said()
    state = one_of("pending", "confirmed", "rejected", "withdrawn")
    is_new = flag()


class CheckOrProposedOutput(OutputSchema):
    """What a dry run found, with every problem, or what was proposed or published before with the same content."""

    kind = one_of(*KINDS)
    code = said()
    version = integer(allow_none=True)
    digest = said()
    title = said()
    problems = fields.List(fields.String())
    id = fields.String(allow_none=True)
    state = fields.String()
    is_new = fields.Boolean()


class PendingOutput(OutputSchema):
    """A proposed text, who proposed it, what became of it, and what the one who asks may do about it."""

    id = said()
    kind = one_of(*KINDS)
    code = said()
    version = integer()
    digest = said()
    title = said()
    note = said()
    state = one_of("pending", "confirmed", "rejected", "withdrawn")
    proposed_by = said()
    proposed_person = said()
    proposed_by_name = maybe()
    proposed_at = instant()
    decided_by = maybe()
    decided_by_name = maybe()
    decided_at = fields.AwareDateTime(required=True, allow_none=True)
    reason = said()
    acts = texts()


class PendingDetailOutput(PendingOutput):
    """A proposed text as it was proposed."""

    source = said()


PublicationsPage = page_of(PublicationOutput, "PublicationsPage")
PendingPage = page_of(PendingOutput, "PendingPage")
