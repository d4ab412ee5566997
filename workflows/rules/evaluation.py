"""Asking the rules: every check that bears on a move, all at once, turned into findings."""

from collections.abc import Iterable, Iterator

from workflows.checks.registry import find_kind
from workflows.facts import ProposalFacts
from workflows.findings import Answer, Finding, Force, Verdict
from workflows.rules.model import CheckSpec, Rulebook


def applies(spec: CheckSpec, facts: ProposalFacts) -> bool:
    """Tell whether a check is asked of this proposal: form, subject, basis and date."""
    day = {"receipt": facts.ruled_on, "decision": facts.decided_on, "today": facts.today}[spec.date_by]
    return (
        (not spec.forms or facts.form in spec.forms)
        and (not spec.subjects or facts.nominee.legal_subject in spec.subjects)
        and (not spec.bases or facts.basis in spec.bases)
        and (spec.valid_from is None or spec.valid_from <= day)
        and (spec.valid_to is None or day <= spec.valid_to)
        and (spec.force is not Force.LOCAL or spec.code in facts.rules.enabled_locally)
    )


def guard_specs(facts: ProposalFacts, guards: Iterable[str], phase: str) -> Iterator[tuple[Rulebook, CheckSpec]]:
    """Yield the house rulebook's checks that a transition names, in the transition's order.

    A kind may be asked with other parameters at other phases. A guard named at a phase that no entry lists is asked
    with every entry of its kind: a guard that a flow names is never silently left out. Raises KeyError for a kind
    that the house does not have.
    """
    house = facts.rules.house
    for kind in guards:
        specs = [spec for spec in house.checks if spec.kind == kind]
        if not specs:
            raise KeyError(kind)
        yield from ((house, spec) for spec in [spec for spec in specs if phase in spec.at] or specs)


def law_specs(facts: ProposalFacts, phase: str) -> Iterator[tuple[Rulebook, CheckSpec]]:
    """Yield the checks of the national and local packs that stand at a phase."""
    for book in facts.rules.books():
        if book.level != "house":
            yield from ((book, spec) for spec in book.checks if phase in spec.at)


def evaluate(facts: ProposalFacts, *, guards: Iterable[str], phase: str, law: bool) -> tuple[Finding, ...]:
    """Ask every guard and, where the move is a legal one, every check of the packs; never stop at the first no."""
    pairs = list(guard_specs(facts, guards, phase))
    if law:
        pairs += law_specs(facts, phase)
    findings = []
    for book, spec in pairs:
        if applies(spec, facts):
            findings += evaluate_rule(facts, book, spec, phase)
    return tuple(findings)


def evaluate_rule(facts: ProposalFacts, book: Rulebook, spec: CheckSpec, phase: str) -> list[Finding]:
    """Ask one rule of a rulebook, and return its answers as findings."""
    return [_finding(answer, spec, book, phase, facts) for answer in find_kind(spec.kind)(facts, spec)]


def _finding(answer: Answer, spec: CheckSpec, book: Rulebook, phase: str, facts: ProposalFacts) -> Finding:
    force = Force.BLOCK if spec.force is Force.LOCAL else spec.force
    reason = _settled_reason(spec.code, answer.about, facts)
    hard, soft = _weight(answer.verdict, spec, force)
    return Finding(
        code=spec.code,
        kind=spec.kind,
        verdict=answer.verdict,
        force=force,
        phase=phase,
        citation=spec.citation,
        rulebook=book.name,
        about=answer.about,
        params=answer.params,
        evidence=answer.evidence,
        blocks=hard or (soft and not reason),
        needs_reason=soft,
        settled_reason=reason if soft else "",
        may_be_overridden=hard and spec.overridable is not None,
    )


def _weight(verdict: Verdict, spec: CheckSpec, force: Force) -> tuple[bool, bool]:
    """Return (stops whatever is said, stops until a reason is recorded)."""
    if verdict is Verdict.PASS or force is Force.INFO:
        return False, False
    if verdict is Verdict.FAIL:
        return force is Force.BLOCK, force is Force.WARN
    if spec.unknown == "pass":
        return False, False
    if spec.unknown == "reason" or force is Force.WARN:
        return False, True
    return not spec.settle, spec.settle


def _settled_reason(code: str, about: str, facts: ProposalFacts) -> str:
    given = facts.move.acknowledgements
    return given.get(f"{code}:{about}", "") or given.get(code, "")
