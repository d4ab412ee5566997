"""Delegations: one's own, or everybody's for administrators; given in two steps, ended with a reason."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from service.http.context import actor, services
from service.schemas.people_forms import DelegationForm, EndingForm
from service.usecases.accounts import accounts, delegation_sources, delegations, separations
from service.usecases.accounts.accounts import MANAGE
from service.usecases.errors import Conflict, Invalid, PermissionDenied
from service.web.forms import Form
from service.web.kit import flash_note, go, missing, read, write
from service.web.people.area import pages, show
from service.web.people.choices import act_choices
from service.web.reauthentication import reauthenticated
from workflows.policy import may

Source = dict[str, Any]


@pages.get("/delegations")
def list_delegations() -> Response:
    """Show the delegations in which the reader has a part; all of them to administrators who ask."""
    who, after = actor(), request.args.get("after")
    shows_all = may(who, MANAGE) and request.args.get("all") == "1"
    account_id = None if shows_all else who.account_id
    found = read(lambda work: delegations.list_delegations(work, actor=who, account_id=account_id, after=after))
    sources = _sources(who.account_id)
    return show("delegations.html", found=found, shows_all=shows_all, after=after, may_give=bool(sources))


@pages.get("/delegations/<delegation_id>")
def show_delegation(delegation_id: str) -> Response:
    """Show one delegation: who for whom, which acts, by which paper, how it stands."""
    who = actor()
    row = read(lambda work: delegations.show_delegation(work, actor=who, delegation_id=delegation_id))
    names = read(lambda work: delegations.names_of(work, row["chain"]))
    return show("delegation.html", row=row, chain=names, form=Form(EndingForm))


@pages.route("/delegations/new", methods=["GET", "POST"])
@reauthenticated
def give_delegation() -> Response:
    """Choose what is delegated, then say to whom, which acts, by which paper and for how long."""
    who = actor()
    account_id = request.args.get("account", "") or who.account_id
    sources, wanted = _sources(account_id), request.args.get("source", "")
    giver = read(lambda work: accounts.show_account(work, actor=who, account_id=account_id))
    if not wanted:
        return show("delegation_source.html", sources=sources, giver=giver)
    source = next((row for row in sources if _key(row) == wanted), None)
    if source is None:
        raise missing()
    return _terms(giver, source)


@pages.post("/delegations/<delegation_id>/revoke")
@reauthenticated
def revoke_delegation(delegation_id: str) -> Response:
    """End a delegation at once, with a reason."""
    who, form = actor(), Form(EndingForm)
    row = read(lambda work: delegations.show_delegation(work, actor=who, delegation_id=delegation_id))
    values = form.load()
    if values is None:
        names = read(lambda work: delegations.names_of(work, row["chain"]))
        return show("delegation.html", row=row, chain=names, form=form, status=422)
    write(lambda work: delegations.revoke_delegation(work, actor=who, delegation_id=delegation_id, **values))
    flash_note("good", _("Đã chấm dứt ủy quyền. Quyền làm thay hết hiệu lực ngay."))
    return go(url_for("pages.people.show_delegation", delegation_id=delegation_id))


def _terms(giver: dict[str, Any], source: Source) -> Response:
    """Take the terms of a delegation; what the delegate's roles keep apart is said once before it is done."""
    who, catalog, form = actor(), services().catalog, Form(DelegationForm, {"acts": source["acts"]})
    values = form.load() if request.method == "POST" else None
    apart = _kept_apart(source, giver["id"], values["delegate"]) if values is not None else []
    if values is not None and (values["seen"] or not apart):
        wished = {name: value for name, value in values.items() if name != "seen"}
        wished |= {name: source[name] for name in ("assignment_id", "source_id") if source[name]}
        try:
            made = write(lambda work: delegations.give_delegation(work, catalog, actor=who, values=wished))
        except (Invalid, Conflict, PermissionDenied) as error:
            form.refuse(error)
        else:
            flash_note("good", _("Đã ghi nhận ủy quyền cho %(name)s.", name=made["delegate_name"]))
            return go(url_for("pages.people.show_delegation", delegation_id=made["id"]))
    offered, status = act_choices(source["acts"]), 422 if form.has_problems else 200
    return show("delegation_new.html", form=form, giver=giver, source=source, apart=apart, acts=offered, status=status)


def _kept_apart(source: Source, giver_id: str, username: str) -> list[dict[str, Any]]:
    """Return what the delegate could not do any more; nothing about an account that there is not."""
    who, catalog = actor(), services().catalog
    wanted = {"role": source["role"], "organisation_id": source["organisation_id"], "delegated_by": giver_id}
    return read(lambda work: separations.list_for_delegate(work, catalog, actor=who, username=username, **wanted))


def _sources(account_id: str) -> list[Source]:
    who, catalog = actor(), services().catalog
    found = read(lambda work: delegation_sources.list_sources(work, catalog, actor=who, account_id=account_id))
    return [row | {"key": _key(row)} for row in found]


def _key(row: Source) -> str:
    return row["assignment_id"] or row["source_id"] or ""
