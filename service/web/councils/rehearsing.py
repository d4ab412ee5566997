"""Rehearsals: who might come and how they might vote in one form, and below it what closing would come to."""

from typing import Any

from flask import Response
from flask_babel import gettext as _

from service.http.context import actor, language, services
from service.i18n import name_of, sentence
from service.schemas.council_rehearsals import RehearsalInput
from service.schemas.councils import CHOICES
from service.usecases.councils.council_rehearsals import rehearse_session, show_rehearsal
from service.usecases.errors import Invalid
from service.web.councils.area import SESSION, pages
from service.web.forms import Form
from service.web.kit import read
from service.web.rendering import render_page

ADDRESS = f"{SESSION}/rehearsal"


@pages.get(ADDRESS)
def rehearsal(session_id: str) -> Response:
    """Offer the form of a rehearsal, filled with what is recorded: all come and agree where nothing is."""
    return _show(session_id, Form(RehearsalInput, {"others": "yes"}))


@pages.post(ADDRESS)
def rehearse(session_id: str) -> Response:
    """Say what closing would come to; nothing is written, so the form may be sent again and again."""
    who, catalog, form = actor(), services().catalog, Form(RehearsalInput)
    values = form.load()
    if values is None:
        return _show(session_id, form, status=422)
    try:
        told = read(lambda work: rehearse_session(work, catalog, actor=who, session_id=session_id, values=values))
    except Invalid as error:
        form.refuse(error)
        return _show(session_id, form, status=422)
    return _show(session_id, form, told)


def _show(session_id: str, form: Form, told: dict[str, Any] | None = None, status: int = 200) -> Response:
    who, catalog, spoken = actor(), services().catalog, language()
    session = read(lambda work: show_rehearsal(work, catalog, actor=who, session_id=session_id))
    for place, seat in enumerate(session["seats"]):
        came = "absent" if seat["attendance"] == "absent" else "present"
        form.values.setdefault(f"seats.{place}.came", [came])

    def said(problem: dict[str, Any]) -> str:
        return sentence("problems", problem["code"], problem["params"], spoken)

    return render_page(
        "councils/rehearsal.html",
        session=session,
        form=form,
        told=told,
        said=said,
        came=[(code, name_of("attendances", code, spoken)) for code in ("present", "absent")],
        choices=[(code, name_of("council_choices", code, spoken)) for code in CHOICES],
        silent=_("chưa biểu quyết"),
        status=status,
    )
