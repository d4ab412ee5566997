"""The way to a revocation: a report with its ground, its dismissal, and what came back after the award was revoked."""

from collections.abc import Callable
from typing import Any

from flask import Response, url_for
from flask_babel import gettext as _
from marshmallow import Schema

from service.db.work import Work
from service.http.context import actor, language, services
from service.i18n import name_of
from service.schemas.after_awards import DismissalForm, RecoveryForm, RevocationReportForm
from service.usecases.awards import after_award, revocations
from service.usecases.awards.revocations import Report
from service.usecases.errors import Conflict, Invalid, Stale, TransitionRefused
from service.usecases.streams import proposal_stream
from service.web.forms import Form
from service.web.kit import attempt_as, flash_note, go, look_at
from service.web.proposals.area import pages
from service.web.proposals.completing import reasons_of
from service.web.reauthentication import ask_again
from service.web.rendering import render_page
from workflows.labels import labels

ROOT = "/proposals/<string:proposal_id>/revocation"


@pages.get(f"{ROOT}/report")
def consider_report(proposal_id: str) -> Response:
    """Ask why the award should be revoked."""
    return _show(proposal_id, "report", Form(RevocationReportForm), [])


@pages.post(f"{ROOT}/report")
def report(proposal_id: str) -> Response:
    """Report that the award should be revoked."""
    who, catalog = actor(), services().catalog

    def act(work: Work, values: dict[str, Any]) -> Any:
        version = values.pop("version")
        said = Report(**values)
        return revocations.report_revocation(
            work, catalog, actor=who, proposal_id=proposal_id, expected_version=version, report=said
        )

    return _send(proposal_id, "report", RevocationReportForm, act, "report-revocation")


@pages.get(f"{ROOT}/dismissal/<string:act_id>")
def consider_dismissal(proposal_id: str, act_id: str) -> Response:
    """Ask why the award stands."""
    return _show(proposal_id, "dismissal", Form(DismissalForm), [], act_id=act_id)


@pages.post(f"{ROOT}/dismissal/<string:act_id>")
def dismiss(proposal_id: str, act_id: str) -> Response:
    """Let the award stand; whoever does so says once more who he is."""
    asked = ask_again()
    if asked is not None:
        return asked
    who, catalog = actor(), services().catalog

    def act(work: Work, values: dict[str, Any]) -> Any:
        return revocations.dismiss_revocation(
            work,
            catalog,
            actor=who,
            proposal_id=proposal_id,
            act_id=act_id,
            expected_version=values["version"],
            reason=values["reason"],
        )

    return _send(proposal_id, "dismissal", DismissalForm, act, "dismiss-revocation", act_id)


@pages.get(f"{ROOT}/recovery")
def consider_recovery(proposal_id: str) -> Response:
    """Ask what came back."""
    return _show(proposal_id, "recovery", Form(RecoveryForm), [])


@pages.post(f"{ROOT}/recovery")
def recover(proposal_id: str) -> Response:
    """Record that object and money came back."""
    who, catalog = actor(), services().catalog

    def act(work: Work, values: dict[str, Any]) -> Any:
        version = values.pop("version")
        return revocations.record_recovery(
            work, catalog, actor=who, proposal_id=proposal_id, expected_version=version, **values
        )

    return _send(proposal_id, "recovery", RecoveryForm, act, "recover")


def _send(
    proposal_id: str,
    step: str,
    schema: type[Schema],
    act: Callable[[Work, dict[str, Any]], Any],
    action: str,
    act_id: str = "",
) -> Response:
    form = Form(schema)
    values = form.load()
    if values is None:
        return _show(proposal_id, step, form, [], status=422, act_id=act_id)
    try:
        attempt_as(lambda work: act(work, dict(values)), stream=proposal_stream(proposal_id), action=action)
    except (TransitionRefused, Invalid, Stale, Conflict) as refusal:
        return _show(proposal_id, step, form, reasons_of(form, refusal), status=409, act_id=act_id)
    flash_note("good", _("Đã ghi nhận."))
    return go(url_for("pages.proposals.after", proposal_id=proposal_id))


def _show(
    proposal_id: str, step: str, form: Form, refused: list[dict[str, Any]], *, status: int = 200, act_id: str = ""
) -> Response:
    who, catalog = actor(), services().catalog
    found, revocation = look_at(
        lambda work: (
            after_award.show_after(work, catalog, actor=who, proposal_id=proposal_id),
            revocations.show_revocation(work, catalog, actor=who, proposal_id=proposal_id),
        ),
        stream=proposal_stream(proposal_id),
    )
    return render_page(
        "proposals/revocation.html",
        status=status,
        found=found,
        revocation=revocation,
        step=step,
        act_id=act_id,
        form=form,
        refused=refused,
        ground_options=[(code, name_of("grounds", code, language())) for code in labels()["grounds"]],
    )
