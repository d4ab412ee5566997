"""A sitting in the pages: an item with votes taken off with its reason, and a session called off."""

from service.usecases.accounts.tokens import issue_token
from tests.integration.demonstration import Loaded
from tests.integration.web.workplace import Desk, checked, sit_down

WHY, CANCELLED = "Xem xét lại sau (giả định)", "Hoãn họp (giả định)"


def desk(world: Loaded, username: str) -> Desk:
    return sit_down(world[0], username, world[1].password)


def first_item(who: Desk) -> str:
    """Return the address of the first item of the session that the demonstration has called."""
    links = who.page("/councils").values("href")
    council = next(link for link in links if link.startswith("/councils/") and not link.endswith("/new"))
    session = next(link for link in who.page(council).values("href") if link.startswith("/council-sessions/"))
    return next(link for link in who.page(session).values("href") if link.startswith(f"{session}/items/"))


def test_what_was_voted_on_goes_with_a_reason_and_what_is_called_off_says_why(world: Loaded) -> None:
    secretary, member = desk(world, "thuky.hatinh"), desk(world, "uyvien.hatinh")
    item = first_item(secretary)
    session, program = item.partition("/items/")[0], f"/api/v1{item}"
    issued = secretary.services.database.write(
        lambda work: issue_token(work, actor=secretary.actor, name="test", scopes=["*"], lifetime_hours=1)
    )
    headers = {"Authorization": f"Bearer {issued.token}"}
    for said in ({}, {"json": {}}, {"json": {"reason": " "}}):
        refused = secretary.client.post(f"{program}/removal", headers=headers, **said)
        assert refused.status_code == 422, refused.text
        assert "votes-need-reason" in refused.text
    shown = checked(secretary.post(f"{item}/remove", {}, item), 422, is_whole=True)
    assert "removal_reason-problem" in shown.ids
    assert secretary.onward(secretary.post(f"{item}/remove", {"removal_reason": WHY}, item)) == session
    kept = secretary.client.get(program, headers=headers).json
    assert (kept["state"], kept["withdrawn"]["reason"]) == ("dropped", WHY)
    for who in (secretary, member):
        assert WHY in who.text(item)
        assert "đã rút khỏi chương trình" in who.text(session)
        assert WHY in who.text(f"{session}/minutes")
        for link in who.page(item).values("href"):
            assert not link.startswith("/proposals/") or who.client.get(link).status_code == 200, link
    assert secretary.onward(secretary.post(f"{session}/cancel", {"reason": CANCELLED}, session)) == session
    for who in (secretary, member):
        assert f"Lý do: {CANCELLED}" in who.text(session)
