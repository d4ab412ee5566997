"""A move: what the actor states with it, and how that becomes facts."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from service.schemas.base import InputSchema, day, line, text, whole
from workflows.facts import DecisionFacts, MoveFacts, SubmissionFacts

MOST_ROWS = 1000


class AcknowledgementInput(InputSchema):
    """A recorded reason for going on against a warning, by the check's code and, if wanted, what it is about."""

    code = line(required=True)
    about = line()
    reason = text(required=True)


class DecisionInput(InputSchema):
    """The decision document: number, date, office, signer and capacity (TM, KT, TL, TUQ)."""

    number = line()
    signed_on = day()
    decider_post = line()
    signer_name = line()
    signer_post = line()
    sign_mode = fields.String(load_default="", validate=validate.OneOf(("", "TM", "KT", "TL", "TUQ")))
    mandate_number = line()
    mandate_from = day()
    mandate_to = day()
    legal_bases = fields.List(fields.String(), load_default=list)
    payer_id = line()
    drafted_by = line()


class SubmissionInput(InputSchema):
    """The tờ trình upward: signer, date, parts, and when paper and files arrived."""

    number = line()
    signed_on = day()
    signer_post = line()
    sign_mode = fields.String(load_default="", validate=validate.OneOf(("", "TM", "KT", "TL", "TUQ")))
    parts = fields.List(fields.String(), load_default=list)
    paper_received_on = day()
    electronic_received_on = day()


class StatementInput(InputSchema):
    """What is stated with a move, whichever it is."""

    reason = text()
    acknowledgements = fields.List(fields.Nested(AcknowledgementInput), load_default=list)
    missing = fields.List(fields.String(), load_default=list)
    legal_ground = line()
    source_body = line()
    source_number = line()
    hold_kind = line()
    conclusion_number = line()
    cleared = fields.Boolean(load_default=None, allow_none=True)
    decision = fields.Nested(DecisionInput, load_default=None, allow_none=True)
    submission = fields.Nested(SubmissionInput, load_default=None, allow_none=True)


class MoveForm(StatementInput):
    """One move as a page sends it: the action is in the address, the version was seen with the form."""

    version = whole(least=1, required=True)
    onward = fields.String(load_default="", validate=validate.OneOf(("", "next")))
    place = line()


class StepBackInput(InputSchema):
    """Why a proposal goes back one step."""

    reason = text(required=True)


class StepBackForm(StepBackInput):
    """The same as a page sends it."""

    version = whole(least=1, required=True)


class JudgementForm(InputSchema):
    """A verdict on one criterion as a page sends it."""

    version = whole(least=1, required=True)
    criterion = line(required=True)
    met = fields.Boolean(required=True)
    reason = text(required=True)


class MoveInput(StatementInput):
    """One move of one proposal."""

    action = line(required=True)


class BatchRowInput(StatementInput):
    """One proposal of a batch, with the version the caller saw."""

    proposal_id = line(required=True)
    version = whole(least=1, load_default=None, allow_none=True)


class BatchInput(InputSchema):
    """One action on many proposals; a dry run keeps nothing."""

    action = line(required=True)
    dry_run = fields.Boolean(load_default=False)
    rows = fields.List(fields.Nested(BatchRowInput), required=True, validate=validate.Length(1, MOST_ROWS))


def acknowledgements_of(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the recorded reasons by check code, or by code and what it is about."""
    return {
        f"{item['code']}:{item['about']}" if item["about"] else item["code"]: item["reason"]
        for item in data["acknowledgements"]
    }


def to_move(data: Mapping[str, Any]) -> MoveFacts:
    """Return what was stated as the facts that checks read."""
    return MoveFacts(
        reason=data["reason"],
        acknowledgements=acknowledgements_of(data),
        missing=tuple(data["missing"]),
        legal_ground=data["legal_ground"],
        source_body=data["source_body"],
        source_number=data["source_number"],
        hold_kind=data["hold_kind"],
        conclusion_number=data["conclusion_number"],
        cleared=data["cleared"],
        decision=DecisionFacts(**_tuples(data["decision"])),
        submission=SubmissionFacts(**_tuples(data["submission"])),
    )


def _tuples(values: Mapping[str, Any] | None) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in (values or {}).items()}
