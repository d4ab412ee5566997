"""What others say of a proposal: bodies that were asked, those the law has asked, and the public notice."""

from collections.abc import Iterator

from workflows.checks.registry import check_kind
from workflows.consultations import ASKED, CONSULTATION, PUBLIC_NOTICE, is_asked, standing, suggested
from workflows.facts import ActFacts, ProposalFacts
from workflows.findings import Answer, Evidence, failed, passed, unknown
from workflows.open_acts import is_overtaken
from workflows.rules.model import CheckSpec

EVIDENCE = "document"


def _paper(act: ActFacts) -> tuple[Evidence, ...]:
    document = str(act.data.get("document") or "")
    return (Evidence(EVIDENCE, document, str(act.data.get("digest") or "")),) if document else ()


def is_silent(act: ActFacts, facts: ProposalFacts) -> bool:
    """Tell whether the time to answer is over and the flow lets silence pass."""
    may_pass = act.data.get("silence") in {"passes", "agrees"}
    return act.state == "open" and may_pass and act.due_on is not None and act.due_on < facts.today


@check_kind("consultations-answered")
def consultations_answered(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask whether every body that was asked has answered and none disagrees; silence passes where the flow says so.

    Of a body that was asked again its last answer counts.
    """
    for act in standing(item for kind in ASKED for item in facts.acts_of(kind)):
        due = act.due_on.isoformat() if act.due_on else ""
        if act.outcome == "disagrees":
            yield failed(act.id, *_paper(act), body=act.subject, why=["body-disagrees"], due_on=due)
        elif act.state == "done" or is_silent(act, facts):
            yield passed(act.id, *_paper(act), body=act.subject, why=[], due_on=due)
        else:
            is_late = act.due_on is not None and act.due_on < facts.today
            why = "answer-overdue" if is_late else "answer-awaited"
            yield failed(act.id, body=act.subject, why=[why], due_on=due)


@check_kind("suggested-bodies-asked")
def suggested_bodies_asked(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """Ask whether the bodies that the law has asked about such a nominee were asked (CO06); on where a pack says so."""
    for asker in spec.params["askers"]:
        if asker not in facts.bodies:
            continue
        for item, is_sure in suggested(facts, asker):
            if is_asked(facts, item):
                yield passed(item.code, body=item.vi)
            else:
                yield (failed if is_sure else unknown)(item.code, body=item.vi)


@check_kind("public-notice-over")
def public_notice_over(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask whether the last public notice has run its window and every objection was settled (guard G20).

    One that was posted before the proposal came to this step anew is none: the public reads what goes on now.
    """
    notices = [act for act in facts.acts_of(PUBLIC_NOTICE) if not is_overtaken(facts.walked, act.begun_seq)]
    if not notices:
        yield failed("notice-missing", why=["notice-missing"], closes_on="")
        return
    last = notices[-1]
    closes = last.due_on.isoformat() if last.due_on else ""
    if last.state == "open":
        is_over = last.due_on is not None and last.due_on < facts.today
        yield failed(last.id, why=["notice-not-concluded" if is_over else "notice-running"], closes_on=closes)
    elif last.outcome == "upheld":
        yield failed(last.id, why=["objection-upheld"], closes_on=closes)
    else:
        yield passed(last.id, why=[], closes_on=closes)


__all__ = ["CONSULTATION", "is_silent"]
