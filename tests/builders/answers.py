"""Asking one house rule at one phase, and reading its answers."""

from workflows.facts import ProposalFacts
from workflows.findings import Finding, Verdict
from workflows.rules.evaluation import evaluate


def ask(kind: str, facts: ProposalFacts, phase: str = "T1") -> tuple[Finding, ...]:
    """Every finding of one kind of the house rulebook at a phase."""
    return evaluate(facts, guards=[kind], phase=phase, law=False)


def verdicts(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """(verdict, about) of each finding."""
    return [(finding.verdict.value, finding.about) for finding in findings]


def problems(findings: tuple[Finding, ...]) -> dict[str, tuple[str, ...]]:
    """What is not met, by what it is about, with the reasons given (`why`), sorted."""
    return {finding.about: _reasons(finding) for finding in findings if finding.verdict is not Verdict.PASS}


def _reasons(finding: Finding) -> tuple[str, ...]:
    why = finding.params.get("why", [])
    return tuple(sorted(str(reason) for reason in why)) if isinstance(why, list) else ()


def worst(findings: tuple[Finding, ...]) -> str:
    """`fail` before `unknown` before `pass`, and `none` where nothing was answered."""
    found = {finding.verdict.value for finding in findings}
    return next((verdict for verdict in ("fail", "unknown", "pass") if verdict in found), "none")


def stops(findings: tuple[Finding, ...]) -> bool:
    """Tell whether the move is stopped."""
    return any(finding.blocks for finding in findings)
