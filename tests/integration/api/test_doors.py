"""Every route is closed until somebody signs in, and every answer carries the same protective headers."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.api.kit import PREFIX
from service.app import PUBLIC_ENDPOINTS
from service.http.headers import HEADERS


def fill(rule: str) -> str:
    """Return a concrete address for a route."""
    path = rule.replace("<any(plans, flows, rulebooks):plural>", "plans")
    while "<" in path:
        start, end = path.index("<"), path.index(">")
        path = path[:start] + ("1" if path[start:].startswith("<int:") else "x") + path[end + 1 :]
    return path


def test_every_route_of_the_interface_refuses_strangers(app: Flask, client: FlaskClient) -> None:
    routes = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith(f"{PREFIX}/")]
    closed = [rule for rule in routes if rule.endpoint not in PUBLIC_ENDPOINTS]
    assert len(closed) > 35
    for rule in closed:
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            answer = client.open(fill(rule.rule), method=method)
            assert answer.status_code == 401, (method, rule.rule)
            assert answer.json["code"] == "sign-in-required"
            assert answer.content_type == "application/problem+json"


def test_public_routes_are_few_and_exist(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} >= PUBLIC_ENDPOINTS
    assert len(PUBLIC_ENDPOINTS) == 3


@pytest.mark.parametrize("path", ["/api/v1/openapi.json", "/api/v1/me", "/api/v1/nothing-here", "/nothing-here"])
def test_every_answer_carries_the_protective_headers(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_unknown_token_is_refused(client: FlaskClient) -> None:
    answer = client.get("/api/v1/me", headers={"Authorization": "Bearer vd_khong-co"})
    assert (answer.status_code, answer.json["code"]) == (401, "token-invalid")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
