"""Petitions: filed, collected and forwarded, answered or withdrawn; nothing is ever deleted, each step is an event."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.db import keys, petitions
from service.db.petitions import PetitionRow
from service.db.proposals import ProposalRow
from service.db.work import Work
from service.documents.store import DocumentStore
from service.usecases.calendars import working_calendar
from service.usecases.cases import find_case
from service.usecases.catalog import Catalog
from service.usecases.errors import Conflict, Invalid, MoveClosed, PermissionDenied, Stale
from service.usecases.fields import FieldReader
from service.usecases.petitions.petition_access import Way, find_way, open_petition, role_in
from service.usecases.recording import record
from service.usecases.scopes import require_scope
from service.usecases.streams import petition_stream
from workflows.petitions import petitions as known
from workflows.plans.model import Plan
from workflows.policy import Actor, Holding, roles

MOVE = "proposal:move"
LONGEST = 5000


@dataclass(frozen=True, slots=True)
class Paper:
    """The document of an answer, inspected before."""

    name: str
    content: bytes


def file_petition(work: Work, catalog: Catalog, *, actor: Actor, values: Mapping[str, Any]) -> dict[str, Any]:
    """File a difficulty, a petition or a complaint about a plan, or about a proposal that one may open.

    Raises PermissionDenied for who neither works anywhere nor is a nominee, NotFound, Invalid with every problem,
    Conflict when neither the plan nor the law names anybody to whom it goes (`petition-no-route`).
    """
    require_scope(actor, MOVE)
    holding = _sender(actor)
    reader = FieldReader(values)
    proposal_id = reader.text("proposal_id")
    case = find_case(work, actor, proposal_id).proposal if proposal_id else None
    stated = _read(reader, work.today)
    plan = _plan(work, catalog, reader, case)
    way = find_way(work, plan.code, stated["kind"], dict(case.bodies) if case else None)
    if way is None:
        raise Conflict("petition-no-route", {"plan": plan.title})
    stated |= {"plan_code": plan.code, "plan_version": plan.version, "proposal_id": case.id if case else None}
    stated["category"] = stated["category"] or (case.category if case else "")
    row = _new_row(work, actor, holding, way, stated)
    facts = {"number": row.number, "kind": row.kind, "plan": f"{plan.code}@{plan.version}", "to": "filed"}
    facts |= {"proposal": row.proposal_id} if row.proposal_id else {}
    record(
        work,
        stream=petition_stream(row.id),
        event="petition.filed",
        actor=actor,
        holding=holding,
        facts=facts,
        private={"subject": row.subject, "text": row.text},
    )
    petitions.add_petition(work, row)
    return _answer(row)


def forward_petition(
    work: Work, *, actor: Actor, petition_id: str, expected_version: int | None, opinion: str, due_on: date | None
) -> dict[str, Any]:
    """Collect a petition and send it up with an opinion; the collector may say by when an answer is due."""
    row, holding = _begin(work, actor, petition_id, "forward", expected_version)
    reader = FieldReader({"opinion": opinion, "due_on": due_on})
    view, day = reader.text("opinion", required=True, longest=LONGEST), reader.day("due_on")
    if day and day < work.today:
        reader.problem("due_on", "in-the-past")
    reader.finish()
    due = day or _due(work, row.kind, "answer")
    changes = {"opinion": view, "forwarded_on": work.today, "due_on": due}
    return _settle(work, row, "forward", (actor, holding), changes, {"opinion": view})


def answer_petition(
    work: Work,
    store: DocumentStore,
    *,
    actor: Actor,
    petition_id: str,
    expected_version: int | None,
    answer: str,
    number: str,
    paper: Paper | None = None,
) -> dict[str, Any]:
    """Answer a petition in words, with the number of the document and its bytes where there is one."""
    row, holding = _begin(work, actor, petition_id, "answer", expected_version)
    reader = FieldReader({"answer": answer, "number": number})
    words, paper_number = reader.text("answer", required=True, longest=LONGEST), reader.text("number")
    reader.finish()
    changes: dict[str, Any] = {"answer": words, "answer_number": paper_number, "closed_on": work.today, "due_on": None}
    if paper is not None:
        changes |= {"paper_name": paper.name, "paper_digest": store.put(paper.content)}
    return _settle(work, row, "answer", (actor, holding), changes, {"answer": words})


def withdraw_petition(
    work: Work, *, actor: Actor, petition_id: str, expected_version: int | None, reason: str
) -> dict[str, Any]:
    """Take a petition back that is not answered yet; it stays readable."""
    row, holding = _begin(work, actor, petition_id, "withdraw", expected_version)
    reader = FieldReader({"reason": reason})
    why = reader.text("reason", required=True, longest=LONGEST)
    reader.finish()
    return _settle(work, row, "withdraw", (actor, holding), {"closed_on": work.today, "due_on": None}, {"reason": why})


def _read(reader: FieldReader, today: date) -> dict[str, Any]:
    """Return what is stated; the reader keeps the problems."""
    stated: dict[str, Any] = {
        "kind": reader.word("kind", tuple(known().kinds), required=True),
        "subject": reader.text("subject", required=True, longest=200),
        "text": reader.text("text", required=True, longest=LONGEST),
        "known_on": reader.day("known_on"),
        "category": reader.text("category"),
        "criterion": reader.text("criterion"),
    }
    if stated["known_on"] and stated["known_on"] > today:
        reader.problem("known_on", "in-the-future")
    return stated


def _sender(actor: Actor) -> Holding | None:
    """Return in which role somebody sends a petition, None for a nominee; raises PermissionDenied for anybody else."""
    holding = next((held for held in actor.holdings if roles()[held.role].opens_dossiers), None)
    if holding is None and actor.person_id == actor.account_id:
        raise PermissionDenied("permission-denied", {"permission": "petition:file"})
    return holding


def _plan(work: Work, catalog: Catalog, reader: FieldReader, case: ProposalRow | None) -> Plan:
    """Return the plan that is meant: the proposal's own, or the one named; raises Invalid with every problem."""
    code, version = reader.text("plan_code", required=case is None), reader.whole("plan_version", least=1)
    category, criterion = reader.text("category"), reader.text("criterion")
    reader.finish()
    if case is not None:
        code, version = case.plan_code, case.plan_version
    plan = catalog.plan(work, code, version) if version else catalog.plan_in_force(work, code, work.today)
    codes = {"category": {item.code for item in plan.categories}, "criterion": {item.code for item in plan.criteria}}
    named = {"category": category, "criterion": criterion}
    problems = [{"path": path, "code": "not-found"} for path, word in named.items() if word and word not in codes[path]]
    if problems:
        raise Invalid("invalid-input", {"problems": problems})
    return plan


