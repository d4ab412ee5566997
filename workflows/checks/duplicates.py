"""One achievement, one award: the same achievement in past awards and open proposals of any channel."""

from collections.abc import Iterator

from workflows.checks.evidence import of_award, of_proposal, overlaps
from workflows.checks.registry import check_kind
from workflows.facts import ProposalFacts
from workflows.findings import Answer, failed, passed, unknown
from workflows.rules.model import CheckSpec


@check_kind("achievement-not-rewarded")
def achievement_not_rewarded(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask that this achievement was not rewarded and is not proposed elsewhere (law Đ5.2; conflicts C5, C6).

    The same achievement key fails, in whichever channel; the same theme in an overlapping period of another channel
    needs a person's view. The law asks this even where the plan says nothing.
    """
    if not facts.achievement_key:
        yield unknown("achievement-not-identified", other="", form=facts.form)
        return
    answers = [*_find_awarded(facts), *_find_proposed(facts)]
    if not answers:
        yield passed()
    yield from answers


def _find_awarded(facts: ProposalFacts) -> Iterator[Answer]:
    for award in facts.awards:
        if award.revoked:
            continue
        if award.achievement_key == facts.achievement_key:
            yield failed("already-rewarded", of_award(award), other=award.number, form=award.code)
        elif _resembles(facts, award.theme, award.channel) and overlaps(award.starts_on, award.ends_on, facts):
            yield unknown("similar-award", of_award(award), other=award.number, form=award.code)


def _find_proposed(facts: ProposalFacts) -> Iterator[Answer]:
    for other in facts.open_proposals:
        if other.id == facts.id:
            continue
        if other.achievement_key == facts.achievement_key:
            yield failed("already-proposed", of_proposal(other), other=other.number, form=other.form)
        elif _resembles(facts, other.theme, other.channel) and overlaps(other.starts_on, other.ends_on, facts):
            yield unknown("similar-proposal", of_proposal(other), other=other.number, form=other.form)


def _resembles(facts: ProposalFacts, theme: str, channel: str) -> bool:
    return bool(theme) and theme == facts.theme and channel != facts.channel
