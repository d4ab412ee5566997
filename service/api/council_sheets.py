"""Sheets of council sessions: pending outcomes, what a release would come to, and the release."""

from typing import Any

from flask import Response

from service.api.kit import Resource, answer, read
from service.http.context import actor, language, services
from service.schemas import council_sheets as schemas
from service.schemas.base import QueryInput
from service.usecases.attempts import perform
from service.usecases.councils import council_release_jobs, council_releases, council_sheets
from service.usecases.councils.council_sheet_words import tell_answer
from service.usecases.streams import session_stream

blp = Resource("council-sheets", __name__, description="Bảng kết quả của phiên họp: kết quả dự kiến, phát hành")
SHEET = "/council-sessions/<string:session_id>/sheet"


@blp.get(SHEET)
@blp.arguments(QueryInput, location="query")
@blp.response(200, schemas.CouncilSheetOutput)
def show(_query: dict[str, Any], session_id: str) -> Response:
    """Return the sheet of a session, as far as nothing hides its items from the caller."""
    who, catalog, spoken = actor(), services().catalog, language()
    found = read(lambda work: council_sheets.show_sheet(work, catalog, actor=who, session_id=session_id))
    for row in found["rows"]:
        row["messages"] = tell_answer(row["answer"], spoken) if row["answer"] else []
    return answer(found, version=found["version"])


@blp.put(SHEET)
@blp.arguments(schemas.CouncilSheetInput)
@blp.response(200, schemas.CouncilSheetSavedOutput)
def save(values: dict[str, Any], session_id: str) -> Response:
    """Keep pending outcomes; no proposal changes by it."""
    who, catalog = actor(), services().catalog
    done = perform(
        services(),
        lambda work: council_sheets.save_sheet(work, catalog, actor=who, session_id=session_id, values=values["rows"]),
        actor=who,
        stream=session_stream(session_id),
        action="set-outcomes",
    )
    return answer(done, version=done["version"])


@blp.post(f"{SHEET}/trial")
@blp.response(200, schemas.CouncilTrialOutput)
def try_release(session_id: str) -> Response:
    """Say what the release of each line would come to now; nothing is kept."""
    who, catalog, spoken = actor(), services().catalog, language()
    read(lambda work: council_releases.list_obstacles(work, catalog, actor=who, session_id=session_id))
    tried = council_release_jobs.try_release(services(), actor=who, session_id=session_id)
    rows = [
        {"item_id": key, "result": one["result"], "messages": tell_answer(one, spoken)} for key, one in tried.items()
    ]
    return answer({"rows": rows})


@blp.post(f"{SHEET}/release")
@blp.response(202, schemas.CouncilReleaseOutput)
def release(session_id: str) -> Response:
    """Release every line that waits, one by one in the background; refused as a whole while reasons are missing."""
    who, catalog = actor(), services().catalog
    begun = perform(
        services(),
        lambda work: council_releases.start_release(work, catalog, actor=who, session_id=session_id),
        actor=who,
        stream=session_stream(session_id),
        action="release-sheet",
    )
    return answer(begun, 202, version=begun["version"])
