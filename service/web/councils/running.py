"""Closing a session: what is missing is read first, and the password is asked before it is done."""

from flask import Response, url_for
from flask_babel import gettext as _

from service.http.context import actor, language, services
from service.i18n import sentence
from service.schemas.base import whole
from service.schemas.councils import CouncilSessionClosingInput
from service.usecases.councils import council_closings
from service.usecases.councils.council_views import show_session as read_session
from service.usecases.errors import Conflict, DomainError, Invalid, SessionIncomplete, Stale
from service.web.councils.area import SESSION, pages, run
from service.web.forms import Form
from service.web.kit import flash_note, go, read
from service.web.reauthentication import reauthenticated
from service.web.rendering import render_page

REFUSALS: tuple[type[DomainError], ...] = (Invalid, Conflict, Stale, SessionIncomplete)


class ClosingForm(CouncilSessionClosingInput):
    """The form of closing, with the version that was seen."""

    version = whole(required=True)


@pages.get(f"{SESSION}/close")
def closing(session_id: str) -> Response:
    """Say what is missing, item by item, with figures and clauses."""
    return _show(session_id, Form(ClosingForm))


@pages.post(f"{SESSION}/close")
@reauthenticated
def close(session_id: str) -> Response:
    """Close the session with everything that is open in it, or nothing."""
    who, catalog, form = actor(), services().catalog, Form(ClosingForm)
    values = form.load()
    if values is None:
        return _show(session_id, form, status=422)
    try:
        done = run(
            session_id,
            lambda work: council_closings.close_session(
                work,
                catalog,
                actor=who,
                session_id=session_id,
                expected_version=values["version"],
                is_final=values["is_final"],
                reason=values["reason"],
                ends_at=values["ends_at"],
            ),
            "close-session",
        )
    except SessionIncomplete:
        return _show(session_id, form, status=422)
    except REFUSALS as error:
        form.refuse(error)
        return _show(session_id, form, status=422)
    said = _(
        "Đã kết thúc phiên họp: %(yes)s hồ sơ được đồng ý, %(no)s không được đồng ý.",
        yes=done["agreed"],
        no=done["not_agreed"],
    )
    flash_note("good", said)
    return go(url_for("pages.councils.show_session", session_id=session_id))


def _show(session_id: str, form: Form, status: int = 200) -> Response:
    who, catalog, spoken = actor(), services().catalog, language()
    session = read(lambda work: read_session(work, catalog, actor=who, session_id=session_id))
    found = read(lambda work: council_closings.find_missing(work, catalog, actor=who, session_id=session_id))
    missing = [sentence("problems", one["code"], one["params"], spoken) for one in found]
    if not form.has_problems:
        form.values["version"] = [str(session["version"])]
    return render_page("councils/close.html", session=session, missing=missing, form=form, status=status)
