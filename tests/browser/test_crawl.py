"""Every page that any role can open: read as it is served in both languages, and looked at in a real browser."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from service.demo.reading import read_data
from tests.browser.checks import check_accessibility, check_source, check_width, shape_of
from tests.browser.conftest import Open
from tests.browser.crawling import (
    Frontier,
    account_of,
    digest_of_content,
    every_role,
    links_of,
    page_rules,
    parts_of,
    plain_addresses,
    proposals_of,
    typed_words,
)
from tests.browser.keys import tab_through
from tests.browser.kit import DESKTOP, PHONE, ZOOMED
from tests.browser.serving import Site

# The public pages are the same for everybody and are looked at once, in test_public.py.
PUBLIC_AREA = "pages.about."
# Pages that no link leads to.
UNLINKED: dict[str, str] = {
    "pages.about.problem": "answers of the interface point to it",
    "pages.drafting.nominee": "a finding about the nominee leads there",
    "pages.drafting.file": "a file, shown in a frame",
    "pages.audit.document": "a file, shown in a frame",
    "pages.jobs.download": "a file, made by a job",
    "pages.ballots.show": "the demonstration holds no secret ballot",
    "pages.ballots.download": "a file, and of a closed ballot",
    "pages.councils.consider_release": "of a sheet with pending outcomes; the demonstration sets none",
    "pages.people.show_delegation": "the demonstration holds no delegation",
    "pages.people.show_import": "the demonstration holds no import",
    "pages.councils.show_letter": "a file, given to whoever may read the votes by name",
    "pages.opinions.asked_document": "a file, given to whoever is asked",
    "pages.opinions.answer_link": "its address is known to whoever is asked alone",
    "pages.opinions.link_document": "a file, given to whoever is asked",
    "pages.petitions.download": "a file; no petition of the demonstration is answered yet",
    "pages.proposals.consider_dismissal": "the demonstration holds no report that asks for a revocation",
    "pages.proposals.consider_recovery": "only whoever records what came back after a revocation has the link",
    "pages.reports.new": "only whoever reports for a body, or receives reports, has the link",
    "pages.reports.file": "a file; the demonstration holds no report",
}
CLOSED = {403, 404}
MOST_STATES = 3
BUSY = ("unit_clerk", "auditor", "administrator", "unit_head", "hr_officer")  # who opens most kinds of pages
# What this worker has judged already: contents and shapes of pages, views gone through by keys, states of proposals.
CONTENTS: set[str] = set()
SHAPES: set[str] = set()
TABBED: set[str] = set()
STATES: set[str] = set()
PARTS: dict[str, set[tuple[str, ...]]] = {}

each_role = pytest.mark.parametrize("role", every_role())


def sign_in(site: Site, role: str) -> FlaskClient:
    """Return somebody signed in who holds a role, without a browser."""
    client = site.app.test_client()
    page = read_form(client.get("/sign-in?lang=vi").text)
    values = page | {"username": account_of(role).username, "password": read_data("accounts")["password"]}
    assert client.post("/sign-in", data=values).status_code == 303
    return client


def read_form(text: str) -> dict[str, str]:
    """Return what stands in the hidden field of a form."""
    before, _, rest = text.partition('name="csrf_token" value="')
    assert rest, before[-200:]
    return {"csrf_token": rest.partition('"')[0]}


def walk(site: Site, client: FlaskClient, frontier: Frontier) -> Iterator[tuple[str, str]]:
    """Yield each page's address and source, following its links; what is typed in may be closed, a link may not."""
    typed = plain_addresses(site.app.url_map)
    for address in typed:
        frontier.add(address)
    for address in frontier:
        with client.get(address) as answer:
            if answer.status_code in CLOSED and address in typed:
                continue
            if answer.status_code == 303:
                frontier.add(answer.headers["Location"], address)
                continue
            assert answer.status_code == 200, f"{address} answers {answer.status_code}"
            if answer.mimetype == "text/html":
                text = answer.get_data(as_text=True)
                for link in links_of(text):
                    frontier.add(link, address)
                yield address, text
    assert not frontier.dead, "\n".join(frontier.dead)


@each_role
def test_every_page_of_a_role_is_right_in_both_languages(site: Site, role: str) -> None:
    client, words = sign_in(site, role), typed_words(site)
    frontier = Frontier(site.app.url_map)
    for address in proposals_of(site, role).values():
        frontier.insist(address)
    pages = list(walk(site, client, frontier))
    complaints = check_once(pages, "vi", words)
    asked = [f"{address}{'&' if urlsplit(address).query else '?'}lang=en" for address, _ in pages]
    complaints += check_once([(address, client.get(address).text) for address in asked], "en", words)
    assert not complaints, "\n".join(complaints)


def is_new(endpoint: str, text: str) -> bool:
    """Tell whether a page holds a kind of element that no page of its endpoint has shown to a browser yet."""
    parts, known = parts_of(text), PARTS.setdefault(endpoint, set())
    has_new = not parts <= known
    known |= parts
    return has_new


def check_once(pages: list[tuple[str, str]], language: str, words: frozenset[str]) -> list[str]:
    """Check pages; what has the same content as one that was checked for another role is read no second time."""
    complaints: dict[str, None] = {}
    for number, (address, text) in enumerate(pages):
        digest = language + digest_of_content(text)
        if number and digest in CONTENTS:  # the first page of each role shows that role's frame
            continue
        CONTENTS.add(digest)
        complaints |= dict.fromkeys(f"{address}: {line}" for line in check_source(text, language, words))
    return list(complaints)


def test_every_page_is_reached_by_somebody(site: Site) -> None:
    wanted = page_rules(site.app.url_map).keys() - UNLINKED.keys()
    reached: set[str] = set()
    for role in sorted(every_role(), key=lambda role: BUSY.index(role) if role in BUSY else len(BUSY)):
        frontier = Frontier(site.app.url_map, most=1)
        for address in proposals_of(site, role).values():
            frontier.insist(address)
        for _ in walk(site, sign_in(site, role), frontier):
            pass
        reached |= frontier.visited.keys()
        if wanted <= reached:
            break
    assert not wanted - reached, sorted(wanted - reached)


@each_role
def test_every_page_of_a_role_is_open_to_everybody_and_fits_every_window(
    open_visitor: Open, site: Site, role: str
) -> None:
    visitor = open_visitor(site)
    visitor.sign_in_as(account_of(role).username)
    frontier = Frontier(site.app.url_map, most=1)
    new = [(state, address) for state, address in proposals_of(site, role).items() if state not in STATES]
    for state, address in new[:MOST_STATES]:
        STATES.add(state)
        frontier.insist(address)
    complaints = []
    for address, text in list(walk(site, sign_in(site, role), frontier)):
        endpoint = str(frontier.endpoint_of(urlsplit(address).path))
        if endpoint.startswith(PUBLIC_AREA) or not is_new(endpoint, text):
            continue
        visitor.widen(DESKTOP)
        visitor.visit(address)
        shape = shape_of(visitor.page)
        if shape not in SHAPES:
            complaints += [f"{address}: {line}" for line in check_accessibility(visitor.page)]
        SHAPES.add(shape)
        if endpoint not in TABBED:
            complaints += [f"{address}: {line}" for line in tab_through(visitor.page)]
        TABBED.add(endpoint)
        complaints += [f"{address}: {line}" for line in check_source(visitor.page.content(), "vi")]
        for width in (ZOOMED, PHONE):
            visitor.widen(width)
            complaints += [f"{address}: at {width} px: {line}" for line in check_width(visitor.page)]
    assert not complaints, "\n".join(dict.fromkeys(complaints))
