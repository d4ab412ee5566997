"""The published plans, flows, rulebooks, calendars and guidances, each immutable version parsed once and shared."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar, cast

from service.db import publications
from service.db.work import Work
from service.usecases.errors import NotFound
from workflows.calendars import CalendarYear, parse_year
from workflows.definition import FlowDefinition
from workflows.flows.loading import load_flow
from workflows.guidance.loading import load_guidance
from workflows.guidance.model import Guidance
from workflows.plans.loading import load_plan
from workflows.plans.model import Plan
from workflows.rules.loading import load_rulebook
from workflows.rules.model import Rulebook, RuleSet
from workflows.rules.selection import select_rules
from workflows.votes.loading import load_council_rule
from workflows.votes.rules import CouncilRule

Published = Plan | FlowDefinition | Rulebook | CalendarYear | CouncilRule | Guidance
T = TypeVar("T", bound=Published)
LOADERS: dict[str, Callable[[str], Published]] = {
    "plan": load_plan,
    "flow": load_flow,
    "rulebook": load_rulebook,
    "calendar": parse_year,
    "council_rule": load_council_rule,
    "guidance": load_guidance,
}


@dataclass(slots=True)
class Catalog:
    """A cache of parsed versions; safe to share, because a published version never changes."""

    _parsed: dict[tuple[str, str, int], Published] = field(default_factory=dict)

    def plan(self, work: Work, code: str, version: int) -> Plan:
        """Return one version of a plan; raises NotFound."""
        return cast("Plan", self._get(work, "plan", code, version))

    def flow(self, work: Work, code: str, version: int) -> FlowDefinition:
        """Return one version of a flow; raises NotFound."""
        return cast("FlowDefinition", self._get(work, "flow", code, version))

    def rulebook(self, work: Work, code: str, version: int) -> Rulebook:
        """Return one version of a rulebook; raises NotFound."""
        return cast("Rulebook", self._get(work, "rulebook", code, version))

    def guidance(self, work: Work, code: str, version: int) -> Guidance:
        """Return one version of a guidance; raises NotFound."""
        return cast("Guidance", self._get(work, "guidance", code, version))

    def plan_in_force(self, work: Work, code: str, on: date) -> Plan:
        """Return the newest version of a plan that is effective on a day; raises NotFound."""
        row = publications.latest(work, "plan", code, on)
        if row is None:
            raise NotFound("not-found", {"kind": "plan", "code": code})
        return self.plan(work, row.code, row.version)

    def plans_in_force(self, work: Work, on: date) -> tuple[Plan, ...]:
        """Return the newest effective version of every plan."""
        return tuple(self.plan(work, row.code, row.version) for row in publications.list_in_force(work, "plan", on))

    def flows_in_force(self, work: Work, on: date) -> tuple[FlowDefinition, ...]:
        """Return the newest effective version of every flow."""
        return tuple(self.flow(work, row.code, row.version) for row in publications.list_in_force(work, "flow", on))

    def rulebooks_in_force(self, work: Work, on: date) -> tuple[Rulebook, ...]:
        """Return the newest effective version of every rulebook."""
        heads = publications.list_in_force(work, "rulebook", on)
        return tuple(self.rulebook(work, row.code, row.version) for row in heads)

    def council_rule(self, work: Work, code: str, version: int) -> CouncilRule:
        """Return one version of a council's rule; raises NotFound."""
        return cast("CouncilRule", self._get(work, "council_rule", code, version))

    def council_rules_in_force(self, work: Work, on: date) -> tuple[CouncilRule, ...]:
        """Return the newest effective version of every council's rule that has not ended."""
        heads = publications.list_in_force(work, "council_rule", on)
        found = (self.council_rule(work, row.code, row.version) for row in heads)
        return tuple(rule for rule in found if rule.is_in_force(on))

    def rules_for(
        self,
        work: Work,
        *,
        pinned: str,
        receipt_on: date,
        issuers: Iterable[str],
        form: str,
        sent_on: date | None = None,
    ) -> RuleSet:
        """Return the rules a proposal is tested by: the pinned ones after its receipt, else those of the day."""
        if pinned:
            books = tuple(self._pinned(work, name) for name in pinned.split())
        else:
            books = self.rulebooks_in_force(work, receipt_on)
        return select_rules(books, receipt_on=receipt_on, issuer_codes=tuple(issuers), form=form, sent_on=sent_on)

    def _pinned(self, work: Work, name: str) -> Rulebook:
        code, _, version = name.rpartition("@")
        return self.rulebook(work, code, int(version))

    def _get(self, work: Work, kind: str, code: str, version: int) -> Published:
        key = (kind, code, version)
        if key not in self._parsed:
            row = publications.find(work, kind, code, version)
            if row is None:
                raise NotFound("not-found", {"kind": kind, "code": code, "version": version})
            self._parsed[key] = LOADERS[kind](row.source)
        return self._parsed[key]


def pinned_names(rules: RuleSet) -> str:
    """Return the names by which a proposal pins its rules, house first."""
    return " ".join(book.name for book in rules.books())


def list_plans(work: Work) -> list[tuple[str, str]]:
    """Return code and title of every plan in force."""
    return [(row.code, row.title) for row in publications.list_in_force(work, "plan", work.today)]
