"""Merit records (ST04, ST05, ST07, ST09, ST12, ST13): earlier awards, unbroken yearly ratings, merit titles."""

from collections.abc import Callable, Iterator
from datetime import date

from workflows.checks.law_reading import counted_until, has_run, last_award, period_years, seen
from workflows.checks.registry import check_kind
from workflows.facts import AwardFacts, ProposalFacts
from workflows.findings import Answer, failed, passed, unknown
from workflows.rules.model import CheckSpec

WHOLE_YEAR = (12, 31)


def _is_asked(facts: ProposalFacts, spec: CheckSpec) -> bool:
    """Tell whether the chosen standard is one that this rule belongs to."""
    return facts.standard in spec.params["standards"]


def _last_year(facts: ProposalFacts) -> int:
    """Return the last year that counts up to the proposal: its own year once that is rated, else the year before."""
    year = facts.ruled_on.year
    return year if any(rating.year == year for rating in facts.ratings) else year - 1


def _required_years(facts: ProposalFacts, count: int) -> range:
    """Return the last `count` years, and all years since the last award of the form where it is older (Điều 33.7)."""
    last = _last_year(facts)
    first = last - count + 1
    award = last_award(facts, (facts.form,))
    if award is not None:
        first = min(first, counted_until(award).year + 1)
    return range(first, last + 1)


def _titles(facts: ProposalFacts, code: str, years: range) -> list[AwardFacts]:
    held = (award for award in facts.awards if award.code == code and not award.revoked)
    return [award for award in held if counted_until(award).year in years]


