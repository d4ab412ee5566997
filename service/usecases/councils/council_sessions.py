"""Sessions of a council: planned under the rule in force, convened with the members of the day, called off."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from service.db import council_items, council_sessions, councils, organisations, proposals
from service.db.council_sessions import SeatRow, SessionRow
from service.db.councils import CouncilRow, MemberRow
from service.db.models.councils import POSTS, PURPOSES, SESSION_STATES
from service.db.work import Work
from service.usecases.catalog import Catalog
from service.usecases.councils.council_access import SEEN_BY_MEMBERS, Sight, see_council, take_session
from service.usecases.councils.council_agendas import drop_items
from service.usecases.errors import Invalid, NotFound
from service.usecases.fields import FieldReader
from service.usecases.pages import Page, page_of
from service.usecases.recording import plain, record
from service.usecases.streams import council_stream, session_stream
from workflows.policy import Actor
from workflows.votes.catalog import choose_rule
from workflows.votes.rules import CouncilRule

CANCELLED = "council.session-cancelled"


def plan_session(
    work: Work, catalog: Catalog, *, actor: Actor, council_id: str, values: Mapping[str, Any]
) -> dict[str, Any]:
    """Plan a session under the rule in force for the body on its day, which stays pinned.

    `values`: number, held_on, and optionally starts_at, place, purpose, chair_id. Raises NotFound, PermissionDenied,
    Invalid with every problem.
    """
    sight = see_council(work, actor, council_id)
    holding = sight.require_secretary()
    row = _read_plan(work, sight.council, values)
    rule = rule_for(work, catalog, sight, row["held_on"])
    made = council_sessions.add_session(
        work,
        {
            **row,
            "council_id": council_id,
            "rule_code": rule.code,
            "rule_version": rule.version,
            "rule_digest": rule.digest,
            "planned_by": actor.account_id,
        },
    )
    facts = {"session": made.id, "number": made.number, "held_on": plain(made.held_on), "rule": rule.name}
    for stream in (council_stream(council_id), session_stream(made.id)):
        record(work, stream=stream, event="council.session-planned", actor=actor, holding=holding, facts=facts)
    return session_as_data(made)


def _read_plan(work: Work, council: CouncilRow, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a session as it is planned; raises Invalid with every problem."""
    reader = FieldReader(values)
    number, held_on = reader.text("number", required=True, longest=100), reader.day("held_on", required=True)
    row = {
        "number": number,
        "held_on": held_on,
        "starts_at": reader.hour("starts_at"),
        "place": reader.text("place", required=True, longest=300),
        "purpose": reader.word("purpose", PURPOSES) or PURPOSES[0],
        "chair_id": reader.text("chair_id") or None,
    }
    members = {member.id: member for member in councils.list_members(work, council.id)}
    if row["chair_id"] and row["chair_id"] not in members:
        reader.problem("chair_id", "not-found")
    if held_on is not None and not council.lasts_on(held_on):
        reader.problem("held_on", "outside-term")
    _check_number(work, reader, council.id, number, held_on)
    reader.finish()
    return row


def _check_number(work: Work, reader: FieldReader, council_id: str, number: str, held_on: date | None) -> None:
    """Note a number that another session of the same year bears, but for those called off."""
    if held_on is None:
        return
    first, last = date(held_on.year, 1, 1), date(held_on.year, 12, 31)
    taken = council_sessions.list_numbers(work, council_id, first, last)
    if number.casefold() in {one.casefold() for one in taken}:
        reader.problem("number", "session-number-taken", year=held_on.year)


def convene_session(
    work: Work, *, actor: Actor, session_id: str, expected_version: int | None = None
) -> dict[str, Any]:
    """Call the members: who sits in the council on the day gets a seat, and what is on the agenda opens to them.

    Raises NotFound, PermissionDenied, Stale, Conflict, Invalid when nobody would chair or vote, or on a day outside the
    council's term.
    """
    sight, row = take_session(work, actor, session_id, "planned", expected_version=expected_version)
    holding = sight.require_secretary()
    seats, chair_id = find_seats(work, row)
    reader = FieldReader({})
    for path, code in convening_problems(sight.council, row, seats, chair_id):
        reader.problem(path, code)
    reader.finish()
    council_sessions.add_seats(work, seats)
    for item in council_items.list_items(work, row.id):
        if item.state == "open":
            since = proposals.current_version(work, item.proposal_id)
            proposals.grant_access(work, item.proposal_id, [sight.council.body_id], since)
    changes = {"state": "convened", "convened_at": work.now, "chair_id": chair_id}
    made = council_sessions.update_session(work, row.id, changes)
    facts = {"session": row.id, "number": row.number, "count": len(seats), "members": [one.member_id for one in seats]}
    record(
        work,
        stream=session_stream(row.id),
        event="council.session-convened",
        actor=actor,
        holding=holding,
        facts=facts,
    )
    return session_as_data(made)


