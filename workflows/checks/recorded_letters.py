"""Submissions on record in the place of the paper: a letter with its list, signed with number and day."""

from collections.abc import Collection
from datetime import date

from workflows.checks.law_reading import as_day
from workflows.facts import ProposalFacts
from workflows.findings import Evidence
from workflows.submissions import recorded_letters

LETTER, LIST = "D08", "D07"


def of_recorded(facts: ProposalFacts, types: Collection[str]) -> tuple[Evidence, ...]:
    """Return the recorded submissions as evidence, where a letter or its list is asked for."""
    if not {LETTER, LIST} & set(types):
        return ()
    return tuple(Evidence("act", letter.id) for letter in recorded_letters(facts))


def days_of_recorded(facts: ProposalFacts, types: Collection[str]) -> list[date]:
    """Return the days on which the recorded submissions were signed, where a letter is asked for."""
    if LETTER not in types:
        return []
    days = (as_day(letter.data.get("signed_on")) for letter in recorded_letters(facts))
    return [day for day in days if day is not None]
