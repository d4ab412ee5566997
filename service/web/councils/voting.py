"""One item: members vote, the secretary notes, chooses the way of voting and counts."""

from collections.abc import Callable
from typing import Any

from flask import Response, url_for
from flask_babel import gettext as _

from service.db.work import Work
from service.http.context import actor, language, services
from service.i18n import name_of
from service.schemas.base import InputSchema
from service.schemas.councils import (
    CHOICES,
    MODES,
    CouncilClosingInput,
    CouncilCountInput,
    CouncilModeInput,
    CouncilNoteInput,
    CouncilOpinionForm,
    CouncilPresidingForm,
    CouncilRemovalForm,
    CouncilTurnInput,
    CouncilVoteInput,
)
from service.usecases.councils import (
    council_agendas,
    council_closings,
    council_presiding,
    council_secrets,
    council_votes,
)
from service.usecases.councils.council_conflicts import list_seat_conflicts
from service.usecases.councils.council_views import show_item as read_item
from service.usecases.errors import Conflict, DomainError, Invalid, MoveClosed, PermissionDenied
from service.web.councils.area import ITEM, pages, run
from service.web.forms import Form
from service.web.kit import flash_note, go, read
from service.web.reauthentication import reauthenticated
from service.web.rendering import render_page

REFUSALS: tuple[type[DomainError], ...] = (Invalid, Conflict, MoveClosed, PermissionDenied)
FORMS: dict[str, type[InputSchema]] = {
    "vote": CouncilVoteInput,
    "note": CouncilNoteInput,
    "mode": CouncilModeInput,
    "opinion": CouncilOpinionForm,
    "turn": CouncilTurnInput,
    "presiding": CouncilPresidingForm,
    "count": CouncilCountInput,
    "close": CouncilClosingInput,
    "ballot": InputSchema,
    "remove": CouncilRemovalForm,
}
Act = Callable[[Work, dict[str, Any]], Any]


@pages.get(ITEM)
def show_item(session_id: str, item_id: str) -> Response:
    """Show one item with what its reader may do about it."""
    return show_page(session_id, item_id)


@pages.post(f"{ITEM}/vote")
def cast_vote(session_id: str, item_id: str) -> Response:
    """Vote openly, or change one's vote."""
    who, catalog = actor(), services().catalog

    def act(work: Work, values: dict[str, Any]) -> Any:
        return council_votes.cast_vote(work, catalog, actor=who, session_id=session_id, item_id=item_id, **values)

    return _do(session_id, item_id, "vote", act, _("Đã ghi phiếu. Có thể đổi cho đến khi mục này được chốt."))


@pages.post(f"{ITEM}/note")
def note(session_id: str, item_id: str) -> Response:
    """Keep what was said."""
    who = actor()

    def act(work: Work, values: dict[str, Any]) -> Any:
        return council_votes.note_discussion(work, actor=who, session_id=session_id, item_id=item_id, **values)

    return _do(session_id, item_id, "note", act, _("Đã ghi ý kiến thảo luận."))


@pages.post(f"{ITEM}/mode")
def choose_mode(session_id: str, item_id: str) -> Response:
    """Choose the way of voting."""
    who, catalog = actor(), services().catalog

    def act(work: Work, values: dict[str, Any]) -> Any:
        return council_votes.choose_mode(work, catalog, actor=who, session_id=session_id, item_id=item_id, **values)

    return _do(session_id, item_id, "mode", act, _("Đã chọn cách biểu quyết."))


@pages.post(f"{ITEM}/attendance")
def mark_turn(session_id: str, item_id: str) -> Response:
    """Say that a member comes or leaves from this item on."""
    who = actor()

    def act(work: Work, values: dict[str, Any]) -> Any:
        came = {values["member_id"]: values["came"]}
        at = {"session_id": session_id, "from_item_id": item_id}
        return council_votes.mark_attendance(work, actor=who, came=came, **at)

    return _do(session_id, item_id, "turn", act, _("Đã ghi thay đổi điểm danh từ mục này trở đi."))


@pages.post(f"{ITEM}/presiding")
def name_presiding(session_id: str, item_id: str) -> Response:
    """Name who presides from this item on."""
    who = actor()

    def act(work: Work, values: dict[str, Any]) -> Any:
        at = {"session_id": session_id, "item_id": item_id}
        return council_presiding.name_presiding(work, actor=who, **values, **at)

    return _do(session_id, item_id, "presiding", act, _("Đã ghi người chủ trì từ mục này trở đi."))


@pages.post(f"{ITEM}/count")
def enter_count(session_id: str, item_id: str) -> Response:
    """Enter a count of hands or papers."""
    who, catalog = actor(), services().catalog

    def act(work: Work, values: dict[str, Any]) -> Any:
        return council_votes.enter_count(
            work, catalog, actor=who, session_id=session_id, item_id=item_id, values=values
        )

    return _do(session_id, item_id, "count", act, _("Đã nhập kết quả kiểm phiếu."))


