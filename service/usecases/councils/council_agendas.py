"""Agendas: which proposals wait for a council by their flow, put on a session, taken off again."""

from collections.abc import Iterable, Sequence
from typing import Any

from service.db import acts, ballots, council_items, council_sessions, proposals
from service.db.council_items import CandidateRow, ItemRow
from service.db.council_sessions import SessionRow
from service.db.errors import DuplicateKey
from service.db.work import Work
from service.usecases.calendars import working_calendar
from service.usecases.cases import open_case, reader_of
from service.usecases.catalog import Catalog
from service.usecases.councils.council_access import ACT, Sight, see_session, take_session
from service.usecases.councils.council_counts import judge_item, judgement_as_data, load_room
from service.usecases.errors import Conflict, Invalid, MoveClosed, NotFound
from service.usecases.facts import CaseData
from service.usecases.fields import FieldReader
from service.usecases.moves.acts import Beginning, Ending, authorize_act, begin_act, due_of, finish_act
from service.usecases.pages import Page
from service.usecases.recording import plain, record
from service.usecases.streams import session_stream
from workflows.policy import Actor, Holding

CHUNK = 200  # rows looked at together: some that stand in a right state are for another body's council
MOST_CHUNKS = 10
MOST_ITEMS = 100
LONGEST_REASON = 1000
TOLD = ("issued", "returned", "invalid", "yes", "no", "blank", "written")


def list_candidates(
    work: Work, catalog: Catalog, *, actor: Actor, session_id: str, after: str | None = None, limit: int = 50
) -> Page:
    """Return the proposals that may go on this agenda: their flow has the council's act here for the council's body."""
    sight, _ = see_session(work, actor, session_id)
    sight.require_secretary()
    states = _states_with_act(work, catalog)
    found: list[dict[str, Any]] = []
    place = after
    for _turn in range(MOST_CHUNKS):
        rows = council_items.list_candidates(
            work, sight.council.owner_id, states, reader_of(actor), after=place, limit=CHUNK
        )
        for row in rows:
            place = row.id
            if _is_for(work, catalog, row, sight.council.owner_id):
                found.append(_candidate_as_data(row))
            if len(found) > limit:
                return Page(found[:limit], found[limit - 1]["id"])
        if len(rows) < CHUNK:
            return Page(found, None)
    return Page(found, place)


def add_items(
    work: Work, catalog: Catalog, *, actor: Actor, session_id: str, proposal_ids: Sequence[str]
) -> list[dict[str, Any]]:
    """Put proposals on the agenda of a session that is not over; each gets its act, and opens to members once called.

    Raises NotFound, PermissionDenied, MoveClosed when a flow has no council's act there, Conflict when a proposal is
    on an open agenda; then none is put on.
    """
    sight, row = take_session(work, actor, session_id, "planned", "convened")
    holding = sight.require_secretary()
    added = []
    for proposal_id in dict.fromkeys(proposal_ids[:MOST_ITEMS]):
        item = _add_item(work, catalog, actor, sight, row, proposal_id)
        if row.state == "convened":
            since = proposals.current_version(work, proposal_id)
            proposals.grant_access(work, proposal_id, [sight.council.body_id], since)
        added.append(item)
    facts = {"session": row.id, "number": row.number, "count": len(added), "items": [item.id for item in added]}
    stream = session_stream(row.id)
    record(work, stream=stream, event="council.items-added", actor=actor, holding=holding, facts=facts)
    return [{"id": item.id, "proposal_id": item.proposal_id, "mode": item.mode} for item in added]


