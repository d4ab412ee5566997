"""Merit (ST04, ST05, ST07, ST09, ST12, ST13): earlier awards, unbroken years, merit titles, counted time."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders.facts import an_initiative
from tests.builders.law import (
    FAIL,
    PASS,
    UNKNOWN,
    a_collective,
    a_g2_proposal,
    a_prime_minister_proposal,
    abouts,
    an_award,
    ask,
    forces,
    ratings_of,
    specs_of,
    titles_of,
    under,
    verdicts,
)
from workflows.facts import ProposalFacts, RatingFacts
from workflows.findings import Force

RATINGS = "yearly-ratings-unbroken"


def a_merit_person(**changes: object) -> ProposalFacts:
    values: dict[str, object] = {
        "basis": "merit",
        "standard": "73.1.b",
        "starts_on": date(2020, 1, 1),
        "ends_on": date(2024, 12, 31),
        "awards": (an_award("bang_khen_tinh"), *titles_of("CSTDCS", 2021, 2022, 2023)),
        "ratings": ratings_of("HTTNV", 2020, 2021, 2022, 2023, 2024),
    }
    return a_prime_minister_proposal(**values | changes)


def a_merit_proposal(**changes: object) -> ProposalFacts:
    values: dict[str, object] = {
        "basis": "merit",
        "standard": "74.1.d",
        "starts_on": date(2022, 1, 1),
        "ends_on": date(2024, 12, 31),
        "awards": (),
        "initiatives": (),
    }
    return a_g2_proposal(**values | changes)


def test_a_full_merit_record_passes() -> None:
    assert verdicts(a_merit_person(), "ST04") == [PASS, PASS, PASS]


def test_another_standard_is_not_asked_for_this_record() -> None:
    assert ask(a_merit_person(standard="73.sudden"), "ST04") == []


@pytest.mark.parametrize(("day", "asked"), [(date(2026, 9, 30), True), (date(2026, 10, 1), False)])
def test_the_merit_limbs_of_the_old_wording_end_with_the_amendment(day: date, asked: bool) -> None:
    assert bool(specs_of(a_merit_person(received_on=day), "ST04")) is asked
    assert bool(specs_of(a_merit_proposal(received_on=day), "ST07")) is asked


def test_what_is_missing_is_named() -> None:
    facts = a_merit_person(awards=titles_of("CSTDCS", 2021, 2022), ratings=ratings_of("HTTNV", 2021, 2022, 2023))
    assert abouts(ask(facts, "ST04")) == ["prior-award", "merit-titles"]
    assert abouts(ask(facts, "ST04", RATINGS), UNKNOWN) == ["rating-2020", "rating-2024"]
    (titles,) = ask(facts, "ST04", "merit-titles-enough")
    assert (titles.params["have"], titles.params["needed"]) == (2, 3)


def test_a_year_below_good_breaks_the_run() -> None:
    ratings = (*ratings_of("HTTNV", 2020, 2021, 2023, 2024), *ratings_of("HTNV", 2022))
    assert abouts(ask(a_merit_person(ratings=ratings), "ST04", RATINGS)) == ["rating-2022"]


def test_titles_outside_the_five_years_or_cancelled_do_not_count() -> None:
    early = (an_award("bang_khen_bo"), *titles_of("CSTDCS", 2018, 2019, 2023))
    assert verdicts(a_merit_person(awards=early), "ST04", "merit-titles-enough") == [FAIL]
    gone = tuple(replace(award, revoked=True) for award in a_merit_person().awards)
    assert verdicts(a_merit_person(awards=gone), "ST04") == [FAIL, PASS, FAIL]


def test_every_year_since_the_last_award_of_the_form_is_looked_at() -> None:
    earlier = an_award("bang_khen_thu_tuong", ends_on=date(2016, 12, 31))
    facts = a_merit_person(awards=(*a_merit_person().awards, earlier))
    assert abouts(ask(facts, "ST04", RATINGS), UNKNOWN) == ["rating-2017", "rating-2018", "rating-2019"]


def test_the_year_of_the_proposal_counts_once_it_is_rated() -> None:
    ratings = ratings_of("HTTNV", 2021, 2022, 2023, 2024, 2025)
    assert verdicts(a_merit_person(ratings=ratings), "ST04", RATINGS) == [PASS]


def test_a_collectives_record_only_asks_a_person() -> None:
    facts = a_merit_person(nominee=a_collective(), standard="73.4")
    assert verdicts(facts, "ST05") == [FAIL]
    assert forces(facts, "ST05") == {Force.WARN}
    flag = titles_of("CO_TD", 2023)
    good = ratings_of("HTXSNV", 2020, 2021, 2022, 2023, 2024)
    assert verdicts(replace(facts, awards=flag, ratings=good), "ST05") == [PASS]
    two = titles_of("bang_khen_tinh", 2021, 2023)
    assert verdicts(replace(facts, awards=two, ratings=good), "ST05") == [PASS]
    assert verdicts(replace(facts, awards=two[:1], ratings=good), "ST05") == [FAIL]


TWO_INITIATIVES = (
    an_initiative("1/SK", recognised_on=date(2023, 5, 1)),
    an_initiative("2/SK", recognised_on=date(2024, 5, 1)),
)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"awards": titles_of("CSTDCS", 2023, 2024)}, PASS),
        ({"awards": titles_of("CSTDCS", 2022, 2024)}, FAIL),
        ({"awards": titles_of("CSTDCS", 2020, 2021)}, FAIL),
        ({"ratings": ratings_of("HTXSNV", 2023, 2024), "initiatives": TWO_INITIATIVES}, PASS),
        ({"ratings": ratings_of("HTXSNV", 2023, 2024), "initiatives": TWO_INITIATIVES[:1]}, FAIL),
        ({"ratings": ratings_of("HTXSNV", 2022, 2024), "initiatives": TWO_INITIATIVES}, UNKNOWN),
        ({"ratings": (), "initiatives": TWO_INITIATIVES}, UNKNOWN),
        ({"ratings": (), "initiatives": ()}, FAIL),
        (
            {
                "ratings": (*ratings_of("HTXSNV", 2022, 2024), *ratings_of("HTTNV", 2023)),
                "initiatives": TWO_INITIATIVES,
            },
            FAIL,
        ),
        ({"ratings": ratings_of("HTXSNV", 2022, 2023), "initiatives": TWO_INITIATIVES}, UNKNOWN),
    ],
)
def test_merit_of_ministry_or_province_has_two_limbs(changes: dict[str, object], expected: object) -> None:
    assert verdicts(a_merit_proposal(**changes), "ST07") == [expected]


def test_merit_limbs_are_asked_of_their_standard_and_without_a_period_look_ten_years_back() -> None:
    assert ask(a_merit_proposal(standard="74.1.b"), "ST07") == []
    facts = a_merit_proposal(starts_on=None, awards=titles_of("CSTDCS", 2016, 2017))
    assert verdicts(facts, "ST07") == [PASS]


@pytest.mark.parametrize(
    ("ratings", "titles", "expected"),
    [
        (ratings_of("HTXSNV", 2023, 2024), (), PASS),
        (ratings_of("HTXSNV", 2023), titles_of("TTLDXS", 2024), PASS),
        (ratings_of("HTXSNV", 2023), (), UNKNOWN),
        ((*ratings_of("HTXSNV", 2022, 2024), *ratings_of("HTTNV", 2023)), (), FAIL),
    ],
)
def test_a_collective_needs_two_consecutive_years(
    ratings: tuple[RatingFacts, ...], titles: tuple[object, ...], expected: object
) -> None:
    facts = a_merit_proposal(nominee=a_collective(), standard="74.3", ratings=ratings, awards=titles)
    assert verdicts(facts, "ST09") == [expected]
    assert specs_of(replace(facts, basis="movement"), "ST09") == []


def test_each_whole_year_of_a_merit_period_is_rated() -> None:
    ratings = (*ratings_of("HTTNV", 2022), RatingFacts(2023, "HTTNV"))
    facts = a_merit_proposal(ratings=ratings)
    assert verdicts(facts, "ST12") == [PASS, UNKNOWN, FAIL]
    assert verdicts(replace(facts, ends_on=date(2024, 12, 30)), "ST12") == [PASS, UNKNOWN]
    assert verdicts(replace(facts, ends_on=None), "ST12") == [UNKNOWN]


@pytest.mark.parametrize(
    ("printed_end", "starts_on", "expected"),
    [
        (date(2021, 12, 31), date(2022, 1, 1), [PASS]),
        (date(2022, 1, 1), date(2022, 1, 1), [FAIL]),
        (None, date(2022, 3, 16), [PASS]),
        (None, date(2022, 3, 15), [FAIL]),
        (None, None, [UNKNOWN]),
    ],
)
def test_time_counts_from_the_printed_period_else_from_the_decision(
    printed_end: date | None, starts_on: date | None, expected: list[object]
) -> None:
    award = an_award("bang_khen_tinh", decided_on=date(2022, 3, 15), ends_on=printed_end)
    facts = a_merit_proposal(awards=(award,), starts_on=starts_on)
    assert verdicts(facts, "ST13", "time-counted-from-last-award") == expected
    (shown,) = ask(facts, "ST13", "counting-start-shown")
    assert shown.params["counted_from"] == (printed_end or date(2022, 3, 15)).isoformat()


def test_time_is_not_counted_without_an_award_nor_under_the_earlier_decree() -> None:
    assert ask(a_merit_proposal(), "ST13") == []
    facts = a_merit_proposal(awards=(an_award("bang_khen_tinh"),), received_on=date(2025, 6, 30))
    assert ask(under(facts, "national-g1"), "ST13") == []
