"""Search and order of Vietnamese names: the same answers on both engines."""

import random

import pytest

from service.db import inboxes, nominees, organisations
from service.db.access import Reader
from service.db.database import Database
from service.db.inboxes import Filters
from service.db.work import Work
from tests.integration.db.rows import a_body, a_person, a_proposal
from workflows.names import fold, sort_key

FAMILIES = ["Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Vũ", "H'Hen", "Ksor", "Điểu"]
MIDDLES = ["Văn", "Thị", "Đức", "Ngọc", "Ánh", "Thùy", "thị", "Y", "A", ""]
GIVEN = ["An", "Ấn", "Ăn", "Ân", "Đào", "Dũng", "Đức", "Hà", "Hạ", "Hả", "Ê", "Ơn", "Ưng", "Ước", "Bơ", "Krông"]
ALL = Reader("0" * 32, None)


def names(count: int) -> list[str]:
    source = random.Random(11)  # noqa: S311  # repeatable on purpose
    return [
        " ".join(part for part in map(source.choice, (FAMILIES, MIDDLES, GIVEN)) if part).strip() for _ in range(count)
    ]


@pytest.fixture
def people(database: Database) -> list[str]:
    chosen = names(150)
    database.write(lambda work: [a_person(work, name) for name in chosen])
    return chosen


def find(database: Database, query: str) -> list[str]:
    return [row.name for row in database.read(lambda work: nominees.list_nominees(work, query=query, limit=500))]


def test_order_is_that_of_the_sort_key(database: Database, people: list[str]) -> None:
    found = [row.name for row in database.read(lambda work: nominees.list_nominees(work, limit=500))]
    assert found == sorted(people, key=sort_key)


@pytest.mark.parametrize("query", ["duc", "Đức", "nguyen van", "dang d", "H'Hen", "uo", "an nguyen", "y", "krông ksor"])
def test_search_finds_what_a_plain_reading_finds(database: Database, people: list[str], query: str) -> None:
    *whole, last = fold(query).replace("'", " ").split()
    expected = [
        name
        for name in people
        if (words := fold(name).replace("'", " ").split())
        and all(word in words for word in whole)
        and any(word.startswith(last) for word in words)
    ]
    assert find(database, query) == sorted(expected, key=sort_key)


@pytest.mark.parametrize("query", ["'", '"', "*", "%", "_", "đ' OR 1=1 --", "a:*", "NEAR(a b)", "!", "&|", "\\", "🙂"])
def test_signs_are_no_commands(database: Database, people: list[str], query: str) -> None:
    found = find(database, query)
    assert len(found) < len(people)
    database.read(lambda work: organisations.list_organisations(work, query=query))
    database.read(lambda work: inboxes.list_readable(work, ALL, Filters(query=query)))


def test_proposal_is_found_by_nominee_unit_and_number(database: Database) -> None:
    def fill(work: Work) -> str:
        return a_proposal(work, a_person(work, "Đặng Thùy"), a_body(work, name="Xã Đăk Hà"), number="12/2026/TTr-SNV")

    proposal = database.write(fill)
    for query in (
        "dang thuy",
        "dak ha",
        "12/2026/TTr",
        "2026 ttr snv",
        "thuy dak 12",
        "TTR-SN",
        "12/2026",
        "2026/ttr-s",
        "snv",
    ):
        rows = database.read(lambda work, query=query: inboxes.list_readable(work, ALL, Filters(query=query)))
        assert [row.id for row in rows] == [proposal], query
    for query in ("13/2026", "1/22026", "2/2026", "hang", "ttr-xyz"):
        assert database.read(lambda work, query=query: inboxes.list_readable(work, ALL, Filters(query=query))) == []


def test_new_names_of_nominee_and_body_are_found_and_old_ones_no_longer(database: Database) -> None:
    def fill(work: Work) -> tuple[str, str]:
        body = a_body(work, name="Xã Đăk Hà")
        person = a_person(work, "Đặng Thùy", organisation_id=body)
        a_proposal(work, person, body)
        return body, person

    def rename(work: Work) -> None:
        nominees.update_nominee(work, person, {"name": "Lê Thủy"})
        organisations.update_organisation(work, body, {"name": "Xã Ngọc Réo"})

    def count(query: str) -> tuple[int, int]:
        listed = database.read(lambda work: inboxes.list_readable(work, ALL, Filters(query=query)))
        return len(find(database, query)), len(listed)

    body, person = database.write(fill)
    assert count("thuy dak ha") == (1, 1)
    database.write(rename)
    assert count("dang") == count("dak ha") == (0, 0)
    assert count("le thuy ngoc reo") == (1, 1)
    assert database.read(lambda work: nominees.get_nominee(work, person)).sort_key == sort_key("Lê Thủy").hex()


def test_organisations_are_found_by_words_or_code(database: Database) -> None:
    database.write(lambda work: (a_body(work, "xa-dak-ha", name="Xã Đăk Hà"), a_body(work, "b", name="Sở Nội vụ 100%")))

    def codes(query: str) -> list[str]:
        return [row.code for row in database.read(lambda work: organisations.list_organisations(work, query=query))]

    assert codes("dak") == codes("ha xa") == codes("xa-dak-ha") == ["xa-dak-ha"]
    assert codes("100%") == ["b"]
    assert codes("%") == ["b"]
    assert codes("_") == []