def remove_item(work: Work, catalog: Catalog, *, actor: Actor, session_id: str, item_id: str, reason: str = "") -> None:
    """Take a proposal off an open agenda; it waits for another session.

    Once there are votes on it that needs a reason, and the item stays in the session with them. Raises NotFound,
    PermissionDenied, Conflict, Invalid.
    """
    sight, row = take_session(work, actor, session_id, "planned", "convened")
    holding = sight.require_secretary()
    item = open_item(work, actor, row.id, item_id)
    said = _read_reason(reason)
    drop_items(work, catalog, (actor, holding), [item], reason=said)
    kept = council_items.get_item(work, item.id).result
    facts = {"session": row.id, "number": row.number, "item": item.id, **_told_votes(kept)}
    event = "council.item-removed" if kept is None else "council.voted-item-removed"
    stream, private = session_stream(row.id), {"reason": said}
    record(work, stream=stream, event=event, actor=actor, holding=holding, facts=facts, private=private)


def drop_items(
    work: Work, catalog: Catalog, who: tuple[Actor, Holding], items: Iterable[ItemRow], *, reason: str | None = None
) -> None:
    """End the acts of items that will not be decided; what was voted on stays in the session, with the reason.

    `reason` is None where nobody is asked for one, since the proposal went elsewhere. Raises Conflict for what is
    hidden from the actor, and while a secret ballot is open, Invalid for what was voted on and has no reason.
    """
    for item in items:
        data = open_for(work, catalog, who[0], item)
        if has_open_ballot(work, item):
            raise Conflict("council-ballot-open", {"item": item.id})
        kept = _votes_kept(work, catalog, item)
        if kept is not None and reason == "":
            raise Invalid("invalid-input", {"problems": [{"path": "reason", "code": "votes-need-reason"}]})
        act = acts.get_act(work, item.proposal_id, item.act_id)
        if act.state == "open":
            ending = _dropping(work, item, kept, reason)
            finish_act(work, data, act, actor=who[0], holding=who[1], ending=ending)
        if kept is not None:
            kept |= {"withdrawn": {"reason": reason or "", "by": who[0].name}}
        council_items.update_item(work, item.id, {"state": "dropped", "closed_at": work.now, "result": kept})
        _close_to_members(work, item, act.subject)


def _read_reason(reason: str) -> str:
    reader = FieldReader({"reason": reason})
    said = reader.text("reason", longest=LONGEST_REASON)
    reader.finish()
    return said


def _votes_kept(work: Work, catalog: Catalog, item: ItemRow) -> dict[str, Any] | None:
    """Return what was voted on an item so far, None where nobody has voted and no ballot was ever opened."""
    room = load_room(work, catalog, council_sessions.get_session(work, item.session_id))
    had_ballot = any(row.item_id == item.id for row in ballots.list_ballots(work, item.proposal_id))
    if not room.votes.get(item.id) and room.counted(item) is None and not had_ballot:
        return None
    return judgement_as_data(room, item, judge_item(room, item))


def _dropping(work: Work, item: ItemRow, kept: dict[str, Any] | None, reason: str | None) -> Ending:
    """Return how the act of an item ends that is taken off an agenda."""
    facts: dict[str, Any] = {"session": item.session_id}
    if kept is None or not reason:
        return Ending("proposal.council-dropped", is_dropped=True, facts=facts)
    facts |= {"number": council_sessions.get_session(work, item.session_id).number, **_told_votes(kept)}
    event = "proposal.council-dropped-voted"
    return Ending(event, is_dropped=True, facts=facts, private={"reason": reason})


def _told_votes(kept: dict[str, Any] | None) -> dict[str, Any]:
    return {} if kept is None else {"tally": {name: kept[name] for name in TOLD}}


def _close_to_members(work: Work, item: ItemRow, body_id: str) -> None:
    """Close a proposal to the council that could open it through this item alone.

    It stays open where the council considered it in another session, and where members hold receipts of a secret ballot
    on this item: they may look for them in the published list.
    """
    others = (act for act in acts.list_acts(work, item.proposal_id) if act.kind == ACT and act.id != item.act_id)
    was_considered = any(act.subject == body_id and act.state != "dropped" for act in others)
    has_receipts = any(row.item_id == item.id for row in ballots.list_ballots(work, item.proposal_id))
    if not was_considered and not has_receipts:
        proposals.revoke_access(work, item.proposal_id, body_id)