@check_kind("prior-award-held")
def prior_award_held(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """ST04: the standard itself asks for an earlier Bằng khen of a ministry or province (Luật Điều 73.1.b)."""
    if _is_asked(facts, spec):
        held = [award for award in facts.awards if award.code in spec.params["prior_codes"] and not award.revoked]
        yield (passed if held else failed)("prior-award", *seen(*held), needed=list(spec.params["prior_codes"]))


@check_kind("yearly-ratings-unbroken")
def yearly_ratings_unbroken(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """ST04: every year up to the proposal is rated well; the last `years` years at least (Luật Điều 73.1.b)."""
    if not _is_asked(facts, spec):
        return
    grades = {rating.year: rating.grade for rating in facts.ratings}
    years = _required_years(facts, spec.params["years"])
    good = True
    for year in years:
        grade = grades.get(year, "")
        if grade not in spec.params["grades"]:
            good = False
            yield (failed if grade else unknown)(f"rating-{year}", year=year, grade=grade)
    if good:
        yield passed("ratings", year=years[-1], grade="")


@check_kind("merit-titles-enough")
def merit_titles_enough(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """ST04: so many Chiến sĩ thi đua cơ sở lie inside the rated years (Luật Điều 73.1.b)."""
    if _is_asked(facts, spec):
        held = _titles(facts, spec.params["title"], _required_years(facts, spec.params["years"]))
        enough = len(held) >= spec.params["titles"]
        yield (passed if enough else failed)("merit-titles", *seen(*held), have=len(held), needed=spec.params["titles"])


@check_kind("collective-merit-record-held")
def collective_merit_record_held(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """ST05: a collective's five good years with one flag or two Bằng khen (recalled: ask a person, never stop)."""
    years = _required_years(facts, spec.params["years"])
    grades = {rating.year: rating.grade for rating in facts.ratings}
    is_rated = all(grades.get(year) in spec.params["grades"] for year in years)
    flags = _titles(facts, spec.params["flag"], years)
    lower = [award for code in spec.params["prior_codes"] for award in _titles(facts, code, years)]
    enough = is_rated and (len(flags) >= spec.params["flags"] or len(lower) >= spec.params["awards"])
    yield (passed if enough else failed)("collective-record", *seen(*flags, *lower), have=len(flags) + len(lower))


@check_kind("merit-limb-met")
def merit_limb_met(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """ST07: consecutive Chiến sĩ thi đua cơ sở, or top ratings with initiatives in those years (Luật Điều 74.1.d)."""
    if not _is_asked(facts, spec):
        return
    length, needed = spec.params["years"], spec.params["initiatives"]
    years = _counted_years(facts)
    titles = _titles(facts, spec.params["title"], years)
    title_years = {counted_until(award).year for award in titles}
    rated = {rating.year: rating.grade for rating in facts.ratings if rating.year in years}
    top = {year for year, grade in rated.items() if grade in spec.params["grades"]}
    values = {"titles": len(title_years), "top_years": len(top), "initiatives": len(_initiatives(facts, years))}
    if has_run(title_years, length) or _has_limb(facts, top, length, needed):
        yield passed("merit-limb", *seen(*titles), **values)
    elif _has_limb(facts, top | (set(years) - set(rated)), length, needed):
        yield unknown("ratings", *seen(*titles), **values)
    else:
        yield failed("merit-limb", *seen(*titles), **values)


def _counted_years(facts: ProposalFacts) -> range:
    """Return the years of the achievement period; without a period, the ten years up to the proposal."""
    last = _last_year(facts)
    return period_years(facts) or range(last - 9, last + 1)


def _initiatives(facts: ProposalFacts, years: range | set[int]) -> set[str]:
    return {item.number for item in facts.initiatives if item.recognised_on.year in years}


def _has_limb(facts: ProposalFacts, top: set[int], length: int, needed: int) -> bool:
    """Tell whether some unbroken run of top years holds enough initiatives."""
    runs: list[set[int]] = []
    for year in sorted(top):
        if runs and year - 1 in runs[-1]:
            runs[-1].add(year)
        else:
            runs.append({year})
    return any(len(run) >= length and len(_initiatives(facts, run)) >= needed for run in runs)


@check_kind("collective-ratings-consecutive")
def collective_ratings_consecutive(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """ST09: consecutive years of top rating or of Tập thể Lao động xuất sắc (Luật Điều 74.3, merit limb)."""
    length, years = spec.params["years"], _counted_years(facts)
    titles = _titles(facts, spec.params["title"], years)
    rated = {rating.year: rating.grade for rating in facts.ratings if rating.year in years}
    good = {year for year, grade in rated.items() if grade in spec.params["grades"]}
    good |= {counted_until(award).year for award in titles}
    answer: Callable[..., Answer] = failed
    if has_run(good, length):
        answer = passed
    elif has_run(good | (set(years) - set(rated)), length):
        answer = unknown
    yield answer("ratings", *seen(*titles), have=len(good), needed=length)


@check_kind("rating-decided-each-year")
def rating_decided_each_year(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """ST12: each whole year of a merit period has its rating by the competent body (NĐ 152/2025, Điều 6.2.d)."""
    if facts.starts_on is None or facts.ends_on is None:
        yield unknown("achievement-period", year=0)
        return
    ratings = {rating.year: rating for rating in facts.ratings}
    ends_on = facts.ends_on
    whole = [year for year in period_years(facts) if date(year, *WHOLE_YEAR) <= ends_on]
    for year in whole:
        rating = ratings.get(year)
        if rating is None:
            yield failed(f"rating-{year}", year=year)
        else:
            yield (passed if rating.issuer else unknown)(f"rating-{year}", year=year)


@check_kind("time-counted-from-last-award")
def time_counted_from_last_award(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """ST13: time to the next award counts from the period printed in the last decision, else from its date."""
    award = last_award(facts, (facts.form,))
    if award is None:
        return
    values = {"counted_from": counted_until(award).isoformat(), "document": award.number}
    if facts.starts_on is None:
        yield unknown("achievement-period", *seen(award), **values)
    else:
        is_after = facts.starts_on > counted_until(award)
        yield (passed if is_after else failed)("achievement-period", *seen(award), **values)


@check_kind("counting-start-shown")
def counting_start_shown(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """ST13: show from which day time to this award counts (NĐ 152/2025, Điều 33.7)."""
    award = last_award(facts, (facts.form,))
    if award is not None:
        day = counted_until(award).isoformat()
        yield passed("counting-start", *seen(award), counted_from=day, document=award.number)
