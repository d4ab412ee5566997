"""The sheet of a session: every item with the advice on it, its vote as it stands and the outcome that is meant.

A pending outcome is a draft: it changes nothing about its proposal until the sheet is released (council_releases).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.db import council_sheets as rows
from service.db.council_sheets import SheetLine
from service.db.work import Work
from service.usecases.cases import reader_of
from service.usecases.catalog import Catalog
from service.usecases.councils.council_access import see_session, take_session
from service.usecases.councils.council_advice import advice_of
from service.usecases.councils.council_counts import Room, judge_item, judgement_as_data, load_room
from service.usecases.councils.council_recommendations import Asked, find_form, forms_beside, plan_now
from service.usecases.councils.council_sessions import session_as_data
from service.usecases.councils.councils import council_as_data
from service.usecases.fields import FieldReader
from service.usecases.recording import plain, record
from service.usecases.streams import session_stream
from workflows.policy import Actor
from workflows.votes.outcomes import UNDECIDED, citation_of, contradicts, differs, outcomes

SITS = ("convened", "closed")
LONGEST_REASON = 1000
Problem = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sheet with its place, what was advised, and the vote that stands (`undecided`: none yet)."""

    place: int
    row: SheetLine
    advice: Mapping[str, Any]
    vote: str
    citation: str

    @property
    def outcome(self) -> str:
        """The pending or released outcome, empty where none is set."""
        return self.row.kept.outcome if self.row.kept else ""

    @property
    def waits(self) -> bool:
        """Whether the line has an outcome that was not released yet."""
        return bool(self.outcome) and self.row.kept is not None and self.row.kept.state != "released"

    @property
    def lacks_reason(self) -> bool:
        """Whether the outcome departs from the advice without a reason."""
        has_reason = self.row.kept is not None and bool(self.row.kept.reason)
        return differs(self.outcome, str(self.advice["outcome"])) and not has_reason

    @property
    def is_against_vote(self) -> bool:
        """Whether the outcome contradicts the vote that stands."""
        return contradicts(self.outcome, self.vote, is_closed=self.row.item.state == "closed")

    def asked(self) -> Asked:
        """Return of what another form may be asked."""
        about = self.row.about
        return Asked(about.plan_code, about.occasion, self.row.item.form, about.unit_id)


def show_sheet(work: Work, catalog: Catalog, *, actor: Actor, session_id: str) -> dict[str, Any]:
    """Return the sheet of a session as far as nothing hides its items; raises NotFound.

    How members vote on an open item is the secretary's to see; so is what an attempt to release was refused for.
    """
    sight, row = see_session(work, actor, session_id)
    room = load_room(work, catalog, row)
    lines = load_lines(work, catalog, actor, room)
    offers = _offers(work, catalog, lines)
    runs = sight.secretary is not None
    return session_as_data(row) | {
        "council": council_as_data(sight.council),
        "rows": [_as_data(room, line, offers[line.row.item.id], runs=runs) for line in lines],
        "may": {"set": runs and row.state in SITS, "release": runs and any(line.waits for line in lines)},
    }


