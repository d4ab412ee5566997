"""What a proposal needs, found by asking the rules themselves: no second list that could differ from them.

A document is needed where a rule does not pass without it and answers otherwise once it lies there; a particular of a
document is asked for where a rule reads it; a statement matters where a rule's answer changes with it.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from workflows.checks.registry import find_kind
from workflows.definition import TransitionSpec
from workflows.documents import document_types
from workflows.facts import DocumentFacts, ProposalFacts
from workflows.findings import Answer, Force, Verdict
from workflows.rules.evaluation import applies, guard_specs, law_specs
from workflows.rules.model import CheckSpec, Rulebook

Rule = tuple[Rulebook, CheckSpec]
Read = set[tuple[str, str]]
_NAMES = tuple(item.name for item in fields(ProposalFacts))
# One value of each kind of particular, so that a check reads on where it would stop at an empty one.
_SAMPLES: Mapping[str, Callable[[ProposalFacts], Any]] = {
    "text": lambda _facts: "x",
    "number": lambda _facts: 1,
    "flag": lambda _facts: True,
    "date": lambda facts: facts.today.isoformat(),
    "texts": lambda _facts: ["x"],
}


@dataclass(frozen=True, slots=True)
class DocumentNeed:
    """A document that a rule wants: any of `types` will do; `force` says whether it may be missing with a reason."""

    types: tuple[str, ...]
    action: str
    phase: str
    force: Force
    rule: str
    rulebook: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Probed(ProposalFacts):
    """Facts that remember which types of documents they were asked for, one entry for each question."""

    asked: list[tuple[str, ...]] = field(default_factory=list)

    def documents_of(self, *types: str) -> tuple[DocumentFacts, ...]:
        """Remember the question, and answer it as facts do."""
        self.asked.append(types)
        return ProposalFacts.documents_of(self, *types)


class _Meta(dict[str, Any]):
    """Particulars that remember which of them were read."""

    def __init__(self, type_code: str, values: Mapping[str, Any], read: Read) -> None:
        super().__init__(values)
        self._type, self._read = type_code, read

    def get(self, key: str, default: Any = None) -> Any:
        """Remember the name, and answer."""
        self._read.add((self._type, key))
        return super().get(key, default)

    def __getitem__(self, key: str) -> Any:
        self._read.add((self._type, key))
        return super().__getitem__(key)


def rules_of(facts: ProposalFacts, move: TransitionSpec) -> Iterator[Rule]:
    """Yield every rule that is asked of this proposal at a move."""
    yield from (pair for pair in guard_specs(facts, move.guards, move.phase) if applies(pair[1], facts))
    if move.law:
        yield from (pair for pair in law_specs(facts, move.phase) if applies(pair[1], facts))


def _once(
    facts: ProposalFacts, moves: Iterable[TransitionSpec]
) -> Iterator[tuple[TransitionSpec, Rulebook, CheckSpec]]:
    """Yield every rule of these moves once, with the first move at which it is asked: it reads the same at each."""
    seen: set[int] = set()
    for move in moves:
        for book, spec in rules_of(facts, move):
            if id(spec) not in seen:
                seen.add(id(spec))
                yield move, book, spec


def needed_documents(facts: ProposalFacts, moves: Iterable[TransitionSpec]) -> tuple[DocumentNeed, ...]:
    """Return the documents that the rules of these moves want, the earliest move first, each set of types once."""
    found: dict[tuple[str, ...], DocumentNeed] = {}
    for move, book, spec in _once(facts, moves):
        if spec.force is Force.INFO:
            continue
        for types in _wanted(facts, spec):
            known = found.get(types)
            if known is None or (known.force is Force.WARN and spec.force is not Force.WARN):
                action, phase = (known.action, known.phase) if known else (move.action, move.phase)
                found[types] = DocumentNeed(types, action, phase, spec.force, spec.code, book.name, spec.kind)
    return _without_wider(found)


def wants_document(facts: ProposalFacts, spec: CheckSpec) -> bool:
    """Tell whether a rule would answer otherwise if some document lay in the dossier."""
    return any(True for _ in _wanted(facts, spec))


def _wanted(facts: ProposalFacts, spec: CheckSpec) -> Iterator[tuple[str, ...]]:
    """Yield the sets of types without which a rule does not pass and with one of which it answers otherwise."""
    bare, asked = _ask(facts, spec, ())
    if all(answer.verdict is Verdict.PASS for answer in bare):
        return
    for types in dict.fromkeys(asked):
        helping = tuple(code for code in types if _ask(facts, spec, (_sample(code, facts, {}),))[0] != bare)
        if helping:
            yield helping


def _without_wider(found: Mapping[tuple[str, ...], DocumentNeed]) -> tuple[DocumentNeed, ...]:
    """Leave out “either of these” where one of them is wanted anyway at the same move."""
    return tuple(
        need
        for types, need in found.items()
        if not any(set(other) < set(types) and found[other].action == need.action for other in found)
    )


def _ask(
    facts: ProposalFacts, spec: CheckSpec, documents: tuple[DocumentFacts, ...]
) -> tuple[list[Answer], list[tuple[str, ...]]]:
    values = {name: getattr(facts, name) for name in _NAMES}
    probed = _Probed(**(values | {"documents": documents}))
    return list(find_kind(spec.kind)(probed, spec)), probed.asked


def read_particulars(facts: ProposalFacts, moves: Iterable[TransitionSpec]) -> dict[str, tuple[str, ...]]:
    """Return, by type of document, the particulars that some rule of these moves reads, in the type's order."""
    read: Read = set()
    evidence = (
        (need.document_type, criterion.code)
        for criterion in facts.plan.criteria_of(facts.category)
        for need in criterion.evidence
    )
    places = [*((code, "") for code in document_types()), *evidence]
    probes = [
        replace(
            facts,
            documents=tuple(
                _sample(code, facts, _Meta(code, meta(code, facts), read), criterion) for code, criterion in places
            ),
        )
        for meta in (_no_meta, _full_meta)
    ]
    for _, _, spec in _once(facts, moves):
        for probe in probes:
            deque(find_kind(spec.kind)(probe, spec), maxlen=0)
    return {
        code: names
        for code, kind in document_types().items()
        if (names := tuple(name for name in kind.meta if (code, name) in read))
    }


