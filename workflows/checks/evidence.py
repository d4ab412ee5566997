"""What a check looked at, as evidence, and the dates that several checks compare."""

from collections.abc import Iterable
from datetime import date

from workflows.facts import (
    AwardFacts,
    DocumentFacts,
    InitiativeFacts,
    JudgementFacts,
    OpenProposalFacts,
    OrganisationFacts,
    ProposalFacts,
    TitleFacts,
)
from workflows.findings import Evidence


def of_documents(documents: Iterable[DocumentFacts]) -> tuple[Evidence, ...]:
    """Return documents as evidence, with their digests."""
    return tuple(Evidence("document", document.id, document.digest) for document in documents)


def of_title(title: TitleFacts) -> Evidence:
    """Return a recognition title as evidence."""
    return Evidence("title", title.id)


def of_initiative(initiative: InitiativeFacts) -> Evidence:
    """Return an initiative as evidence."""
    return Evidence("initiative", initiative.id)


def of_judgement(judgement: JudgementFacts) -> Evidence:
    """Return a judgement as evidence."""
    return Evidence("judgement", judgement.id)


def of_award(award: AwardFacts) -> Evidence:
    """Return a past award as evidence."""
    return Evidence("award", award.id)


def of_proposal(proposal: OpenProposalFacts) -> Evidence:
    """Return another proposal as evidence."""
    return Evidence("proposal", proposal.id)


def of_organisation(organisation: OrganisationFacts) -> Evidence:
    """Return a body as evidence."""
    return Evidence("organisation", organisation.id)


def is_in_period(day: date, facts: ProposalFacts) -> bool:
    """Tell whether a day lies inside the achievement period, both ends included; a missing end does not limit."""
    return (facts.starts_on is None or facts.starts_on <= day) and (facts.ends_on is None or day <= facts.ends_on)


def overlaps(starts: date | None, ends: date | None, facts: ProposalFacts) -> bool:
    """Tell whether a stretch of time shares a day with the achievement period; an unknown end does not limit."""
    begins_before_end = starts is None or facts.ends_on is None or starts <= facts.ends_on
    ends_after_start = ends is None or facts.starts_on is None or facts.starts_on <= ends
    return begins_before_end and ends_after_start


def years_of_period(facts: ProposalFacts) -> tuple[int, ...]:
    """Return the calendar years that the achievement period touches; empty while it is not stated."""
    if facts.starts_on is None or facts.ends_on is None:
        return ()
    return tuple(range(facts.starts_on.year, facts.ends_on.year + 1))
