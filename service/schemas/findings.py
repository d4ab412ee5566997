"""What a rule answered: verdict, sentence, what to do, ground and evidence."""

from marshmallow import fields

from service.schemas.outputs import OutputSchema, flag, one_of, part, said
from workflows.findings import Confidence, Force, Verdict


class CitationOutput(OutputSchema):
    """Where the rule stands, and how well the text was read: V the clause itself, V2 second hand, R, U."""

    text = said()
    source = said()
    confidence = one_of(*Confidence)


class FindingOutput(OutputSchema):
    """One answer under one rule, in the reader's language; `blocks` tells whether it stops the move."""

    code = said(metadata={"examples": ["G07"]})
    kind = said(metadata={"examples": ["dossier-complete"]})
    about = said()
    verdict = one_of(*Verdict)
    force = one_of(*Force)
    phase = said()
    rulebook = said(metadata={"examples": ["house@1"]})
    blocks = flag()
    title = said()
    message = said()
    remedy = said()
    citation = part(CitationOutput)
    evidence = fields.List(
        fields.List(fields.String()),
        required=True,
        metadata={"description": "Mỗi minh chứng là [loại, mã, mã băm SHA-256]"},
    )
    params = fields.Dict()
    settled = fields.Boolean()
    overridable = fields.Boolean(metadata={"description": "Hai người có thể cho vượt quy tắc này bằng văn bản"})
    overridden = fields.String(metadata={"description": "Mã của việc vượt quy tắc đã cho qua kết luận này"})
