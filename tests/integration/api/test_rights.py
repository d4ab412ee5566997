"""Signing in alone opens nothing: whoever holds no role meets a closed door everywhere but at what everybody may read.

An auditor reads everything and changes nothing, an administrator opens no dossier.
"""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.api.kit import PREFIX
from service.app import PUBLIC_ENDPOINTS
from service.db import accounts, records
from service.usecases.services import Services
from tests.integration.api.conftest import PASSWORD, Headers, Ministry
from tests.integration.api.lifecycle import Case, add_nominee, draft, everyone

# What anybody who is signed in may read: who they are, their tokens, the bodies, and what is published.
EVERYBODY = {
    "accounts.show_me", "accounts.list_tokens", "registry.list_organisations", "registry.show_organisation",
    "publications.list_published", "publications.show_published", "publications.export_published",
    "publications.draw_flow", "delegations.list_delegations",
    "ballots.list_waiting", "petitions.list_petitions",
    "consultations.list_asked", "public-notices.list_public",
}  # fmt: skip
DOSSIERS = ("proposals.", "dossiers.")
DECISION = "1/QĐ"
QUERIES = {  # what an address cannot be asked without
    "audits.export_package": f"?decision={DECISION}",
    "submissions.list_candidates": f"?from_id={'0' * 32}&level=hr_verified",
    "registrations.sum_up": "?plan_code=kon-tum-snn",
}
CLOSED = {403, 404}


@pytest.fixture
def case(client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry, services: Services) -> Case:
    """A drafted proposal with a document, its people, and a decision that names it."""
    opened = Case(client, everyone(sign_in, tree))
    nominee_id = add_nominee(services, tree)
    draft(opened, tree, nominee_id)
    award: records.RecordValues = {"kind": "award", "number": DECISION, "data": {"proposal_id": opened.id}}
    services.database.write(lambda work: records.add_record(work, nominee_id, award))
    opened.attach("clerk", "D03", "2024-12-02")
    return opened


@pytest.fixture
def roleless(services: Services, client: FlaskClient) -> Headers:
    """Somebody with an account and nothing else."""
    digest = services.passwords.hash(PASSWORD)
    services.database.write(
        lambda work: accounts.add_account(work, username="khong-vai", name="Không vai", password_hash=digest)
    )
    answer = client.post("/api/v1/tokens", json={"username": "khong-vai", "password": PASSWORD})
    return {"Authorization": f"Bearer {answer.json['token']}"}


def calls(
    app: Flask, client: FlaskClient, headers: Headers, ids: dict[str, str]
) -> Iterator[tuple[str, str, TestResponse]]:
    """Call every route of the interface with ids that are there; yield method, endpoint and answer."""
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith(f"{PREFIX}/") or rule.endpoint in PUBLIC_ENDPOINTS:
            continue
        path = app.url_map.bind("localhost").build(rule.endpoint, {name: ids.get(name, "x") for name in rule.arguments})
        path += QUERIES.get(rule.endpoint, "")
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            body = {} if method in {"GET", "DELETE"} else {"json": {}}
            seen = {**headers, "If-Match": '"v2"'}
            yield method, rule.endpoint, client.open(path, method=method, headers=seen, **body)


def ids_of(case: Case, tree: Ministry) -> dict[str, str]:
    """Real ids for the places of addresses."""
    shown = case.call("auditor", "GET", "").json
    return {
        "proposal_id": case.id,
        "document_id": case.documents["D03"],
        "nominee_id": shown["nominee"]["id"],
        "organisation_id": tree.department,
        "plural": "flows",
        "code": "F1",
        "stream": f"proposal/{case.id}",
    }


def test_whoever_holds_no_role_opens_nothing(
    app: Flask, client: FlaskClient, case: Case, tree: Ministry, roleless: Headers
) -> None:
    opened = set()
    for method, endpoint, answer in calls(app, client, roleless, ids_of(case, tree)):
        if answer.status_code < 300:
            opened.add(endpoint)
        elif method == "GET":
            assert answer.status_code in CLOSED, (method, endpoint, answer.status_code)
    assert opened == EVERYBODY


def test_an_auditor_reads_every_dossier_and_changes_nothing(
    app: Flask, client: FlaskClient, case: Case, tree: Ministry
) -> None:
    for method, endpoint, answer in calls(app, client, case.people["auditor"], ids_of(case, tree)):
        if method == "GET" and endpoint.startswith((*DOSSIERS, "audits.")):
            assert answer.status_code == 200, (endpoint, answer.status_code)
        elif method != "GET":
            assert answer.status_code >= 400, (method, endpoint)


def test_an_administrator_opens_no_dossier(app: Flask, client: FlaskClient, case: Case, tree: Ministry) -> None:
    for method, endpoint, answer in calls(app, client, case.people["administrator"], ids_of(case, tree)):
        if endpoint.startswith(DOSSIERS):
            assert answer.status_code >= 400, (method, endpoint, answer.status_code)
