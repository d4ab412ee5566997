"""Reading refusals, findings, citations and preflights for the steps that check them."""

from dataclasses import dataclass
from typing import Any

from tests.bdd.words import find_code
from tests.bdd.world import Outcome, World
from workflows.rules.model import CheckSpec


@dataclass(frozen=True)
class Reason:
    """One reason of a refusal: a code, what it is about, and the values it carries."""

    code: str
    about: str
    values: str = ""

    def fits(self, code: str, about: str | None, why: str | None) -> bool:
        """Tell whether this is the reason meant."""
        return self.code == code and about in {None, self.about} and (why is None or why in self.values)


def refusals(outcome: Outcome) -> list[Reason]:
    """Return every reason of the last refusal; none when it succeeded."""
    error = outcome.error
    if error is None:
        return []
    stops = [row for row in outcome.findings if row.get("blocks")]
    if stops:
        return [Reason(row["code"], row["about"], str(row.get("params", {}))) for row in stops]
    problems = [Reason(error.code, row["path"], row["code"]) for row in error.params.get("problems", ())]
    return problems or [Reason(error.code, str(error.params.get("reason", "")), str(dict(error.params)))]


def citations(world: World, code: str) -> list[str]:
    """Return what the findings of a code cite, from the rulebook version they were made under."""
    return [spec.citation.text for spec in _specs(world, code)]


def remedies(world: World, code: str) -> list[str]:
    """Return what the findings of a code tell people to do, from the same."""
    return [spec.remedy_vi for spec in _specs(world, code)]


def _specs(world: World, code: str) -> list[CheckSpec]:
    asked = {(row["rulebook"], row["kind"]) for row in world.outcome.findings if row["code"] == code}

    def read(name: str, kind: str) -> CheckSpec:
        book_code, _, version = name.rpartition("@")
        catalog = world.services.catalog
        book = world.services.database.read(lambda work: catalog.rulebook(work, book_code, int(version)))
        return next(spec for spec in book.checks if spec.code == code and spec.kind == kind)

    return [read(name, kind) for name, kind in sorted(asked)]


def foreseen(preflight: dict[str, Any], code: str, about: str | None, state: str | None) -> bool:
    """Tell whether a preflight names an unmet check, at the step that leads to a state when one is given."""
    wanted = find_code("states", state) if state else None
    return any(
        row["code"] == code and row["verdict"] != "pass" and about in {None, row["about"]}
        for step in preflight["steps"]
        if wanted in {None, step["target"]}
        for row in step["findings"]
    )


def summary(preflight: dict[str, Any]) -> list[str]:
    """Return what a preflight found unmet, for the message of a failed step."""
    return [
        f"{step['target']}: {row['code']}/{row['about']}"
        for step in preflight["steps"]
        for row in step["findings"]
        if row["verdict"] != "pass"
    ]
