"""Everything a decision about one proposal may look at, frozen: no check ever reads anything else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from workflows.calendars import Calendar, packaged_calendar
from workflows.fact_parts import (
    ActFacts,
    AwardFacts,
    DisciplineFacts,
    DocumentFacts,
    HoldFacts,
    InitiativeFacts,
    JudgementFacts,
    NomineeFacts,
    OpenProposalFacts,
    OrganisationFacts,
    OverrideFacts,
    RatingFacts,
    RegistrationFacts,
    StepFacts,
    TitleFacts,
)
from workflows.guidance.facts import GuidanceFacts
from workflows.plans.model import Plan
from workflows.rules.model import RuleSet

__all__ = [
    "ActFacts",
    "ActorFacts",
    "AwardFacts",
    "DecisionFacts",
    "DisciplineFacts",
    "DocumentFacts",
    "GuidanceFacts",
    "HoldFacts",
    "InitiativeFacts",
    "JudgementFacts",
    "MoveFacts",
    "NomineeFacts",
    "OpenProposalFacts",
    "OrganisationFacts",
    "OverrideFacts",
    "ProposalFacts",
    "RatingFacts",
    "RegistrationFacts",
    "StepFacts",
    "SubmissionFacts",
    "TitleFacts",
]


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """Who tries the move now; `is_assumed` marks a pre-flight, where nobody has come to the step yet.

    `in_place_of` are the persons for whom the actor acts by delegation.
    """

    person_id: str
    role: str
    organisation: OrganisationFacts | None
    is_assumed: bool = False
    in_place_of: tuple[str, ...] = ()

    @property
    def person_ids(self) -> tuple[str, ...]:
        """Return everybody who counts as the actor: whoever acts for another counts as both."""
        return (self.person_id, *self.in_place_of)


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
    amount: int = 0  # of a payment, in đồng
    found_on: date | None = None  # of a revocation: when its ground was found
    decision: DecisionFacts = field(default_factory=DecisionFacts)
    submission: SubmissionFacts = field(default_factory=SubmissionFacts)


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
    achievement_seq: int = 0  # where in the proposal's history that text was written
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
    steps: tuple[StepFacts, ...] = ()  # those that stand: what was undone or handed back counts for no rule
    walked: tuple[StepFacts, ...] = ()  # all of them, for what was seen or shown on the way: what lay there since
    acts: tuple[ActFacts, ...] = ()
    calendar: Calendar = field(default_factory=packaged_calendar)
    overrides: tuple[OverrideFacts, ...] = ()  # those in force now
    move: MoveFacts = field(default_factory=MoveFacts)
    guidance: GuidanceFacts | None = None
    registrations: tuple[RegistrationFacts, ...] = ()  # of this nominee, as submitted
    distinct_from: tuple[str, ...] = ()  # set by the engine from the transition being tried
    resume_state: str = ""  # where a held proposal came from
    wanted_target: str = ""  # target of a dynamic move (release, reopen)

    def documents_of(self, *types: str) -> tuple[DocumentFacts, ...]:
        """Return the documents of these types."""
        return tuple(document for document in self.documents if document.type in types)

    def acts_of(self, kind: str) -> tuple[ActFacts, ...]:
        """Return the acts of one kind that were not dropped, as they began."""
        return tuple(act for act in self.acts if act.kind == kind and act.state != "dropped")

    @property
    def ruled_on(self) -> date:
        """Return the date that chooses the rules: the receipt date, or today while nothing was received."""
        return self.received_on or self.today

    @property
    def decided_on(self) -> date:
        """Return the decision's date, or today before there is one."""
        return self.move.decision.signed_on or self.today
