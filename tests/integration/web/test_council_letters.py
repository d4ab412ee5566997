"""The letter of an absent member in the pages: asked for with its number, opened by whoever may read the votes."""

import io
from hashlib import sha256
from typing import Any

import pytest

from service.usecases.accounts.tokens import issue_token
from tests.integration.demonstration import Loaded
from tests.integration.web.workplace import Desk, checked, sit_down
from tests.support.councils import letter

SECRETARY, CHAIR, ABSENT, STRANGER = "thuky.hatinh", "giamdoc.hatinh", "uyvien.hatinh", "tochuc.bo"
CONTENT = letter().content


@pytest.fixture
def secretary(world: Loaded) -> Desk:
    return sit_down(world[0], SECRETARY, world[1].password)


def first_item(who: Desk) -> str:
    """Return the address of the first item of the session that the demonstration has called."""
    links = who.page("/councils").values("href")
    council = next(link for link in links if link.startswith("/councils/") and not link.endswith("/new"))
    session = next(link for link in who.page(council).values("href") if link.startswith("/council-sessions/"))
    return next(link for link in who.page(session).values("href") if link.startswith(f"{session}/items/"))


def mark_absent(who: Desk, item: str) -> str:
    """Say over the interface that the third member did not come; return his id."""
    issued = who.services.database.write(
        lambda work: issue_token(work, actor=who.actor, name="test", scopes=["*"], lifetime_hours=1)
    )
    headers = {"Authorization": f"Bearer {issued.token}"}
    session = f"/api/v1{item.partition('/items/')[0]}"
    seats = who.client.get(session, headers=headers).json["seats"]
    away: str = next(seat["member_id"] for seat in seats if seat["post"] == "member")
    marked = who.client.post(f"{session}/attendance", json={"came": {away: "absent"}}, headers=headers)
    assert marked.status_code == 200, marked.text
    return away


def sent(away: str, content: bytes = CONTENT, name: str = "y-kien.pdf") -> dict[str, Any]:
    return {"member_id": away, "written_choice": "no", "paper": "07/YK (giả định)", "file": (io.BytesIO(content), name)}


def test_a_secretary_sends_the_letter_and_opens_it_again(world: Loaded, secretary: Desk) -> None:
    services, summary = world
    item = first_item(secretary)
    away = mark_absent(secretary, item)
    form = secretary.client.get(item).text
    assert 'enctype="multipart/form-data"' in form
    assert 'name="file" type="file" required' in form
    bare = {name: value for name, value in sent(away).items() if name != "file"}
    refused = checked(secretary.post(f"{item}/opinion", bare, item), 422, is_whole=True)
    assert "file-problem" in refused.ids
    assert "07/YK (giả định)" in secretary.post(f"{item}/opinion", bare, item).text
    wrong = checked(secretary.post(f"{item}/opinion", sent(away, b"MZ", "y-kien.pdf"), item), 422, is_whole=True)
    assert "file-problem" in wrong.ids
    assert secretary.onward(secretary.post(f"{item}/opinion", sent(away), item)) == item

    address = f"{item}/opinions/{away}/file"
    shown = secretary.page(item)
    assert address in shown.values("href")
    opened = secretary.client.get(address)
    assert (opened.status_code, opened.data) == (200, CONTENT)
    assert opened.headers["X-Document-Digest"] == f"sha256:{sha256(CONTENT).hexdigest()}"
    assert opened.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''y-kien.pdf")
    assert "sandbox" in opened.headers["Content-Security-Policy"]
    for username in (CHAIR, ABSENT, STRANGER):  # how he voted is told to members once the item is closed
        assert sit_down(services, username, summary.password).client.get(address).status_code == 404
    assert secretary.client.get(f"{item}/opinions/{'0' * 32}/file").status_code == 404
    minutes = secretary.text(f"{item.partition('/items/')[0]}/minutes")
    assert f"mã băm SHA-256 {sha256(CONTENT).hexdigest()}" in minutes