def save_sheet(
    work: Work, catalog: Catalog, *, actor: Actor, session_id: str, values: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Keep pending outcomes and reasons, all that are given or none; nothing changes about any proposal.

    Each of `values`: item_id, outcome (empty takes it back), reason, and optionally the version that was seen. Raises
    NotFound, PermissionDenied, Conflict before the session sits, Invalid with every problem: a line that was released
    or changed meanwhile, a recommended form that the plan does not have.
    """
    sight, row = take_session(work, actor, session_id, *SITS)
    holding = sight.require_secretary()
    lines = {line.row.item.id: line for line in load_lines(work, catalog, actor, load_room(work, catalog, row))}
    reader = FieldReader({})
    wanted = [_read(work, catalog, reader, lines, one) for one in values]
    reader.finish()
    changed = [one for one in wanted if _is_change(lines[one["item_id"]], one)]
    for one in changed:
        rows.put_row(work, row.id, one["item_id"], outcome=one["outcome"], reason=one["reason"], by=actor.account_id)
    if changed:
        facts = {"session": row.id, "number": row.number, "count": len(changed)}
        told = {"items": {one["item_id"]: one["outcome"] for one in changed}}
        stream = session_stream(row.id)
        record(work, stream=stream, event="council.outcomes-drafted", actor=actor, holding=holding, facts=facts | told)
    return {"version": row.version, "changed": len(changed)}


def find_obstacles(lines: Sequence[Line]) -> Iterator[Problem]:
    """Yield what keeps a sheet from being released: outcomes against the vote, and departures without a reason."""
    for line in lines:
        if not line.waits:
            continue
        path, told = f"items.{line.row.item.id}", {"about": line.place, "outcome": line.outcome}
        if line.is_against_vote:
            cited = line.citation or citation_of("vote").text
            yield {"path": f"{path}.outcome", "code": "sheet-against-vote"} | {
                "params": told | {"vote": line.vote, "citation": cited}
            }
        if line.lacks_reason:
            yield {"path": f"{path}.reason", "code": "sheet-reason-missing"} | {
                "params": told | {"advice": line.advice["outcome"], "citation": citation_of("reason").text}
            }


def load_lines(
    work: Work, catalog: Catalog, actor: Actor, room: Room, *, item_id: str = "", first: int = 1
) -> list[Line]:
    """Return the lines of a sheet that nothing hides from a reader; as many statements for many as for one.

    `item_id` asks for one line alone, whose place on the sheet is `first`.
    """
    session_id = room.session.id
    steps = rows.list_steps(work, session_id, item_id=item_id)
    judged = rows.list_judgements(work, session_id, item_id=item_id)
    found = []
    for place, row in enumerate(rows.list_lines(work, session_id, reader_of(actor), item_id=item_id), start=first):
        flow = catalog.flow(work, row.about.flow_code, row.about.flow_version)
        key = row.item.proposal_id
        advice = advice_of(flow, steps.get(key, ()), judged.get(key, ()))
        found.append(Line(place, row, advice, *standing_vote(room, row)))
    return found


def standing_vote(room: Room, row: SheetLine) -> tuple[str, str]:
    """Return the vote that stands on an item with the clause of its rule: as closed, or as closing it would find."""
    item = row.item
    citation = room.rule_of(item).citation.text
    if item.state != "open":
        return item.outcome or UNDECIDED, str((item.result or {}).get("citation") or citation)
    if item.mode != "open" and room.counted(item) is None:
        return UNDECIDED, citation
    judged = judge_item(room, item)
    is_short = judged.problems or any(one.binds for one in judged.shortfalls)
    return UNDECIDED if is_short else judged.outcome, citation


def _offers(work: Work, catalog: Catalog, lines: Sequence[Line]) -> dict[str, dict[str, list[str]]]:
    """Return by item the forms above and below, each plan asked for once."""
    plans = {code: plan_now(work, catalog, code) for code in {line.row.about.plan_code for line in lines}}
    ways = [one for one in outcomes().values() if one.way]
    return {
        line.row.item.id: {
            one.code: list(forms_beside(plans[line.row.about.plan_code], line.asked(), one)) for one in ways
        }
        for line in lines
    }


def _as_data(room: Room, line: Line, offers: Mapping[str, list[str]], *, runs: bool) -> dict[str, Any]:
    item, kept = line.row.item, line.row.kept
    is_known = runs or item.state == "closed"
    figures = item.result or judgement_as_data(room, item, judge_item(room, item))
    told = ("outcome", "in_favour", "base", "needed", "citation")
    is_released = kept is not None and kept.state == "released"
    return {
        "item_id": item.id,
        "place": line.place,
        "proposal_id": item.proposal_id,
        "number": item.number,
        "nominee_name": item.nominee_name,
        "unit_name": line.row.about.unit_name,
        "form": item.form,
        "item_state": item.state,
        "advice": dict(line.advice),
        "vote": line.vote if is_known else UNDECIDED,
        "figures": {name: figures[name] for name in told} if is_known and item.state != "dropped" else None,
        "outcome": line.outcome,
        "reason": kept.reason if kept else "",
        "version": kept.version if kept else 0,
        "state": kept.state if kept and (runs or is_released) else "draft",
        "answer": kept.answer if kept and (runs or is_released) else None,
        "tried_at": plain(kept.tried_at) if kept and (runs or is_released) else None,
        "started_id": kept.started_id if kept else None,
        "differs": differs(line.outcome, str(line.advice["outcome"])),
        "lacks_reason": line.lacks_reason,
        "is_against_vote": is_known and line.is_against_vote,
        "offers": dict(offers),
    }


def _read(
    work: Work, catalog: Catalog, reader: FieldReader, lines: Mapping[str, Line], given: Mapping[str, Any]
) -> dict[str, str]:
    """Return one line as it is to be kept; whatever is wrong with it is noted in the reader."""
    item_id = str(given.get("item_id", ""))
    path, own = f"items.{item_id}", FieldReader({name: given.get(name) for name in ("outcome", "reason")})
    wanted = {
        "item_id": item_id,
        "outcome": own.word("outcome", tuple(outcomes())),
        "reason": own.text("reason", longest=LONGEST_REASON),
    }
    for problem in own.problems:
        reader.problem(f"{path}.{problem['path']}", problem["code"], **problem.get("params", {}))
    line = lines.get(item_id)
    if line is None:
        reader.problem(path, "not-found")
        return wanted
    kept, seen = line.row.kept, given.get("version")
    if not _is_change(line, wanted):
        return wanted
    told = {"about": line.place}
    if kept is not None and kept.state == "released":
        reader.problem(f"{path}.outcome", "sheet-row-released", **told)
    elif seen is not None and seen != (kept.version if kept else 0):
        reader.problem(f"{path}.outcome", "sheet-row-changed", **told)
    elif wanted["outcome"] and outcomes()[wanted["outcome"]].way:
        _, lacking = find_form(work, catalog, line.asked(), outcomes()[wanted["outcome"]])
        if lacking:
            cited = {"form": line.row.item.form, "outcome": wanted["outcome"], "citation": citation_of("forms").text}
            reader.problem(f"{path}.outcome", lacking, **told, **cited)
    return wanted


def _is_change(line: Line, wanted: Mapping[str, str]) -> bool:
    kept = line.row.kept
    return (wanted["outcome"], wanted["reason"]) != ((kept.outcome, kept.reason) if kept else ("", ""))
