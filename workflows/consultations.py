"""Whom the law has consulted: suggestions as data with their ground, and what an answer may say."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, TypeVar

from workflows.facts import ProposalFacts
from workflows.findings import Citation, Confidence
from workflows.traces import Act

A = TypeVar("A", bound=Act)
CONSULTATION: Final = "consultation"
PARTY_OPINION: Final = "party_opinion"
PUBLIC_NOTICE: Final = "public_notice"
ASKED: Final = (CONSULTATION, PARTY_OPINION)  # kinds of acts that ask a body and wait for its answer
OPINIONS: Final = ("agrees", "disagrees", "other")
ANSWER_TYPES: Final[Mapping[str, str]] = {CONSULTATION: "D21", PARTY_OPINION: "D18"}
CHANNELS: Final = ("account", "link", "paper")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A body that the law has asked about some nominees; `askers` are the parts of those who ask."""

    code: str
    vi: str
    en: str
    when_vi: str
    when_en: str
    askers: tuple[str, ...]
    forms: tuple[str, ...]
    subjects: tuple[str, ...]
    levels: tuple[str, ...]
    through: str
    head: bool
    managed: bool
    citation: Citation

    def applies(self, facts: ProposalFacts) -> bool | None:
        """Tell whether the body is to be asked on this proposal; None where the data do not say."""
        told = list(self._conditions(facts))
        if False in told:
            return False
        return None if None in told else True

    def _conditions(self, facts: ProposalFacts) -> Iterable[bool | None]:
        nominee = facts.nominee
        yield not self.forms or facts.form in self.forms
        yield not self.subjects or nominee.legal_subject in self.subjects
        yield not self.through or self.through in facts.bodies
        is_person = nominee.legal_subject == "CN"
        if self.managed and is_person:
            yield nominee.party_managed and None  # by which committee, the data do not tell
            return
        if self.levels:
            yield nominee.legal_subject == "DN" or _level_of(facts) in self.levels
        if self.head and is_person:
            yield nominee.is_head


def _level_of(facts: ProposalFacts) -> str:
    body = facts.nominee.organisation
    return body.level if body else ""


@cache
def remind_working_days() -> int:
    """Return how many working days before an answer is due people are reminded."""
    return int(_data()["remind_working_days"])


@cache
def suggestions() -> tuple[Suggestion, ...]:
    """Return every suggestion, from the packaged file."""
    return tuple(_read(row) for row in _data()["suggestions"])


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((files("workflows") / "data" / "consultations.toml").read_text(encoding="utf-8"))


def suggested(facts: ProposalFacts, asker: str) -> tuple[tuple[Suggestion, bool], ...]:
    """Return whom the law has asked by a body of this part, each with whether the data are sure of it."""
    found = ((item, item.applies(facts)) for item in suggestions() if asker in item.askers)
    return tuple((item, answer is True) for item, answer in found if answer is not False)


def standing(acts: Iterable[A]) -> tuple[A, ...]:
    """Return the requests among acts in their order that no later answer of the same body has overtaken.

    What a body has said counts until it says something else; asking it again, or its silence, takes nothing back.
    """
    kept: list[A] = []
    heard: set[tuple[str, str]] = set()
    for act in reversed(tuple(acts)):
        body = (act.kind, act.subject)
        if body not in heard:
            kept.append(act)
        if act.state == "done":
            heard.add(body)
    return tuple(reversed(kept))


def is_asked(facts: ProposalFacts, item: Suggestion) -> bool:
    """Tell whether somebody has been asked as this suggestion says."""
    return any(act.data.get("suggestion") == item.code for act in facts.acts_of(CONSULTATION))


def _read(row: Mapping[str, Any]) -> Suggestion:
    cited = row["citation"]
    return Suggestion(
        code=row["code"],
        vi=row["vi"],
        en=row["en"],
        when_vi=row["when_vi"],
        when_en=row["when_en"],
        askers=tuple(row["askers"]),
        forms=tuple(row.get("forms", ())),
        subjects=tuple(row.get("subjects", ())),
        levels=tuple(row.get("levels", ())),
        through=row.get("through", ""),
        head=row.get("head", False),
        managed=row.get("managed", False),
        citation=Citation(cited["text"], cited["source"], Confidence(cited["confidence"])),
    )
