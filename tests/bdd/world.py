"""The world of one scenario: real use cases on a real database, people by name, and what became of the last act."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from service.db.work import Work
from service.usecases.attempts import perform
from service.usecases.case_views import show_proposal
from service.usecases.errors import DomainError
from service.usecases.recording import findings_as_facts, plain
from service.usecases.services import Services
from service.usecases.streams import proposal_stream
from tests.bdd.bodies import Bodies
from tests.bdd.engines import Clock
from tests.bdd.registry import Registry
from tests.bdd.staff import Member, Staff
from tests.bdd.words import INSIDE, QUOTED, read_role, unquote
from workflows.names import fold
from workflows.plans.catalog import packaged_plans
from workflows.plans.model import Plan

T = TypeVar("T")
NOT_A_REFUSAL = "không có lần nào bị từ chối để xét"


@dataclass
class Case:
    """One proposal of the scenario, by the label it was given or the nominee's name."""

    label: str
    id: str
    nominee: str
    unit: dict[str, Any]
    seen_version: int = 0


@dataclass
class Outcome:
    """What became of the last act: a result, or a refusal with its findings; and whether a step has looked at it."""

    result: Any = None
    error: DomainError | None = None
    findings: list[dict[str, Any]] = field(default_factory=list)
    is_seen: bool = True
    described: str = ""

    def explain(self) -> str:
        """Return the refusal in codes, for the message of a failed step."""
        if self.error is None:
            return "việc đã thành công"
        stops = [f"{row['code']}/{row['about']} {row.get('params', {})}" for row in self.findings if row.get("blocks")]
        return f"{self.described}: {self.error.code} {plain(dict(self.error.params))} {'; '.join(stops)}"


