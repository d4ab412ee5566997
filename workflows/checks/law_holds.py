"""Holds and discipline (PR05-PR08): what freezes a proposal, what may not, and what opens it again."""

from collections.abc import Iterable, Iterator

from workflows.checks.registry import check_kind
from workflows.facts import ProposalFacts
from workflows.findings import Answer, Evidence, Finding, Verdict, failed, passed, unknown
from workflows.rules.model import CheckSpec

RELEASE = "release-has-conclusion"


@check_kind("nothing-under-verification")
def nothing_under_verification(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """PR05: no award while a competent body considers discipline, investigates, inspects or verifies (Điều 4.4).

    A letter that no body has accepted for verification is not a hold.
    """
    verified = [hold for hold in facts.holds if hold.accepted and hold.opened_on <= facts.today]
    still_open = [hold for hold in verified if hold.closed_on is None or hold.closed_on > facts.today]
    for hold in still_open:
        yield failed(
            "under-verification",
            Evidence("hold", hold.id),
            body=hold.body,
            matter=hold.kind,
            document=hold.number,
            opened_on=hold.opened_on.isoformat(),
        )
    if not still_open:
        evidence = (Evidence("hold", hold.id) for hold in facts.holds)
        yield passed("no-verification", *evidence, body="", matter="", document="", opened_on="")


@check_kind("hold-has-source")
def hold_has_source(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """PR06: a hold names the verifying body and its document; a letter alone stops nothing."""
    given = {"source-body": facts.move.source_body, "source-number": facts.move.source_number}
    missing = [about for about, value in given.items() if not value.strip()]
    for about in missing:
        yield failed(about, missing=about)
    if not missing:
        yield passed("hold-source", missing="")


@check_kind("release-has-conclusion")
def release_has_conclusion(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """PR07: a held proposal goes on after a written conclusion that finds no wrong-doing (Điều 4.4).

    A paper in the dossier counts when it came after the hold: what was there before concluded another matter. Nobody
    states that nothing was found against a paper that says otherwise.
    """
    held = max((step.seq for step in facts.steps if step.action == "hold"), default=-1)
    papers = [paper for paper in facts.documents_of(*spec.params["documents"]) if paper.attached_seq > held]
    evidence = [Evidence("document", paper.id, paper.digest) for paper in papers]
    number = facts.move.conclusion_number.strip() or next((paper.number for paper in papers if paper.number), "")
    denied = any(paper.number == number and paper.meta.get("cleared") is False for paper in papers)
    if not number:
        yield failed("conclusion", document="")
    elif facts.move.cleared is None:
        yield unknown("clearance", *evidence, document=number)
    else:
        yield (passed if facts.move.cleared and not denied else failed)("clearance", *evidence, document=number)


def accepted_conclusion(findings: Iterable[Finding]) -> str:
    """Return the number of the conclusion with which a release passed; empty where no rule asked for one."""
    accepted = (one for one in findings if one.kind == RELEASE and one.verdict is Verdict.PASS)
    return next((str(one.params["document"]) for one in accepted), "")


@check_kind("achievement-after-discipline")
def achievement_after_discipline(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """PR08: after a disciplinary measure, achievements count only from its end (Điều 4.4).

    A measure whose end is not recorded cannot be compared: unknown.
    """
    for measure in facts.disciplines:
        evidence = Evidence("discipline", measure.id)
        values = {"document": measure.number, "served_on": measure.ends_on.isoformat() if measure.ends_on else ""}
        if measure.ends_on is None:
            yield unknown("discipline-end", evidence, **values)
        elif facts.starts_on is None:
            yield unknown("achievement-period", evidence, **values)
        else:
            is_after = facts.starts_on > measure.ends_on
            yield (passed if is_after else failed)("achievement-period", evidence, **values)
