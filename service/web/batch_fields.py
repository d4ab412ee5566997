"""What a batch asks with each action beyond a reason, in the order of the form; the same names as the API's."""

from collections.abc import Mapping
from typing import Any

from service.web.forms import Form
from workflows.labels import label, labels

DECISION = ("decision.number", "decision.signed_on", "decision.signer_name", "decision.sign_mode")
SUBMISSION = ("submission.number", "submission.signed_on", "submission.sign_mode", "submission.parts")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "approve": DECISION,
    "submit_upward": (*SUBMISSION, "submission.paper_received_on", "submission.electronic_received_on"),
    "hold": ("hold_kind", "source_body", "source_number"),
    "release": ("conclusion_number", "cleared"),
    "return": ("missing",),
    "reject": ("legal_ground",),
    "revoke": ("legal_ground", "decision.number", "decision.signed_on"),
}


def starting_values(batch: Mapping[str, Any], action: str) -> dict[str, Any]:
    """Return what stands in the fields at first: what was stated with an earlier batch, when one is tried again."""
    statement = batch.get("statement", {})
    values: dict[str, Any] = {"action": action or batch.get("action", ""), "reason": statement.get("reason", "")}
    for name in {name for names in FIELDS.values() for name in names}:
        part, _, inner = name.partition(".")
        value = statement.get(part, {}).get(inner) if inner else statement.get(part)
        values[name] = _text(value)
    return values


def chosen_values(form: Form) -> list[str]:
    """Return the ids of the rows of a form that was sent."""
    return [
        texts[-1] for name, texts in form.values.items() if name.startswith("rows.") and name.endswith(".proposal_id")
    ]


def choices(language: str) -> dict[str, list[tuple[str, str]]]:
    """Return the codes that fields of the form offer, with their names."""
    families = ("matters", "sign_modes", "document_types")
    return {family: [(code, label(family, code, language)) for code in labels()[family]] for family in families}


def _text(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value
