"""Conflicts of interest found from data: which grounds stand between a person and a proposal, each with its evidence.

A ground only proposes that the person takes no part; nothing here recuses anybody.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from workflows.facts import NomineeFacts, StepFacts
from workflows.findings import Citation, Confidence

Part = Literal["handling", "voting"]
PARTS: tuple[Part, ...] = ("handling", "voting")
Evidence = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason to take no part: its names, the sentence of its evidence, for whom it stands, and where it is stated."""

    code: str
    names: Mapping[str, str]
    told: Mapping[str, str]
    stands: frozenset[str]
    citation: Citation
    roles: frozenset[str]
    actions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Interests:
    """What is known of one person: himself, the bodies he belongs to, those in which he holds a role, his relatives.

    `held` are pairs of role and body; `relatives` says by person which relation he has declared.
    """

    person_id: str
    own_bodies: frozenset[str] = frozenset()
    held: frozenset[tuple[str, str]] = frozenset()
    relatives: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """What of a proposal may stand close to somebody: its nominee and who took which step."""

    nominee: NomineeFacts
    steps: tuple[StepFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A ground that stands between a person and a proposal, with what the data show."""

    ground: Ground
    evidence: Evidence


Rule = Callable[[Ground, Interests, Matter], Iterator[Evidence]]


def find_conflicts(interests: Interests, matter: Matter, part: Part) -> tuple[Conflict, ...]:
    """Return every ground that stands between a person and a proposal in which he would take this part."""
    return tuple(
        Conflict(ground, evidence)
        for ground in grounds().values()
        if part in ground.stands
        for evidence in RULES[ground.code](ground, interests, matter)
    )


@cache
def grounds() -> Mapping[str, Ground]:
    """Return the packaged grounds by code, the gravest first."""
    return {code: _read(code, row) for code, row in _data()["grounds"].items()}


@cache
def relations() -> Mapping[str, Mapping[str, str]]:
    """Return the relations that may be declared, with their names."""
    return {code: {str(key): str(text) for key, text in names.items()} for code, names in _data()["relations"].items()}


def _is_nominee(_ground: Ground, interests: Interests, matter: Matter) -> Iterator[Evidence]:
    if interests.person_id in matter.nominee.person_ids:
        yield {"nominee": matter.nominee.name}


def _is_relative(_ground: Ground, interests: Interests, matter: Matter) -> Iterator[Evidence]:
    declared = interests.relatives or {}
    for person in dict.fromkeys(matter.nominee.person_ids):
        if person in declared:
            yield {"relation": declared[person], "person": person}


def _is_of_the_unit(_ground: Ground, interests: Interests, matter: Matter) -> Iterator[Evidence]:
    unit = matter.nominee.organisation
    if unit is not None and unit.id in interests.own_bodies:
        yield {"unit": unit.name}


def _manages(ground: Ground, interests: Interests, matter: Matter) -> Iterator[Evidence]:
    unit = matter.nominee.organisation
    if unit is None:
        return
    near = {unit.id, unit.agency_id} - {""}
    if any(role in ground.roles and body in near for role, body in interests.held):
        yield {"unit": unit.name}


def _has_signed(ground: Ground, interests: Interests, matter: Matter) -> Iterator[Evidence]:
    own = [step for step in matter.steps if step.action in ground.actions and step.is_by((interests.person_id,))]
    if own:
        last = max(own, key=lambda step: step.seq)
        yield {"action": last.action, "day": last.on.isoformat()}


RULES: Mapping[str, Rule] = {
    "self": _is_nominee,
    "declared-kinship": _is_relative,
    "own-unit": _is_of_the_unit,
    "line-manager": _manages,
    "signed-earlier": _has_signed,
}


def _read(code: str, row: Mapping[str, object]) -> Ground:
    cited = row["citation"]
    assert isinstance(cited, Mapping)  # noqa: S101  # the shape of our own file, which a test reads
    named = {name: row.get(name, ()) for name in ("stands", "roles", "actions")}
    stands, roles, actions = (frozenset(values) for values in named.values() if isinstance(values, list | tuple))
    return Ground(
        code=code,
        names={"vi": str(row["vi"]), "en": str(row["en"])},
        told={"vi": str(row["told_vi"]), "en": str(row["told_en"])},
        stands=stands,
        citation=Citation(cited["text"], cited["source"], Confidence(cited["confidence"])),
        roles=roles,
        actions=actions,
    )


def _data() -> dict[str, dict[str, dict[str, object]]]:
    return tomllib.loads((files("workflows") / "data" / "conflicts.toml").read_text(encoding="utf-8"))
