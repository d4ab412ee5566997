"""What is answered about published plans, flows and rulebooks, and about texts that are only checked."""

from marshmallow import fields

from service.schemas.outputs import OutputSchema, flag, free, instant, integer, one_of, page_of, part, said


class PublicationOutput(OutputSchema):
    """One published, immutable version."""

    kind = one_of("plan", "flow", "rulebook")
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
    """What became of publishing; `is_new` is false when the same content was published before."""

    kind = one_of("plan", "flow", "rulebook")
    code = said()
    version = integer()
    digest = said()
    effective_on = fields.Date(required=True)
    title = said()
    is_new = flag()


class CheckOrPublishedOutput(OutputSchema):
    """What a dry run found, with every problem, or what was published before with the same content."""

    kind = one_of("plan", "flow", "rulebook")
    code = said()
    version = integer(allow_none=True)
    digest = said()
    title = said()
    problems = fields.List(fields.String())
    effective_on = fields.Date()
    is_new = fields.Boolean()


PublicationsPage = page_of(PublicationOutput, "PublicationsPage")
