"""What the checks of the law read in common: typed particulars, cited awards, periods, tables of the packs."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from workflows.facts import AwardFacts, DocumentFacts, ProposalFacts
from workflows.findings import Evidence
from workflows.rules.model import CheckSpec

NO_TABLE: Mapping[str, Any] = {}


def as_day(value: object) -> date | None:
    """Return a date given as a date or an ISO text (data files and stored JSON differ), None for anything else."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def param_day(spec: CheckSpec, name: str) -> date:
    """Return a date among the parameters of a rule; raises ValueError when the rulebook does not give one."""
    day = as_day(spec.params.get(name))
    if day is None:
        message = f"{spec.code} {spec.kind}: params.{name} must be a date"
        raise ValueError(message)
    return day


def meta_text(document: DocumentFacts, key: str) -> str:
    """Return a typed particular of a document as text, empty when it is not given."""
    return str(document.meta.get(key) or "")


def find_table(facts: ProposalFacts, name: str) -> Mapping[str, Any]:
    """Return a cited table of the packs by name, a local pack's before the nation's; empty when no pack has it."""
    law = facts.rules.law
    for book in (*facts.rules.local, *((law,) if law else ())):
        if name in book.values:
            table: Mapping[str, Any] = book.values[name]
            return table
    return NO_TABLE


def cites(facts: ProposalFacts, award: AwardFacts, types: Collection[str]) -> bool:
    """Tell whether the dossier holds the paper of that award: a document of these types with its number."""
    return bool(award.number) and any(document.number == award.number for document in facts.documents_of(*types))


def seen(*items: DocumentFacts | AwardFacts) -> tuple[Evidence, ...]:
    """Return documents and awards as evidence."""
    return tuple(
        Evidence("document", item.id, item.digest) if isinstance(item, DocumentFacts) else Evidence("award", item.id)
        for item in items
    )


def counted_until(award: AwardFacts) -> date:
    """Return the day from which time to the next award counts (NĐ 152/2025, Điều 33 khoản 7).

    The end of the achievement period printed in the decision; where none is printed, the decision's own date.
    """
    return award.ends_on or award.decided_on


def last_award(facts: ProposalFacts, codes: Collection[str]) -> AwardFacts | None:
    """Return the latest award of these codes that still stands."""
    held = [award for award in facts.awards if award.code in codes and not award.revoked]
    return max(held, key=counted_until, default=None)


def overlap(first: tuple[date | None, date | None], second: tuple[date | None, date | None]) -> bool:
    """Tell whether two stated periods share a day; a period that is not fully stated shares none."""
    (start, end), (other_start, other_end) = first, second
    if start is None or end is None or other_start is None or other_end is None:
        return False
    return start <= other_end and other_start <= end


def has_run(years: Iterable[int], length: int) -> bool:
    """Tell whether that many consecutive years are among these."""
    held = set(years)
    return any(all(year + step in held for step in range(length)) for year in held)


def period_years(facts: ProposalFacts) -> range:
    """Return the years that the achievement period touches; empty when the period is not stated."""
    if facts.starts_on is None or facts.ends_on is None:
        return range(0)
    return range(facts.starts_on.year, facts.ends_on.year + 1)
