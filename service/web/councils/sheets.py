"""The sheet of a session: pending outcomes are set, what a release would come to is shown, and it is released."""

from typing import Any

from flask import Response, url_for
from flask_babel import gettext as _
from marshmallow import fields, validate

from service.http.context import actor, language, services
from service.i18n import name_of, sentence
from service.schemas.base import InputSchema, line, whole
from service.schemas.council_sheets import OUTCOMES
from service.usecases.councils import council_release_jobs, council_releases, council_sheets
from service.usecases.councils.council_sheet_words import tell_answer
from service.usecases.errors import Conflict, DomainError, Invalid, SessionIncomplete
from service.web.councils.area import SESSION, pages, run
from service.web.forms import Form
from service.web.kit import flash_note, go, read
from service.web.reauthentication import reauthenticated
from service.web.rendering import render_page

REFUSALS: tuple[type[DomainError], ...] = (Invalid, Conflict, SessionIncomplete)


class SheetLineForm(InputSchema):
    """One line of the sheet as the page sends it."""

    outcome = fields.String(load_default="", validate=validate.OneOf(("", *OUTCOMES)))
    reason = line()
    version = whole(required=True)


class SheetForm(InputSchema):
    """The whole sheet, line by line."""

    items = fields.Dict(keys=fields.String(), values=fields.Nested(SheetLineForm), required=True)


@pages.get(f"{SESSION}/sheet")
def show_sheet(session_id: str) -> Response:
    """Show every item with the advice, the vote and the outcome that is meant."""
    return _show(session_id, Form(SheetForm))


@pages.post(f"{SESSION}/sheet")
def save_sheet(session_id: str) -> Response:
    """Keep the pending outcomes; no proposal changes by it."""
    who, catalog, form = actor(), services().catalog, Form(SheetForm)
    values = form.load()
    if values is None:
        return _show(session_id, form, status=422)
    rows = [{"item_id": key, **row} for key, row in values["items"].items()]
    try:
        done = run(
            session_id,
            lambda work: council_sheets.save_sheet(work, catalog, actor=who, session_id=session_id, values=rows),
            "set-outcomes",
        )
    except REFUSALS as error:
        form.refuse(error)
        return _show(session_id, form, status=422)
    flash_note("good", _("Đã lưu kết quả dự kiến của %(count)s mục. Chưa hồ sơ nào thay đổi.", count=done["changed"]))
    return go(url_for("pages.councils.show_sheet", session_id=session_id))


@pages.get(f"{SESSION}/sheet/release")
def consider_release(session_id: str) -> Response:
    """Say what stands against the release, or what it would come to line by line; nothing of the trial is kept."""
    return _consider(session_id, Form(InputSchema, {}))


@pages.post(f"{SESSION}/sheet/release")
@reauthenticated
def release_sheet(session_id: str) -> Response:
    """Release every line that waits, in the background."""
    who, catalog, form = actor(), services().catalog, Form(InputSchema, {})
    try:
        begun = run(
            session_id,
            lambda work: council_releases.start_release(work, catalog, actor=who, session_id=session_id),
            "release-sheet",
        )
    except REFUSALS as error:
        form.errors.append(sentence("errors", error.code, error.params, language()))
        return _consider(session_id, form, status=422)
    return go(url_for("pages.jobs.show", job_id=begun["job_id"]))


def _show(session_id: str, form: Form, status: int = 200) -> Response:
    sheet = _read(session_id)
    if not form.has_problems:
        form.values = {
            f"items.{row['item_id']}.{name}": [str(row[name])]
            for row in sheet["rows"]
            for name in ("outcome", "reason", "version")
        }
    return render_page("councils/sheet.html", sheet=sheet, form=form, choices=_choices, status=status)


def _consider(session_id: str, form: Form, status: int = 200) -> Response:
    who, catalog, spoken = actor(), services().catalog, language()
    sheet = _read(session_id)
    found = read(lambda work: council_releases.list_obstacles(work, catalog, actor=who, session_id=session_id))
    told = [sentence("problems", one["code"], one["params"], spoken) for one in found]
    tried = {} if told else council_release_jobs.try_release(services(), actor=who, session_id=session_id)
    answers = {key: answer | {"messages": tell_answer(answer, spoken)} for key, answer in tried.items()}
    return render_page(
        "councils/sheet_release.html", sheet=sheet, form=form, obstacles=told, answers=answers, status=status
    )


def _read(session_id: str) -> dict[str, Any]:
    who, catalog, spoken = actor(), services().catalog, language()
    sheet = read(lambda work: council_sheets.show_sheet(work, catalog, actor=who, session_id=session_id))
    for row in sheet["rows"]:
        row["messages"] = tell_answer(row["answer"], spoken) if row["answer"] else []
    return sheet


def _choices(row: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the outcomes that may be chosen for a line, a recommendation with the forms that it may lead to."""
    spoken, found = language(), []
    for code in OUTCOMES:
        forms = row["offers"].get(code)
        if forms == []:
            continue
        named = " / ".join(name_of("forms", form, spoken) for form in forms or ())
        label = name_of("sheet_outcomes", code, spoken)
        found.append((code, f"{label}: {named}" if named else label))
    return found
