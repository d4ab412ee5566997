"""The sheet of a session at a browser without script: set, refused in words, released, and kept from others."""

import re
from collections.abc import Iterator

import pytest

from service.demo import DemoSummary
from service.usecases.services import Services
from tests.integration.demonstration import BOTH_ENGINES, demonstration
from tests.integration.web.test_batches import desk, work_through
from tests.integration.web.workplace import Desk

World = tuple[Services, DemoSummary]
SECRETARY, MEMBER, STRANGER = "thuky.hatinh", "giamdoc.hatinh", "tochuc.bo"


@pytest.fixture(params=BOTH_ENGINES)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A demonstration of the test's own, with a council in session."""
    with demonstration(request, tmp_path_factory.mktemp("sheet")) as opened:
        yield opened


def session_of(who: Desk) -> str:
    """Return the address of the session of the demonstration."""
    council = re.search(r'href="(/councils/[0-9a-f]{32})"', who.client.get("/councils").text)
    assert council is not None
    session = re.search(r'href="(/council-sessions/[0-9a-f]{32})"', who.client.get(council[1]).text)
    assert session is not None
    return session[1]


def lines_of(who: Desk, sheet: str) -> list[str]:
    """Return the items of a sheet in their order."""
    return list(dict.fromkeys(re.findall(r'name="items\.([0-9a-f]{32})\.outcome"', who.client.get(sheet).text)))


def values_of(who: Desk, sheet: str, **said: str) -> dict[str, str]:
    """Return the form of the sheet with the same outcome and reason for every line."""
    page = who.client.get(sheet).text
    seen = dict(re.findall(r'name="items\.([0-9a-f]{32})\.version" value="(\d+)"', page))
    return {
        f"items.{key}.{name}": text
        for key, version in seen.items()
        for name, text in {**said, "version": version}.items()
    }


def vote_no(world: World, session: str, items: list[str]) -> None:
    """Let whoever sits there vote against every item."""
    for username in (SECRETARY, MEMBER, "uyvien.hatinh"):
        member = desk(world, username)
        for item_id in items:
            address = f"{session}/items/{item_id}"
            member.client.get(address)
            if "Phiếu của anh/chị" in member.client.get(address).text:
                member.post(f"{address}/vote", {"choice": "no"}, address)


def test_a_sheet_is_set_refused_looked_ahead_and_released(world: World) -> None:
    secretary, member = desk(world, SECRETARY), desk(world, MEMBER)
    session = session_of(secretary)
    sheet = f"{session}/sheet"
    assert sheet in secretary.page(session).values("href")
    items = lines_of(secretary, sheet)
    assert items
    assert "Chưa đặt" in member.text(sheet)
    assert not lines_of(member, sheet)
    vote_no(world, session, items)

    kept = secretary.post(sheet, values_of(secretary, sheet, outcome="not_agree", reason=""), sheet)
    assert secretary.onward(kept) == sheet
    page = secretary.text(sheet)
    assert "Khác ý kiến thẩm định" in page
    assert f"{len(items)} mục khác ý kiến thẩm định mà chưa có lý do." in page
    ahead = f"{sheet}/release"
    assert "Chưa phát hành được" in secretary.text(ahead)
    refused = secretary.post(ahead, {}, sheet)
    assert refused.status_code == 422
    assert "mà chưa có lý do. Hãy ghi lý do ở mục này" in refused.text

    lowest = secretary.post(sheet, values_of(secretary, sheet, outcome="lower", reason="Nhỏ (giả định)"), sheet)
    assert lowest.status_code == 422
    assert "kế hoạch không có hình thức nào kế trên hoặc kế dưới" in lowest.text
    assert secretary.onward(
        secretary.post(sheet, values_of(secretary, sheet, outcome="not_agree", reason="Nhỏ (giả định)"), sheet)
    )
    assert f"{len(items)} trong {len(items)} mục sẽ được phát hành" in secretary.text(ahead)
    assert member.client.get(ahead).status_code == 403
    assert "/jobs/" in secretary.onward(secretary.post(ahead, {}, ahead))
    work_through(secretary)
    assert secretary.text(sheet).count("Đã phát hành") >= len(items)
    assert "Không có mục nào chờ phát hành." in secretary.text(ahead)
    assert "Đã phát hành" in member.text(sheet)


def test_a_stranger_finds_no_sheet(world: World) -> None:
    sheet = f"{session_of(desk(world, SECRETARY))}/sheet"
    stranger = desk(world, STRANGER)
    for address in (sheet, f"{sheet}/release"):
        assert stranger.client.get(address).status_code == 404
