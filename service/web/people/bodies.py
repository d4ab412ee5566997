"""The tree of bodies, one body with its history, adding and correcting."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from service.http.context import actor
from service.schemas.people_forms import BodyChangeForm, BodyForm
from service.usecases.cases import require
from service.usecases.errors import Conflict, Invalid
from service.usecases.registry import registry, reorganisations
from service.usecases.registry.registry import MANAGE
from service.web.forms import Form
from service.web.kit import flash_note, go, read, write
from service.web.people.area import pages, show
from service.web.people.choices import function_choices, head_choices, level_choices
from workflows.policy import may

PAGE = 100


@pages.get("/organisations")
def index() -> Response:
    """Show the tree from its roots, or the bodies that have the words asked for."""
    who, query, after = actor(), request.args.get("q", "").strip(), request.args.get("after")
    if query:
        found = read(lambda work: registry.list_organisations(work, actor=who, query=query, after=after, limit=50))
        return show("found.html", query=query, found=found, fragment="results")
    roots = read(lambda work: reorganisations.list_tree(work, actor=who, after=after, limit=PAGE))
    below = {row["id"]: _children(row["id"]) for row in roots.items if row["children"]} if len(roots.items) < 4 else {}  # noqa: PLR2004  # a tree of few roots opens them
    return show("tree.html", query="", roots=roots, below=below, may_add=may(who, MANAGE))


@pages.get("/organisations/<organisation_id>/children")
def branch(organisation_id: str) -> Response:
    """Show what stands directly below a body: as a piece of the tree, or as a page of its own."""
    found = _children(organisation_id, request.args.get("after"))
    if request.headers.get("HX-Request"):
        return show("branch.html", parent_id=organisation_id, found=found, fragment="branch")
    return go(url_for("pages.people.show_body", organisation_id=organisation_id) + "#below")


@pages.get("/organisations/<organisation_id>")
def show_body(organisation_id: str) -> Response:
    """Show one body: what it is, its names over time, who it took over from, what stands below, who holds roles."""
    who, key = actor(), organisation_id
    body = read(lambda work: reorganisations.show_body(work, actor=who, organisation_id=key))
    may_manage_accounts = may(who, "account:manage")
    holders = (
        read(lambda work: reorganisations.list_role_holders(work, actor=who, organisation_id=key))
        if may_manage_accounts
        else []
    )
    below = _children(key, request.args.get("after"))
    return show("body.html", body=body, holders=holders, below=below, may_change=may(who, MANAGE))


@pages.route("/organisations/new", methods=["GET", "POST"])
def add_body() -> Response:
    """Add a body below another, or a root."""
    who, form, parent_id = actor(), Form(BodyForm), request.args.get("parent", "")
    parent = (
        read(lambda work: registry.show_organisation(work, actor=who, organisation_id=parent_id)) if parent_id else None
    )
    values = form.load() if request.method == "POST" else None
    if values is not None:
        wanted = {name: value for name, value in values.items() if value not in {"", None}}
        wanted |= {"parent_id": parent_id or None}
        try:
            made = write(lambda work: registry.add_organisation(work, actor=who, values=wanted))
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            flash_note("good", _("Đã thêm %(name)s.", name=made["name"]))
            return go(url_for("pages.people.show_body", organisation_id=made["id"]))
    require(who, MANAGE)
    return show("body_form.html", form=form, parent=parent, body=None, status=_status(form), **_choices())


@pages.route("/organisations/<organisation_id>/edit", methods=["GET", "POST"])
def change_body(organisation_id: str) -> Response:
    """Correct a body's particulars and the days between which it exists."""
    who, key = actor(), organisation_id
    require(who, MANAGE)
    body = read(lambda work: registry.show_organisation(work, actor=who, organisation_id=key))
    start = {name: _written(body[name]) for name in BodyChangeForm().fields}
    form = Form(BodyChangeForm, start)
    values = form.load() if request.method == "POST" else None
    if values is not None:
        try:
            write(lambda work: registry.change_organisation(work, actor=who, organisation_id=key, values=values))
        except Invalid as error:
            form.refuse(error)
        else:
            flash_note("good", _("Đã lưu thông tin của %(name)s.", name=body["name"]))
            return go(url_for("pages.people.show_body", organisation_id=key))
    return show("body_form.html", form=form, parent=None, body=body, status=_status(form), **_choices())


def _children(parent_id: str, after: str | None = None) -> Any:
    who = actor()
    return read(lambda work: reorganisations.list_tree(work, actor=who, parent_id=parent_id, after=after, limit=PAGE))


def _written(value: Any) -> str:
    """Return a value as a form field holds it."""
    if isinstance(value, bool):
        return "true" if value else ""
    return "" if value is None else str(value)


def _status(form: Form) -> int:
    return 422 if form.has_problems else 200


def _choices() -> dict[str, Any]:
    return {"levels": level_choices(), "functions": function_choices(), "heads": head_choices()}
