"""What one proposal still needs, found from its plan, its flow and its rules: criteria, documents, statements.

Nothing is listed here twice: documents and particulars are those that the rules of the coming steps read, criteria and
their evidence are the plan's, and a statement is asked for only where some rule's answer depends on it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from service.db.work import Work
from service.usecases.case_views import document_as_data
from service.usecases.cases import open_case
from service.usecases.catalog import Catalog
from service.usecases.facts import CaseData, build_facts
from service.usecases.moves.preflights import body_name, coming_moves
from service.usecases.recording import plain
from workflows.checks.law_standards import standards_of
from workflows.definition import TransitionSpec
from workflows.documents import document_types
from workflows.facts import ActorFacts, MoveFacts, ProposalFacts
from workflows.findings import Force
from workflows.labels import labels
from workflows.plans.model import Criterion
from workflows.policy import Actor
from workflows.rules.messages import find_spec
from workflows.rules.probing import DocumentNeed, first_asked, matters, named_values, needed_documents, read_particulars

ANY_EVIDENCE = "E09"  # the type for evidence where the plan names none
CONFIRMATION = "E07"


def drafting_needs(work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str) -> dict[str, Any]:
    """Return criteria, document slots with their state, particulars by type, and statements that the rules ask for.

    Raises NotFound for a proposal that is absent or hidden from this actor.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    nobody = ActorFacts(person_id="", role="", organisation=None, is_assumed=True)
    return needs_of(data, build_facts(work, data, actor=nobody, move=MoveFacts()))


def needs_of(data: CaseData, facts: ProposalFacts) -> dict[str, Any]:
    """Return what a case needs, of facts that are gathered already."""
    moves = coming_moves(data)
    particulars = read_particulars(facts, moves)
    choices = named_values(facts, moves) | {name: tuple(labels()[name]) for name in ("forms", "titles")}
    slots = [*_type_slots(data, facts, moves), *_criterion_slots(data, facts, moves)]
    order = [move.action for move in moves]
    slots.sort(key=lambda slot: order.index(slot["before"]) if slot["before"] in order else len(order))
    filed = {document["id"] for slot in slots for document in slot["documents"]}
    return {
        "criteria": [_criterion(item) for item in data.plan.criteria_of(data.case.category)],
        "slots": slots,
        "others": [row for row in _documents(data) if row["id"] not in filed],
        "particulars": {
            code: [
                {"name": name, "kind": document_types()[code].meta[name], "choices": list(choices.get(name, ()))}
                for name in names
            ]
            for code, names in particulars.items()
        },
        "statements": _statements(facts, moves),
        "period": _period(facts),
        "steps": [_step(data, move) for move in moves],
    }


def _step(data: CaseData, move: TransitionSpec) -> dict[str, Any]:
    return {
        "action": move.action,
        "role": move.roles[0],
        "body": body_name(data, move.body),
        "editors": list(data.definition.state(move.sources[0]).editors),
    }


def _type_slots(data: CaseData, facts: ProposalFacts, moves: Iterable[TransitionSpec]) -> Iterator[dict[str, Any]]:
    """Yield a slot for each document that a rule wants by its type."""
    for need in needed_documents(facts, moves):
        documents = [row for row in _documents(data) if row["type"] in need.types]
        yield {
            "key": "-".join(need.types),
            "types": list(need.types),
            "criterion": "",
            "before": need.action,
            "is_required": need.force is not Force.WARN,
            "count": 1,
            "years": [],
            "documents": documents,
            "is_filed": bool(documents),
            "ground": _ground(facts, need),
        }


def _ground(facts: ProposalFacts, need: DocumentNeed) -> dict[str, str]:
    book = next(book for book in facts.rules.books() if book.name == need.rulebook)
    spec = find_spec(book, {"code": need.rule, "kind": need.kind, "force": str(need.force), "phase": need.phase})
    return {"rule": need.rule, "vi": spec.title_vi, "en": spec.title_en, "citation": spec.citation.text}


