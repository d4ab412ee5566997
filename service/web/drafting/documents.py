"""Step 4: the documents that plan, form and rules need, each in its slot; attached, replaced, removed."""

from collections.abc import Mapping
from typing import Any

from flask import Response, flash, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from service.db.work import Work
from service.http.context import actor, language, services
from service.i18n import name_of, sentence
from service.schemas.drafting import RemovalForm, SlotForm
from service.usecases.case_views import show_proposal
from service.usecases.drafting.dossiers import DocumentValues, Upload, remove_document
from service.usecases.drafting.drafting_needs import drafting_needs
from service.usecases.drafting.foresight import foresee_change
from service.usecases.drafting.held_files import drop_held, find_held, hold_file, read_held
from service.usecases.drafting.papers import list_evidence
from service.usecases.drafting.uploads import receive_document
from service.usecases.errors import Invalid, Stale, UploadRefused
from service.usecases.moves.amendments import open_for_editing
from service.usecases.streams import proposal_stream
from service.web.drafting.area import pages, steps
from service.web.drafting.slots import COPIES, read_particulars, start_of
from service.web.forms import Form
from service.web.kit import attempt_as, go, look_at, missing, write
from service.web.rendering import render_page
from workflows.documents import document_types

STATED = ("type", "title", "criterion", "number", "dated_on", "issuer", "copy")
ANYTHING = "other"
COUNCIL_LEVELS = ("unit", "department", "commune", "province", "ministry")


@pages.get("/proposals/<proposal_id>/documents")
def documents(proposal_id: str) -> Response:
    """Show each document that is needed, with its state, by the step before which it must be there."""
    view = _look(proposal_id)
    groups: dict[str, list[dict[str, Any]]] = {}
    for slot in view["needs"]["slots"]:
        groups.setdefault(slot["before"], []).append(slot)
    lacking = sum(slot["is_required"] and not slot["is_filed"] for slot in view["needs"]["slots"])
    return render_page(
        "drafting/documents_page.html",
        steps=steps("documents", proposal_id),
        groups=groups,
        acts={step["action"]: step for step in view["needs"]["steps"]},
        lacking=lacking,
        limit_mb=services().settings.upload_limit_mb,
        **view,
    )


@pages.route("/proposals/<proposal_id>/documents/new", methods=["GET", "POST"])
def attach(proposal_id: str) -> Response:
    """Attach a document to a slot; a file that comes first is held until what must be stated of it is complete."""
    view = _look(proposal_id)
    slot = _slot(view["needs"], request.args.get("slot", ANYTHING))
    return _receive(proposal_id, view, slot, None)


@pages.route("/proposals/<proposal_id>/documents/<document_id>/replace", methods=["GET", "POST"])
def replace(proposal_id: str, document_id: str) -> Response:
    """Put a new version in the place of a document; what that brings is told before."""
    view = _look(proposal_id)
    document = _current(view["evidence"], document_id)
    slot = {"key": document_id, "types": [document["type"]], "criterion": document["criterion"], "ground": None}
    return _receive(proposal_id, view, slot, document)


@pages.route("/proposals/<proposal_id>/documents/<document_id>/remove", methods=["GET", "POST"])
def remove(proposal_id: str, document_id: str) -> Response:
    """Take a document out of the dossier, after showing what that brings."""
    view = _look(proposal_id)
    document = _current(view["evidence"], document_id)
    who, catalog = actor(), services().catalog
    form = Form(RemovalForm, {"version": view["proposal"]["version"]})
    if request.method == "POST" and (values := form.load()) is not None:
        try:
            attempt_as(
                lambda work: remove_document(
                    work,
                    catalog,
                    actor=who,
                    proposal_id=proposal_id,
                    document_id=document_id,
                    expected_version=values["version"],
                ),
                stream=proposal_stream(proposal_id),
                action="remove",
            )
        except Stale as error:
            form.refuse(error)
            form.values["version"] = [str(view["proposal"]["version"])]
        else:
            flash(_("Đã gỡ %(title)s khỏi hồ sơ; bản đã gỡ vẫn đọc được trong lịch sử.", title=document["title"]))
            return go(url_for("pages.drafting.documents", proposal_id=proposal_id))
    follows = _follows(proposal_id, document_id)
    status = 409 if form.has_problems else 200
    return render_page("drafting/remove.html", form=form, document=document, follows=follows, status=status, **view)


