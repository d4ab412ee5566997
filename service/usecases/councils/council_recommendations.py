"""A council recommends another form: which form that is for a unit, and the proposal that is started under it."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from service.db import dossiers, organisations, proposals
from service.db.dossiers import DocumentValues
from service.db.work import Work
from service.usecases.cases import gather_case
from service.usecases.catalog import Catalog
from service.usecases.drafting.dossiers import event_facts
from service.usecases.drafting.drafting import DraftValues, open_draft
from service.usecases.errors import Invalid, NotFound
from service.usecases.facts import CaseData
from service.usecases.moves.recusals import carry_recusals
from service.usecases.moves.routing import choose_flow, find_bodies
from service.usecases.noting import Who, note_event
from workflows.flows.selection import NoFlow
from workflows.plans.model import Plan
from workflows.policy import Actor, Holding
from workflows.votes.outcomes import Outcome, next_forms

NO_FORM, NO_ROUTE = "no-such-form", "no-route-to-form"
KEPT = (
    *("type", "criterion", "title", "number", "dated_on", "issuer", "copy", "digest", "size", "media_type"),
    *("file_name", "meta"),
)


class Asked(NamedTuple):
    """Of which proposal another form is asked: its plan and occasion, its form, and the unit that proposed."""

    plan_code: str
    occasion: str
    form: str
    unit_id: str


@dataclass(frozen=True, slots=True)
class Recommending:
    """Who recommends in which session: what the histories of both proposals say of it."""

    actor: Actor
    holding: Holding
    session_id: str
    number: str
    outcome: Outcome

    @property
    def who(self) -> Who:
        """The actor with the role by which he acts."""
        return self.actor, self.holding


def plan_now(work: Work, catalog: Catalog, plan_code: str) -> Plan | None:
    """Return the plan under which something would be started today, or None."""
    try:
        return catalog.plan_in_force(work, plan_code, work.today)
    except NotFound:
        return None


def forms_beside(plan: Plan | None, asked: Asked, outcome: Outcome) -> tuple[str, ...]:
    """Return the forms right above or below that a plan gives for the occasion, whether or not a way leads there."""
    if plan is None or asked.occasion not in {one.code for one in plan.occasions}:
        return ()
    return next_forms(plan.occasion(asked.occasion), asked.form, outcome.way)


def find_form(work: Work, catalog: Catalog, asked: Asked, outcome: Outcome) -> tuple[str, str]:
    """Return the form that an outcome leads to for the unit, or why there is none (`no-such-form`, `no-route-…`)."""
    plan = plan_now(work, catalog, asked.plan_code)
    forms = forms_beside(plan, asked, outcome)
    if plan is None or not forms:
        return "", NO_FORM
    unit = organisations.get_organisation(work, asked.unit_id)
    for form in forms:
        try:
            bodies = find_bodies(work, plan=plan, form=form, unit=unit, decider=None)
            choose_flow(work, catalog, plan=plan, form=form, bodies=bodies)
        except (Invalid, NoFlow):
            continue
        return form, ""
    return "", NO_ROUTE


def start_recommended(work: Work, catalog: Catalog, data: CaseData, *, by: Recommending) -> dict[str, Any]:
    """Open a draft of the same unit for the same nominee under the recommended form, with the evidence of the former.

    What is hidden from somebody stays hidden from him in the draft. Both histories name each other; the caller records
    that of the former. Raises Invalid where no such form or no way to it is left, and as `open_draft` does.
    """
    case = data.case
    form, problem = find_form(work, catalog, Asked(case.plan_code, case.occasion, case.form, case.unit_id), by.outcome)
    if problem:
        raise Invalid("invalid-input", {"problems": [{"path": "outcome", "code": problem}]})
    unit = organisations.get_organisation(work, case.unit_id)
    made = open_draft(work, catalog, actor=by.actor, holding=by.holding, unit=unit, values=_values(data, form))
    found = gather_case(work, catalog, actor=by.actor, found=proposals.load_case(work, made["id"]))
    told = {"session": by.session_id, "number": by.number, "outcome": by.outcome.code}
    started = note_event(
        work,
        found,
        event="proposal.started-by-council",
        who=by.who,
        facts={**told, "proposal": case.id, "name": case.number, "form": form},
    )
    started = carry_recusals(work, data, started, who=by.who)
    _carry_evidence(work, data, started, by)
    return {"id": made["id"], "number": made["number"], "form": form}


def _values(data: CaseData, form: str) -> DraftValues:
    case = data.case
    return DraftValues(
        plan_code=case.plan_code,
        form=form,
        occasion=case.occasion,
        category=case.category,
        nominee_id=case.nominee_id,
        unit_id=case.unit_id,
        starts_on=case.starts_on,
        ends_on=case.ends_on,
        text=data.text,
        theme=case.theme,
        basis=case.basis,
        standard=case.standard,
        movement=case.movement,
        channel=case.channel,
    )


def _carry_evidence(work: Work, data: CaseData, started: CaseData, by: Recommending) -> CaseData:
    """Let the draft refer to the same evidence: what stands for a criterion; letters and minutes are of one form."""
    for row in data.dossier.documents:
        if not row.criterion:
            continue
        key, kept = work.new_id(), {name: getattr(row, name) for name in KEPT}
        started = note_event(
            work,
            started,
            event="document.attached",
            who=by.who,
            facts={**event_facts(key, kept), "proposal": data.case.id},
            private={"title": row.title, "file_name": row.file_name},
        )
        values: DocumentValues = {
            **kept,  # type: ignore[typeddict-item]  # the names are those of the row
            "id": key,
            "attached_seq": started.case.version,
            "attached_by": by.actor.account_id,
        }
        dossiers.add_document(work, started.case.id, values)
    return started
