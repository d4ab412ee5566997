"""Rehearsing a session at a browser without script, and over the interface: answers, and nothing left behind."""

from typing import Any

import pytest

from service.usecases.accounts.tokens import issue_token
from service.usecases.services import Services
from tests.integration.api.described import API, Reader
from tests.integration.demonstration import Loaded
from tests.integration.web.workplace import Desk, checked, sit_down
from tests.support.dumps import dump

SECRETARY, MEMBER, STRANGER = "thuky.hatinh", "uyvien.hatinh", "tochuc.bo"


@pytest.fixture
def secretary(world: Loaded) -> Desk:
    return sit_down(world[0], SECRETARY, world[1].password)


def session_of(who: Desk) -> str:
    links = who.page("/councils").values("href")
    council = next(link for link in links if link.startswith("/councils/") and not link.endswith("/new"))
    return next(link for link in who.page(council).values("href") if link.startswith("/council-sessions/"))


def stated(services: Services) -> dict[str, list[str]]:
    """Return what stands in the database, but for when people were last seen at their browsers."""
    return {name: rows for name, rows in dump(services.database).items() if name != "browser_session"}


def test_a_secretary_tries_a_session_and_leaves_no_trace(world: Loaded, secretary: Desk) -> None:
    services, _ = world
    session = session_of(secretary)
    address = f"{session}/rehearsal"
    assert address in secretary.page(session).values("href")
    page = secretary.page(address)
    form = {
        attributes["name"]: attributes.get("value", "")
        for tag, attributes in page.elements
        if tag == "input" and attributes.get("name") not in (None, "csrf_token", "is_final", "q")
    }
    places = [name for name in form if name.endswith(".member_id")]
    came = {name.replace("member_id", "came"): "present" for name in places}
    before = stated(services)
    told = secretary.post(address, form | came | {"others": "yes"}, address)
    assert "Phiên họp kết thúc được" in checked(told, 200, is_whole=True).text()
    short = secretary.post(address, form | came | {"others": ""}, address)
    assert "chưa biểu quyết" in checked(short, 200, is_whole=True).text()
    wrong = secretary.post(address, form | came | {"items.0.yes": "99"}, address)
    assert "nhiều hơn số phát ra" in checked(wrong, 422, is_whole=True).text()
    typed = secretary.post(address, form | came | {"items.0.yes": "x"}, address)
    assert "phải là số nguyên" in checked(typed, 422, is_whole=True).text()
    away = checked(secretary.post(address, form | dict.fromkeys(came, "absent"), address), 422, is_whole=True)
    assert "đã biểu quyết tại phiên họp" in away.text()
    marked = [one for tag, one in away.elements if tag == "select" and one.get("aria-invalid") == "true"]
    assert [one["aria-describedby"] for one in marked] == [f"{one['id']}-problem" for one in marked]
    assert {f"#{one['id']}" for one in marked} <= set(away.values("href"))
    assert marked
    assert stated(services) == before


def test_the_interface_answers_the_same_as_described(world: Loaded, secretary: Desk) -> None:
    services, _ = world
    issued = services.database.write(
        lambda work: issue_token(work, actor=secretary.actor, name="test", scopes=["*"], lifetime_hours=1)
    )
    reader = Reader(secretary.client, {"Authorization": f"Bearer {issued.token}"})
    key = session_of(secretary).rsplit("/", 1)[1]
    before = stated(services)

    def ask(body: dict[str, Any], status: int) -> Any:
        answer = secretary.client.post(f"{API}/council-sessions/{key}/rehearsal", json=body, headers=reader.headers)
        reader.hold(answer, f"{API}/council-sessions/{{session_id}}/rehearsal", "post")
        assert answer.status_code == status, answer.text
        return answer.json

    told = ask({"others": "no", "is_final": True}, 200)
    assert told["closes"]
    assert told["agreed"] == 0
    assert ask({"items": [{"id": "x"}]}, 422)["problems"][0]["path"] == "items.0.id"
    assert ask({"others": "maybe"}, 422)["problems"][0]["code"] == "unknown-code"
    assert stated(services) == before


def test_members_and_strangers_rehearse_nothing(world: Loaded, secretary: Desk) -> None:
    address = f"{session_of(secretary)}/rehearsal"
    assert sit_down(world[0], MEMBER, world[1].password).client.get(address).status_code == 403
    assert sit_down(world[0], STRANGER, world[1].password).client.get(address).status_code == 404
