"""Submissions: what is asked for, what is answered, and what their forms take."""

from marshmallow import fields, validate

from service.schemas.base import InputSchema, PageQuery, day, line, text, whole
from service.schemas.outputs import (
    OutputSchema,
    date_on,
    flag,
    free,
    instant,
    integer,
    many,
    one_of,
    page_of,
    part,
    said,
    texts,
)
from service.schemas.proposal_views import ListedProposalOutput
from service.usecases.submissions.submissions import MOST_ENTRIES

STATES = ("drafted", "signed", "sent", "received", "settled", "discarded")
SIDES = ("", "in", "out")
MODES = ("", "TM", "KT", "TL", "TUQ")


class SubmissionQuery(PageQuery):
    """Which submissions: in one state, those made here (`out`) or received here (`in`)."""

    state = fields.String(load_default="", validate=validate.OneOf(("", *STATES)))
    side = fields.String(load_default="", validate=validate.OneOf(SIDES))


class CandidateQuery(PageQuery):
    """What may be put into a submission of a body (`from_id`) at a level, a state of the flow."""

    from_id = line(required=True)
    level = line(required=True)


class SubmissionEntriesInput(InputSchema):
    """Some proposals."""

    proposal_ids = fields.List(fields.String(), required=True, validate=validate.Length(1, MOST_ENTRIES))


class NewSubmissionInput(SubmissionEntriesInput):
    """A new submission of a body at a level, with its first proposals."""

    from_id = line(required=True)
    level = line(required=True)


class SubmissionWordsInput(InputSchema):
    """What a submission says; a name that is left out keeps its words."""

    subject = line(load_default=None, allow_none=True)
    grounds = text(load_default=None, allow_none=True)
    opinions = text(load_default=None, allow_none=True)
    appraisal = text(load_default=None, allow_none=True)
    recipients = text(load_default=None, allow_none=True)
    place = line(load_default=None, allow_none=True)


class SubmissionSignatureInput(InputSchema):
    """Number, day and signer: post, capacity (TM, KT, TL, TUQ), and the mandate where one is needed."""

    number = line(required=True)
    signed_on = day()
    signer_name = line()
    signer_post = line()
    sign_mode = fields.String(load_default="", validate=validate.OneOf(MODES))
    mandate_number = line()
    mandate_from = day()
    mandate_to = day()


class NewSubmissionForm(InputSchema):
    """A new submission as a page sends it, with the proposals that were ticked."""

    from_id = line(required=True)
    level = line(required=True)
    id = fields.List(fields.String(), load_default=list)


class TicksForm(InputSchema):
    """The proposals that were ticked on a page, with the version of the submission that was seen."""

    version = whole(least=1, required=True)
    id = fields.List(fields.String(), load_default=list)


class VersionForm(InputSchema):
    """An act on a submission as a page sends it: the version that was seen."""

    version = whole(least=1, required=True)


class WordsForm(VersionForm):
    """The words of a submission as a page sends them; an empty field is an empty text."""

    subject = line()
    grounds = text()
    opinions = text()
    appraisal = text()
    recipients = text()
    place = line()


class SignatureForm(VersionForm, SubmissionSignatureInput):
    """A signature as a page sends it; what is missing is told all at once by whoever signs."""

    number = line()


class SubmissionLineOutput(OutputSchema):
    """One submission of a list; `entry_count` is how many of its proposals the caller may open."""

    id = said()
    number = said()
    subject = said()
    level = said()
    state = one_of(*STATES)
    signed_on = date_on()
    created_at = instant()
    from_id = said()
    from_name = said()
    to_id = said()
    to_name = said()
    entry_count = integer()


class SubmissionLaneOutput(OutputSchema):
    """A body and a level at which the caller draws up submissions."""

    from_id = said()
    from_name = said()
    level = said()


class SubmissionLanesOutput(OutputSchema):
    """Everywhere that the caller draws up submissions."""

    items = many(SubmissionLaneOutput)


class SubmissionCandidateOutput(ListedProposalOutput):
    """A proposal that may be put into a submission, and the body that it goes to.

    `is_ready` is false where the body's own move is still to be made; sending the submission makes it.
    """

    to_id = said()
    to_name = said()
    is_ready = flag()


class SubmissionEntryOutput(ListedProposalOutput):
    """A proposal of a submission: what the trial or the sending said (`answer`), and what the addressee has done."""

    place = integer()
    outcome = said()
    answer = fields.Dict(required=True, allow_none=True)
    has_changed = flag()
    codes = texts()


class LinkedSubmissionOutput(OutputSchema):
    """Another submission with some of the same proposals; `may_open` tells whether the caller may open it."""

    id = said()
    number = said()
    signed_on = date_on()
    from_name = said()
    to_name = said()
    entry_count = integer()
    may_open = flag()


class SubmissionProgressOutput(OutputSchema):
    """How far a trial or a sending is that the caller has begun."""

    kind = said()
    state = said()
    done = integer()
    total = integer()
    is_over = flag()


class SubmissionOutput(OutputSchema):
    """One submission in full."""

    progress = part(SubmissionProgressOutput, allow_none=True)
    id = said()
    from_id = said()
    from_name = said()
    to_id = said()
    to_name = said()
    part = said()
    level = said()
    state = one_of(*STATES)
    subject = said()
    grounds = said()
    opinions = said()
    appraisal = said()
    recipients = said()
    place = said()
    number = said()
    signed_on = date_on()
    signer_name = said()
    signer_post = said()
    sign_mode = said()
    mandate_number = said()
    mandate_from = date_on()
    mandate_to = date_on()
    sent_on = date_on()
    received_on = date_on()
    settled_on = date_on()
    version = integer()
    created_at = instant()
    entries = many(SubmissionEntryOutput)
    counts = free()
    brought_by = many(LinkedSubmissionOutput)
    taken_on_by = many(LinkedSubmissionOutput)
    may = texts()
    heads = texts()


class SubmissionPaperOutput(OutputSchema):
    """The submission and its list as they are printed."""

    is_draft = flag()
    superior = said()
    body = said()
    number = said()
    date = said()
    subject = said()
    to = said()
    grounds = texts()
    minutes = said()
    brought = texts()
    opinions = texts()
    appraisal = texts()
    request = said()
    recipients = texts()
    signature = texts()
    signer = said()
    list_about = said()
    list_of = said()
    blocks = fields.List(fields.Dict(), required=True)
    words = free()


SubmissionsPage = page_of(SubmissionLineOutput, "SubmissionsPage")
SubmissionCandidatesPage = page_of(SubmissionCandidateOutput, "SubmissionCandidatesPage")