def _no_meta(_type_code: str, _facts: ProposalFacts) -> Mapping[str, Any]:
    return {}


def _full_meta(type_code: str, facts: ProposalFacts) -> Mapping[str, Any]:
    return {name: _SAMPLES[kind](facts) for name, kind in document_types()[type_code].meta.items()}


def _sample(type_code: str, facts: ProposalFacts, meta: Mapping[str, Any], criterion: str = "") -> DocumentFacts:
    day = facts.ends_on or facts.today
    return DocumentFacts("sample", type_code, "", criterion, number="1", dated_on=day, meta=meta)


def named_values(facts: ProposalFacts, moves: Iterable[TransitionSpec]) -> dict[str, tuple[str, ...]]:
    """Return the lists of codes among the parameters of the rules of these moves, by the parameter's name."""
    found: dict[str, tuple[str, ...]] = {}
    for _, _, spec in _once(facts, moves):
        for name, values in spec.params.items():
            if isinstance(values, list) and values and all(isinstance(value, str) for value in values):
                found[name] = tuple(dict.fromkeys((*found.get(name, ()), *values)))
    return found


def matters(facts: ProposalFacts, moves: Iterable[TransitionSpec], name: str, values: Iterable[Any]) -> bool:
    """Tell whether any rule of these moves that names this fact answers otherwise when it has another value.

    Whether a rule is asked at all may depend on the value too (a rule of one basis only).
    """
    moves = tuple(moves)
    now = _answers(facts, moves, name)
    return any(_answers(replace(facts, **{name: value}), moves, name) != now for value in values)


def _answers(facts: ProposalFacts, moves: Iterable[TransitionSpec], name: str) -> list[tuple[str, list[Answer]]]:
    return [
        (spec.code, list(find_kind(spec.kind)(facts, spec)))
        for move in moves
        for _, spec in rules_of(facts, move)
        if name in spec.needs or (name == "basis" and spec.bases)
    ]


def first_asked(facts: ProposalFacts, moves: Iterable[TransitionSpec]) -> dict[str, str]:
    """Return, by what an answer is about (a criterion), the action of the first move at which it does not pass bare."""
    first: dict[str, str] = {}
    for move, _, spec in _once(facts, moves):
        for answer in _ask(facts, spec, ())[0]:
            if answer.about and answer.verdict is not Verdict.PASS:
                first.setdefault(answer.about, move.action)
    return first
