"""Type-A criteria: titles, initiatives and confirmations recognised by a decision that covers the achievements."""

import calendar
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from workflows.checks.evidence import is_in_period, of_documents, of_initiative, of_title
from workflows.checks.registry import check_kind
from workflows.facts import ProposalFacts, TitleFacts
from workflows.findings import Answer, Json, failed, passed, unknown
from workflows.plans.model import Criterion, TitleNeed
from workflows.plans.titles import TitleSet, title_sets
from workflows.rules.model import CheckSpec

_UNSURE = frozenset({"validity-not-stated", "level-not-stated"})


@check_kind("titles-held")
def titles_held(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """Ask for the decision behind every type-A criterion of the category (plans, criteria; law Đ3.4 on initiatives).

    `params.score_sets` says by which set a title's recorded points are read when its decision names none:
    `{title, set, from}`, `from` being the first day of decisions read so.
    """
    for criterion in facts.plan.criteria_of(facts.category):
        if criterion.kind == "A":
            yield from _answer(facts, criterion, spec.params)


def _answer(facts: ProposalFacts, criterion: Criterion, params: Mapping[str, Any]) -> Iterator[Answer]:
    asked = False
    if criterion.title is not None:
        asked = True
        yield _title_answer(facts, criterion, criterion.title, params)
    if criterion.initiatives:
        asked = True
        yield _initiative_answer(facts, criterion)
    if criterion.confirmation:
        asked = True
        yield _confirmation_answer(facts, criterion)
    if not asked:
        yield unknown(
            criterion.code, need=[], least=1, have=[], why=["requirement-not-stated"], criterion=criterion.wording
        )


def _title_answer(facts: ProposalFacts, criterion: Criterion, need: TitleNeed, params: Mapping[str, Any]) -> Answer:
    code = criterion.code
    held = [title for title in facts.titles if title.title in need.titles]
    wanted: dict[str, Json] = {
        "need": list(need.titles),
        "least": 1,
        "have": [_print_title(title) for title in held],
        "criterion": criterion.wording,
    }
    problems = [list(_find_problems(facts, title, need, params)) for title in held]
    for title, found in zip(held, problems, strict=True):
        if not found:
            return passed(code, of_title(title), need=list(need.titles), have=[_print_title(title)])
    why: list[Json] = [*dict.fromkeys(doubt for found in problems for doubt in found)] or ["title-absent"]
    evidence = tuple(of_title(title) for title in held)
    may_hold = any(_UNSURE.issuperset(found) for found in problems)
    return unknown(code, *evidence, why=why, **wanted) if may_hold else failed(code, *evidence, why=why, **wanted)


def _find_problems(
    facts: ProposalFacts, title: TitleFacts, need: TitleNeed, params: Mapping[str, Any]
) -> Iterator[str]:
    scored_by = _find_set(title.criteria_set or need.criteria_set or _default_set(title, params))
    if title.revoked:
        yield "title-revoked"
    if need.level and not title.level:
        yield "level-not-stated"
    elif need.level and title.level != need.level:
        yield "title-level"
    if need.year and title.decided_on.year != need.year:
        yield "title-year"
    if need.criteria_set and title.criteria_set and _find_set(title.criteria_set) is not _find_set(need.criteria_set):
        yield "title-set"
    if scored_by is not None:
        yield from _find_score_problems(title, scored_by)
    yield from _find_time_problems(facts, title, scored_by or _set_of_title(title))


def _find_score_problems(title: TitleFacts, scored_by: TitleSet) -> Iterator[str]:
    if title.total is not None and scored_by.min_total is not None and title.total < scored_by.min_total:
        yield "total-too-low"
    least = scored_by.min_indicator
    if title.min_indicator is not None and least is not None and title.min_indicator < least:
        yield "indicator-too-low"


def _find_time_problems(facts: ProposalFacts, title: TitleFacts, kept_by: TitleSet | None) -> Iterator[str]:
    if facts.ends_on is not None and facts.ends_on < title.decided_on:
        yield "decided-after-period"
    elif facts.starts_on is not None and title.decided_on < facts.starts_on:
        until = _valid_until(title, kept_by)
        if until is None:
            yield "validity-not-stated"
        elif until < facts.starts_on:
            yield "title-lapsed"


def _valid_until(title: TitleFacts, kept_by: TitleSet | None) -> date | None:
    """Return the last day of a title: as printed, else as its set counts, else None."""
    if title.valid_until is not None or kept_by is None:
        return title.valid_until
    if kept_by.valid_years is not None and kept_by.counted_from == "year_end":
        return date(title.decided_on.year + kept_by.valid_years, 12, 31)
    months = kept_by.valid_months or 12 * (kept_by.valid_years or 0)
    return _add_months(title.decided_on, months) if months and kept_by.counted_from == "decision" else None


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _find_set(name: str | None) -> TitleSet | None:
    """Return the title set known by that code, document number or alias; None when nobody described it."""
    if not name:
        return None
    wanted = name.casefold()
    for item in title_sets().values():
        if wanted in {known.casefold() for known in (item.code, item.document, *item.aliases)}:
            return item
    return None


def _set_of_title(title: TitleFacts) -> TitleSet | None:
    """Return the one set of a title kind that says how long its result is kept."""
    keeping = [
        item for item in title_sets().values() if item.title == title.title and (item.valid_years or item.valid_months)
    ]
    return keeping[0] if len(keeping) == 1 else None


def _default_set(title: TitleFacts, params: Mapping[str, Any]) -> str:
    for row in params["score_sets"]:
        if row["title"] == title.title and row["from"] <= title.decided_on:
            return str(row["set"])
    return ""


def _print_title(title: TitleFacts) -> str:
    return f"{title.number} ({title.decided_on:%d/%m/%Y})"


def _initiative_answer(facts: ProposalFacts, criterion: Criterion) -> Answer:
    inside = [item for item in facts.initiatives if is_in_period(item.recognised_on, facts)]
    filed = {item.number: item for item in inside if item.paper}
    evidence = tuple(of_initiative(item) for item in filed.values())
    named: dict[str, Json] = {"need": ["D10"], "least": criterion.initiatives, "have": [*filed]}
    if len(filed) >= criterion.initiatives:
        return passed(criterion.code, *evidence, **named)
    enough = len({item.number for item in inside}) >= criterion.initiatives
    why = "initiative-paper-absent" if enough else "initiatives-too-few"
    return failed(criterion.code, *evidence, why=[why], criterion=criterion.wording, **named)


def _confirmation_answer(facts: ProposalFacts, criterion: Criterion) -> Answer:
    papers = [paper for paper in facts.documents_of("E07") if paper.criterion == criterion.code]
    if papers:
        return passed(
            criterion.code, *of_documents(papers), need=["E07"], least=1, have=[paper.number for paper in papers]
        )
    return failed(
        criterion.code, need=["E07"], least=1, have=[], why=["confirmation-absent"], criterion=criterion.wording
    )
