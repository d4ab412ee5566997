"""Tokens over HTTP: shown once, narrowed, revoked at once, and sign-in slowed after failures."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.integration.api.conftest import PASSWORD, Headers, Ministry


def test_token_opens_and_revocation_closes_at_once(
    client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry
) -> None:
    headers = sign_in("lan", "unit_clerk", tree.division)
    assert client.get("/api/v1/me", headers=headers).json["holdings"] == [
        {"role": "unit_clerk", "organisation_id": tree.division}
    ]
    listed = client.get("/api/v1/tokens", headers=headers).json["items"]
    assert len(listed) == 1
    assert headers["Authorization"].split()[1] not in str(listed)
    assert client.delete(f"/api/v1/tokens/{listed[0]['id']}", headers=headers).status_code == 204
    assert client.get("/api/v1/me", headers=headers).status_code == 401


def test_narrow_token_can_do_no_more_than_it_says(
    client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry
) -> None:
    headers = sign_in("lan", "unit_clerk", tree.division)
    made = client.post(
        "/api/v1/tokens", headers=headers, json={"name": "chi doc", "scopes": ["proposal:read"], "lifetime_hours": 1}
    )
    assert made.status_code == 201, made.json
    narrow = {"Authorization": f"Bearer {made.json['token']}"}
    assert client.get("/api/v1/proposals", headers=narrow).status_code == 200
    body = {
        "plan_code": "ha-tinh-stp", "form": "giay_khen", "occasion": "yearly", "category": "CN",
        "nominee_id": "x", "unit_id": tree.division,
    }  # fmt: skip
    answer = client.post("/api/v1/proposals", headers=narrow, json=body)
    assert (answer.status_code, answer.json["code"]) == (403, "permission-denied")


def test_sign_in_is_slowed_after_failures(client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry) -> None:
    sign_in("lan", "unit_clerk", tree.division)
    answers = [
        client.post("/api/v1/tokens", json={"username": "lan", "password": f"sai {number}"}) for number in range(8)
    ]
    codes = [answer.json["code"] for answer in answers]
    assert codes[0] == "sign-in-refused"
    assert codes[-1] == "too-many-attempts"
    assert int(answers[-1].headers["Retry-After"]) > 0
    right = client.post("/api/v1/tokens", json={"username": "lan", "password": PASSWORD})
    assert right.status_code == 429
