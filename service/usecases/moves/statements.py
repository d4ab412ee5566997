"""What a move is asked to state: which questions of the rules are answered on the spot, and in which fields."""

from collections.abc import Iterable, Mapping

from workflows.findings import Finding

_SIGNER = ("decision.signer_name", "decision.signer_post", "decision.sign_mode")
_MANDATE = ("decision.mandate_number", "decision.mandate_from", "decision.mandate_to")
_SUBMISSION = ("submission.number", "submission.signed_on", "submission.signer_post", "submission.sign_mode")
_RECEIPTS = ("submission.paper_received_on", "submission.electronic_received_on")
# Kind of check -> the fields of a move's statement that it reads (service.schemas.moves says what they mean).
FIELDS: Mapping[str, tuple[str, ...]] = {
    "reason-recorded": ("reason",),
    "missing-items-named": ("missing",),
    "return-names-legal-ground": ("legal_ground",),
    "revocation-has-ground": ("legal_ground",),
    "wrong-appraisal-is-ground": ("legal_ground",),
    "hold-has-source": ("hold_kind", "source_body", "source_number"),
    "release-has-conclusion": ("conclusion_number", "cleared"),
    "decider-matches-form": ("decision.decider_post",),
    "decider-has-power": ("decision.decider_post",),
    "decider-level-exists": ("decision.decider_post",),
    "revoker-is-decider": ("decision.decider_post",),
    "signer-acts-within-delegation": (*_SIGNER, *_MANDATE),
    "delegation-in-writing": (*_SIGNER, *_MANDATE),
    "printed-bases-in-force": ("decision.legal_bases",),
    "steps-by-different-people": (),
    "submission-signed-by-competent-head": _SUBMISSION,
    "submission-parts-complete": ("submission.parts",),
    "paper-and-electronic-received": _RECEIPTS,
    # Asked of acts after the decision, whose own forms say what is stated with them.
    "decision-particulars-stated": (),
    "payer-is-decider": (),
    "amount-follows-decree": (),
    "revocation-report-complete": (),
    "revocation-reported-in-time": (),
}
# Parameter of a check -> the field whose answers it lists.
LISTED: Mapping[str, str] = {"grounds": "legal_ground", "parts": "submission.parts"}
# What a decision always states, whatever the rules ask.
DECISION = ("decision.number", "decision.signed_on", *_SIGNER, *_MANDATE)


def fields_of(action: str, kinds: Iterable[str], *, reason_required: bool) -> tuple[str, ...]:
    """Return the fields that a move asks for, each once: by its action, and by the kinds of checks that read them."""
    wanted = ["reason"] if reason_required else []
    if action == "hold":
        wanted += FIELDS["hold-has-source"]
    if action == "approve":
        wanted += DECISION
    for kind in kinds:
        wanted += FIELDS.get(kind, ())
    hidden = {"decision.decider_post"}  # known from the flow unless somebody states otherwise
    return tuple(name for name in dict.fromkeys(wanted) if name not in hidden)


def is_answered_on_the_spot(finding: Finding) -> bool:
    """Tell whether a refusal may fall away by what is stated with the move: a field, or a recorded reason."""
    return finding.needs_reason or bool(FIELDS.get(finding.kind))
