"""What is answered about the audit trail: entries, histories as sentences, breaks."""

from service.schemas.outputs import OutputSchema, flag, free, instant, integer, many, page_of, said


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


EntriesPage = page_of(EntryOutput, "EntriesPage")
HistoryPage = page_of(HistoryEntryOutput, "HistoryPage")
