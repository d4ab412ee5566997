"""Step 3: period and achievement, beside the criteria; what is typed keeps itself, what is saved is one edit."""

from collections.abc import Mapping
from typing import Any

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from service.db.work import Work
from service.http.context import actor, language, services
from service.i18n import name_of
from service.schemas.drafting import StatementForm
from service.usecases.case_views import show_proposal
from service.usecases.drafting import working_copies
from service.usecases.drafting.drafting_needs import drafting_needs
from service.usecases.drafting.foresight import foresee_change
from service.usecases.drafting.wording import compare_texts
from service.usecases.errors import Invalid, Stale
from service.usecases.streams import proposal_stream
from service.web.drafting.area import pages, steps
from service.web.forms import Form
from service.web.kit import attempt_as, go, look_at
from service.web.rendering import render_page
from workflows.labels import labels

HELD = ("base_version", "copy", "window")  # what the page knows of the writing


@pages.route("/proposals/<proposal_id>/edit", methods=["GET", "POST"])
def edit(proposal_id: str) -> Response:
    """Show what the proposal says, or save it; a conflict shows both texts and loses none."""
    view = _look(proposal_id)
    form = Form(StatementForm, view["desk"]["values"] | {name: view["desk"][name] for name in HELD})
    conflict: Mapping[str, Any] = {}
    if request.method == "POST" and (values := form.load()) is not None:
        try:
            return _save(proposal_id, values, onward=values["onward"])
        except Stale as error:
            conflict = error.params
            _take_conflict(form, conflict)
        except Invalid as error:
            form.refuse(error)
    return render_page(
        "drafting/edit.html",
        status=422 if form.has_problems or conflict else 200,
        steps=steps("edit", proposal_id),
        form=form,
        conflicts=_conflicts(form, conflict),
        editor=conflict.get("editor", ""),
        choices=_choices(view["needs"], view["plan"]),
        **view,
    )


@pages.post("/proposals/<proposal_id>/edit/keep")
def keep(proposal_id: str) -> Response:
    """Keep what is being typed in the account's own working copy; the proposal itself stays as it is."""
    form = Form(StatementForm)
    known = {name: form.value(name) for name in HELD}
    typed = {name: form.value(name) for name in form.values if name not in {*HELD, "onward"}}
    who, catalog = actor(), services().catalog

    def act(work: Work) -> dict[str, Any]:
        return working_copies.keep_statements(
            work,
            catalog,
            actor=who,
            proposal_id=proposal_id,
            values=typed,
            base_version=_number(known["base_version"]),
            copy=_number(known["copy"]),
            window=known["window"],
        )

    try:
        kept, other = attempt_as(act, stream=proposal_stream(proposal_id), action="edit"), None
    except Stale as error:
        kept, other = {"copy": known["copy"], "elsewhere": None, "kept_at": None}, error.params
    return render_page("drafting/kept.html", kept=kept, other=other, proposal_id=proposal_id)


@pages.post("/proposals/<proposal_id>/edit/discard")
def discard(proposal_id: str) -> Response:
    """Throw the account's own unsaved writing away."""
    who, catalog = actor(), services().catalog
    attempt_as(
        lambda work: working_copies.discard_statements(work, catalog, actor=who, proposal_id=proposal_id),
        stream=proposal_stream(proposal_id),
        action="edit",
    )
    flash(_("Đã bỏ phần soạn dở; hồ sơ giữ nguyên như đã lưu."))
    return go(url_for("pages.drafting.edit", proposal_id=proposal_id))


def _look(proposal_id: str) -> dict[str, Any]:
    who, catalog = actor(), services().catalog

    def act(work: Work) -> dict[str, Any]:
        desk = working_copies.open_statements(work, catalog, actor=who, proposal_id=proposal_id)
        needs = drafting_needs(work, catalog, actor=who, proposal_id=proposal_id)
        proposal = show_proposal(work, catalog, actor=who, proposal_id=proposal_id)
        plan = catalog.plan(work, proposal["plan_code"], proposal["plan_version"])
        follows = foresee_change(work, catalog, actor=who, proposal_id=proposal_id)
        return {"desk": desk, "needs": needs, "proposal": proposal, "plan": plan, "follows": follows}

    return look_at(act, stream=proposal_stream(proposal_id), action="edit")


def _save(proposal_id: str, values: Mapping[str, Any], *, onward: str) -> Response:
    who, catalog = actor(), services().catalog
    written = {name: value for name, value in values.items() if name in request.form and name not in {*HELD, "onward"}}
    done = attempt_as(
        lambda work: working_copies.save_statements(
            work,
            catalog,
            actor=who,
            proposal_id=proposal_id,
            values=written,
            **{name: values[name] for name in HELD},
        ),
        stream=proposal_stream(proposal_id),
        action="edit",
    )
    flash(_("Đã lưu vào hồ sơ, bản %(version)s.", version=done["version"]))
    view = "documents" if onward else "edit"
    return go(url_for(f"pages.drafting.{view}", proposal_id=proposal_id))


def _take_conflict(form: Form, conflict: Mapping[str, Any]) -> None:
    """Let the next try count as written with knowledge of what stands there now."""
    form.values["base_version"] = [str(conflict.get("actual") or form.value("base_version"))]
    form.values["copy"] = [str(conflict.get("copy") or form.value("copy"))]


def _conflicts(form: Form, conflict: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return, by field, what both wrote: of another person, or of another window of the same one."""
    found = list(conflict.get("conflicts", ()))
    for name, theirs in (conflict.get("values") or {}).items():
        if theirs != form.value(name):
            found.append({"field": name, "base": "", "mine": form.value(name), "theirs": theirs})
    return [item | {"pieces": compare_texts(item["theirs"], item["mine"])} for item in found]


def _choices(needs: Mapping[str, Any], plan: Any) -> dict[str, list[tuple[str, str]]]:
    spoken = language()
    titles = "title_vi" if spoken == "vi" else "title_en"
    asked = needs["statements"]
    standards = asked.get("standard", {}).get("items", [])
    return {
        "basis": [(code, name_of("bases", code, spoken)) for code in labels()["bases"]],
        "standard": [(item["code"], f"{item['code']}: {item[titles]}") for item in standards],
        "occasion": [(item.code, item.label if spoken == "vi" else item.label_en) for item in plan.occasions],
        "category": [(item.code, item.label if spoken == "vi" else item.label_en) for item in plan.categories],
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004  # what a column holds
