"""After the decision of one proposal: what was done, what is owed, and the form of each act."""

from typing import Any

from flask import Response, url_for
from flask_babel import gettext as _

from service.db.work import Work
from service.http.context import actor, language, services
from service.schemas.after_awards import CompletionForm
from service.usecases.awards import after_award, reliance, revocations
from service.usecases.awards.after_award import EVENTS, Statement
from service.usecases.errors import Conflict, DomainError, Invalid, Stale, TransitionRefused
from service.usecases.streams import proposal_stream
from service.usecases.views import findings_as_data
from service.web.forms import Form
from service.web.kit import attempt_as, flash_note, go, look_at, missing, read
from service.web.proposals.area import pages
from service.web.rendering import render_page

KEPT = ("on", "number", "signed_on", "signer_name", "signer_post", "place", "amount", "payer_id", "note")
AMOUNT_CODE = "AW04"


@pages.get("/proposals/<string:proposal_id>/after")
def after(proposal_id: str) -> Response:
    """Show what was done after the decision, what is owed, the way to a revocation and what relied on the award."""
    who, catalog = actor(), services().catalog

    def look(work: Work) -> dict[str, Any]:
        return {
            "found": after_award.show_after(work, catalog, actor=who, proposal_id=proposal_id),
            "revocation": revocations.show_revocation(work, catalog, actor=who, proposal_id=proposal_id),
            "reliant": reliance.list_reliant(work, actor=who, proposal_id=proposal_id),
        }

    return render_page("proposals/after.html", **look_at(look, stream=proposal_stream(proposal_id)))


@pages.get("/proposals/<string:proposal_id>/after/<string:kind>")
def consider_after(proposal_id: str, kind: str) -> Response:
    """Ask for what one act states."""
    return _show(proposal_id, kind, None, [])


@pages.post("/proposals/<string:proposal_id>/after/<string:kind>")
def complete(proposal_id: str, kind: str) -> Response:
    """Record one act, or say every reason why not and keep what was typed."""
    form, who, catalog = Form(CompletionForm), actor(), services().catalog
    values = form.load()
    if values is None:
        return _show(proposal_id, kind, form, [], status=422)
    reasons = {AMOUNT_CODE: values["other_amount"]} if values["other_amount"] else {}
    said = Statement(**{name: values[name] for name in KEPT}, acknowledgements=reasons)
    try:
        attempt_as(
            lambda work: after_award.complete_award(
                work,
                catalog,
                actor=who,
                proposal_id=proposal_id,
                kind=kind,
                expected_version=values["version"],
                said=said,
            ),
            stream=proposal_stream(proposal_id),
            action=kind,
        )
    except (TransitionRefused, Invalid, Stale, Conflict) as refusal:
        return _show(proposal_id, kind, form, reasons_of(form, refusal), status=409)
    flash_note("good", _("Đã ghi nhận."))
    return go(url_for("pages.proposals.after", proposal_id=proposal_id))


def reasons_of(form: Form, refusal: DomainError) -> list[dict[str, Any]]:
    """Return the findings that refused; anything else is said above the form, which is sent again as it is now."""
    if isinstance(refusal, Stale):
        form.values.pop("version", None)
    if not isinstance(refusal, TransitionRefused):
        form.refuse(refusal)
        return []
    catalog, spoken = services().catalog, language()
    findings = read(lambda work: findings_as_data(work, catalog, refusal.findings, spoken))
    return [finding for finding in findings if finding["blocks"]]


def _show(
    proposal_id: str, kind: str, form: Form | None, refused: list[dict[str, Any]], *, status: int = 200
) -> Response:
    who, catalog = actor(), services().catalog
    found = look_at(
        lambda work: after_award.show_after(work, catalog, actor=who, proposal_id=proposal_id),
        stream=proposal_stream(proposal_id),
        action=kind if kind in EVENTS else "open",
    )
    act = next((act for act in found["acts"] if act["kind"] == kind), None)
    if act is None or not act["may_do"]:
        raise missing()
    shown = form or Form(CompletionForm, start=_start(kind, found))
    options = [(payer["id"], payer["name"]) for payer in found["payers"]]
    return render_page(
        "proposals/after_act.html",
        status=status,
        found=found,
        act=act,
        form=shown,
        refused=refused,
        payer_options=options,
    )


def _start(kind: str, found: dict[str, Any]) -> dict[str, Any]:
    """Return what a form begins with: what is known already."""
    decision, reward = found["decision"], found["reward"] or {}
    if kind == "issue":
        return {name: decision.get(name, "") for name in ("number", "signed_on", "signer_name")}
    if kind == "pay":
        first = found["payers"][0]["id"] if found["payers"] else ""
        return {"amount": reward.get("amount", ""), "payer_id": first}
    return {}
