"""Following links: which addresses are worth a visit, so that every kind of page is seen and none a hundred times."""

import hashlib
import re
import tomllib
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import orjson
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, RequestRedirect

from service.db import accounts
from service.db.engines import driver
from service.db.work import Work
from service.demo.summary import DemoAccount, demo_accounts
from service.usecases.desk.proposals import Filters, list_proposals
from service.usecases.errors import PermissionDenied
from tests.browser.serving import Site
from tests.browser.vocabulary import VIETNAMESE
from workflows.plans.catalog import packaged_texts
from workflows.policy import Actor, Holding, roles

NOBODY = "nominee"  # who may only be honoured holds no role at all
MOST_OF_A_RULE = 2
BUSIEST = {"vanphong.hatinh"}  # accounts that see more than the first of their role
OUTSIDE = {"pages.static", "pages.about.health"}
# Flows and rulebooks state both languages, so that what stands in them is no word that somebody typed. A plan is the
# text of its source, but for the notes on it.
UNTYPED = {"publication", "pending_publication"}
FORGERY = re.compile(r'name="csrf_token" value="[^"]*"')
NOTED = ("_vi", "_en")
SHORTEST = 2


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.extend(value for name, value in attrs if name == "href" and value)


class _Parts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, ...]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.found.add((tag, *(str(told.get(name, "")) for name in ("class", "type", "role", "name"))))


def parts_of(text: str) -> set[tuple[str, ...]]:
    """Return the kinds of elements that a page is built of."""
    reader = _Parts()
    reader.feed(text)
    return reader.found


def links_of(text: str) -> list[str]:
    """Return the addresses that a page links to, in order."""
    reader = _Links()
    reader.feed(text)
    return reader.found


@dataclass
class Frontier:
    """The addresses still to be visited, a few of each rule, and the links that lead nowhere."""

    url_map: Map
    most: int = MOST_OF_A_RULE
    waiting: deque[str] = field(default_factory=deque)
    seen: set[str] = field(default_factory=set)
    visited: Counter[str] = field(default_factory=Counter)
    dead: list[str] = field(default_factory=list)
    _asked: Counter[str] = field(default_factory=Counter)
    _queries: Counter[tuple[str, tuple[str, ...]]] = field(default_factory=Counter)

    def insist(self, address: str) -> None:
        """Take an address whatever else of its kind was taken."""
        if address not in self.seen:
            self.seen.add(address)
            self.visited[self.endpoint_of(urlsplit(address).path) or ""] += 1
            self.waiting.append(address)

    def add(self, address: str, found_on: str = "/") -> None:
        """Take an address found on a page: kept when it is ours, new, and not one of many of its kind."""
        whole = urldefrag(urljoin(found_on, address))[0]
        parts = urlsplit(whole)
        asked = dict(parse_qsl(parts.query))
        if parts.scheme or parts.netloc or "lang" in asked or whole in self.seen:
            return
        self.seen.add(whole)
        endpoint = self.endpoint_of(parts.path)
        if endpoint is None:
            self.dead.append(f"{found_on} links to {whole}, which is no page")
            return
        query = (endpoint, tuple(sorted(asked)))
        spent = self._queries[query] >= (1 if asked else self.most) or (asked and self._asked[endpoint] >= self.most)
        if endpoint in OUTSIDE or spent:
            return
        self._asked[endpoint] += bool(asked)
        self._queries[query] += 1
        self.visited[endpoint] += 1
        self.waiting.append(whole)

    def endpoint_of(self, path: str) -> str | None:
        """Return the endpoint that answers a path, None when there is none."""
        try:
            endpoint, _ = self.url_map.bind("localhost").match(path, method="GET")
        except RequestRedirect as error:
            return self.endpoint_of(urlsplit(error.new_url).path)
        except HTTPException:
            return None
        return str(endpoint)

    def __iter__(self) -> Iterator[str]:
        while self.waiting:
            yield self.waiting.popleft()


def page_rules(url_map: Map) -> dict[str, bool]:
    """Return the endpoints of pages that can be opened, and whether their address needs no particulars."""
    return {
        rule.endpoint: not (rule.arguments - set(rule.defaults or {}))
        for rule in url_map.iter_rules()
        if rule.endpoint.startswith("pages.") and "GET" in (rule.methods or ()) and rule.endpoint not in OUTSIDE
    }


def plain_addresses(url_map: Map) -> list[str]:
    """Return the addresses of the pages that need no particulars: somebody may type them."""
    bound = url_map.bind("localhost")
    return sorted(bound.build(endpoint) for endpoint, is_plain in page_rules(url_map).items() if is_plain)


def account_of(role: str) -> DemoAccount:
    """Return a demo account that holds a role, or for nobody one that holds none; fails when there is none."""
    found = [row for row in demo_accounts() if (row.role or NOBODY) == role]
    return next((row for row in found if row.username in BUSIEST), found[0])


def proposals_of(site: Site, role: str) -> dict[str, str]:
    """Return the address of one proposal in each state that a demo account of a role may list."""

    def find(work: Work) -> list[Mapping[str, Any]]:
        row = accounts.find_account(work, account_of(role).username)
        assert row is not None, role
        holdings = accounts.list_holdings(work, row.id)
        held = tuple(Holding(item.role, item.organisation_id, item.path) for item in holdings)
        actor = Actor(row.id, row.nominee_id or row.id, row.name, held)
        return list(list_proposals(work, actor=actor, filters=Filters(), after=None, limit=500).items)

    try:
        return {str(item["state"]): f"/proposals/{item['id']}" for item in site.services.database.read(find)}
    except PermissionDenied:
        return {}


def every_role() -> list[str]:
    """Return every role, the one of nobody included."""
    return list(roles())


def digest_of_content(text: str) -> str:
    """Return a digest of what a page itself says, without the frame that every page has around it."""
    content = text.partition("<main")[2].partition("</main>")[0] or text
    return hashlib.sha256(FORGERY.sub("", content).encode()).hexdigest()


def typed_words(site: Site) -> frozenset[str]:
    """Return every text with Vietnamese letters that stands in the rows of a site: what people typed."""
    found: set[str] = set()
    path = site.services.settings.database_url.removeprefix("sqlite:///")
    connection = driver.connect(  # the library that the service reads with: two break each other's locks
        f"file:{path}?mode=ro", uri=True
    )
    try:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            if not UNTYPED & {table, table.removesuffix("s")}:
                for row in connection.execute(f'SELECT * FROM "{table}"'):
                    found.update(text for value in row for text in _texts(value))
    finally:
        connection.close()
    found.update(text for plan in packaged_texts().values() for text in _texts(tomllib.loads(plan)))
    return frozenset(text for text in found if len(text) > SHORTEST and VIETNAMESE.search(text))


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts in a cell of a table, or in what the JSON of a cell says."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "ignore")
    if isinstance(value, str):
        inner = _parsed(value)
        yield from _texts(inner) if inner is not None else [" ".join(value.split())]
    elif isinstance(value, dict):
        yield from _texts([inner for name, inner in value.items() if not str(name).endswith(NOTED)])
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _parsed(text: str) -> Any:
    """Return what a JSON text says, None for any other text."""
    try:
        return orjson.loads(text) if text[:1] in {"{", "["} else None
    except orjson.JSONDecodeError:
        return None
