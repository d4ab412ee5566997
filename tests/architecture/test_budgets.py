"""The budgets of size: one file says one thing, one function one step."""

from statistics import median

import pytest

from tests.support.tree import functions_of, line_count, modules, name_of

FILE_BUDGETS = {"workflows": 300, "service": 300, "tests": 500, "migrations": 600}
MEDIAN_BUDGET = 100
FUNCTION_BUDGET = 40


@pytest.mark.parametrize("folder", FILE_BUDGETS)
def test_no_file_is_longer_than_its_budget(folder: str) -> None:
    found = modules(folder)
    assert found, f"{folder}/ has no module"
    too_long = {name_of(path): line_count(path) for path in found if line_count(path) > FILE_BUDGETS[folder]}
    assert not too_long


def test_the_median_file_of_the_product_is_short() -> None:
    lengths = [line_count(path) for path in modules("workflows", "service")]
    assert lengths
    assert median(lengths) < MEDIAN_BUDGET


@pytest.mark.parametrize("folder", ["workflows", "service", "tests"])
def test_no_function_is_longer_than_its_budget(folder: str) -> None:
    measured = [measure for path in modules(folder) for measure in functions_of(path)]
    assert measured, f"{folder}/ has no function"
    assert not {name: length for name, length in measured if length > FUNCTION_BUDGET}
