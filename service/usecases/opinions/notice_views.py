"""The public notice of a proposal as those who may open the case see it: its days, comments, what is still to do."""

from typing import Any

from service.db import public_notices
from service.db.work import Work
from service.usecases.cases import authorize_move, open_case
from service.usecases.catalog import Catalog
from service.usecases.errors import MoveClosed, NotFound, PermissionDenied
from service.usecases.facts import CaseData
from service.usecases.moves.acts import act_holder, authorize_act
from service.usecases.moves.open_acts import stands_still
from service.usecases.opinions.notice_comments import list_comments
from service.usecases.pages import Page
from service.usecases.recording import plain
from workflows.consultations import PUBLIC_NOTICE
from workflows.policy import Actor


def show_notice(
    work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, after: str | None = None, limit: int = 50
) -> dict[str, Any]:
    """Return the last notice with its comments and what this actor may do; never to the nominee. Raises NotFound.

    Keys: `version`, `notice` (None where none was posted), `earlier`, `comments`, `next`, `unsettled`, `may_post`,
    `deals` (may settle, withdraw, conclude), `may_hold`, `working_days`, `ground`.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    if actor.person_id == data.case.nominee_id:
        raise NotFound("not-found", {"kind": "public-notice", "id": proposal_id})
    rows = public_notices.list_of_proposal(work, proposal_id)
    acts = {act.id: act for act in data.dossier.acts if act.kind == PUBLIC_NOTICE}
    spec = _spec(data, actor)
    page = Page([], None)
    if rows:
        page = list_comments(
            work, catalog, actor=actor, proposal_id=proposal_id, act_id=rows[0].id, after=after, limit=limit
        )
    shown = [_notice(work, data, row, acts[row.id]) for row in rows]
    told: dict[str, Any] = plain(
        {
            "version": data.case.version,
            "notice": shown[0] if shown else None,
            "earlier": shown[1:],
            "comments": page.items,
            "next": page.next,
            "unsettled": public_notices.count_outcomes(work, rows[0].id).get("", 0) if rows else 0,
            "may_post": spec is not None and not any(act.state == "open" for act in acts.values()),
            "deals": bool(rows) and act_holder(data, actor, acts[rows[0].id]) is not None,
            "may_hold": _may_hold(data, actor),
            "working_days": min((clock.working_days for clock in spec.clocks), default=None) if spec else None,
            "ground": spec.citation.text if spec else "",
        }
    )
    return told


def _notice(work: Work, data: CaseData, row: Any, act: Any) -> dict[str, Any]:
    kept: dict[str, Any] = row._asdict()
    kept |= {"state": act.state, "outcome": act.outcome, "ended_on": act.ended_on}
    return kept | {
        "is_over": row.closes_on < work.today and not stands_still(data, act),
        "is_shown": public_notices.find_public(work, row.id) is not None,
        "comments": act.data.get("comments", 0),
    }


def _spec(data: CaseData, actor: Actor) -> Any:
    try:
        return authorize_act(data, actor, PUBLIC_NOTICE)[0]
    except (MoveClosed, PermissionDenied):
        return None


def _may_hold(data: CaseData, actor: Actor) -> bool:
    try:
        authorize_move(data, actor, "hold")
    except (MoveClosed, PermissionDenied):
        return False
    return True
