"""The sheet of a session in tests: outcomes are set, the release is asked for, tried, and done."""

from collections.abc import Mapping
from typing import Any

from service.usecases.councils import council_sheets
from service.usecases.councils.council_release_jobs import try_release
from service.usecases.councils.council_releases import start_release
from service.usecases.worker.job_kinds import KINDS
from service.usecases.worker.job_runner import JobRunner
from tests.support.councils import Council
from workflows.policy import Actor

REASON = "Hội đồng thấy thành tích chưa nổi bật (giả định)"


def show(council: Council, session_id: str, who: Actor | None = None) -> dict[str, Any]:
    """Return the sheet as somebody sees it, the secretary if nobody is named."""
    catalog, actor = council.services.catalog, who or council.secretary
    return council.services.database.read(
        lambda work: council_sheets.show_sheet(work, catalog, actor=actor, session_id=session_id)
    )


def rows_of(council: Council, session_id: str) -> dict[str, dict[str, Any]]:
    """Return the lines of the sheet by item, as the secretary sees them."""
    return {row["item_id"]: row for row in show(council, session_id)["rows"]}


def mean(
    council: Council,
    session_id: str,
    outcomes: Mapping[str, str],
    *,
    reason: str = "",
    who: Actor | None = None,
    version: int | None = None,
) -> dict[str, Any]:
    """Set the pending outcomes of some items, all with the same reason."""
    catalog = council.services.catalog
    values = [{"item_id": key, "outcome": code, "reason": reason, "version": version} for key, code in outcomes.items()]
    done: dict[str, Any] = council.run(
        lambda work: council_sheets.save_sheet(
            work, catalog, actor=who or council.secretary, session_id=session_id, values=values
        )
    )
    return done


def start(council: Council, session_id: str, who: Actor | None = None) -> dict[str, Any]:
    """Ask for the release; nothing is released before a worker does it."""
    catalog = council.services.catalog
    begun: dict[str, Any] = council.run(
        lambda work: start_release(work, catalog, actor=who or council.secretary, session_id=session_id)
    )
    return begun


def attempt(council: Council, session_id: str) -> dict[str, dict[str, Any]]:
    """Return what the release would come to, by item."""
    return try_release(council.services, actor=council.secretary, session_id=session_id)


def release(council: Council, session_id: str) -> dict[str, dict[str, Any]]:
    """Release the sheet and return its lines by item."""
    start(council, session_id)
    assert JobRunner(council.services, KINDS).run_one()
    return rows_of(council, session_id)
