"""Opinions of others on a proposal: requests, answers, public notices; what is stated and what is answered."""

from flask_smorest.fields import Upload
from marshmallow import fields, validate

from service.schemas.base import InputSchema, day, line, text, whole
from service.schemas.outputs import OutputSchema, date_on, flag, integer, many, page_of, said, texts
from service.usecases.opinions.notice_comments import OUTCOMES
from workflows.consultations import ASKED, CHANNELS, OPINIONS


class AskingInput(InputSchema):
    """Whom to ask and how: a body with accounts here, or one by name that gets a private link or a letter."""

    kind = fields.String(load_default=ASKED[0], validate=validate.OneOf(ASKED))
    channel = fields.String(required=True, validate=validate.OneOf(CHANNELS))
    organisation_id = line()
    name = line()
    summary = text()
    documents = fields.List(fields.String(), load_default=list)
    number = line()
    sent_on = day()
    due_on = day()
    suggestion = line()
    link_days = whole(load_default=30)


class WithdrawalInput(InputSchema):
    """Why a request or a notice is taken back."""

    reason = text(required=True)


class LinkInput(InputSchema):
    """For how many days a new link holds; 0 takes the link away."""

    link_days = whole(required=True)


class AnswerForm(InputSchema):
    """An opinion beside its document in a multipart form."""

    opinion = fields.String(required=True, validate=validate.OneOf(OPINIONS))
    number = line()
    dated_on = day()
    note = text()


class AnswerUpload(AnswerForm):
    """An opinion with its document, as one multipart form."""

    file = Upload(required=True)


class NoticeInput(InputSchema):
    """The line of the reason that the public reads beside name, unit and form."""

    reason = text(required=True)


class SettlementInput(InputSchema):
    """How a comment was settled: `not-upheld`, `upheld`, or `beside` the matter; with the conclusion in words."""

    outcome = fields.String(required=True, validate=validate.OneOf(OUTCOMES))
    conclusion = text(required=True)


class CommentInput(InputSchema):
    """What somebody says to a notice; `website` is a field that people do not see and machines fill in."""

    name = line()
    contact = line()
    text = text(required=True)
    website = line()


class AskingForm(AskingInput):
    """A request as a page sends it."""

    version = whole(least=1, required=True)


class ReasonForm(WithdrawalInput):
    """A withdrawal as a page sends it."""

    version = whole(least=1, required=True)


class LinkForm(LinkInput):
    """A new link as a page asks for it."""

    version = whole(least=1, required=True)


class VersionForm(InputSchema):
    """An act that states nothing but the version seen."""

    version = whole(least=1, required=True)


class VersionedAnswerForm(AnswerForm):
    """A paper answer as a page of the asker sends it."""

    version = whole(least=1, required=True)


class NoticeForm(NoticeInput):
    """A notice as a page sends it."""

    version = whole(least=1, required=True)


class SettlementForm(SettlementInput):
    """A conclusion as a page sends it."""

    version = whole(least=1, required=True)


class ActState(OutputSchema):
    """What was done, and the version of the proposal by now; `secret` is a link's, shown this once."""

    id = said()
    state = fields.String()
    version = fields.Integer()
    secret = fields.String()
    opinion = fields.String()
    digest = fields.String()
    closes_on = fields.String()


class GivenDocument(OutputSchema):
    """A document that the asked body was given to read."""

    id = said()
    type = said()
    title = said()
    number = said()
    dated_on = date_on()
    digest = said()
    size = integer()
    media_type = said()


class RequestOutput(OutputSchema):
    """A request: of whom, until when, and what came of it."""

    id = said()
    kind = said()
    name = said()
    state = said()
    outcome = said()
    begun_on = date_on()
    due_on = date_on()
    ended_on = date_on()
    is_late = flag()
    has_passed = flag()
    channel = said()
    summary = said()
    number = said()
    sent_on = said(metadata={"description": "Ngày gửi trên giấy, để trống nếu gửi qua hệ thống"})
    suggestion = said()
    silence = said()
    ground = said()
    link_until = fields.AwareDateTime(required=True, allow_none=True)
    deals = flag()
    document = said()
    digest = said()
    answer_number = said(metadata={"description": "Số của văn bản trả lời, để trống nếu chưa trả lời"})
    dated_on = said(metadata={"description": "Ngày của văn bản trả lời, để trống nếu chưa trả lời"})
    note = said()
    answered_by = said()


class KindOutput(OutputSchema):
    """A kind of request that the caller may make now, with its time limit and ground."""

    kind = said()
    working_days = fields.Integer(required=True, allow_none=True)
    silence = said()
    ground = said()


class SuggestionOutput(OutputSchema):
    """A body that the law has asked about such a nominee."""

    code = said()
    name_vi = said()
    name_en = said()
    when_vi = said()
    when_en = said()
    is_sure = flag()
    is_asked = flag()
    citation = said()


class RequestsOutput(OutputSchema):
    """All requests of a proposal, and what the caller may ask now."""

    version = integer()
    requests = many(RequestOutput)
    may_ask = many(KindOutput)
    suggestions = many(SuggestionOutput)
    documents = many(GivenDocument)
    bodies = fields.List(texts(), required=True)  # id and name of each body that has an account to answer with


class AskedOutput(OutputSchema):
    """A request in the list of the asked body."""

    id = said()
    name = said()
    nominee_name = said()
    form = said()
    state = said()
    outcome = said()
    due_on = date_on()
    is_late = flag()


class AskedRequestOutput(OutputSchema):
    """What the asked body reads: no more than it was given."""

    id = said()
    kind = said()
    name = said()
    nominee = said()
    unit = said()
    form = said()
    summary = said()
    documents = many(GivenDocument)
    due_on = date_on()
    state = said()
    outcome = said()


class CommentOutput(OutputSchema):
    """A comment on a notice, and how it was settled."""

    id = said()
    at = said()
    name = said()
    contact = said()
    text = said()
    outcome = said()
    conclusion = said()


class PublicNoticeOutput(OutputSchema):
    """What the public reads."""

    id = said()
    name = said()
    unit = said()
    form = said()
    reason = said()
    body = said()
    posted_on = date_on()
    closes_on = date_on()


AskedPage = page_of(AskedOutput, "AskedPage")
CommentsPage = page_of(CommentOutput, "CommentsPage")
PublicNoticesPage = page_of(PublicNoticeOutput, "PublicNoticesPage")
