"""What clients send: read strictly, refused in the reader's words, and never answered by a failure of our own."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.usecases.services import Services
from tests.integration.api.conftest import Headers, Ministry
from tests.integration.api.lifecycle import add_nominee
from workflows.flows.catalog import packaged_flow_texts
from workflows.plans.catalog import packaged_texts

Described = dict[str, dict[str, dict[str, Any]]]
TOKENS = "/api/v1/tokens"
JSON = "application/json"


@pytest.mark.parametrize(
    "body",
    [
        "[" * 200_000,
        '{"lifetime_hours": ' + "1" * 5_000 + "}",
        '{"username": "\\ud800", "password": "x"}',
        '{"\\ud800": 1}',
        '{"username": NaN}',
        b'{"username": "\xff"}',
    ],
    ids=["nesting", "long number", "half a character", "half a character in a name", "not a number", "not utf-8"],
)
def test_what_json_cannot_say_is_a_request_that_cannot_be_read(client: FlaskClient, body: str | bytes) -> None:
    answer = client.post(TOKENS, data=body, content_type=JSON)
    assert (answer.status_code, answer.json["code"]) == (400, "bad-request")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/toml", None])
def test_body_of_another_kind_is_refused_as_such(client: FlaskClient, kind: str | None) -> None:
    answer = client.post(TOKENS, data='{"username": "lan", "password": "x"}', content_type=kind)
    assert (answer.status_code, answer.json["code"]) == (415, "unsupported-media-type")
    assert answer.content_type == "application/problem+json"


def test_document_comes_as_a_multipart_form_only(
    client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry
) -> None:
    headers = sign_in("lan", "unit_clerk", tree.division) | {"If-Match": '"v1"'}
    answer = client.post("/api/v1/proposals/x/documents", headers=headers, json={"type": "D03"})
    assert (answer.status_code, answer.json["code"]) == (415, "unsupported-media-type")


def test_too_large_a_body_is_refused_with_the_limit(client: FlaskClient, services: Services) -> None:
    limit = services.settings.upload_limit_bytes
    answer = client.post(TOKENS, data=b" " * (2 * limit), content_type=JSON)
    assert (answer.status_code, answer.json["code"]) == (413, "payload-too-large")
    assert answer.json["params"] == {"limit_bytes": limit}


def test_fraction_is_no_whole_number(client: FlaskClient) -> None:
    answer = client.post(TOKENS, json={"username": "lan", "password": "x", "lifetime_hours": 1.5})
    assert [(item["path"], item["code"]) for item in answer.json["problems"]] == [("lifetime_hours", "not-a-number")]


@pytest.mark.parametrize(
    ("path", "where", "code", "words"),
    [
        ("/api/v1/nominees?limit=0", "limit", "out-of-range", "phải từ 1 đến 200"),
        (
            "/api/v1/flows/F1/diagram?format=png",
            "format",
            "unknown-code",
            "không phải một trong các giá trị: svg, mermaid",
        ),
        ("/api/v1/nominees?lang=fr", "lang", "unknown-code", "không phải một trong các giá trị: vi, en"),
        (f"/api/v1/nominees?q={'a' * 501}", "q", "too-long", "dài quá 500 ký tự"),
    ],
)
def test_every_problem_is_told_in_the_language_of_the_reader(
    client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry, path: str, where: str, code: str, words: str
) -> None:
    answer = client.get(path, headers=sign_in("lan", "unit_clerk", tree.division))
    assert answer.status_code == 422
    assert answer.json["problems"] == [{"path": where, "code": code, "message": words}]


def test_empty_batch_says_how_many_rows_it_takes(
    client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry
) -> None:
    headers = sign_in("lan", "unit_clerk", tree.division) | {"Accept-Language": "en"}
    answer = client.post("/api/v1/batches", headers=headers, json={"action": "review", "rows": []})
    assert answer.json["problems"] == [{"path": "rows", "code": "wrong-count", "message": "must have 1 to 1000 items"}]


def test_link_to_the_next_page_leads_there_whatever_was_searched(
    client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry, services: Services
) -> None:
    headers = sign_in("lan", "unit_clerk", tree.division)
    people = {add_nominee(services, tree, initiatives=0) for _ in range(3)}
    answer = client.get("/api/v1/nominees", headers=headers, query_string={"q": "nguyễn thị", "limit": "1"})
    seen = []
    while True:
        seen += [item["id"] for item in answer.json["items"]]
        link = answer.headers.get("Link", "")
        assert bool(link) == (answer.json["next"] is not None)
        if not link:
            break
        assert link.isascii()
        address = link.removeprefix("<").removesuffix('>; rel="next"')
        assert parse_qs(urlsplit(address).query)["q"] == ["nguyễn thị"]
        answer = client.get(address, headers=headers)
    assert (len(seen), set(seen)) == (3, people)


def test_search_cannot_write_its_own_link(
    client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry, services: Services
) -> None:
    headers = sign_in("lan", "unit_clerk", tree.division)
    for _ in range(2):
        add_nominee(services, tree, initiatives=0)
    hostile = {"q": "", "limit": "1", "kind": "person", "lang": "vi"}
    answer = client.get("/api/v1/nominees", headers=headers, query_string=hostile | {"after": '>; rel="x"'})
    assert answer.headers.get("Link", "").count("<") <= 1
    assert 'rel="x"' not in answer.headers.get("Link", "")


@pytest.mark.parametrize(
    ("language", "told"), [("vi", "không có việc tên 'x'"), ("en", "no act is called 'x'")], ids=["vi", "en"]
)
def test_what_is_wrong_with_a_file_is_said_in_the_language_that_was_asked_for(
    client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry, language: str, told: str
) -> None:
    headers = sign_in("quantri", "administrator", tree.government)
    text = packaged_flow_texts()["F4/2.toml"].replace('kind = "council"', 'kind = "x"', 1)
    tried = client.post(f"/api/v1/flows?dry_run=true&lang={language}", headers=headers, json={"source": text})
    assert (tried.status_code, tried.json["problems"]) == (200, [f"acts[0].kind: {told}", *tried.json["problems"][1:]])
    refused = client.post(f"/api/v1/flows?lang={language}", headers=headers, json={"source": text})
    assert refused.status_code == 422
    assert told in refused.json["problems"][0]["message"]


def test_plan_is_checked_and_proposed_as_json_or_as_its_own_text_and_published_by_another(
    client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry
) -> None:
    headers = sign_in("quantri", "administrator", tree.government)
    text = next(text for name, text in packaged_texts().items() if name.startswith("ha-tinh"))
    as_text = {"data": text.encode(), "content_type": "application/toml"}
    answers = [
        client.post("/api/v1/plans?dry_run=true", headers=headers, json={"source": text}),
        client.post("/api/v1/plans?dry_run=true", headers=headers, **as_text),
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json == answers[1].json
    assert answers[0].json["problems"] == []
    changed = text.replace("\nversion = 1\n", "\nversion = 2\n", 1)
    made = client.post("/api/v1/plans", headers=headers, data=changed.encode(), content_type="application/toml")
    assert (made.status_code, made.json["version"], made.json["state"]) == (201, 2, "pending")
    address = made.headers["Location"]
    shown = client.get(address, headers=headers)
    assert (shown.json["source"], shown.json["acts"]) == (changed, ["withdraw"])
    seen = {"digest": shown.json["digest"]}
    alone = client.post(f"{address}/confirm", headers=headers, json=seen)
    assert (alone.status_code, alone.json["code"]) == (403, "second-person-needed")
    assert client.get(f"/api/v1/plans/{made.json['code']}/source?version=2", headers=headers).status_code == 404
    others = sign_in("quantri-hai", "administrator", tree.government)
    wrong = client.post(f"{address}/confirm", headers=others, json={"digest": "0" * 64})
    assert (wrong.status_code, wrong.json["code"]) == (409, "publication-differs")
    done = client.post(f"{address}/confirm", headers=others, json=seen)
    assert (done.status_code, done.json["version"], done.json["is_new"]) == (200, 2, True)
    kept = client.get(f"/api/v1/plans/{made.json['code']}/source?version=2", headers=headers)
    assert kept.get_data(as_text=True) == changed
    again = client.post("/api/v1/plans", headers=headers, json={"source": changed + "\n# thêm một dòng chú thích\n"})
    assert (again.status_code, again.json["is_new"], again.json["state"]) == (200, False, "confirmed")
    other = changed.replace('\ntitle = "', '\ntitle = "Khác: ', 1)
    clash = client.post("/api/v1/plans", headers=headers, json={"source": other})
    assert (clash.status_code, clash.json["code"]) == (409, "publication-immutable")


def test_proposed_text_is_turned_down_with_a_reason(
    client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry
) -> None:
    first, second = (sign_in(name, "administrator", tree.government) for name in ("quantri", "quantri-hai"))
    text = packaged_texts()["ha-tinh-stp/1.toml"].replace("\nversion = 1\n", "\nversion = 2\n", 1)
    addresses = []
    for act, who in (("reject", second), ("withdraw", first)):
        address = client.post("/api/v1/plans", headers=first, json={"source": text, "note": "dự thảo"}).headers[
            "Location"
        ]
        assert client.post(f"{address}/{act}", headers=who, json={"reason": ""}).status_code == 422
        done = client.post(f"{address}/{act}", headers=who, json={"reason": "Chưa đủ căn cứ (giả định)"})
        assert (done.status_code, done.json["state"]) == (200, f"{act}ed" if act == "reject" else "withdrawn")
        closed = client.post(f"{address}/{act}", headers=who, json={"reason": "Lần nữa"})
        assert (closed.status_code, closed.json["code"]) == (409, "publication-settled")
        addresses.append(address)
    settled = client.get("/api/v1/publications?settled=true&limit=1", headers=first)
    assert [row["state"] for row in settled.json["items"]] == ["withdrawn"]
    assert settled.json["next"] == settled.json["items"][0]["id"]
    assert client.get("/api/v1/publications", headers=first).json["items"] == []


def test_text_that_is_not_utf8_cannot_be_read(
    client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry
) -> None:
    headers = sign_in("quantri", "administrator", tree.government)
    answer = client.post("/api/v1/plans", headers=headers, data=b"\xff", content_type="application/toml")
    assert (answer.status_code, answer.json["code"]) == (400, "bad-request")


@pytest.fixture
def described(app: Flask) -> Described:
    """The operations of the OpenAPI description."""
    paths: Described = app.test_client().get("/api/v1/openapi.json").json["paths"]
    return paths


def test_description_names_every_field_of_an_upload(app: Flask) -> None:
    schemas = app.test_client().get("/api/v1/openapi.json").json["components"]["schemas"]
    assert {"file", "type"} == set(schemas["UploadForm"]["required"])
    assert {"dated_on", "criterion", "meta"} <= set(schemas["UploadForm"]["properties"])


def test_description_tells_what_an_act_on_a_version_asks_and_risks(
    described: Described,
) -> None:
    move = described["/api/v1/proposals/{proposal_id}/transitions"]["post"]
    assert {"409", "412", "422", "428", "default"} <= set(move["responses"])
    for path, operations in described.items():
        for method, operation in operations.items():
            if method in {"patch", "put", "delete"} and path.startswith("/api/v1/proposals"):
                names = {item["name"] for item in operation["parameters"] if item["in"] == "header"}
                assert "If-Match" in names, (method, path)
                assert {"412", "428"} <= set(operation["responses"]), (method, path)


def test_description_of_signing_in_asks_for_no_token(described: Described) -> None:
    assert {} in described[TOKENS]["post"]["security"]