@dataclass
class World:
    """Everything a step may touch."""

    services: Services
    engine: str
    clock: Clock
    staff: Staff = field(init=False)
    bodies: Bodies = field(init=False)
    registry: Registry = field(init=False)
    plan: Plan | None = None
    plans: dict[str, Plan] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    case: Case | None = None
    outcome: Outcome = field(default_factory=Outcome)
    shown: Any = None  # what the last look gave: a preflight, a history, a list
    petition: str = ""  # the one filed last
    reasons: dict[str, str] = field(default_factory=dict)
    submissions: dict[str, str] = field(default_factory=dict)  # number or name -> id
    reason_for_all: str = ""
    sitting: Any = None  # the council of the scenario, once it has one

    def __post_init__(self) -> None:
        """Make the root of the tree and those who set the stage."""
        self.staff = Staff(self.services)
        self.bodies = Bodies(self.staff)
        self.bodies.load()
        self.staff.keep_registry(self.bodies.government())
        self.registry = Registry(self.staff, self.bodies)

    @property
    def today(self) -> date:
        """Return the day of the scenario."""
        return self.clock.today

    # ------------------------------------------------------------------------------------------------------ plans

    def use_plan(self, name: str) -> Plan:
        """Take up a plan by code, file number, printed title, issuer or place, with the bodies it names."""
        plan = self.find_plan(name)
        if plan.code not in self.plans:
            self.plans[plan.code] = plan
            self.bodies.of_plan(plan)
        self.plan = plan
        return plan

    def find_plan(self, name: str) -> Plan:
        """Return a plan by any of its names; raises LookupError when none or several fit."""
        wanted = fold(name)
        plans = {plan.code: plan for plan in packaged_plans()} | self.plans
        exact = [plan for plan in plans.values() if wanted in {plan.code, plan.file_ref, fold(plan.title)}]
        loose = [plan for plan in plans.values() if _is_called(plan, wanted)]
        found = exact or loose
        if len(found) != 1:
            known = ", ".join(f"{plan.code} ({plan.issuer_name}, {plan.place})" for plan in found or plans.values())
            message = f"“{name}” chỉ {len(found)} kế hoạch; hãy dùng mã: {known}"
            raise LookupError(message)
        return found[0]

    def adopt(self, plan: Plan) -> None:
        """Take up a plan that the scenario itself has published."""
        self.plans[plan.code] = plan
        self.bodies.of_plan(plan)
        self.plan = plan

    def current_plan(self) -> Plan:
        """Return the plan that was taken up last."""
        assert self.plan is not None, "chưa nêu kế hoạch: Cho kế hoạch “…”"
        return self.plan

    # ------------------------------------------------------------------------------------------------------ cases

    def keep(self, case: Case) -> Case:
        """Remember a proposal; steps that name none mean the one remembered or named last."""
        self.cases[fold(case.label)] = case
        self.case = case
        return case

    def find(self, label: str | None = None) -> Case:
        """Return a proposal by its label or its nominee's name, and make it the current one."""
        if label is None:
            assert self.case is not None, "chưa có hồ sơ nào trong kịch bản này"
            return self.case
        named = self.cases.get(fold(label))
        found = [case for case in self.cases.values() if fold(case.nominee) == fold(label)]
        case = named or (found[-1] if found else None)
        assert case is not None, f"không có hồ sơ “{label}”; có: {', '.join(sorted(self.cases))}"
        self.case = case
        return case

    def view(self, case: Case | None = None) -> dict[str, Any]:
        """Return a proposal as an auditor reads it."""
        proposal_id = (case or self.find()).id
        auditor = self.auditor()
        return self.services.database.read(
            lambda work: show_proposal(work, self.services.catalog, actor=auditor, proposal_id=proposal_id)
        )

    def read_as(self, member: Member, case: Case) -> dict[str, Any]:
        """Return a proposal as somebody reads it; an attempt to open a hidden one is recorded."""
        actor = self.staff.actor(member)
        return self.perform(
            lambda work: show_proposal(work, self.services.catalog, actor=actor, proposal_id=case.id),
            member=member,
            case=case,
            action="open",
        )

    def auditor(self) -> Any:
        """Return somebody who reads everything."""
        return self.staff.actor(self.staff.holder("auditor", self.bodies.government()))

    # ------------------------------------------------------------------------------------------------------- people

    def person(self, words: str, action: str = "") -> Member:
        """Return who is meant by `bà "Lan"` or by a role such as `thủ trưởng đơn vị[ của "…"]`."""
        quoted = INSIDE.findall(words)
        role_words = re.split('["“]', words, maxsplit=1)[0].strip()
        if quoted and (not role_words or fold(role_words) in {"ong", "ba", "anh", "chi", "dong chi"}):
            return self.staff.member(quoted[0], self.registry.person_id(quoted[0]))
        role, body = read_role(words)
        if role == "nominee":
            name = self.find().nominee
            return self.staff.member(name, self.registry.person_id(name))
        return self.staff.holder(role, self._place_of(role, body, action))

    def _place_of(self, role: str, body: str | None, action: str) -> dict[str, Any]:
        if body is not None:
            return self.bodies.find(body)
        if role in {"auditor", "administrator"}:
            return self.bodies.government()
        if self.case is not None:
            found = self.place_in_flow(self.case, role, action)
            if found is not None:
                return found
        held = [key for member in self.staff.members.values() for held, key in member.roles if held == role]
        assert held, f"không rõ {role} của cơ quan nào: hãy viết … của “Tên cơ quan”"
        return next(row for row in self.bodies.known.values() if row["id"] == held[-1])

    def place_in_flow(self, case: Case, role: str, action: str = "") -> dict[str, Any] | None:
        """Return the body in which the proposal's flow wants that role: for the move open now, else for any."""
        view = self.view(case)
        flow = self.services.database.read(
            lambda work: self.services.catalog.flow(work, view["flow_code"], view["flow_version"])
        )
        moves = [move for move in flow.transitions if role in move.roles]
        moves.sort(key=lambda move: (view["state"] not in move.sources, move.action != action))
        part = next((view["bodies"].get(move.body) for move in moves if move.body in view["bodies"]), None)
        return part and self.body_by_id(part["id"])

    def body_by_id(self, key: str) -> dict[str, Any]:
        """Return a known body by its id."""
        return next(row for row in self.bodies.known.values() if row["id"] == key)

    # --------------------------------------------------------------------------------------------------------- acts

    def try_to(self, what: str, act: Callable[[], Any]) -> Outcome:
        """Do something that may be refused; a refusal is kept for the steps that follow, and must be looked at."""
        self.check_nothing_is_left()
        self.outcome = Outcome(described=what)
        try:
            self.outcome.result = act()
        except DomainError as error:
            self.outcome.error = error
            self.outcome.is_seen = False
            self.outcome.findings = findings_as_facts(error.findings)
        else:
            kept = self.outcome.result.get("findings") if isinstance(self.outcome.result, Mapping) else None
            self.outcome.findings = list(kept or [])
        return self.outcome

    def must(self, what: str, act: Callable[[], Any]) -> Any:
        """Do something that sets the stage: a refusal here is a fault of the scenario."""
        outcome = self.try_to(what, act)
        outcome.is_seen = True
        assert outcome.error is None, outcome.explain()
        return outcome.result

    def perform(self, act: Callable[[Work], T], *, member: Member, case: Case, action: str) -> T:
        """Run an act on a proposal as its callers do: refused and forbidden attempts are recorded."""
        actor = self.staff.actor(member)
        return perform(self.services, act, actor=actor, stream=proposal_stream(case.id), action=action)

    def check_nothing_is_left(self) -> None:
        """Fail when the last act was refused and no step has said so."""
        assert self.outcome.is_seen, f"bị từ chối mà không bước nào nói đến: {self.outcome.explain()}"

    def refused(self) -> Outcome:
        """Return the last refusal, looked at from now on."""
        assert self.outcome.error is not None, f"{NOT_A_REFUSAL}: {self.outcome.described} đã thành công"
        self.outcome.is_seen = True
        return self.outcome


def _is_called(plan: Plan, wanted: str) -> bool:
    names = {plan.issuer_name, f"{plan.issuer_name} {plan.place}", f"{plan.issuer_name} tỉnh {plan.place}", plan.place}
    names |= {f"kế hoạch của {name}" for name in names} | {f"kế hoạch {name}" for name in names}
    names |= {body.name for body in plan.bodies if body.code == plan.issuer_code} | {plan.number or plan.code}
    return wanted in {fold(name) for name in names if name}


def name_in(words: str) -> str:
    """Return the name inside `bà "Lan"`, or the words themselves."""
    found = INSIDE.findall(words)
    return found[0] if found else (unquote(words) or words)


__all__ = ["QUOTED", "Case", "Outcome", "World", "name_in"]