def _receive(
    proposal_id: str, view: Mapping[str, Any], slot: Mapping[str, Any], document: Mapping[str, Any] | None
) -> Response:
    start = start_of(slot, document, view["proposal"]["version"])
    if document is None and request.args.get("type") in slot["types"]:  # a link to the paper that an act waits for
        start["type"] = request.args["type"]
    form = Form(SlotForm, start)
    held = look_at(
        lambda work: find_held(work, actor=actor(), proposal_id=proposal_id, slot=slot["key"]),
        stream=proposal_stream(proposal_id),
    )
    if request.method == "POST":
        held = _hold(proposal_id, slot, form, request.files.get("file")) or held
        if "only_file" not in request.form and (values := form.load()) is not None:
            done = _save(proposal_id, slot, form, values, held, document)
            if done is not None:
                return done
    kind = form.value("type") or slot["types"][0]
    return render_page(
        "drafting/attach.html",
        status=422 if form.has_problems else 200,
        steps=steps("documents", proposal_id),
        form=form,
        slot=slot,
        held=held,
        document=document,
        follows=_follows(proposal_id, document["id"]) if document else None,
        particulars=view["needs"]["particulars"].get(kind, []),
        types=_types(slot),
        criteria=[(item["code"], f"{item['code']}: {item['wording'][:80]}") for item in view["needs"]["criteria"]],
        levels=[(code, name_of("levels", code, language())) for code in COUNCIL_LEVELS],
        copies=[(code, name_of("copies", code, language())) for code in COPIES],
        limit_mb=services().settings.upload_limit_mb,
        **view,
    )


def _hold(proposal_id: str, slot: Mapping[str, Any], form: Form, file: FileStorage | None) -> dict[str, Any] | None:
    """Hold the file that came with a form; a refused one is told beside its field and everything typed stays."""
    form.values.pop("only_file", None)
    if file is None or not file.filename:
        return None
    content = file.read()
    file.close()
    try:
        return hold_file(
            services(),
            actor=actor(),
            proposal_id=proposal_id,
            slot=slot["key"],
            file_name=file.filename,
            content=content,
        )
    except UploadRefused as error:
        form.problems["file"] = sentence("uploads", str(error.params["reason"]), error.params, language())
        return None


def _save(
    proposal_id: str,
    slot: Mapping[str, Any],
    form: Form,
    values: Mapping[str, Any],
    held: Mapping[str, Any] | None,
    document: Mapping[str, Any] | None,
) -> Response | None:
    """Keep the document, or return None with every problem noted."""
    meta = read_particulars(form, values["type"])
    if held is None and "file" not in form.problems:
        form.note([{"path": "file", "code": "required"}])
    if held is None or form.has_problems:
        return None
    stated = DocumentValues(**{name: values[name] for name in STATED}, file_name=held["file_name"], meta=meta)
    where: dict[str, Any] = {"proposal_id": proposal_id, "slot": slot["key"], "digest": held["digest"]}
    content = read_held(services(), actor=actor(), **where)
    upload = Upload(stated, content, services().settings.upload_limit_bytes)
    replaces = document["id"] if document else ""
    try:
        receive_document(
            services(),
            actor=actor(),
            proposal_id=proposal_id,
            expected_version=values["version"],
            upload=upload,
            replaces=replaces,
        )
    except (Invalid, Stale) as error:
        form.refuse(error)
        if isinstance(error, Stale):
            form.values["version"] = [str(error.params["actual"])]
        return None
    write(lambda work: drop_held(work, actor=actor(), proposal_id=proposal_id, slot=slot["key"]))
    flash(_("Đã đính kèm %(name)s.", name=held["file_name"]))
    return go(url_for("pages.drafting.documents", proposal_id=proposal_id))


def _look(proposal_id: str) -> dict[str, Any]:
    who, catalog = actor(), services().catalog

    def act(work: Work) -> dict[str, Any]:
        # Whoever only reads finds the documents on the page of the proposal; here they are put in, replaced, removed.
        open_for_editing(work, catalog, actor=who, proposal_id=proposal_id, expected_version=None)
        needs = drafting_needs(work, catalog, actor=who, proposal_id=proposal_id)
        proposal = show_proposal(work, catalog, actor=who, proposal_id=proposal_id)
        evidence = list_evidence(work, catalog, actor=who, proposal_id=proposal_id)
        return {"needs": needs, "proposal": proposal, "evidence": evidence}

    return look_at(act, stream=proposal_stream(proposal_id))


def _follows(proposal_id: str, document_id: str) -> dict[str, Any]:
    who, catalog = actor(), services().catalog
    return look_at(
        lambda work: foresee_change(work, catalog, actor=who, proposal_id=proposal_id, document_id=document_id),
        stream=proposal_stream(proposal_id),
        action="edit",
    )


def _slot(needs: Mapping[str, Any], key: str) -> dict[str, Any]:
    if key == ANYTHING:
        return {"key": ANYTHING, "types": list(document_types()), "criterion": "", "ground": None}
    for slot in needs["slots"]:
        if slot["key"] == key:
            return dict(slot)
    raise missing()


def _current(evidence: list[dict[str, Any]], document_id: str) -> dict[str, Any]:
    for document in evidence:
        if document["id"] == document_id and document["status"] == "current":
            return document
    raise missing()


def _types(slot: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(code, document_types()[code].label(language())) for code in slot["types"]]
