"""My work and the lists: in order, in words, narrowed, and at a number of statements that does not grow."""

import re
from typing import Any

import pytest

from service.demo import DemoSummary
from service.usecases.desk.queues import list_inbox
from service.usecases.services import Services
from tests.integration.web.workplace import Desk, rows_of, sit_down
from tests.support.databases import Statements

World = tuple[Services, DemoSummary]


def desk(world: World, username: str) -> Desk:
    services, summary = world
    return sit_down(services, username, summary.password)


def waiting(who: Desk) -> list[Any]:
    page = who.services.database.read(lambda work: list_inbox(work, actor=who.actor, after=None, limit=50))
    return list(page.items)


def test_work_stands_in_the_order_of_what_is_due(world: World) -> None:
    who = desk(world, "thamdinh.trunguong")
    page, owed = who.page("/"), waiting(who)
    assert len(owed) == 2
    assert rows_of(page) == [row["id"] for row in owed]
    assert [row["due_on"] for row in owed] == sorted(row["due_on"] for row in owed)
    seen = page.text()
    assert "1 quá hạn 0 đến hạn trong 5 ngày làm việc 1 chưa đến hạn hoặc không có hạn 2 đang chờ tôi" in seen
    assert len(re.findall(r"quá \d+ ngày làm việc", seen)) == 1
    assert "Bộ Nội vụ thẩm định" in seen


def test_what_stopped_the_last_attempt_stands_beside_the_work(world: World) -> None:
    seen = desk(world, "tochuc.hatinh").text("/")
    assert "Thẩm tra nhân sự 1 chưa rõ" in seen
    assert "không có hạn" in seen


def test_parts_and_steps_of_the_queue_narrow_it(world: World) -> None:
    who = desk(world, "tochuc.hatinh")
    assert len(rows_of(who.page("/"))) == 3
    assert len(rows_of(who.page("/?state=on_hold"))) == 1
    assert len(rows_of(who.page("/?part=later"))) == 3
    assert "Không có hồ sơ nào khớp." in who.text("/?part=overdue")
    assert len(rows_of(who.page("/?part=khong-co&state=khong-co&after=khong-co"))) == 3


def test_every_row_is_ticked_without_script_by_a_link(world: World) -> None:
    who = desk(world, "tochuc.hatinh")
    ticked = [one for tag, one in who.page("/?tick=all").elements if tag == "input" and "checked" in one]
    assert len(ticked) == 3


def test_the_next_item_is_opened_until_none_is_left(world: World) -> None:
    who = desk(world, "tochuc.hatinh")
    first, second, third = (row["id"] for row in waiting(who))
    for after, expected in (("", first), (first, second), (second, third), ("khong-co", first)):
        assert who.onward(who.client.get(f"/queue/next?after={after}")) == f"/proposals/{expected}"
    assert who.onward(who.client.get(f"/queue/next?after={third}")) == "/"
    assert "Đã đến cuối danh sách. Còn 3 hồ sơ đang chờ." in who.text("/")
    nobody = desk(world, "kiemtoan")
    assert nobody.onward(nobody.client.get("/queue/next")) == "/"
    assert "Đã làm hết việc đang chờ." in nobody.text("/")


def test_who_owes_nothing_is_told_so(world: World) -> None:
    assert "Không có việc nào đang chờ." in desk(world, "kiemtoan").text("/")
    assert "Vai trò của anh/chị không xử lý hồ sơ." in desk(world, "quantri").text("/")


def test_lists_are_narrowed_and_searched_without_diacritics(world: World) -> None:
    who = desk(world, "kiemtoan")
    assert "Rơ Châm Đoát" in who.text("/proposals?q=ro%20cham%20doat")
    assert "Không tìm thấy hồ sơ nào." in who.text("/proposals?q=khong%20co%20ai")
    approved = who.page("/proposals?state=approved&form=giay_khen")
    assert {text for _, text in approved.texts} >= {"Giấy khen", "Đã phê duyệt"}
    offered = [text for _, text in approved.texts if text == "Bằng khen của Thủ tướng Chính phủ"]
    assert len(offered) == 1  # as a filter, in no row
    units = [value for value in who.page("/proposals").values("href") if "unit=" in value]
    assert "Bỏ lọc đơn vị" in who.text(units[0])


def test_results_come_alone_when_a_script_asks(world: World) -> None:
    who = desk(world, "kiemtoan")
    page = who.page("/proposals?q=ro%20cham", headers={"HX-Request": "true"})
    assert page.count("h1") == 0
    assert page.count("tbody") == 1


def test_every_page_says_the_same_in_english(world: World) -> None:
    who = desk(world, "tochuc.hatinh")
    assert "what is due first stands first" in who.text("/?lang=en")
    assert "Search by name, unit or number" in who.text("/proposals")
    assert "Nothing" not in who.text("/proposals?lang=vi")


@pytest.mark.parametrize(
    ("username", "address", "is_even"),
    [
        ("thamdinh.trunguong", "/", True),
        ("tochuc.hatinh", "/", False),  # reaches below his body: a short list is looked for a second time
        ("tochuc.hatinh", "/proposals", True),
        ("tochuc.hatinh", "/proposals?q=nguyen", False),  # so is a page of words that is not full
    ],
)
def test_a_page_costs_the_same_however_long_it_is(
    world: World, username: str, address: str, *, is_even: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = desk(world, username)
    who.page(address)
    seen = Statements()
    stop = who.services.database.watch(seen)
    counts = []
    for limit in (1, 2, 50):
        monkeypatch.setattr("service.web.queue.LIMIT", limit)
        monkeypatch.setattr("service.web.proposals.listing.LIMIT", limit)
        seen.texts.clear()
        who.page(address)
        counts.append(len(seen.texts))
    stop()
    assert max(counts) - min(counts) <= (not is_even)
    assert max(counts) <= (11 if address == "/" else 7)  # my work asks for votes, sheets, opinions, petitions too
