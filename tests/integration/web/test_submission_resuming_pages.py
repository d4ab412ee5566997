"""A sending that broke off, on its page and for programs: who may is told so, and lets it go on."""

from service.demo import DemoSummary
from service.usecases.accounts.tokens import issue_token
from service.usecases.services import Services
from service.usecases.submissions.submission_signing import SEND
from service.usecases.worker.job_kinds import KINDS
from service.usecases.worker.job_runner import JobRunner
from tests.integration.web.test_batches import desk, work_through
from tests.integration.web.test_submission_pages import SIGNATURE, draw_up, version_on
from tests.integration.web.workplace import Desk

World = tuple[Services, DemoSummary]


def break_off(who: Desk) -> None:
    """Let the sending fail for a reason that has nothing to do with any entry."""

    def fails(*_: object) -> None:
        raise RuntimeError("the room is on fire")

    assert JobRunner(who.services, {**KINDS, SEND: fails}).run_one()  # type: ignore[dict-item]  # it returns nothing at all


def test_a_sending_that_broke_off_is_let_go_on(world: World) -> None:
    who = desk(world, "tonghop.gialai")
    address = draw_up(who)
    right = {**SIGNATURE, "version": version_on(who, address)}
    assert who.onward(who.post(f"{address}/sign", right, f"{address}/sign")) == address
    assert "Gửi tiếp" not in who.text(address)  # it is only waiting
    break_off(who)
    assert "Việc gửi dừng giữa chừng" in who.text(address)
    seen = {"version": version_on(who, address)}
    assert who.onward(who.post(f"{address}/resume", seen, address)) == address
    assert "Gửi tiếp" not in who.text(address)
    assert who.onward(who.post(f"{address}/resume", seen, "/submissions")) == address
    assert "đã được người khác thay đổi" in who.text(address)

    break_off(who)  # once more, and a program lets it go on
    issued = who.services.database.write(
        lambda work: issue_token(work, actor=who.actor, name="test", scopes=["*"], lifetime_hours=1)
    )
    headers = {"Authorization": f"Bearer {issued.token}"}
    shown = who.client.get(f"/api/v1{address}", headers=headers)
    assert shown.json is not None
    assert shown.json["may"] == ["resume"]
    told = headers | {"If-Match": shown.headers["ETag"]}
    answer = who.client.post(f"/api/v1{address}/resumption", headers=told)
    assert (answer.status_code, answer.json and answer.json["may"]) == (200, [])
    again = headers | {"If-Match": answer.headers["ETag"]}
    refused = who.client.post(f"/api/v1{address}/resumption", headers=again)
    assert (refused.status_code, refused.json and refused.json["code"]) == (409, "submission-being-sent")
    work_through(who)
    assert "Đã gửi" in who.text(address)
    assert "31/TTr-SGDĐT" in who.text(f"{address}/paper")
