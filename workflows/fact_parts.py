"""The parts that facts are made of: bodies, the nominee, documents, and what the registry holds of the nominee."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """One body on the day of the act. `path` is `/root/…/id/`; `agency_id` is the nearest self-or-ancestor that is
    not a bare `unit` (the body whose head, HR and payroll answer for it).
    """

    id: str
    code: str
    name: str
    level: str
    path: str = ""
    function: str = "administration"
    legal_personality: bool = False
    specialised_agency: bool = False
    agency_id: str = ""
    payroll_agency_id: str = ""  # differs from agency_id only where staff are paid elsewhere
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""  # name of the body that took over, if any
    successor_id: str = ""
    head_role: str = ""  # role of the one who decides for it (agency_head, provincial_chair, …)

    def is_active(self, on: date) -> bool:
        """Tell whether the body exists on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    def is_within(self, other: "OrganisationFacts") -> bool:
        """Tell whether this body is the other one or lies under it."""
        return bool(self.path) and self.path.startswith(other.path)


@dataclass(frozen=True, slots=True)
class NomineeFacts:
    """The subject of the proposal. `legal_subject` is CN, TT, HGD, DN or NN."""

    id: str
    kind: str
    name: str
    legal_subject: str
    organisation: OrganisationFacts | None = None
    in_scope: bool | None = None  # staff, unit or territory of the plan's issuer; None = not known
    level: str = ""  # of a territory: province, district, commune
    sex: str = ""
    women_percent: int | None = None
    is_leader: bool = False
    is_head: bool = False
    party_managed: bool | None = None  # under management of a Party committee (CO05)
    occupation: str = ""  # farmer, worker, … where a standard asks
    special_group: str = ""  # groups with a short dossier (DS09)
    representative: str = ""  # who speaks for a household or a clan
    maternity: tuple[tuple[date, date], ...] = ()
    person_ids: tuple[str, ...] = ()  # persons who are this nominee (the person, the representative)


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """One document of the dossier as it stands now; `meta` holds typed particulars (see docs/glossary.md)."""

    id: str
    type: str
    digest: str
    criterion: str = ""
    number: str = ""
    dated_on: date | None = None
    issuer: str = ""
    copy: str = "original"  # original, certified, plain, digital
    attached_seq: int = 0
    meta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """A recognition title by a decision; scores only where the set has them."""

    id: str
    title: str
    number: str
    decided_on: date
    issuer: str = ""
    level: str = ""  # province, district, commune
    grade: int | None = None  # level 1 or 2 of a DVHT or CDONGHT
    criteria_set: str = ""
    total: int | None = None
    min_indicator: int | None = None
    valid_until: date | None = None
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class InitiativeFacts:
    """A recognised initiative, topic or project; `paper` is decision or form_13, empty when none is filed."""

    id: str
    number: str
    recognised_on: date
    issuer: str = ""
    paper: str = ""
    kind: str = "initiative"  # initiative, topic
    area: str = ""  # level of influence: unit, commune, ministry, province
    used_for: tuple[str, ...] = ()  # numbers of earlier titles or awards it served
    used_year: int | None = None


@dataclass(frozen=True, slots=True)
class RatingFacts:
    """The yearly rating of task completion (HTXSNV, HTTNV, HTNV, KHTNV) by a competent body."""

    year: int
    grade: str
    number: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """A past award or merit title. `starts_on`..`ends_on` is the achievement period printed in its decision."""

    id: str
    code: str  # a form code, or CSTDCS, TTLDXS, LDTT, CO_TD
    number: str
    decided_on: date
    issuer: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    achievement_key: str = ""
    theme: str = ""
    basis: str = "movement"
    channel: str = ""
    revoked: bool = False
    campaign: str = ""  # the movement, where the record says it


@dataclass(frozen=True, slots=True)
class OpenProposalFacts:
    """Another proposal for the same nominee that is not closed."""

    id: str
    number: str
    form: str
    state: str
    achievement_key: str
    theme: str = ""
    channel: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class DisciplineFacts:
    """A disciplinary measure and when it was served."""

    id: str
    kind: str
    number: str
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class HoldFacts:
    """A matter under verification: body, document, from, to; a letter that nobody accepted has `accepted` false."""

    id: str
    kind: str  # discipline, investigation, inspection, complaint, denunciation, press
    body: str
    number: str
    opened_on: date
    accepted: bool = True
    closed_on: date | None = None
    conclusion: str = ""
    cleared: bool | None = None


@dataclass(frozen=True, slots=True)
class JudgementFacts:
    """A reviewer's verdict on one type-C criterion (met / not_met) with the reason given."""

    id: str
    criterion: str
    met: bool
    reason: str
    by_person: str = ""
    role: str = ""
    in_place_of: tuple[str, ...] = ()  # persons for whom it was judged, by delegation


@dataclass(frozen=True, slots=True)
class RegistrationFacts:
    """A form registered for the nominee under a plan, for one occasion and year, in a registration that was sent."""

    number: str
    plan: str
    occasion: str
    year: int
    form: str
    submitted_on: date


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A move already made on this proposal: who, in which role, from which body."""

    action: str
    person_id: str
    role: str
    organisation_id: str
    on: date
    seq: int
    source: str
    target: str
    in_place_of: tuple[str, ...] = ()  # persons for whom it was made, by delegation

    def is_by(self, person_ids: Iterable[str]) -> bool:
        """Tell whether one of these persons made this move or had it made in his place."""
        return not {self.person_id, *self.in_place_of}.isdisjoint(person_ids)


@dataclass(frozen=True, slots=True)
class ActFacts:
    """An act between two states: a council's review, a consultation, an override…; `data` holds what its kind keeps.

    `state` is open, done or dropped; `subject` is whom or what it is about (a body asked, a finding overridden).
    """

    id: str
    kind: str
    state: str
    outcome: str = ""
    subject: str = ""
    begun_on: date | None = None
    due_on: date | None = None
    ended_on: date | None = None
    begun_seq: int = 0
    ended_seq: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


class FindingKey(NamedTuple):
    """Which answer of which rule is meant: the version of the rulebook, the rule, its question, what it is about."""

    rulebook: str
    code: str
    kind: str
    about: str


@dataclass(frozen=True, slots=True)
class OverrideFacts:
    """Findings that two officers have let one move pass in spite of: under which paper, who asked, who confirmed."""

    id: str
    action: str
    findings: frozenset[FindingKey]
    number: str
    proposed_by: tuple[str, ...]
    confirmed_by: tuple[str, ...]
