"""Gathering: everything the rules may read about one proposal, from its rows, as frozen facts."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from service.db.dossiers import ActRow, DocumentRow, DossierRows, StepRow
from service.db.nominees import NomineeRow
from service.db.organisations import OrganisationRow
from service.db.proposals import ProposalRow
from service.db.work import Work
from service.usecases.records_facts import maternity_periods, record_facts
from workflows.calendars import Calendar
from workflows.definition import FlowDefinition
from workflows.facts import (
    ActFacts,
    ActorFacts,
    DocumentFacts,
    GuidanceFacts,
    JudgementFacts,
    MoveFacts,
    NomineeFacts,
    OpenProposalFacts,
    OrganisationFacts,
    ProposalFacts,
    RegistrationFacts,
    StepFacts,
)
from workflows.overrides import overrides_in_force
from workflows.plans.model import Plan
from workflows.rules.model import RuleSet
from workflows.traces import standing_steps

LEGAL_SUBJECTS = {
    "person": "CN", "collective": "TT", "household": "HGD", "clan": "TT", "enterprise": "DN", "territory": "TT",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CaseData:
    """All rows of one case: the proposal with its nominee, the bodies, the dossier, the nominee's other proposals.

    `recused` are the persons in whose place the one who opened it may not act here.
    """

    case: ProposalRow
    nominee: NomineeRow
    definition: FlowDefinition
    plan: Plan
    rules: RuleSet
    organisations: Mapping[str, OrganisationRow]
    dossier: DossierRows
    similar: tuple[ProposalRow, ...]
    calendar: Calendar
    recused: frozenset[str] = frozenset()
    guidance: GuidanceFacts | None = None

    @property
    def text(self) -> str:
        """Return the achievement text as it stands, empty while none was written."""
        return self.dossier.text.text if self.dossier.text else ""

    def body(self, part: str) -> OrganisationRow | None:
        """Return the organisation that plays a part, or None."""
        return self.organisations.get(self.case.bodies.get(part, ""))


def organisation_facts(row: OrganisationRow) -> OrganisationFacts:
    """Return an organisation as the rules see it."""
    return OrganisationFacts(
        id=row.id,
        code=row.code,
        name=row.name,
        level=row.level,
        path=row.path,
        function=row.function,
        legal_personality=row.legal_personality,
        specialised_agency=row.specialised_agency,
        agency_id=row.agency_id,
        payroll_agency_id=row.agency_id,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        successor=row.successor_name,
        successor_id=row.successor_id,
        head_role=row.head_role,
    )


def build_facts(
    work: Work, data: CaseData, *, actor: ActorFacts, move: MoveFacts, wanted_target: str = ""
) -> ProposalFacts:
    """Return the facts of a case on the day of the act."""
    case, dossier = data.case, data.dossier
    return ProposalFacts(
        today=work.today,
        id=case.id,
        form=case.form,
        occasion=case.occasion,
        category=case.category,
        basis=case.basis,
        standard=case.standard,
        plan=data.plan,
        rules=data.rules,
        nominee=_nominee(data),
        bodies=_bodies(data),
        actor=actor,
        state=case.state,
        flow=data.definition.code,
        received_on=case.received_on,
        first_sent_on=case.first_sent_on,
        starts_on=case.starts_on,
        ends_on=case.ends_on,
        achievement_text=data.text,
        achievement_seq=dossier.text.stream_seq if dossier.text else 0,
        achievement_key=case.achievement_key,
        theme=case.theme,
        movement=case.movement,
        channel=case.channel,
        open_proposals=_open_proposals(data.similar),
        calendar=data.calendar,
        **_act_facts(data),
        move=move,
        guidance=data.guidance,
        resume_state=case.resume_state,
        wanted_target=wanted_target,
        **_dossier_facts(dossier),
        **record_facts(dossier.records),
    )


def _dossier_facts(dossier: DossierRows) -> dict[str, Any]:
    return {
        "documents": tuple(_document(row) for row in dossier.documents),
        "judgements": _judgements(dossier),
        "steps": _steps(standing_steps(dossier.steps)),
        "walked": _steps(dossier.steps),
        "registrations": _registrations(dossier),
    }


def _bodies(data: CaseData) -> dict[str, OrganisationFacts]:
    held = data.organisations
    return {part: organisation_facts(held[key]) for part, key in data.case.bodies.items() if key in held}


def _act_facts(data: CaseData) -> dict[str, Any]:
    """Return the acts of a case, and which overrides among them are in force."""
    acts = tuple(_act(row) for row in data.dossier.acts)
    return {"acts": acts, "overrides": overrides_in_force(acts, data.case.version)}


def _act(row: ActRow) -> ActFacts:
    return ActFacts(
        id=row.id,
        kind=row.kind,
        state=row.state,
        outcome=row.outcome,
        subject=row.subject,
        begun_on=row.begun_on,
        due_on=row.due_on,
        ended_on=row.ended_on,
        begun_seq=row.begun_seq,
        ended_seq=row.ended_seq,
        data=row.data,
    )


def _nominee(data: CaseData) -> NomineeFacts:
    nominee = data.nominee
    issuers = [row for row in (data.body("issuer"), data.body("issuer_successor")) if row is not None]
    organisation = data.organisations.get(nominee.organisation_id or "")
    facts = nominee_facts(
        nominee, plan=data.plan, category=data.case.category, organisation=organisation, issuers=issuers
    )
    return replace(facts, maternity=maternity_periods(data.dossier.records))


def nominee_facts(
    nominee: NomineeRow,
    *,
    plan: Plan,
    category: str,
    organisation: OrganisationRow | None,
    issuers: Collection[OrganisationRow],
) -> NomineeFacts:
    """Return a nominee as the rules see it under a plan's category; `issuers`: the plan's issuer and its successor."""
    extra = nominee.data
    return NomineeFacts(
        id=nominee.id,
        kind=nominee.kind,
        name=nominee.name,
        legal_subject=legal_subject(nominee, plan, category),
        organisation=None if organisation is None else organisation_facts(organisation),
        in_scope=_in_scope(issuers, organisation),
        level=nominee.level,
        sex=nominee.sex,
        women_percent=nominee.women_percent,
        is_leader=nominee.is_leader,
        is_head=nominee.is_head,
        party_managed=nominee.party_managed,
        occupation=nominee.occupation,
        special_group=nominee.special_group,
        representative=nominee.representative,
        person_ids=persons_behind(nominee.id, extra),
    )


def legal_subject(nominee: NomineeRow, plan: Plan, category: str) -> str:
    """Return the type of subject that a nominee is in the law, as the plan's category says it."""
    try:
        legal = plan.category(category).legal_subjects.get(nominee.kind)
    except KeyError:
        legal = None
    return "NN" if nominee.data.get("foreign") else legal or LEGAL_SUBJECTS[nominee.kind]


