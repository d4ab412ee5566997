"""Submissions as people and programs read them: lists, one in full, and what may be put into a new one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from service.db import submission_candidates as candidates
from service.db import submission_entries as entries
from service.db import submissions
from service.db.jobs import get_job
from service.db.lines import ListedProposal
from service.db.organisations import OrganisationRow, load_organisations
from service.db.refusals import last_attempts, last_rejections
from service.db.submission_entries import ShownEntry
from service.db.submissions import SubmissionRow, Wanted
from service.db.work import Work
from service.usecases.cases import reader_of, require
from service.usecases.catalog import Catalog
from service.usecases.pages import Page, line_as_data
from service.usecases.recording import plain
from service.usecases.submissions.submission_lanes import is_sender, maker_of, open_submission, own_lanes, receiver_of
from service.usecases.submissions.submission_signing import (
    ENDED,
    has_broken_off,
    heads_of,
    outcomes_of,
)
from service.usecases.submissions.submissions import fits, own_lane, way_of
from service.usecases.trail.narration import blocking_codes
from workflows.policy import Actor
from workflows.submission_papers import BLOCKS, block_of
from workflows.submissions import is_settled

HIDDEN = ("head_hash", "registered_as", "drawn_up_by", "job_id")


def list_submissions(work: Work, *, actor: Actor, wanted: Wanted, after: str | None, limit: int) -> Page:
    """Return the submissions of the actor's bodies, made or received, newest first; of hidden proposals nothing."""
    require(actor, "proposal:read")
    rows = submissions.list_submissions(work, reader_of(actor), wanted, after=after, limit=limit + 1)
    items: list[dict[str, Any]] = [plain(row._asdict()) for row in rows[:limit]]
    return Page(items, rows[limit - 1].id if len(rows) > limit else None)


def list_lanes(work: Work, catalog: Catalog, *, actor: Actor) -> list[dict[str, str]]:
    """Return where the actor draws up submissions: body, part and level."""
    require(actor, "proposal:read")
    found = own_lanes(work, catalog, actor)
    names = load_organisations(work, {body for body, _ in found})
    return [
        {"from_id": body, "from_name": names[body].name, "level": lane.level} for body, lane in found if body in names
    ]


def list_candidates(
    work: Work, catalog: Catalog, *, actor: Actor, from_id: str, level: str, after: str | None, limit: int
) -> Page:
    """Return what the actor may put into a submission of his body at a level, with the body that it goes to."""
    lane = own_lane(work, catalog, actor, from_id, level)
    rows = candidates.list_candidates(work, reader_of(actor), lane.place_of(from_id), after=after, limit=limit + 1)
    lines = [line for line in rows[:limit] if fits(work, catalog, lane, line, from_id)]
    items = _offered_lines(work, catalog, lines, level)
    return Page(items, rows[limit - 1].id if len(rows) > limit else None)


def list_brought(
    work: Work, catalog: Catalog, *, actor: Actor, from_id: str, level: str, submission_id: str
) -> list[dict[str, Any]]:
    """Return what came with one submission and may go on with another; raises NotFound, PermissionDenied."""
    lane = own_lane(work, catalog, actor, from_id, level)
    came = open_submission(work, actor, submission_id)
    brought = [item.line.id for item in entries.list_shown(work, came.id, reader_of(actor), with_stayed=False)]
    rows = candidates.choose_candidates(work, reader_of(actor), lane.place_of(from_id), brought)
    return _offered_lines(work, catalog, [line for line in rows if fits(work, catalog, lane, line, from_id)], level)


def show_submission(work: Work, catalog: Catalog, *, actor: Actor, submission_id: str) -> dict[str, Any]:
    """Return one submission: its paper, its entries with what became of each, what came before and after it.

    Entries that are hidden from the actor are neither told nor counted. Raises NotFound.
    """
    row = open_submission(work, actor, submission_id)
    shown = entries.list_shown(work, row.id, reader_of(actor), with_stayed=is_sender(actor, row))
    outcomes = outcomes_of(work, row, shown)
    told = [_entry(item, outcomes) for item in shown]
    _add_codes(work, told)
    names = load_organisations(work, {row.from_id, row.to_id})
    return {
        **{name: value for name, value in plain(row._asdict()).items() if name not in HIDDEN},
        "from_name": _name(names, row.from_id),
        "to_name": _name(names, row.to_id),
        "entries": told,
        "counts": counts_of(told),
        "brought_by": _linked(work, actor, row, row.from_id, is_onward=False),
        "taken_on_by": _linked(work, actor, row, row.to_id, is_onward=True),
        "may": list(_offered(work, catalog, actor, row, told)),
        "heads": list(heads_of(work, row)),
        "progress": _progress(work, actor, row),
    }


