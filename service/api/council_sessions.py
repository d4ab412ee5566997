"""Sessions of councils: agenda, attendance, votes, what is missing, closing, minutes."""

from collections.abc import Callable
from typing import Any

from flask import Response

from service.api.kit import ON_VERSION, TEXT, Resource, answer, answer_page, created, read
from service.db.work import Work
from service.http.context import actor, language, services
from service.http.preconditions import seen_version
from service.i18n import sentence
from service.schemas import council_views as views
from service.schemas import councils as inputs
from service.schemas.base import PageQuery, QueryInput
from service.usecases.attempts import perform
from service.usecases.councils import (
    council_agendas,
    council_closings,
    council_minutes,
    council_presiding,
    council_secrets,
    council_sessions,
    council_votes,
)
from service.usecases.councils.council_views import show_item, show_session
from service.usecases.streams import session_stream
from workflows.minutes_papers import paper_as_text

blp = Resource("council-sessions", __name__, description="Phiên họp Hội đồng: chương trình, biểu quyết, biên bản")
SESSION = "/council-sessions/<string:session_id>"
ITEM = f"{SESSION}/items/<string:item_id>"
Act = Callable[[Work], Any]


def _run(session_id: str, act: Act, action: str = "run-session") -> Any:
    return perform(services(), act, actor=actor(), stream=session_stream(session_id), action=action)


@blp.get(SESSION)
@blp.arguments(QueryInput, location="query")
@blp.response(200, views.CouncilSessionDetailOutput)
def show(_query: dict[str, Any], session_id: str) -> Response:
    """Return a session with its seats and its agenda, as far as nothing hides it from the caller."""
    who, catalog = actor(), services().catalog
    found = read(lambda work: show_session(work, catalog, actor=who, session_id=session_id))
    return answer(found, version=found["version"])


@blp.get(f"{SESSION}/candidates")
@blp.arguments(PageQuery, location="query")
@blp.response(200, views.CouncilCandidatesPage)
def list_candidates(query: dict[str, Any], session_id: str) -> Response:
    """Return the proposals that wait for this council by their flow."""
    who, catalog = actor(), services().catalog
    page = {"after": query["after"], "limit": query["limit"]}
    return answer_page(
        read(lambda work: council_agendas.list_candidates(work, catalog, actor=who, session_id=session_id, **page))
    )


@blp.post(f"{SESSION}/items")
@blp.arguments(inputs.CouncilAgendaInput)
@blp.response(201, views.CouncilAddedItemsOutput)
def add_items(values: dict[str, Any], session_id: str) -> Response:
    """Put proposals on the agenda: all of them, or none."""
    who, catalog = actor(), services().catalog
    made = _run(
        session_id,
        lambda work: council_agendas.add_items(work, catalog, actor=who, session_id=session_id, **values),
    )
    return answer({"items": made}, 201)


@blp.get(ITEM)
@blp.arguments(QueryInput, location="query")
@blp.response(200, views.CouncilItemDetailOutput)
def show_one(_query: dict[str, Any], session_id: str, item_id: str) -> Response:
    """Return one item with the votes that the caller may know."""
    who, catalog = actor(), services().catalog
    return answer(read(lambda work: show_item(work, catalog, actor=who, session_id=session_id, item_id=item_id)))


@blp.post(f"{ITEM}/removal")
@blp.arguments(inputs.CouncilRemovalInput)
@blp.response(204)
def remove_item(values: dict[str, Any], session_id: str, item_id: str) -> Response:
    """Take a proposal off the agenda, with a reason once anything was voted on it; it waits for another session."""
    who, catalog = actor(), services().catalog

    def act(work: Work) -> None:
        council_agendas.remove_item(work, catalog, actor=who, session_id=session_id, item_id=item_id, **values)

    _run(session_id, act)
    return Response(status=204)


@blp.post(f"{SESSION}/convening")
@blp.response(200, views.CouncilSessionOutput)
@blp.doc(**ON_VERSION)
def convene(session_id: str) -> Response:
    """Call the members of the day; the agenda opens to them."""
    who, seen = actor(), seen_version()
    made = _run(
        session_id,
        lambda work: council_sessions.convene_session(work, actor=who, session_id=session_id, expected_version=seen),
    )
    return answer(made, version=made["version"])


@blp.post(f"{SESSION}/cancellation")
@blp.arguments(inputs.CouncilReasonInput)
@blp.response(200, views.CouncilSessionOutput)
@blp.doc(**ON_VERSION)
def cancel(values: dict[str, Any], session_id: str) -> Response:
    """Call a session off; its proposals wait for another one."""
    who, catalog, seen = actor(), services().catalog, seen_version()

    def act(work: Work) -> dict[str, Any]:
        return council_sessions.cancel_session(
            work, catalog, actor=who, session_id=session_id, expected_version=seen, **values
        )

    made = _run(session_id, act)
    return answer(made, version=made["version"])


@blp.post(f"{SESSION}/attendance")
@blp.arguments(inputs.CouncilAttendanceInput)
@blp.response(200, views.CouncilVersionOutput)
def mark_attendance(values: dict[str, Any], session_id: str) -> Response:
    """Say who came."""
    who = actor()
    version = _run(
        session_id, lambda work: council_votes.mark_attendance(work, actor=who, session_id=session_id, **values)
    )
    return answer({"version": version}, version=version)


