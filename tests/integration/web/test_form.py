"""The form of every page: well-formed, one heading, its language said, nothing inline, nothing from elsewhere."""

import re
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from service.http.headers import POLICY
from service.i18n import catalogue
from tests.integration.web.reading import Page, read_page

PATHS = {
    "/about": 200,
    "/sign-in": 200,
    "/api/docs": 200,
    "/problems/transition-refused": 200,
    "/problems/unheard-of": 404,
}
VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)
RAW_CODE = re.compile(r"\b[a-z]+_[a-z_]+\b")

every_page = pytest.mark.parametrize("path", PATHS)
both_languages = pytest.mark.parametrize("language", ["vi", "en"])


def open_page(client: FlaskClient, path: str, language: str) -> Page:
    answer = client.get(path, query_string={"lang": language})
    assert answer.status_code == PATHS.get(path, 200)
    assert answer.mimetype == "text/html"
    return read_page(answer.text)


@every_page
def test_a_page_is_vietnamese_until_english_is_chosen(client: FlaskClient, path: str) -> None:
    page = read_page(client.get(path, headers={"Accept-Language": "en-US,en;q=0.9"}).text)
    assert dict(page.elements)["html"]["lang"] == "vi"


@every_page
@both_languages
def test_a_page_is_well_formed_and_names_itself(client: FlaskClient, path: str, language: str) -> None:
    page = open_page(client, path, language)
    assert page.problems == []
    assert page.count("h1") == 1
    assert page.count("main") == 1
    assert page.title.strip()
    assert dict(page.elements)["html"]["lang"] == language


@every_page
@both_languages
def test_ids_are_single_and_what_refers_to_one_finds_it(client: FlaskClient, path: str, language: str) -> None:
    page = open_page(client, path, language)
    assert len(page.ids) == len(set(page.ids))
    named = {name for value in page.values("aria-labelledby", "aria-describedby", "for") for name in value.split()}
    assert named <= set(page.ids)


@every_page
@both_languages
def test_nothing_is_inline(client: FlaskClient, path: str, language: str) -> None:
    page = open_page(client, path, language)
    assert page.count("style") == 0
    assert not page.values("style")
    assert not "".join(page.scripts).strip()
    assert all(attributes.get("src") for tag, attributes in page.elements if tag == "script")
    assert not [key for _, attributes in page.elements for key in attributes if key.startswith("on")]


@every_page
@both_languages
def test_a_page_refers_to_no_other_host(client: FlaskClient, path: str, language: str) -> None:
    page = open_page(client, path, language)
    assert page.addresses
    assert not [address for address in page.addresses if urlsplit(address).netloc or urlsplit(address).scheme]


@both_languages
def test_every_link_leads_somewhere(client: FlaskClient, language: str) -> None:
    pages = {path: open_page(client, path, language) for path in PATHS}
    for address in sorted({address for page in pages.values() for address in page.addresses if address[0] != "#"}):
        parts = urlsplit(address)
        with client.get(address) as answer:
            assert answer.status_code == PATHS.get(parts.path, 200), address
            assert not parts.fragment or parts.fragment in read_page(answer.get_data(as_text=True)).ids, address
    for page in pages.values():
        assert {address[1:] for address in page.addresses if address[0] == "#"} <= set(page.ids)


@every_page
@both_languages
def test_no_page_shows_a_raw_code(client: FlaskClient, path: str, language: str) -> None:
    assert not RAW_CODE.findall(open_page(client, path, language).text())


@every_page
def test_an_english_page_speaks_vietnamese_only_where_it_says_so(client: FlaskClient, path: str) -> None:
    words = open_page(client, path, "en").text("en")
    assert words
    assert not VIETNAMESE.findall(words)


@every_page
@both_languages
def test_each_page_offers_both_languages(client: FlaskClient, path: str, language: str) -> None:
    page = open_page(client, path, language)
    links = [attributes for tag, attributes in page.elements if tag == "a"]
    offered = {link["hreflang"]: link for link in links if "hreflang" in link}
    assert set(offered) == {"vi", "en"}
    assert [code for code, link in offered.items() if "aria-current" in link] == [language]
    first = "/about" if PATHS[path] == 404 else path
    assert all(link["href"].startswith((path, first)) for link in offered.values())


def test_a_visitor_who_states_no_language_reads_vietnamese(client: FlaskClient) -> None:
    answer = client.get("/about")
    assert answer.headers["Content-Language"] == "vi"
    assert answer.headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize("code", catalogue()["errors"])
@both_languages
def test_every_error_has_a_page_that_its_answers_point_to(client: FlaskClient, code: str, language: str) -> None:
    page = open_page(client, f"/problems/{code}", language)
    assert code in page.text()
    assert "—" not in page.text()
    assert "{" not in page.text()
