"""Another name for a body, and who took over from whom."""

from flask import Response, request, url_for
from flask_babel import gettext as _

from service.http.context import actor
from service.schemas.people_forms import ReorganisationForm
from service.schemas.registry import RenamingInput
from service.usecases.cases import require
from service.usecases.errors import Conflict, Invalid
from service.usecases.registry import registry, reorganisations
from service.usecases.registry.registry import MANAGE
from service.web.forms import Form
from service.web.kit import flash_note, go, read, write
from service.web.people.area import pages, show


@pages.route("/organisations/<organisation_id>/rename", methods=["GET", "POST"])
def rename_body(organisation_id: str) -> Response:
    """Give a body another name from a day on, under a document."""
    who, key, form = actor(), organisation_id, Form(RenamingInput)
    require(who, MANAGE)
    body = read(lambda work: registry.show_organisation(work, actor=who, organisation_id=key))
    values = form.load() if request.method == "POST" else None
    if values is not None:
        try:
            write(lambda work: reorganisations.rename_organisation(work, actor=who, organisation_id=key, values=values))
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            flash_note("good", _("Đã đổi tên %(old)s thành %(new)s.", old=body["name"], new=values["name"]))
            return go(url_for("pages.people.show_body", organisation_id=key))
    return show("rename.html", form=form, body=body, status=422 if form.has_problems else 200)


@pages.route("/organisations/<organisation_id>/reorganise", methods=["GET", "POST"])
def reorganise_body(organisation_id: str) -> Response:
    """Record a merger or a division, with as many bodies as it has."""
    who, key = actor(), organisation_id
    form = Form(ReorganisationForm, {"way": "out_of", "ends_old": "true"})
    require(who, MANAGE)
    body = read(lambda work: registry.show_organisation(work, actor=who, organisation_id=key))
    values = form.load() if request.method == "POST" else None
    if values is not None:
        wanted = values | {"codes": values["codes"].replace(",", "\n").split("\n")}
        try:
            write(lambda work: reorganisations.reorganise(work, actor=who, organisation_id=key, values=wanted))
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            flash_note("good", _("Đã ghi nhận việc tổ chức lại."))
            return go(url_for("pages.people.show_body", organisation_id=key) + "#history")
    return show("reorganise.html", form=form, body=body, status=422 if form.has_problems else 200)