def find_seats(work: Work, row: SessionRow) -> tuple[list[SeatRow], str | None]:
    """Return who would sit in a session that is convened now, and which of the members would chair it, if any.

    Nobody sits twice: of several memberships of one person that of the chair counts, else the highest post with a vote.
    """
    members = [member for member in councils.list_members(work, row.council_id) if _sits_on(member, row)]
    members.sort(key=lambda one: (one.id != row.chair_id, not one.votes, POSTS.index(one.post), one.id), reverse=True)
    single = {member.person_id: member for member in members}
    seats = [_seat(row.id, member) for member in sorted(single.values(), key=lambda one: one.id)]
    chair_id = row.chair_id or next((seat.member_id for seat in seats if seat.post == "chair"), None)
    return seats, chair_id if chair_id in {seat.member_id for seat in seats} else None


def convening_problems(
    council: CouncilRow, row: SessionRow, seats: Iterable[SeatRow], chair_id: str | None
) -> list[tuple[str, str]]:
    """Return, as path and code, what keeps a session with these seats from being convened."""
    problems = [] if council.lasts_on(row.held_on) else [("held_on", "outside-term")]
    problems += [] if chair_id is not None else [("chair_id", "no-chair")]
    return problems if any(seat.votes for seat in seats) else [*problems, ("members", "nobody-votes")]


def cancel_session(
    work: Work, catalog: Catalog, *, actor: Actor, session_id: str, reason: str, expected_version: int | None = None
) -> dict[str, Any]:
    """Call a session off with a reason; its items go back to where they wait. Raises as `convene_session` does."""
    sight, row = take_session(work, actor, session_id, "planned", "convened", expected_version=expected_version)
    holding = sight.require_secretary()
    if not reason.strip():
        raise Invalid("invalid-input", {"problems": [{"path": "reason", "code": "required"}]})
    opened = [item for item in council_items.list_items(work, row.id) if item.state == "open"]
    drop_items(work, catalog, (actor, holding), opened, reason=" ".join(reason.split()))
    changes = {"state": "cancelled", "closed_at": work.now, "closed_by": actor.account_id}
    made = council_sessions.update_session(work, row.id, changes)
    record(
        work,
        stream=session_stream(row.id),
        event=CANCELLED,
        actor=actor,
        holding=holding,
        facts={"session": row.id, "number": row.number},
        private={"reason": reason},
    )
    return session_as_data(made)


def list_sessions(work: Work, *, actor: Actor, council_id: str, after: str | None = None, limit: int = 50) -> Page:
    """Return the sessions of a council, newest first; members see those to which they were called."""
    sight = see_council(work, actor, council_id)
    runs = sight.keeper is not None or sight.secretary is not None
    states = SESSION_STATES if runs else SEEN_BY_MEMBERS
    rows = council_sessions.list_sessions(work, council_id, states=states, after=after, limit=limit + 1)
    return page_of([session_as_data(row) for row in rows], limit)


def rule_for(work: Work, catalog: Catalog, sight: Sight, day: date) -> CouncilRule:
    """Return the rule in force on a day for the body of a council: its own, that of a body above, or the general one.

    Raises NotFound where not even that is published.
    """
    keys = [key for key in sight.council.owner_path.strip("/").split("/") if key]
    rows = organisations.load_organisations(work, keys)
    nearest = [rows[key].code for key in reversed(keys) if key in rows]
    rule = choose_rule(catalog.council_rules_in_force(work, day), nearest)
    if rule is None:
        raise NotFound("not-found", {"kind": "council_rule", "id": sight.council.name})
    return rule


def session_as_data(row: SessionRow) -> dict[str, Any]:
    """Return a session as lists show it."""
    shown = (
        *("id", "council_id", "number", "held_on", "starts_at", "place", "purpose", "chair_id", "state", "rule_code"),
        *("rule_version", "rule_digest", "note", "version", "planned_at", "convened_at", "closed_at"),
    )
    return {name: plain(getattr(row, name)) for name in shown}


def _sits_on(member: MemberRow, row: SessionRow) -> bool:
    return member.starts_on <= row.held_on and (member.ends_on is None or member.ends_on >= row.held_on)


def _seat(session_id: str, member: MemberRow) -> SeatRow:
    return SeatRow(
        session_id,
        member.id,
        member.account_id,
        member.person_id,
        member.name,
        member.post,
        member.title,
        member.votes,
        "expected",
    )
