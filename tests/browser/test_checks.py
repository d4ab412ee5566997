"""Each check fails on a page that has what it looks for, and passes a page that is right."""

import hashlib
import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.checks import check_accessibility, check_source, check_width, shape_of
from tests.browser.conftest import Open
from tests.browser.kit import Complaints
from tests.browser.serving import Site
from tests.browser.vocabulary import codes
from tests.support.tree import ROOT

VENDOR = ROOT / "tests" / "support" / "vendor"
GOOD = (
    '<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title></head>'
    "<body><main><h1>Page</h1>{body}</main></body></html>"
)


def page_with(body: str = "", *, lang: str = "vi", title: str = "Trang") -> str:
    return GOOD.format(lang=lang, title=title, body=body)


@pytest.fixture
def blank(browser: Browser) -> Page:
    """A page of the test's own making."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    return context.new_page()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_right_page_passes(language: str) -> None:
    assert check_source(page_with('<p id="a">1</p><p id="b">2</p>', lang=language), language) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (page_with("<p><div>x</div></p>"), "HTML: line 1"),
        (page_with("<table><p>x</p></table>"), "HTML: line 1"),
        (page_with("&nosuch;"), "HTML: line 1"),
        ("<html lang=vi><title>x</title><h1>y</h1>", "HTML: line 1"),
        (page_with('<p class="a" class="b">x</p>'), "HTML: line 1"),
        (page_with('<p id="a"></p><p id="a"></p>'), "id twice: a"),
        (page_with('<label for="none">x</label>'), 'refers to what is not there: for="none"'),
        (page_with("<h1>Second</h1>"), "h1 must be one"),
        (page_with().replace("<h1>Page</h1>", ""), "h1 must be one"),
        (page_with().replace("Page", " "), "h1 must be one"),
        (page_with(title=" "), "the title is empty"),
        (page_with(lang="en"), "html lang is 'en', not 'vi'"),
        (page_with("<p>Trạng thái: home_affairs_appraised</p>"), "raw code 'home_affairs_appraised'"),
        (page_with("<p>Trạng thái: drafted.</p>"), "raw code 'drafted'"),
        (page_with("<p>Lỗi: transition-refused</p>"), "raw code 'transition-refused'"),
        (page_with('<input type="submit" value="unit_clerk">'), "raw code 'unit_clerk'"),
        (page_with('<button aria-label="approve">x</button>'), "raw code 'approve'"),
        (page_with("<p>Một mã mới_lạ: some_new_code</p>"), "raw code 'some_new_code'"),
    ],
)  # fmt: skip
def test_a_wrong_page_is_told_what_is_wrong(text: str, said: str) -> None:
    found = check_source(text, "vi")
    assert any(said in line for line in found), found


@pytest.mark.parametrize(
    "body",
    [
        "<code>home_affairs_appraised</code>",
        "<p>Bao_cao.pdf, bao_cao_thanh_tich.pdf, chuyenvien.hatinh, ten_toi@so.gov.vn</p>",
        '<p lang="en">Every proposal is drafted by a unit.</p>',
        "<p>/proposals?state=drafted</p>",
    ],
)
def test_what_only_looks_like_a_code_is_left_alone(body: str) -> None:
    assert check_source(page_with(body), "vi") == []


@pytest.mark.parametrize(
    ("body", "is_clean"),
    [
        ("<p>The state is Drafted.</p>", True),
        ("<p>Đã lập</p>", False),
        ('<p lang="vi">Đã lập</p>', True),
        ('<img alt="Sơ đồ" src="x.png">', False),
        ("<p>Nominee: Nguyễn Văn Ân</p>", True),
        ("<p>Người được đề nghị: Nguyễn Văn Ân</p>", False),
        ("<p>The province of Quảng Ngãi took over; its plan says “đơn vị trực thuộc”.</p>", True),
        ("<p>Đóng</p>", False),
        ("<p>By the set of Hội Khuyến học Việt Nam.</p>", True),
        ("<p>The state is now Đã lập.</p>", False),
        ("<p>State: drafted</p>", True),
        ("<p>State: hr_verified</p>", False),
    ],
)
def test_an_english_page_is_english_but_for_what_is_marked_and_what_people_typed(body: str, is_clean: bool) -> None:
    assert (check_source(page_with(body, lang="en"), "en", {"Nguyễn Văn Ân"}) == []) is is_clean


def test_codes_of_every_kind_are_known() -> None:
    assert {"home_affairs_appraised", "unit_clerk", "submit_upward", "giay_khen", "transition-refused"} <= codes()


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ('<img src="data:,">', "image-alt"),
        ("<input>", "label"),
        ('<p style="color:#999;background:#fff">Nhạt</p>', "color-contrast"),
        ('<button style="width:10px;height:10px;padding:0"></button>', "button-name"),
        ('<a href="/a" style="font-size:6px">a</a><a href="/b" style="font-size:6px">b</a>', "target-size"),
    ],
)
def test_axe_finds_what_shuts_people_out(blank: Page, body: str, rule: str) -> None:
    blank.set_content(page_with(body))
    assert any(line.startswith(f"axe {rule}:") for line in check_accessibility(blank))


def test_axe_passes_a_right_page(blank: Page) -> None:
    blank.set_content(page_with('<label for="a">Tên</label> <input id="a">'))
    assert check_accessibility(blank) == []


def test_a_page_wider_than_the_window_is_found_with_what_makes_it_so(blank: Page) -> None:
    blank.set_content(page_with('<table class="wide" style="width:900px"><tr><td>x</td></tr></table>'))
    found = check_width(blank)
    assert any("table.wide" in line for line in found), found
    blank.set_content(page_with('<div style="overflow-x:auto"><div style="width:900px">x</div></div>'))
    assert check_width(blank) == []


def test_pages_of_one_shape_are_known_by_it_and_not_by_their_words(blank: Page) -> None:
    shapes = []
    for body in ("<p>a</p>", "<p>b</p>", '<p class="c">a</p>', "<p>a</p><p>b</p>"):
        blank.set_content(page_with(body))
        shapes.append(shape_of(blank))
    assert shapes[0] == shapes[1]
    assert len(set(shapes)) == 3


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("console.error('ouch')", "console: ouch"),
        ("setTimeout(() => { throw new Error('ouch') })", "page error"),
        ("fetch('http://localhost:1/').catch(() => 0)", "request to another host: http://localhost:1/"),
    ],
)
def test_a_visitor_hears_every_complaint(browser: Browser, script: str, said: str) -> None:
    context = browser.new_context()
    complaints = Complaints()
    complaints.watch(context)
    page = context.new_page()
    page.set_content(page_with())
    page.evaluate(script)
    page.wait_for_timeout(100)
    context.close()
    assert any(said in line for line in complaints.lines), complaints.lines


def test_a_status_that_is_not_expected_fails(open_visitor: Open, site: Site) -> None:
    visitor = open_visitor(site)
    with pytest.raises(AssertionError, match="answers 200, not 404"):
        visitor.visit("/", status=404)
    visitor.visit("/problems/unheard-of", status=404)


def test_what_was_made_elsewhere_is_here_to_the_letter() -> None:
    packages = tomllib.loads((VENDOR / "MANIFEST.toml").read_text(encoding="utf-8"))["packages"]
    for package in packages:
        assert digests(VENDOR / package["folder"]) == package["files"]
        assert (VENDOR / package["licence_file"]).is_file()
    listed = {package["folder"] for package in packages} | {"MANIFEST.toml"}
    assert {path.name for path in VENDOR.iterdir()} == listed


def digests(folder: Path) -> dict[str, str]:
    return {path.name: f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}" for path in folder.iterdir()}