def has_open_ballot(work: Work, item: ItemRow) -> bool:
    """Tell whether a secret ballot on an item is going on."""
    rows = ballots.list_ballots(work, item.proposal_id) if item.mode == "secret" else []
    return any(row.item_id == item.id and row.state == "open" for row in rows)


def still_waits(work: Work, catalog: Catalog, item: ItemRow) -> bool:
    """Tell whether the proposal of an item still stands where its flow sends it to a council.

    What was withdrawn or sent back since has nothing to be voted on: its item waits for nobody and leaves the agenda.
    """
    case = proposals.load_case(work, item.proposal_id).proposal
    flow = catalog.flow(work, case.flow_code, case.flow_version)
    return bool(flow.find_acts(case.state, ACT, has_collector="collector" in case.bodies))


def open_for(work: Work, catalog: Catalog, actor: Actor, item: ItemRow) -> CaseData:
    """Return the case of an item; raises Conflict (`another-secretary-needed`) where he takes no part in it himself."""
    try:
        return open_case(work, catalog, actor=actor, proposal_id=item.proposal_id)
    except NotFound:
        raise Conflict("another-secretary-needed") from None


def open_item(work: Work, actor: Actor, session_id: str, item_id: str) -> ItemRow:
    """Return an open item of a session that nothing hides from the actor; raises NotFound, Conflict."""
    seen = council_items.list_seen(work, session_id, reader_of(actor))
    item = next((row for row in seen if row.id == item_id), None)
    if item is None:
        raise NotFound("not-found", {"kind": "council-item", "id": item_id})
    if item.state != "open":
        raise Conflict("council-item-closed", {"item": item_id})
    return item


def _add_item(
    work: Work, catalog: Catalog, actor: Actor, sight: Sight, session: SessionRow, proposal_id: str
) -> ItemRow:
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    spec, holding = authorize_act(data, actor, ACT)
    body = data.body(spec.body)
    if body is None or body.id != sight.council.owner_id:
        raise MoveClosed("act-not-open", {"act": ACT, "state": data.case.state, "flow": data.definition.name})
    told = {"session": session.id, "number": session.number, "council": sight.council.id, "name": sight.council.name}
    beginning = Beginning(
        ACT,
        "proposal.council-scheduled",
        subject=sight.council.body_id,
        data={"session": session.id, "council": sight.council.id},
        facts=told,
        due_on=due_of(spec, work.today, working_calendar(work)),
    )
    _, act = begin_act(work, data, actor=actor, holding=holding, beginning=beginning)
    rule = catalog.council_rule(work, session.rule_code, session.rule_version)
    voting = rule.for_form(data.case.form, session.purpose)
    values = {"session_id": session.id, "proposal_id": proposal_id, "act_id": act.id, "form": data.case.form}
    values["mode"] = "secret" if voting.ballot == "secret" else "open"
    try:
        return council_items.add_item(work, values)
    except DuplicateKey:
        raise Conflict("council-item-scheduled", {"proposal": data.case.number}) from None


def _states_with_act(work: Work, catalog: Catalog) -> list[str]:
    flows = catalog.flows_in_force(work, work.today)
    return sorted({state for flow in flows for act in flow.acts if act.kind == ACT for state in act.at})


def _is_for(work: Work, catalog: Catalog, row: CandidateRow, owner_id: str) -> bool:
    definition = catalog.flow(work, row.flow_code, row.flow_version)
    specs = definition.find_acts(row.state, ACT, has_collector="collector" in row.bodies)
    return any(row.bodies.get(spec.body) == owner_id for spec in specs)


def _candidate_as_data(row: CandidateRow) -> dict[str, Any]:
    shown = ("id", "number", "form", "state", "nominee_name", "received_on")
    return {name: plain(getattr(row, name)) for name in shown}