@pages.post(f"{ITEM}/ballot")
def open_ballot(session_id: str, item_id: str) -> Response:
    """Open a secret ballot for those present."""
    who, catalog, seals = actor(), services().catalog, services().ballot_seals

    def act(work: Work, _values: dict[str, Any]) -> Any:
        return council_secrets.open_secret_vote(work, catalog, seals, actor=who, session_id=session_id, item_id=item_id)

    return _do(session_id, item_id, "ballot", act, _("Đã mở bỏ phiếu kín cho các thành viên có mặt."))


@pages.post(f"{ITEM}/close")
@reauthenticated
def close_item(session_id: str, item_id: str) -> Response:
    """Close one item and write its result on the proposal."""
    who, catalog = actor(), services().catalog

    def act(work: Work, values: dict[str, Any]) -> Any:
        return council_closings.close_item(work, catalog, actor=who, session_id=session_id, item_id=item_id, **values)

    return _do(session_id, item_id, "close", act, _("Đã chốt mục này."), "close-item")


@pages.post(f"{ITEM}/remove")
def remove_item(session_id: str, item_id: str) -> Response:
    """Take an item off the agenda; with a reason once anything was voted on it."""
    who, catalog = actor(), services().catalog

    def act(work: Work, values: dict[str, Any]) -> Any:
        return council_agendas.remove_item(work, catalog, actor=who, session_id=session_id, item_id=item_id, **values)

    done = _("Đã rút hồ sơ khỏi chương trình. Hồ sơ chờ phiên họp khác.")
    onward = url_for("pages.councils.show_session", session_id=session_id)
    return _do(session_id, item_id, "remove", act, done, onward=onward)


def _do(
    session_id: str, item_id: str, name: str, act: Act, done: str, action: str = "", *, onward: str = ""
) -> Response:
    """Read one of the forms of the page and do what it asks; what is wrong stands beside that form."""
    form = Form(FORMS[name])
    values = form.load()
    if values is None:
        return show_page(session_id, item_id, {name: form}, status=422)
    try:
        run(session_id, lambda work: act(work, values), action or ("vote-openly" if name == "vote" else "run-session"))
    except REFUSALS as error:
        form.refuse(error)
        if name == "remove" and "reason" in form.problems:
            form.problems["removal_reason"] = form.problems.pop("reason")
        return show_page(session_id, item_id, {name: form}, status=422)
    flash_note("good", done)
    return go(onward or url_for("pages.councils.show_item", session_id=session_id, item_id=item_id))


def show_page(session_id: str, item_id: str, tried: dict[str, Form] | None = None, status: int = 200) -> Response:
    """Show one item with all its forms; `tried` is the one that was refused."""
    who, catalog, spoken = actor(), services().catalog, language()
    item, near = read(
        lambda work: (
            read_item(work, catalog, actor=who, session_id=session_id, item_id=item_id),
            list_seat_conflicts(work, catalog, actor=who, session_id=session_id, item_id=item_id),
        )
    )
    starts: dict[str, dict[str, Any]] = {
        "vote": {"choice": item["own_choice"]},
        "note": {"note": item["note"]},
        "mode": {"mode": item["mode"]},
        "count": item["counted"] or {},
        "presiding": {"presiding_id": item["presiding_id"] or ""},
    }
    forms = {name: _untouched(schema, starts.get(name, {})) for name, schema in FORMS.items()} | (tried or {})
    wrong = next(iter(tried.values())) if tried else Form(CouncilClosingInput, {})
    return render_page(
        "councils/item.html",
        status=status,
        item=item,
        forms=forms,
        wrong=wrong,
        conflicts=near,
        choices=[(code, name_of("council_choices", code, spoken), "") for code in CHOICES],
        written_choices=[(code, name_of("council_choices", code, spoken)) for code in CHOICES],
        away=[(seat["member_id"], seat["name"]) for seat in item["absent"]],
        turned=[
            (seat["member_id"], f"{seat['name']} – {name_of('attendances', seat['attendance'], spoken)}")
            for seat in item["seats"]
        ],
        there=[
            (one["member_id"], one["name"]) for one in item["seats"] if one["attendance"] == "present" and one["votes"]
        ],
        came=[(code, name_of("attendances", code, spoken)) for code in ("present", "absent")],
        modes=[(code, name_of("council_modes", code, spoken)) for code in MODES],
        limit_mb=services().settings.upload_limit_mb,
    )


def _untouched(schema: type[InputSchema], start: dict[str, Any]) -> Form:
    """Return a form that does not take over what another form of the page has sent."""
    form = Form(schema)
    form.values = {name: [str(value)] for name, value in start.items()}
    return form
