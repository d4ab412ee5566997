"""Registration: the lists of units, one list being filled and sent, and what was registered under a plan in all."""

from collections.abc import Callable
from typing import Any

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from service.db.work import Work
from service.http.context import actor, language, services
from service.i18n import name_of
from service.schemas.registrations import RegistrationEntryInput, RegistrationInput, RegistrationQuery
from service.usecases.errors import Conflict, Invalid, Stale
from service.usecases.registrations import registration_lists, registrations
from service.usecases.registrations.registration_rights import WRITE
from service.usecases.registry import nominees
from service.usecases.streams import registration_stream
from service.web.campaigns import pages
from service.web.forms import Form
from service.web.kit import attempt_as, go, read
from service.web.queries import query_of
from service.web.rendering import render_page
from workflows.plans.vocabulary import FORMS
from workflows.policy import may

Shown = dict[str, Any]
MOST_FOUND = 20


@pages.get("/registrations")
def registration_list() -> Response:
    """List the registrations of the units that the reader reads for, with the sums of one plan where one is chosen."""
    who, query, catalog = actor(), query_of(RegistrationQuery), services().catalog

    def look(work: Work) -> tuple[Any, Any, Any]:
        plan = query["plan_code"]
        return (
            registration_lists.list_registrations(work, actor=who, plan_code=plan, after=query["after"]),
            registration_lists.asking_plans(work, catalog),
            registration_lists.roll_up(work, actor=who, plan_code=plan) if plan else [],
        )

    found, plans, sums = read(look)
    return render_page(
        "campaigns/registrations.html",
        page=found,
        plans=plans,
        sums=sums,
        chosen=query["plan_code"],
        after=query["after"],
        may_register=may(who, WRITE),
    )


@pages.route("/registrations/new", methods=["GET", "POST"])
def open_registration() -> Response:
    """Begin a list: under which plan, for which occasion and year, of which unit."""
    who, catalog = actor(), services().catalog
    start = {"plan_code": request.args.get("plan", ""), "year": read(lambda work: work.today).year}
    form = Form(RegistrationInput, start)
    values = form.load() if request.method == "POST" else None
    if values is not None:
        try:
            made = _try("", lambda work: registrations.open_registration(work, catalog, actor=who, values=values))
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            return go(url_for("pages.campaigns.registration", registration_id=made["id"]))
    offered = read(lambda work: registration_lists.choices(work, catalog, actor=who))
    spoken = language()
    return render_page(
        "campaigns/registration_new.html",
        form=form,
        units=[(unit["id"], unit["name"]) for unit in offered["units"]],
        plans=[(plan.code, plan.title) for plan in offered["plans"]],
        occasions=[(code, name_of("occasions", code, spoken)) for code in _occasions(offered["plans"])],
        status=422 if form.has_problems else 200,
    )


@pages.get("/registrations/<registration_id>")
def registration(registration_id: str) -> Response:
    """Show one list; where the reader may write it, with the form for the next line."""
    return _show(registration_id, Form(RegistrationEntryInput))


@pages.post("/registrations/<registration_id>/entries")
def add_registration_entry(registration_id: str) -> Response:
    """Put a subject and a form into the list."""
    who, catalog, form = actor(), services().catalog, Form(RegistrationEntryInput, {})
    version = _seen(form)
    values = form.load()
    if values is None:
        return _show(registration_id, form, status=422)
    return _change(
        registration_id,
        form,
        _("Đã thêm vào bản đăng ký."),
        lambda work: registrations.add_entry(
            work, catalog, actor=who, registration_id=registration_id, expected_version=version, values=values
        ),
    )


@pages.post("/registrations/<registration_id>/entries/<entry_id>/removal")
def remove_registration_entry(registration_id: str, entry_id: str) -> Response:
    """Take a line out of the list."""
    who, form = actor(), Form(RegistrationEntryInput, {})
    version = _seen(form)
    return _change(
        registration_id,
        form,
        _("Đã bỏ dòng khỏi bản đăng ký."),
        lambda work: registrations.remove_entry(
            work, actor=who, registration_id=registration_id, entry_id=entry_id, expected_version=version
        ),
    )


@pages.post("/registrations/<registration_id>/submission")
def send_registration(registration_id: str) -> Response:
    """Send the list for good."""
    who, catalog, form = actor(), services().catalog, Form(RegistrationEntryInput, {})
    version = _seen(form)
    return _change(
        registration_id,
        form,
        _("Đã gửi bản đăng ký. Đề nghị sau này của các đối tượng trong bản sẽ tự nhận bản đăng ký."),
        lambda work: registrations.send_registration(
            work, catalog, actor=who, registration_id=registration_id, expected_version=version
        ),
    )


def _seen(form: Form) -> int:
    """Return the version of the list that the page showed, taken out of the form's own values."""
    said = form.values.pop("version", [""])[-1]
    return int(said) if said.isdecimal() and len(said) < 10 else 0  # noqa: PLR2004 - nine digits at most


def _change(registration_id: str, form: Form, said: str, act: Callable[[Work], Shown]) -> Response:
    try:
        _try(registration_id, act)
    except (Invalid, Conflict, Stale) as error:
        form.refuse(error)
        return _show(registration_id, form, status=422)
    flash(said)
    return go(url_for("pages.campaigns.registration", registration_id=registration_id))


def _try(registration_id: str, act: Callable[[Work], Shown]) -> Shown:
    return attempt_as(act, stream=registration_stream(registration_id), action="register")


def _show(registration_id: str, form: Form, status: int = 200) -> Response:
    who, catalog, asked = actor(), services().catalog, request.args.get("q", "")

    def look(work: Work) -> tuple[Shown, list[Any]]:
        found = registration_lists.show_registration(work, catalog, actor=who, registration_id=registration_id)
        if WRITE not in found["acts"]:
            return found, []
        offered = nominees.list_nominees(
            work, actor=who, query=asked, organisation_id=found["unit_id"], limit=MOST_FOUND
        )
        return found, list(offered.items)

    found, offered = read(look)
    spoken = language()
    return render_page(
        "campaigns/registration.html",
        found=found,
        form=form,
        query=asked,
        subjects=[(row["id"], f"{row['name']} ({name_of('nominee_kinds', row['kind'], spoken)})") for row in offered],
        forms=[(code, name_of("forms", code, spoken)) for code in found["forms"] or FORMS],
        status=status,
    )


def _occasions(plans: Any) -> list[str]:
    return list(dict.fromkeys(occasion.code for plan in plans for occasion in plan.occasions))