def _new_row(work: Work, actor: Actor, holding: Holding | None, way: Way, stated: Mapping[str, Any]) -> PetitionRow:
    return PetitionRow(
        id=work.new_id(),
        number=f"KN-{work.today.year}-{keys.next_number(work, f'petition-{work.today.year}'):05d}",
        state="filed",
        account_id=actor.account_id,
        person_id=actor.person_id,
        body_id=holding.organisation_id if holding else None,
        collector_id=way.collector.id if way.collector else None,
        decider_id=way.decider.id,
        filed_on=work.today,
        forwarded_on=None,
        closed_on=None,
        due_on=_due(work, stated["kind"], "forward" if way.collector else "answer"),
        opinion="",
        answer="",
        answer_number="",
        paper_name="",
        paper_digest="",
        version=1,
        created_at=work.now,
        **stated,
    )


def _due(work: Work, kind: str, of: str) -> date | None:
    limit = known().find_limit(kind, of)
    return limit.ends_on(work.today, working_calendar(work)) if limit else None


def _begin(
    work: Work, actor: Actor, petition_id: str, action: str, expected: int | None
) -> tuple[PetitionRow, Holding | None]:
    """Return a petition at which this actor may take a step; authorised by the body whose step it is."""
    require_scope(actor, MOVE)
    row = open_petition(work, actor, petition_id)
    step = known().find_step(row.state, action)
    if step is None or (action == "answer" and row.state == "filed" and row.collector_id):
        raise MoveClosed("petition-step-closed", {"state": row.state})
    if step.by == "filer":
        if actor.account_id != row.account_id:
            raise PermissionDenied("permission-denied", {"action": action})
        holding = actor.holdings[0] if actor.holdings else None
    else:
        holding = role_in(work, actor, row, step.by)
        if holding is None:
            raise PermissionDenied("permission-denied", {"action": action})
    if expected is not None and expected != row.version:
        raise Stale("stale", {"expected": expected, "actual": row.version})
    return row, holding


def _settle(
    work: Work,
    row: PetitionRow,
    action: str,
    who: tuple[Actor, Holding | None],
    changes: Mapping[str, Any],
    private: Mapping[str, str],
) -> dict[str, Any]:
    step = known().find_step(row.state, action)
    target = step.target if step else row.state
    facts: dict[str, Any] = {"number": row.number, "kind": row.kind, "from": row.state, "to": target}
    facts |= {"proposal": row.proposal_id} if row.proposal_id else {}
    facts |= {"digest": changes["paper_digest"]} if changes.get("paper_digest") else {}
    seq, _ = record(
        work,
        stream=petition_stream(row.id),
        event={"forward": "petition.forwarded", "answer": "petition.answered", "withdraw": "petition.withdrawn"}[
            action
        ],
        actor=who[0],
        holding=who[1],
        facts=facts,
        private=private,
    )
    return _answer(petitions.change_petition(work, row, {**changes, "state": target, "version": seq}))


def _answer(row: PetitionRow) -> dict[str, Any]:
    return {"id": row.id, "number": row.number, "state": row.state, "version": row.version}
