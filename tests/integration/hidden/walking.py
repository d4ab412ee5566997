"""Walking every route of the url map as somebody, each place in an address filled from the hidden proposal."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from service.api.kit import PREFIX
from tests.integration.hidden.worlds import FOREIGN, NAME, Hidden, World

Json = dict[str, Any]
UNMOVED = {"GET", "HEAD", "OPTIONS"}
SILENT = {"Set-Cookie", "Date"}
# A token against forged requests is drawn anew for every page; it says nothing.
DRAWN = re.compile(rb'(?<=name="csrf_token" )[^>]*|(?<=name="csrf-token" )[^>]*')
OTHERS = (
    "token_id", "identity_id", "delegation_id", "pending_id", "job_id", "notice_id",
    "mail_id", "batch_id", "member_id",
    "registration_id", "entry_id", "comment_id", "secret", "report_id",
)  # fmt: skip
PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <<>>\n%%EOF\n"


@dataclass(frozen=True)
class Call:
    """One request: how it is named in a report, and what is sent."""

    endpoint: str
    method: str
    address: str
    is_rival: bool
    options: Json = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.address} ({self.endpoint})"

    def send(self, client: FlaskClient, headers: Mapping[str, str]) -> tuple[int, list[tuple[str, str]], bytes]:
        """Return status, headers and body of the answer."""
        options = dict(self.options)
        if "file" in options.get("data", {}):
            options["data"] = options["data"] | {"file": (io.BytesIO(PDF), "zq.pdf")}
        with client.open(
            self.address, method=self.method, headers={**headers, "If-Match": '"v1"'}, **options
        ) as answer:
            told = sorted((name, value) for name, value in answer.headers if name not in SILENT)
            return answer.status_code, told, DRAWN.sub(b"", answer.get_data())


def places(world: World, hidden: Hidden) -> dict[str, tuple[str | int, ...]]:
    """Return what each place in an address is filled with; a name that is new to the url map must be added here."""
    proposal = hidden.ids["proposal_id"]
    return {
        **{name: (value,) for name, value in hidden.ids.items()},
        "proposal_id": (proposal, world.rival),
        "plural": ("plans", "flows", "rulebooks", "calendars", "guidances", "council-rules"),
        "code": ("ha-tinh-stp", "F1", "house"),
        "plan_code": ("ha-tinh-stp",),
        "stream": (f"proposal/{proposal}", f"proposal/{proposal}/attempts"),
        "action": ("review", "approve"),
        "check": ("G01",),
        "kind": ("issue",),
        "number": (1,),
        "seq": (1, 2),
        # What belongs to a person or to the house and says nothing of one proposal: an id that nobody has.
        **dict.fromkeys(OTHERS, (proposal,)),
    }


def values(hidden: Hidden) -> Json:
    """Return what queries and bodies are filled with: the hidden proposal wherever a name allows it."""
    folded = "khuat thi an danh"
    return {
        **hidden.ids,
        "q": folded, "unit_id": hidden.ids["organisation_id"], "parent_id": hidden.ids["organisation_id"],
        "plan_code": "ha-tinh-stp", "form": "giay_khen", "state": "drafted", "occasion": "tong_ket", "category": "CN",
        "kind": "person", "decision": hidden.ids["number"], "stream": f"proposal/{hidden.ids['proposal_id']}",
        "action": "review", "name": NAME, "lang": "en", "limit": 500, "after": None, "format": "mermaid",
        "dry_run": True, "version": None, "reason": "Lý do (giả định).", "criterion": "HT-CN-0", "met": True,
        "role": "unit_clerk", "type": "D03", "username": "nguoi.moi", "password": "một mật khẩu đủ dài",
        "choice": "yes", "sealed": FOREIGN,
    }  # fmt: skip


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Yield every route with each of its methods, but for files that are the same for everybody."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.endswith("static"):
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method


def calls(world: World, hidden: Hidden) -> list[Call]:
    """Return every request that is made: what only reads comes before what may change something."""
    description: Json = world.app.test_client().get(f"{PREFIX}/openapi.json").json or {}
    known = places(world, hidden).keys()
    found = [
        call
        for rule, method in routes(world.app)
        if rule.arguments <= known  # one that cannot be filled fails a test of its own
        for call in _calls(world, hidden, description, rule, method)
    ]
    return sorted(found, key=lambda call: call.method not in UNMOVED)


def addresses(world: World, rule: Rule, hidden: Hidden) -> list[str]:
    """Return the addresses of a route; raises KeyError for a place that nobody said how to fill."""
    known = places(world, hidden)
    names = sorted(rule.arguments - set(rule.defaults or {}))
    bound = world.app.url_map.bind("localhost")
    chosen = [dict(zip(names, combination, strict=True)) for combination in product(*(known[name] for name in names))]
    return [bound.build(rule.endpoint, choice, method=next(iter(rule.methods or {"GET"}))) for choice in chosen]


def _calls(world: World, hidden: Hidden, description: Json, rule: Rule, method: str) -> Iterator[Call]:
    template = re.sub(r"<(?:[^:>]*:)?(\w+)>", r"{\1}", rule.rule)
    described = description["paths"].get(template, {}).get(method.lower(), {})
    known = values(hidden)
    for address in addresses(world, rule, hidden):
        if method in UNMOVED:
            asked = _queries(description, described, known, is_page=not rule.rule.startswith(f"{PREFIX}/"))
            yield from (
                Call(rule.endpoint, method, address, world.rival in address, {"query_string": query}) for query in asked
            )
        else:
            bodies = _bodies(description, described, known)
            yield from (Call(rule.endpoint, method, address, world.rival in address, body) for body in bodies)


def _queries(description: Json, described: Json, known: Json, *, is_page: bool) -> list[Json]:
    """Return the queries of a route: none, and each one that is described, or for a page a search."""
    if is_page:
        return [{}, {"q": known["q"]}, {"lang": "en", "q": known["number"]}]
    asked = [item for item in described.get("parameters", ()) if item.get("in") == "query"]
    named = {item["name"]: known.get(item["name"], _filled(description, item["schema"], known)) for item in asked}
    return [{}, *({name: value} for name, value in named.items() if value is not None)]


def _bodies(description: Json, described: Json, known: Json) -> list[Json]:
    """Return the bodies of a route: an empty one, and one that says all it may of the hidden proposal."""
    content: Json = described.get("requestBody", {}).get("content", {})
    if "application/json" in content:
        schema = content["application/json"]["schema"]
        return [{"json": {}}, {"json": _filled(description, schema, known)}]
    if "multipart/form-data" in content:
        form = {"type": "D03", "title": "zq", "dated_on": "2026-11-05", "file": None}
        stated = _filled(description, content["multipart/form-data"]["schema"], known)
        return [{"data": {}}, *({"data": data, "content_type": "multipart/form-data"} for data in (form, stated))]
    texts = {name: value for name, value in known.items() if isinstance(value, str)}
    return [{"data": {}}, {"data": texts}]


def _filled(description: Json, schema: Json, known: Json) -> Any:
    """Return a value that a schema describes, with what is known under each name."""
    if "$ref" in schema:
        schema = description["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    kinds = schema.get("type", "object")
    kind = kinds[0] if isinstance(kinds, list) else kinds
    if kind == "object":
        wanted = {name: inner for name, inner in schema.get("properties", {}).items() if not inner.get("readOnly")}
        needed = set(schema.get("required", ()))
        return {
            name: known[name] if known.get(name) is not None else _filled(description, inner, known)
            for name, inner in wanted.items()
            if name in needed or known.get(name) is not None
        }
    if kind == "array":
        return [_filled(description, schema["items"], known)]
    return {"boolean": False, "integer": 1}.get(kind, FOREIGN)