def _criterion_slots(data: CaseData, facts: ProposalFacts, moves: Iterable[TransitionSpec]) -> Iterator[dict[str, Any]]:
    """Yield a slot for each kind of evidence that a criterion of the category calls for."""
    asked = first_asked(facts, moves)
    for criterion in data.plan.criteria_of(data.case.category):
        for types, count, is_yearly in _evidence(criterion):
            mine = [row for row in _documents(data) if row["criterion"] == criterion.code]
            documents = [row for row in mine if not types or row["type"] in types]
            years = _years(facts) if is_yearly else []
            missing = [year for year in years if sum(_year_of(row) == year for row in documents) < count]
            yield {
                "key": "-".join((*types, criterion.code)),
                "types": list(types) or [ANY_EVIDENCE],
                "criterion": criterion.code,
                "before": asked.get(criterion.code, ""),
                "is_required": True,
                "count": count,
                "years": missing,
                "documents": documents,
                "is_filed": not missing if years else len(documents) >= count,
                "ground": {"rule": criterion.code, "vi": criterion.wording, "en": criterion.paraphrase_en}
                | {"citation": data.plan.title},
            }


def _evidence(criterion: Criterion) -> Iterator[tuple[tuple[str, ...], int, bool]]:
    """Yield types (empty: any document), how many, and whether for each year."""
    for need in criterion.evidence:
        yield (need.document_type,), need.count, need.per == "year"
    named = {need.document_type for need in criterion.evidence}
    if criterion.confirmation and CONFIRMATION not in named:
        yield (CONFIRMATION,), 1, False
    elif not named and (criterion.kind == "B" or criterion.needs_evidence):
        yield (), 1, False


def _criterion(criterion: Criterion) -> dict[str, Any]:
    title = criterion.title
    return {
        "code": criterion.code,
        "kind": criterion.kind,
        "wording": criterion.wording,
        "source_wording": list(criterion.source_wording),
        "paraphrase_en": criterion.paraphrase_en,
        "lines": list(criterion.lines),
        "titles": list(title.titles) if title else [],
        "title_level": (title.level or "") if title else "",
        "initiatives": criterion.initiatives,
        "confirmation": criterion.confirmation,
    }


def _statements(facts: ProposalFacts, moves: Iterable[TransitionSpec]) -> dict[str, Any]:
    """Return the statements beside text and period that matter here, each with its choices (none: free text)."""
    standards = [dict(item) for item in standards_of(facts)]
    values: Mapping[str, list[str]] = {
        "standard": [str(item["code"]) for item in standards],
        "basis": list(labels()["bases"]),
        "theme": _others(facts, "theme"),
        "channel": _others(facts, "channel"),
    }
    asked = {name: [] if name in {"theme", "channel"} else found for name, found in values.items()}
    # What was stated already stays visible, also where it has ceased to matter.
    kept = {"theme": facts.theme, "channel": facts.channel, "standard": facts.standard}
    found: dict[str, Any] = {
        name: {"choices": asked[name]}
        for name in values
        if kept.get(name) or matters(facts, moves, name, [*values[name], ""])
    }
    if "standard" in found:
        found["standard"]["items"] = [plain(item) for item in standards]
    return found


def _others(facts: ProposalFacts, name: str) -> list[str]:
    """Return what other awards and open proposals of the same nominee state there."""
    return [value for item in (*facts.awards, *facts.open_proposals) if (value := getattr(item, name))]


def _period(facts: ProposalFacts) -> dict[str, Any]:
    """Return the days between which the achievement may lie: the occasion's, else the movement's years."""
    occasion = next((item for item in facts.plan.occasions if item.code == facts.occasion), None)
    first, last = (occasion.starts_on, occasion.ends_on) if occasion else (None, None)
    if (first is None or last is None) and facts.plan.period.value:
        first, last = (date(facts.plan.period.value[0], 1, 1), date(facts.plan.period.value[1], 12, 31))
    return {"first": plain(first), "last": plain(last)}


def _documents(data: CaseData) -> list[dict[str, Any]]:
    return [document_as_data(row._asdict()) for row in data.dossier.documents]


def _years(facts: ProposalFacts) -> list[int]:
    if facts.starts_on is None or facts.ends_on is None:
        return []
    return list(range(facts.starts_on.year, facts.ends_on.year + 1))


def _year_of(row: Mapping[str, Any]) -> int | None:
    year = row["meta"].get("year")
    if isinstance(year, int):
        return year
    return int(row["dated_on"][:4]) if row["dated_on"] else None
