"""What is answered about the audit trail: entries, histories as sentences, breaks."""

from marshmallow import fields, validate

from service.schemas.base import InputSchema, PageQuery, day, line
from service.schemas.outputs import OutputSchema, flag, free, instant, integer, many, maybe, page_of, said


class EntryOutput(OutputSchema):
    """One entry of a stream, with the hashes by which it follows from the one before."""

    stream = said()
    seq = integer()
    event = said(metadata={"examples": ["proposal.reviewed"]})
    at = instant()
    payload = free()
    prev = said()
    hash = said()
    sentence = said()


class HistoryEntryOutput(OutputSchema):
    """One thing that happened to a proposal: the sentence, and the entry that proves it."""

    at = instant()
    event = said()
    sentence = said()
    kind = said(metadata={"examples": ["act", "refused", "read"]})
    is_refused = flag()
    entry = free()


class BreakOutput(OutputSchema):
    """One place where a chain does not hold."""

    stream = said()
    seq = integer()
    kind = said()
    code = said()
    expected = said()
    found = said()
    message_vi = said()
    message_en = said()


class VerificationOutput(OutputSchema):
    """How much was verified, and every break."""

    events = integer()
    streams = integer()
    breaks = many(BreakOutput)


class FoundEventOutput(EntryOutput):
    """An event that a search found: what it is about, who did it, whether it was refused."""

    is_refused = flag()
    actor = said()
    proposal_id = maybe()
    proposal_number = maybe()
    nominee = maybe()


class FoundEventsPage(OutputSchema):
    """A page of found events, the newest overrides among them first, and how many events no search finds yet."""

    overrides = many(FoundEventOutput)
    items = many(FoundEventOutput)
    next = maybe()
    unmarked = integer()


EntriesPage = page_of(EntryOutput, "EntriesPage")
HistoryPage = page_of(HistoryEntryOutput, "HistoryPage")


class TrailFilterInput(InputSchema):
    """What a search of the trail is narrowed to: words for people and bodies, or their identifiers once chosen."""

    person = line()
    actor = line()
    nominee = line()
    unit = line()
    body = line()
    proposal = line()
    decision = line()
    event = line()
    rule = line()
    verdict = line()
    refused = fields.Boolean(load_default=False)
    starts_on = day()
    ends_on = day()


class TrailQuery(TrailFilterInput, PageQuery):
    """A page of a search of the trail."""


class ExportForm(TrailFilterInput):
    """A search whose events are taken out, and as what."""

    format = fields.String(required=True, validate=validate.OneOf(("jsonl", "csv", "xlsx")))


class PackageForm(InputSchema):
    """The decision whose evidence package is asked for."""

    decision = line(required=True)
