"""Everything a decision about one proposal may look at, frozen: no check ever reads anything else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workflows.plans.model import Plan
from workflows.rules.model import RuleSet


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


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """Who tries the move now; `is_assumed` marks a pre-flight, where nobody has come to the step yet."""

    person_id: str
    role: str
    organisation: OrganisationFacts | None
    is_assumed: bool = False


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """The decision document: office that decides, who signs and in which capacity ("", TM, KT, TL, TUQ)."""

    number: str = ""
    signed_on: date | None = None
    decider_post: str = ""  # role code of the office
    signer_name: str = ""
    signer_post: str = ""
    sign_mode: str = ""
    mandate_number: str = ""
    mandate_from: date | None = None
    mandate_to: date | None = None
    legal_bases: tuple[str, ...] = ()  # texts printed as căn cứ
    payer_id: str = ""
    drafted_by: str = ""  # person who prepared the decision


@dataclass(frozen=True, slots=True)
class SubmissionFacts:
    """The tờ trình upward (to the Prime Minister): signer, date, contents, paper and electronic receipt."""

    number: str = ""
    signed_on: date | None = None
    signer_post: str = ""
    sign_mode: str = ""
    parts: tuple[str, ...] = ()  # bases, content, opinions, appraisal, …
    paper_received_on: date | None = None
    electronic_received_on: date | None = None


@dataclass(frozen=True, slots=True)
class MoveFacts:
    """What the actor states with the move itself."""

    reason: str = ""
    acknowledgements: Mapping[str, str] = field(default_factory=dict)  # check code (or code:about) → reason
    missing: tuple[str, ...] = ()  # document types or criteria to complete (return)
    legal_ground: str = ""  # of a return, a rejection, a revocation (93.2.a …)
    source_body: str = ""  # of a hold
    source_number: str = ""
    hold_kind: str = ""
    conclusion_number: str = ""  # of a release
    cleared: bool | None = None
    decision: DecisionFacts = field(default_factory=DecisionFacts)
    submission: SubmissionFacts = field(default_factory=SubmissionFacts)


@dataclass(frozen=True, slots=True)
class GuidanceFacts:
    """An imported award guidance; None in ProposalFacts means that none was found."""

    code: str
    submit_before: date | None = None
    higher_forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """One proposal on one day, with all that its checks may read."""

    today: date
    id: str
    form: str
    occasion: str
    category: str
    basis: str
    standard: str  # chosen limb of the law or local pack, such as 73.1.b; empty = none chosen
    plan: Plan
    rules: RuleSet
    nominee: NomineeFacts
    bodies: Mapping[str, OrganisationFacts]
    actor: ActorFacts
    state: str = "drafted"
    flow: str = ""
    received_on: date | None = None  # receipt at the appraising body; drives the regime
    first_sent_on: date | None = None
    starts_on: date | None = None  # achievement period
    ends_on: date | None = None
    achievement_text: str = ""
    achievement_key: str = ""
    theme: str = ""
    movement: str = ""
    channel: str = ""
    documents: tuple[DocumentFacts, ...] = ()
    titles: tuple[TitleFacts, ...] = ()
    initiatives: tuple[InitiativeFacts, ...] = ()
    ratings: tuple[RatingFacts, ...] = ()
    awards: tuple[AwardFacts, ...] = ()
    open_proposals: tuple[OpenProposalFacts, ...] = ()
    disciplines: tuple[DisciplineFacts, ...] = ()
    holds: tuple[HoldFacts, ...] = ()
    judgements: tuple[JudgementFacts, ...] = ()
    steps: tuple[StepFacts, ...] = ()
    move: MoveFacts = field(default_factory=MoveFacts)
    guidance: GuidanceFacts | None = None
    distinct_from: tuple[str, ...] = ()  # set by the engine from the transition being tried
    resume_state: str = ""  # where a held proposal came from
    wanted_target: str = ""  # target of a dynamic move (release, reopen)

    def documents_of(self, *types: str) -> tuple[DocumentFacts, ...]:
        """Return the documents of these types."""
        return tuple(document for document in self.documents if document.type in types)

    @property
    def ruled_on(self) -> date:
        """Return the date that chooses the rules: the receipt date, or today while nothing was received."""
        return self.received_on or self.today

    @property
    def decided_on(self) -> date:
        """Return the decision's date, or today before there is one."""
        return self.move.decision.signed_on or self.today