@blp.post(f"{ITEM}/presiding")
@blp.arguments(inputs.CouncilPresidingInput)
@blp.response(200, views.CouncilVersionOutput)
def name_presiding(values: dict[str, Any], session_id: str, item_id: str) -> Response:
    """Name who presides from this item on."""
    who = actor()

    def act(work: Work) -> int:
        return council_presiding.name_presiding(work, actor=who, session_id=session_id, item_id=item_id, **values)

    return answer({"version": _run(session_id, act)})


@blp.post(f"{ITEM}/discussion")
@blp.arguments(inputs.CouncilNoteInput)
@blp.response(200, views.CouncilVersionOutput)
def note_discussion(values: dict[str, Any], session_id: str, item_id: str) -> Response:
    """Keep what was said about an item."""
    who = actor()

    def act(work: Work) -> int:
        return council_votes.note_discussion(work, actor=who, session_id=session_id, item_id=item_id, **values)

    return answer({"version": _run(session_id, act)})


@blp.post(f"{ITEM}/mode")
@blp.arguments(inputs.CouncilModeInput)
@blp.response(200, views.CouncilVersionOutput)
def choose_mode(values: dict[str, Any], session_id: str, item_id: str) -> Response:
    """Choose how an item is voted on."""
    who, catalog = actor(), services().catalog

    def act(work: Work) -> int:
        return council_votes.choose_mode(work, catalog, actor=who, session_id=session_id, item_id=item_id, **values)

    return answer({"version": _run(session_id, act)})


@blp.post(f"{ITEM}/votes")
@blp.arguments(inputs.CouncilVoteInput)
@blp.response(200, views.CouncilVoteState)
def cast_vote(values: dict[str, Any], session_id: str, item_id: str) -> Response:
    """Vote openly in one's own seat, or change one's vote while the item is open."""
    who, catalog = actor(), services().catalog

    def act(work: Work) -> dict[str, Any]:
        return council_votes.cast_vote(work, catalog, actor=who, session_id=session_id, item_id=item_id, **values)

    return answer(_run(session_id, act, "vote-openly"))


@blp.post(f"{ITEM}/count")
@blp.arguments(inputs.CouncilCountInput)
@blp.response(200, views.CouncilVersionOutput)
def enter_count(values: dict[str, Any], session_id: str, item_id: str) -> Response:
    """Enter a count of hands or papers."""
    who, catalog = actor(), services().catalog

    def act(work: Work) -> int:
        return council_votes.enter_count(
            work, catalog, actor=who, session_id=session_id, item_id=item_id, values=values
        )

    return answer({"version": _run(session_id, act)})


@blp.post(f"{ITEM}/ballots")
@blp.response(201, views.CouncilBallotOutput)
def open_ballot(session_id: str, item_id: str) -> Response:
    """Open a secret ballot on an item for the members present."""
    who, catalog, seals = actor(), services().catalog, services().ballot_seals
    made = _run(
        session_id,
        lambda work: council_secrets.open_secret_vote(
            work, catalog, seals, actor=who, session_id=session_id, item_id=item_id
        ),
    )
    return created(made, f"/ballots/{made['id']}")


@blp.post(f"{ITEM}/closing")
@blp.arguments(inputs.CouncilClosingInput)
@blp.response(200, views.CouncilClosedItemOutput)
def close_item(values: dict[str, Any], session_id: str, item_id: str) -> Response:
    """Close one item and write its result on the proposal."""
    who, catalog = actor(), services().catalog

    def act(work: Work) -> dict[str, Any]:
        return council_closings.close_item(work, catalog, actor=who, session_id=session_id, item_id=item_id, **values)

    return answer(_run(session_id, act, "close-item"))


@blp.get(f"{SESSION}/missing")
@blp.arguments(inputs.CouncilMissingQuery, location="query")
@blp.response(200, views.CouncilMissingListOutput)
def list_missing(query: dict[str, Any], session_id: str) -> Response:
    """Return everything that keeps the session from being closed, with figures and clauses."""
    who, catalog, spoken, is_final = actor(), services().catalog, language(), query["is_final"]
    found = read(
        lambda work: council_closings.find_missing(work, catalog, actor=who, session_id=session_id, is_final=is_final)
    )
    return answer(
        {"items": [{**one, "message": sentence("problems", one["code"], one["params"], spoken)} for one in found]}
    )


@blp.post(f"{SESSION}/closing")
@blp.arguments(inputs.CouncilSessionClosingInput)
@blp.response(200, views.CouncilClosedSessionOutput)
@blp.doc(**ON_VERSION)
def close(values: dict[str, Any], session_id: str) -> Response:
    """Close the session with everything that is open in it, or nothing at all."""
    who, catalog, seen = actor(), services().catalog, seen_version()

    def act(work: Work) -> dict[str, Any]:
        return council_closings.close_session(
            work, catalog, actor=who, session_id=session_id, expected_version=seen, **values
        )

    made = _run(session_id, act, "close-session")
    return answer(made, version=made["version"])


@blp.get(f"{SESSION}/minutes")
@blp.arguments(QueryInput, location="query")
@blp.response(200, content_type="text/plain")
@blp.doc(responses={"200": {"content": {"text/plain": {"schema": TEXT}}}})
def take_minutes(_query: dict[str, Any], session_id: str) -> Response:
    """Return the minutes as plain Vietnamese text, each figure from what was recorded."""
    who, catalog = actor(), services().catalog
    minutes = read(lambda work: council_minutes.draft_minutes(work, catalog, actor=who, session_id=session_id))
    text = paper_as_text(council_minutes.minutes_as_paper(minutes), minutes["council"]["name"])
    return Response(text, content_type="text/plain; charset=utf-8")
