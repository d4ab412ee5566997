"""What is answered about proposals: lists, one in full, what lies ahead, what may be done, and batches."""

from marshmallow import fields

from service.schemas.findings import FindingOutput
from service.schemas.outputs import (
    OutputSchema,
    date_on,
    flag,
    free,
    instant,
    integer,
    many,
    maybe,
    one_of,
    page_of,
    part,
    said,
    texts,
)


class ListedProposalOutput(OutputSchema):
    """A proposal in a list: where it stands and whose step is next."""

    id = said()
    number = said(metadata={"examples": ["DN-2026-000028"]})
    form = said()
    plan_code = said()
    plan_version = integer()
    flow_code = said()
    flow_version = integer()
    category = said()
    state = said()
    resume_state = said()
    awaits_role = said()
    awaits_body_id = maybe()
    due_on = date_on()
    has_collector = flag()
    version = integer()
    received_on = date_on()
    created_at = instant()
    updated_at = instant()
    nominee_id = said()
    nominee_name = said()
    nominee_kind = said()
    unit_id = said()
    unit_name = said()
    is_left_out = flag(metadata={"description": "Cơ quan tổng hợp đã trình mà chưa tổng hợp đề nghị này"})


class NamedNomineeOutput(OutputSchema):
    """Who is proposed."""

    id = said()
    kind = said()
    name = said()


class BodyOutput(OutputSchema):
    """A body that plays a part in a proposal."""

    id = said()
    name = said()
    level = said()


class PathStepOutput(OutputSchema):
    """One step of the path; a step that this proposal does not have says on which ground."""

    step = said()
    applies = flag()
    role = said()
    standing = one_of("done", "now", "ahead", "not-applicable")
    ground_vi = said()
    ground_en = said()
    citation = said()


class DocumentOutput(OutputSchema):
    """A document of the dossier; `digest` is the SHA-256 of its bytes."""

    id = said()
    type = said(metadata={"examples": ["D03"]})
    criterion = said()
    title = said()
    number = said()
    dated_on = date_on()
    issuer = said()
    copy = said()
    digest = said()
    size = integer()
    media_type = said()
    file_name = said()
    meta = free()
    version = integer()
    status = one_of("current", "replaced", "removed")
    attached_seq = integer()


class TextOutput(OutputSchema):
    """One version of the achievement text, and the audit sequence at which it came in."""

    version = integer()
    text = said()
    at = instant()
    seq = integer()


class JudgementOutput(OutputSchema):
    """A reviewer's judgement in force."""

    criterion = said()
    met = flag()
    reason = said()
    role = said()


class WarningOutput(OutputSchema):
    """What the plan's source text leaves unclear, with its lines."""

    code = said()
    message_vi = said()
    message_en = said()
    lines = fields.List(fields.Integer(), required=True)


class ProposalOutput(OutputSchema):
    """One proposal in full: where it stands, its path, bodies, dossier and judgements."""

    id = said()
    number = said()
    state = said()
    version = integer()
    head_hash = said()
    plan_code = said()
    plan_version = integer()
    flow_code = said()
    flow_version = integer()
    rulebook = said()
    guidance = said()
    form = said()
    occasion = said()
    category = said()
    basis = said()
    standard = said()
    theme = said()
    movement = said()
    channel = said()
    awaits_role = said()
    resume_state = said()
    achievement_key = said()
    starts_on = date_on()
    ends_on = date_on()
    received_on = date_on()
    first_sent_on = date_on()
    created_at = instant()
    updated_at = instant()
    text = said()
    decision = fields.Dict(required=True, allow_none=True)
    nominee = part(NamedNomineeOutput)
    bodies = fields.Dict(keys=fields.String(), values=fields.Nested(BodyOutput), required=True)
    path = many(PathStepOutput)
    documents = many(DocumentOutput)
    judgements = many(JudgementOutput)
    plan_warnings = many(WarningOutput)
    source_quality = said()


class StepLeftOutOutput(OutputSchema):
    """A step that does not apply, with its ground."""

    step = said()
    ground_vi = said()
    ground_en = said()
    citation = said()


class TimeLimitOutput(OutputSchema):
    """A time limit in working days: since when, how long it stood still, when it is due, its ground and how sure.

    `left` is negative when late; `is_provisional`: no official calendar covers all its days; `undecided` may become
    days off. Limits that are not `is_sure` are told, and nobody is late by them.
    """

    working_days = integer()
    starts = one_of("dossier_complete", "received", "consultations_agreed", "violation_reported", "act_begun")
    since = date_on()
    left = integer(allow_none=True)
    paused_days = integer()
    is_paused = flag()
    due_on = date_on()
    is_overdue = flag()
    is_provisional = flag()
    undecided = texts()
    citation = said()
    confidence = one_of("V", "V2", "R", "U")
    is_sure = flag()


class CaseLimitOutput(TimeLimitOutput):
    """A time limit of one move from where a dossier stands."""

    action = said()
    label_vi = said()
    label_en = said()


class MoveOutput(OutputSchema):
    """A move, and what each of its guards answers now."""

    action = said()
    label_vi = said()
    label_en = said()
    target = said()
    role = said()
    is_ready = flag()
    findings = many(FindingOutput)


class OpenMoveOutput(MoveOutput):
    """A move that the caller may try now."""

    reason_required = flag()


class ComingStepOutput(MoveOutput):
    """A step still to come, and the body that takes it."""

    body = said()
    time_limits = many(TimeLimitOutput)


class PreflightOutput(OutputSchema):
    """Every guard of every coming step."""

    id = said()
    state = said()
    version = integer()
    steps = many(ComingStepOutput)
    not_applicable = many(StepLeftOutOutput)


class MovedOutput(OutputSchema):
    """A proposal after a move: its new state and version, and every finding of the move."""

    id = said()
    number = said()
    state = said()
    version = integer()
    head_hash = said()
    findings = many(FindingOutput)
    not_applicable = many(StepLeftOutOutput)


class BatchRowOutput(OutputSchema):
    """What became of one proposal of a batch, with every finding that is not a pass."""

    proposal_id = said()
    result = one_of("moved", "would-move", "refused", "forbidden", "stale", "not-found")
    findings = many(FindingOutput)
    code = fields.String()
    state = fields.String()
    version = fields.Integer()


class BatchOutput(OutputSchema):
    """What became of a batch."""

    rows = many(BatchRowOutput)
    moved = integer()
    would_move = integer()
    total = integer()


ProposalsPage = page_of(ListedProposalOutput, "ProposalsPage")
TextsPage = page_of(TextOutput, "TextsPage")
CaseLimitsPage = page_of(CaseLimitOutput, "CaseLimitsPage")
DocumentsPage = page_of(DocumentOutput, "DocumentsPage")
OpenMovesPage = page_of(OpenMoveOutput, "OpenMovesPage")
