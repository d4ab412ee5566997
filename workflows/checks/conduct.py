"""Matters that stop an award: holds still open, discipline being served, achievements before its end."""

from collections.abc import Iterator

from workflows.checks.registry import check_kind
from workflows.facts import DisciplineFacts, HoldFacts, ProposalFacts
from workflows.findings import Answer, Evidence, failed, passed, unknown
from workflows.rules.model import CheckSpec


@check_kind("nothing-pending-against-nominee")
def nothing_pending_against_nominee(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask that nothing is being verified and no discipline is served (NĐ 98/2023 and NĐ 152/2025 Đ4.4).

    A letter that nobody accepted for verification stops nothing. After discipline, merit counts from its end.
    """
    answers = [
        *(answer for hold in facts.holds for answer in _answer_hold(facts, hold)),
        *(answer for measure in facts.disciplines for answer in _answer_discipline(facts, measure)),
    ]
    if not answers:
        looked_at = [Evidence("hold", hold.id) for hold in facts.holds]
        looked_at += [Evidence("discipline", measure.id) for measure in facts.disciplines]
        yield passed("", *looked_at)
    yield from answers


def _answer_hold(facts: ProposalFacts, hold: HoldFacts) -> Iterator[Answer]:
    if not hold.accepted or facts.today < hold.opened_on:
        return
    evidence = Evidence("hold", hold.id)
    named = {"matter": hold.kind, "body": hold.body, "number": hold.number}
    if hold.closed_on is None or facts.today < hold.closed_on:
        yield failed("matter-open", evidence, **named)
    elif hold.cleared is None:
        yield unknown("conclusion-not-known", evidence, **named)
    elif not hold.cleared:
        yield failed("violation-concluded", evidence, **named)


def _answer_discipline(facts: ProposalFacts, measure: DisciplineFacts) -> Iterator[Answer]:
    if facts.today < measure.starts_on:
        return
    evidence = Evidence("discipline", measure.id)
    named = {"matter": measure.kind, "body": "", "number": measure.number}
    if measure.ends_on is None or facts.today <= measure.ends_on:
        yield failed("under-discipline", evidence, **named)
    elif facts.starts_on is not None and facts.starts_on <= measure.ends_on:
        yield failed("merit-before-end-of-discipline", evidence, **{**named, "body": f"{measure.ends_on:%d/%m/%Y}"})
