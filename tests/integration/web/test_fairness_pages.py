"""The fairness view at a browser: linked from the session, the same for whoever sits there, absent for others."""

from tests.integration.demonstration import Loaded
from tests.integration.web.test_rehearsal_pages import MEMBER, SECRETARY, STRANGER, session_of
from tests.integration.web.workplace import Desk, sit_down


def desk(world: Loaded, username: str) -> Desk:
    return sit_down(world[0], username, world[1].password)


def test_secretary_and_members_look_at_who_is_on_the_list(world: Loaded) -> None:
    secretary = desk(world, SECRETARY)
    session = session_of(secretary)
    address = f"{session}/fairness"
    assert address in secretary.page(session).values("href")
    for who in (secretary, desk(world, MEMBER)):
        said = who.text(address)
        for word in ("Giữ chức vụ lãnh đạo", "Nữ", "Chưa ghi", "Điều 5 khoản 2", "không có căn cứ để đánh giá"):
            assert word in said, word
    assert "Women" in secretary.text(f"{address}?lang=en")
    assert desk(world, STRANGER).client.get(address).status_code == 404