def counts_of(told: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return how many entries the submission holds, by block of its list and by what became of them."""
    items = list(told)
    carried = [item for item in items if item["outcome"] != "stayed"]
    blocks = [block_of(item["nominee_kind"]) for item in carried]
    outcomes = [item["outcome"] for item in items]
    return {
        "total": len(carried),
        "blocks": {block: blocks.count(block) for block in BLOCKS},
        "outcomes": {name: outcomes.count(name) for name in dict.fromkeys(outcomes)},
    }


def _offered_lines(work: Work, catalog: Catalog, lines: Sequence[ListedProposal], level: str) -> list[dict[str, Any]]:
    """Return lines with the body that each goes to, and whether the own move of the body is made already."""
    goes = {line.id: way_of(work, catalog, line, level)[1] for line in lines}
    names = load_organisations(work, goes.values())
    return [
        line_as_data(line)
        | {"to_id": goes[line.id], "to_name": _name(names, goes[line.id]), "is_ready": line.state == level}
        for line in lines
    ]


def _entry(item: ShownEntry, outcomes: Mapping[str, str]) -> dict[str, Any]:
    answer = item.entry.answer
    outcome = outcomes.get(item.line.id, "stayed" if item.entry.result == "stayed" else "unsent")
    has_changed = outcome == "unsent" and answer is not None and item.entry.version != item.line.version
    return line_as_data(item.line) | {
        "place": item.entry.place,
        "outcome": outcome,
        "answer": answer,
        "has_changed": has_changed,
        "codes": [],
    }


def _add_codes(work: Work, told: Sequence[dict[str, Any]]) -> None:
    """Say by which rules an entry did not pass: those that stood against it when it was rejected.

    Else, and where that was not asked yet in those days, those of the last refused attempt; one statement for all.
    """
    open_ones = [item for item in told if item["outcome"] not in {"passed", "unsent"}]
    attempts = last_attempts(work, [item["id"] for item in open_ones]) if open_ones else {}
    rejected = [item["id"] for item in open_ones if item["outcome"] == "rejected"]
    rejections = last_rejections(work, rejected) if rejected else {}
    for item in open_ones:
        against = rejections[item["id"]].entry().payload.get("against") if item["id"] in rejections else None
        if isinstance(against, list):
            item["codes"] = list(dict.fromkeys(str(code) for code, _ in against))
        elif item["id"] in attempts:
            item["codes"] = blocking_codes(attempts[item["id"]].entry().payload)


def _linked(work: Work, actor: Actor, row: SubmissionRow, body_id: str, *, is_onward: bool) -> list[dict[str, Any]]:
    found = entries.list_linked(work, row.id, body_id, reader_of(actor), is_onward=is_onward)
    seen = submissions.seen_of(work, [link.id for link in found], reader_of(actor)) if found else ()
    return [plain(link._asdict()) | {"may_open": link.id in seen} for link in found]


def _offered(
    work: Work, catalog: Catalog, actor: Actor, row: SubmissionRow, told: Sequence[Mapping[str, Any]]
) -> Iterable[str]:
    """Yield what this actor may do with the submission now."""
    if row.state == "drafted" and maker_of(work, catalog, actor, row) is not None:
        yield from ("write", "check", "sign", "discard")
    if has_broken_off(work, row) and maker_of(work, catalog, actor, row) is not None:
        yield "resume"
    if row.state in {"sent", "received"} and receiver_of(work, catalog, actor, row) is not None:
        if row.state == "sent":
            yield "receive"
        elif all(is_settled(item["outcome"]) for item in told):
            yield "settle"
        yield "forward"


def _progress(work: Work, actor: Actor, row: SubmissionRow) -> dict[str, Any] | None:
    """Return how far a trial or a sending is that the actor himself has begun, None where none runs."""
    if not row.job_id:
        return None
    job = get_job(work, row.job_id)
    if job.account_id != actor.account_id:
        return None
    return {"kind": job.kind, "state": job.state, "done": job.done, "total": job.total, "is_over": job.state in ENDED}


def _name(names: Mapping[str, OrganisationRow], key: str) -> str:
    return names[key].name if key in names else ""
