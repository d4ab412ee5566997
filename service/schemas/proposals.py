"""Proposals: drafting, editing, judging, documents and lists."""

from flask_smorest.fields import Upload
from marshmallow import fields, validate

from service.schemas.base import InputSchema, PageQuery, day, line, text
from service.schemas.outputs import OutputSchema, integer, said


class DraftInput(InputSchema):
    """What a unit states to open a proposal; the flow and the bodies are found from it."""

    plan_code = line(required=True)
    form = line(required=True)
    occasion = line(required=True)
    category = line(required=True)
    nominee_id = line(required=True)
    unit_id = line(required=True)
    starts_on = day()
    ends_on = day()
    text = text()
    theme = line()
    basis = fields.String(
        load_default="movement",
        validate=validate.OneOf(("movement", "merit", "sudden", "contribution", "initiative")),
    )
    standard = line()
    decider_id = line()
    movement = line()
    channel = line()
    bodies = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict)


class EditInput(InputSchema):
    """What may be changed; absent fields stay as they are."""

    text = fields.String(validate=validate.Length(max=20_000))
    theme = fields.String(validate=validate.Length(max=500))
    starts_on = fields.Date(allow_none=True)
    ends_on = fields.Date(allow_none=True)
    occasion = fields.String()
    category = fields.String()
    basis = fields.String()
    standard = fields.String()
    channel = fields.String()


class JudgementInput(InputSchema):
    """A reviewer's verdict on one criterion."""

    criterion = line(required=True)
    met = fields.Boolean(required=True)
    reason = text(required=True)


class DocumentForm(InputSchema):
    """A document beside its file in a multipart form; `meta` is a JSON object of the type's particulars."""

    type = line(required=True)
    title = line()
    criterion = line()
    number = line()
    dated_on = day()
    issuer = line()
    copy = line(load_default="original")
    meta = fields.String(load_default="{}", validate=validate.Length(max=10_000))


class FileInput(InputSchema):
    """The file of a document."""

    file = Upload(required=True)


class UploadForm(DocumentForm, FileInput):
    """A document as it is uploaded: its file and what is stated of it, as one multipart form."""


class ProposalQuery(PageQuery):
    """What a list of proposals is narrowed to; `q` is words of a name without diacritics, or a number."""

    state = line()
    form = line()
    plan_code = line()
    unit_id = line()
    q = line()


class ProposalState(OutputSchema):
    """Where a proposal stands after an act; for a document, `id` is the document's."""

    id = said()
    state = said()
    version = integer()
    number = fields.String()
    head_hash = fields.String()
    flow = fields.String()
    digest = fields.String()
