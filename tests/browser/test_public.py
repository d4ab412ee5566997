"""The pages that need no sign-in, at every width and in both languages."""

import pytest

from tests.browser.checks import check_accessibility, check_source, check_width
from tests.browser.kit import DESKTOP, PHONE, ZOOMED, Visitor

PAGES = {
    "/about": 200,
    "/sign-in": 200,
    "/awards": 200,
    "/awards?q=ro%20cham": 200,
    "/awards?q=khong-co-ai": 200,
    "/public-notices": 200,
    "/api/docs": 200,
    "/problems/transition-refused": 200,
    "/problems/unheard-of": 404,
}
# Swagger UI draws the API's documentation in the browser; its markup is not ours, and every word of it is also in
# docs/ and in openapi.json, which need no such page.
DRAWN_ELSEWHERE = {"/api/docs"}

every_page = pytest.mark.parametrize("path", PAGES)
both_languages = pytest.mark.parametrize("language", ["vi", "en"])


@every_page
@both_languages
def test_a_public_page_is_right(visitor: Visitor, path: str, language: str) -> None:
    answer = visitor.visit(f"{path}{'&' if '?' in path else '?'}lang={language}", status=PAGES[path])
    explained = {path.rsplit("/", 1)[-1]}  # a page that explains a code must name it
    assert check_source(answer.source, language, explained) == []
    if path not in DRAWN_ELSEWHERE:
        assert check_accessibility(visitor.page) == []


@every_page
@pytest.mark.parametrize("width", [DESKTOP, ZOOMED, PHONE])
def test_a_public_page_fits_its_window(visitor: Visitor, path: str, width: int) -> None:
    visitor.widen(width)
    visitor.visit(path, status=PAGES[path])
    assert check_width(visitor.page) == []