def persons_behind(nominee_id: str, extra: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the persons whom an honour would go to: the nominee, or the members who were named."""
    return (nominee_id, *extra.get("person_ids", ()))


def _in_scope(issuers: Collection[OrganisationRow], organisation: OrganisationRow | None) -> bool | None:
    """Tell whether the nominee belongs to the plan's issuer or to the body that took over from it."""
    if organisation is None or not issuers:
        return None
    return any(organisation.path.startswith(issuer.path) for issuer in issuers)


def _document(row: DocumentRow) -> DocumentFacts:
    return DocumentFacts(
        id=row.id,
        type=row.type,
        digest=row.digest,
        criterion=row.criterion,
        number=row.number,
        dated_on=row.dated_on,
        issuer=row.issuer,
        copy=row.copy,
        attached_seq=row.attached_seq,
        meta=row.meta,
    )


def _open_proposals(rows: Iterable[ProposalRow]) -> tuple[OpenProposalFacts, ...]:
    return tuple(
        OpenProposalFacts(
            id=row.id,
            number=row.number,
            form=row.form,
            state=row.state,
            achievement_key=row.achievement_key,
            theme=row.theme,
            channel=row.channel,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for row in rows
    )


def _registrations(dossier: DossierRows) -> tuple[RegistrationFacts, ...]:
    return tuple(
        RegistrationFacts(row.number, row.plan_code, row.occasion, row.year, row.form, row.submitted_on)
        for row in dossier.registered
    )


def _judgements(dossier: DossierRows) -> tuple[JudgementFacts, ...]:
    return tuple(
        JudgementFacts(
            id=row.id,
            criterion=row.criterion,
            met=row.met,
            reason=row.reason,
            by_person=row.person_id or "",
            role=row.role,
            in_place_of=tuple(row.in_place_of),
        )
        for row in dossier.judgements
    )


def _steps(rows: Iterable[StepRow]) -> tuple[StepFacts, ...]:
    return tuple(
        StepFacts(
            action=row.action,
            person_id=row.person_id or "",
            role=row.role,
            organisation_id=row.organisation_id or "",
            on=row.on,
            seq=row.seq,
            source=row.source,
            target=row.target,
            in_place_of=tuple(row.in_place_of),
        )
        for row in rows
    )
