"""Opinions in the pages: a body answers by account or by its link and sees no more than it was given."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from service.db import recusals
from service.db.work import Work
from service.demo import DemoSummary
from service.usecases.notices.fanning import fan_out
from service.usecases.notices.notices import list_notices
from service.usecases.opinions.answer_links import answer_by_link
from service.usecases.opinions.answering import Answered
from service.usecases.services import Services
from tests.integration.web.people import token_of
from tests.integration.web.workplace import Desk, sit_down
from tests.support.databases import Clock

World = tuple[Services, DemoSummary]
PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <<>>\n%%EOF\n"
SUMMARY = "Đề nghị cho ý kiến về việc chấp hành pháp luật (giả định zq1)."
OFFICER = "hiepy.hatinh"
REASON = "Nhiều năm tổ chức lớp xóa mù chữ (giả định)."


def desk(world: World, username: str) -> Desk:
    services, summary = world
    return sit_down(services, username, summary.password)


def find(world: World, number: str) -> str:
    query = text("select id from proposal where number = :number")
    return str(world[0].database.read(lambda work: work.connection.execute(query, {"number": number}).scalar_one()))


def one(world: World, query: str, **values: Any) -> Any:
    return world[0].database.read(lambda work: work.connection.execute(text(query), values).scalar())


def version(who: Desk, address: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', who.client.get(address).text)
    assert found is not None
    return found[1]


def ask(who: Desk, key: str, **values: Any) -> Any:
    page = f"/proposals/{key}/consultations"
    given = {"kind": "consultation", "summary": SUMMARY, "version": version(who, page)}
    return who.post(page, {**given, **values}, page)


def answer(opinion: str = "agrees", **values: str) -> dict[str, Any]:
    file = (io.BytesIO(PDF), "tra-loi.pdf")
    return {"opinion": opinion, "number": "12/CV", "dated_on": "2026-11-20", "file": file, **values}


def send(client: FlaskClient, page: str, values: dict[str, Any]) -> Any:
    return client.post(page, data={**values, "csrf_token": token_of(client, page)})


def test_a_body_with_an_account_reads_what_it_was_given_and_answers_once(world: World) -> None:
    asker, officer, key = desk(world, "thamdinh.gialai"), desk(world, OFFICER), find(world, "DN-2026-000020")
    papers = re.findall(r'name="documents" value="([0-9a-f]{32})"', asker.client.get(_of(key)).text)
    body = one(world, "select id from organisation where code = 'ht-so-gddt'")
    tomorrow = ask(asker, key, channel="paper", name="Thanh tra (giả định)", sent_on="2031-01-02")
    assert tomorrow.status_code == 422
    assert "không được ở sau ngày hôm nay" in tomorrow.text
    assert asker.onward(
        ask(asker, key, channel="account", organisation_id=body, documents=papers[:1], number="50/SNV")
    ) == _of(key)
    again = ask(asker, key, channel="account", organisation_id=body)
    assert again.status_code == 422
    assert "đang được lấy ý kiến, chưa trả lời" in again.text
    assert "Còn 1 cơ quan chưa trả lời" in asker.text(f"/proposals/{key}")
    act = one(world, "select id from consultation where proposal_id = :key", key=key)
    assert officer.client.get(f"/proposals/{key}").status_code == 404
    assert f"/consultations/{act}" in officer.page("/consultations").values("href")
    page = f"/consultations/{act}"
    assert SUMMARY in officer.text(page)
    assert officer.client.get(f"{page}/documents/{papers[0]}").status_code == 200
    assert officer.client.get(f"{page}/documents/{papers[1]}").status_code == 404
    assert asker.client.get(page).status_code == 404
    refused = officer.post(page, {"opinion": "disagrees"}, page)
    assert refused.status_code == 422
    assert "phải ghi lý do" in refused.text
    assert (
        officer.onward(officer.post(page, answer("disagrees", note="Đang xác minh (giả định)."), page))
        == "/consultations"
    )
    assert "Đang xác minh (giả định)." in asker.text(_of(key))
    twice = officer.post(page, answer(), page)
    assert twice.status_code == 422
    assert "đã kết thúc trước đó" in twice.text
    assert "Hạn trả lời" in officer.text("/consultations")
    digest = one(world, "select digest from document where type = 'D21' and proposal_id = :key", key=key)
    for shown in (officer.text(page), asker.text(f"{_of(key)}/{act}")):
        assert all(said in shown for said in (digest, "50/SNV", "12/CV"))
    blocked = asker.text(f"/proposals/{key}/moves/appraise")
    assert "không đồng ý" in blocked
    assert "CO07" in blocked


def _of(key: str) -> str:
    return f"/proposals/{key}/consultations"


def tell(services: Services) -> None:
    """Tell people of everything so far; numbers that refused acts have used up are waited for a minute."""
    clock = services.database._tools.clock  # the clock of the test's database
    assert isinstance(clock, Clock)
    clock.move(minutes=2)
    while fan_out(services):
        pass


def test_people_are_told_that_they_are_asked_and_that_an_answer_came(world: World) -> None:
    services = world[0]
    asker, officer, key = desk(world, "thamdinh.bo"), desk(world, OFFICER), find(world, "DN-2026-000021")
    tell(services)
    body = one(world, "select id from organisation where code = 'ht-so-gddt'")
    assert asker.onward(ask(asker, key, kind="party_opinion", channel="account", organisation_id=body)) == _of(key)
    told = lambda who: [  # noqa: E731 - asked twice below
        row["kind"]
        for row in services.database.read(lambda work: list_notices(work, actor=who.actor)).items
        if row["proposal_id"] == key
    ]
    tell(services)
    assert told(officer) == ["asked"]
    notice = services.database.read(lambda work: list_notices(work, actor=officer.actor)).items[0]["id"]
    assert officer.client.get(f"/notices/{notice}").headers["Location"] == "/consultations"
    act = one(world, "select id from consultation where proposal_id = :key", key=key)
    officer.onward(officer.post(f"/consultations/{act}", answer(), f"/consultations/{act}"))
    tell(services)
    assert told(officer) == []
    assert "answered" in told(asker)
    assert one(world, "select meta from document where type = 'D18' and proposal_id = :key", key=key)


def test_a_link_opens_one_request_without_an_account_until_it_is_taken_away(world: World) -> None:
    asker, key = desk(world, "thamdinh.trunguong"), find(world, "DN-2026-000013")
    given = re.findall(r'name="documents" value="([0-9a-f]{32})"', asker.client.get(_of(key)).text)[0]
    shown = ask(asker, key, channel="link", name="Công an tỉnh (giả định)", link_days="10", documents=[given])
    first = _secret(shown.text)
    assert len(first) == 43
    assert not one(world, "select count(*) from consultation where secret_digest = :first", first=first)
    stranger = asker.client.application.test_client()
    page = f"/answers/{first}"
    told = stranger.get(page)
    assert told.status_code == 200
    assert SUMMARY in told.text
    assert (told.headers["Referrer-Policy"], told.headers["Cache-Control"]) == ("no-referrer", "no-store")
    assert "noindex" in told.headers["X-Robots-Tag"]
    act = one(world, "select id from consultation where proposal_id = :key", key=key)
    paper = one(world, "select id from document where proposal_id = :key and id <> :given", key=key, given=given)
    assert stranger.get(f"{page}/documents/{paper}").status_code == 404
    assert stranger.get(f"{page}/documents/{given}").status_code == 200
    assert stranger.get(f"/consultations/{act}").status_code == 303
    place = f"{_of(key)}/{act}"
    second = _secret(asker.post(f"{place}/link", {"link_days": "5", "version": version(asker, place)}, place).text)
    assert stranger.get(page).status_code == 404
    page = f"/answers/{second}"
    assert send(stranger, page, {"opinion": "agrees"}).status_code == 422
    assert send(stranger, page, answer()).status_code == 303
    assert "Đã trả lời" in stranger.get(page).text
    assert SUMMARY not in stranger.get(page).text
    assert stranger.get(f"{page}/documents/{given}").status_code == 404
    assert "đồng ý" in asker.text(_of(key))
    events = "select count(*) from audit_event where event = :event and stream = :stream and actor_id is null"
    stream = f"proposal/{key}"
    assert one(world, events, event="consultation.answered-by-link", stream=stream) == 1
    assert one(world, events, event="consultation.opened-by-link", stream=f"{stream}/reads") >= 1
    assert "trả lời qua liên kết riêng" in asker.text(f"/proposals/{key}")


def _secret(page: str) -> str:
    found = re.search(r"/answers/([\w-]+)<", page)
    assert found is not None, page
    return found[1]


def test_guessing_links_is_slowed_down(world: World) -> None:
    stranger = desk(world, OFFICER).client.application.test_client()
    elsewhere = {"REMOTE_ADDR": "10.9.9.9"}
    answers = [stranger.get(f"/answers/{'x' * 43}", environ_base=elsewhere).status_code for _ in range(5)]
    assert answers[0] == 404
    assert answers[-1] == 429


def test_whoever_is_recused_sees_neither_the_request_nor_its_notice(world: World) -> None:
    services = world[0]
    asker, officer, key = desk(world, "thamdinh.backan"), desk(world, OFFICER), find(world, "DN-2025-000004")
    body = one(world, "select id from organisation where code = 'ht-so-gddt'")
    assert asker.onward(ask(asker, key, channel="account", organisation_id=body)) == _of(key)
    act = one(world, "select id from consultation where proposal_id = :key", key=key)
    assert officer.client.get(f"/consultations/{act}").status_code == 200

    def recuse(work: Work) -> None:
        for who in (officer.actor, asker.actor):
            recusals.add_recusal(
                work,
                proposal_id=key,
                person_id=who.person_id,
                account_id=who.account_id,
                reason="Người thân (giả định)",
                recorded_by=who.account_id,
            )

    services.database.write(recuse)
    assert officer.client.get(f"/consultations/{act}").status_code == 404
    assert act not in officer.client.get("/consultations").text
    for page in (_of(key), f"{_of(key)}/{act}", f"/proposals/{key}/public-notice"):
        assert asker.client.get(page).status_code == 404
    found = services.database.read(lambda work: list_notices(work, actor=asker.actor)).items
    assert key not in {row["proposal_id"] for row in found}


def post(world: World, number: str) -> tuple[Desk, str, str, str]:
    """Post a notice on a proposal of Gia Lai, and return the poster, his page, the notice and the proposal."""
    house, key = desk(world, "thamdinh.gialai"), find(world, number)
    page = f"/proposals/{key}/public-notice"
    posted = one(world, "select id from public_notice where proposal_id = :key and is_open", key=key)
    if posted:  # the demonstration's own
        taken = {"reason": "Đăng lại (giả định)", "version": version(house, page)}
        assert house.onward(house.post(f"{page}/{posted}/withdrawal", taken, page)) == page
    said = {"reason": "Liên hệ 0912 345 678", "version": version(house, page)}
    refused = house.post(page, said, page)
    assert refused.status_code == 422
    assert "trang công khai không nêu" in refused.text
    assert house.onward(house.post(page, said | {"reason": REASON}, page)) == page
    return house, page, one(world, "select id from public_notice where proposal_id = :key and is_open", key=key), key


def test_a_notice_shows_the_public_little_and_takes_comments_that_only_the_house_reads(world: World) -> None:
    house, page, notice, key = post(world, "DN-2026-000014")
    stranger = house.client.application.test_client()
    listed = stranger.get("/public-notices")
    assert listed.headers["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in listed.headers
    shown = stranger.get(f"/public-notices/{notice}").text
    assert REASON in shown
    assert key not in shown
    assert "DN-2026-000014" not in shown
    place = f"/public-notices/{notice}/comment"
    words = {"text": "Chưa đúng sự thật (giả định zq2).", "name": "Ông Ba (giả định)", "contact": "ba@example.vn"}
    assert send(stranger, place, {"text": ""}).status_code == 422
    assert send(stranger, place, words | {"website": "http://spam"}).status_code == 303
    assert not one(world, "select count(*) from notice_comment")
    assert send(stranger, place, words).status_code == 303
    assert words["text"] not in stranger.get(f"/public-notices/{notice}").text
    told = house.text(page)
    assert all(word in told for word in words.values())
    chair = desk(world, "chutich.gialai").text(page)
    assert words["text"] in chair
    assert words["contact"] not in chair
    early = house.post(f"{page}/{notice}/conclusion", {"version": version(house, page)}, page)
    assert early.status_code == 422
    assert "chưa hết thời gian" in early.text
    assert "1 ý kiến phản ánh chưa được kết luận" in early.text
    comment = one(world, "select id from notice_comment")
    settled = {"outcome": "not-upheld", "conclusion": "Đã xác minh (giả định).", "version": version(house, page)}
    settle = f"{page}/{notice}/comments/{comment}"
    assert house.post(settle, settled | {"conclusion": " "}, f"{page}?settle={comment}").status_code == 422
    assert house.onward(house.post(settle, settled, f"{page}?settle={comment}")) == page
    assert "Đã xác minh (giả định)." in house.text(page)
    sent = [send(stranger, place, words).status_code for _ in range(5)]
    assert 429 in sent
    withdrawn = {"reason": "Đăng nhầm (giả định)", "version": version(house, page)}
    assert house.onward(house.post(f"{page}/{notice}/withdrawal", withdrawn, page)) == page
    assert stranger.get(f"/public-notices/{notice}").status_code == 404
    assert not one(world, "select count(*) from notice_comment where contact <> ''")


@pytest.mark.parametrize("username", ["tonghop.gialai", "chuyenvien.gialai"])
def test_only_whom_the_flow_names_asks_and_posts(world: World, username: str) -> None:
    who, key = desk(world, username), find(world, "DN-2026-000014")
    if who.client.get(_of(key)).status_code == 404:
        return
    values = {"kind": "consultation", "channel": "paper", "name": "Thanh tra", "version": "1"}
    assert who.post(_of(key), values, "/").status_code in {403, 409}
    page = f"/proposals/{key}/public-notice"
    assert who.post(page, {"reason": "x", "version": "1"}, "/").status_code in {403, 409}


def test_bodies_that_answer_at_the_same_moment_are_all_heard(world: World) -> None:
    services, key = world[0], find(world, "DN-2026-000009")
    asker = desk(world, "thamdinh.trunguong")
    names = [f"Cơ quan thứ {number} (giả định)" for number in range(4)]
    secrets = [_secret(ask(asker, key, channel="link", name=name, link_days="5").text) for name in names]
    said = Answered("agrees", "tra-loi.pdf", PDF, 1 << 20)

    def reply(secret: str) -> str:
        return str(answer_by_link(services, secret=secret, network="test", answered=said)["opinion"])

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(reply, secrets)) == ["agrees"] * 4
    assert one(world, "select count(*) from document where type = 'D21' and proposal_id = :key", key=key) == 4
    still = "select count(*) from consultation where is_open and name like 'Cơ quan thứ%' and proposal_id = :key"
    assert not one(world, still, key=key)
