"""Submissions on pages: drawn up, tried, signed, sent, received, printed; refused in words, hidden from strangers."""

import pytest

from service.demo import DemoSummary
from service.usecases.services import Services
from tests.integration.web.reading import Page
from tests.integration.web.test_batches import desk, work_through
from tests.integration.web.workplace import Desk, rows_of

World = tuple[Services, DemoSummary]
SIGNATURE = {
    "number": "31/TTr-SGDĐT",
    "signed_on": "2026-11-04",
    "signer_name": "Võ Thị Mẫu (giả định)",
    "signer_post": "deputy",
    "sign_mode": "KT",
}


def version_on(who: Desk, address: str) -> str:
    page = who.page(address)
    found = [row for tag, row in page.elements if tag == "input" and row.get("name") == "version"]
    return str(found[0]["value"])


def draw_up(who: Desk) -> str:
    """Draw up a submission of everything that is offered on the page, and return its address."""
    form = who.page("/submissions/new")
    ticks = rows_of(form)
    assert ticks
    return who.onward(who.post("/submissions/new", {**level_of(form), "id": ticks}, "/submissions/new"))


def level_of(form: Page) -> dict[str, str]:
    """Return the body and the level for which the page draws up a submission."""
    return {
        str(row["name"]): str(row["value"])
        for tag, row in form.elements
        if tag == "input" and row.get("type") == "hidden" and row.get("name") in {"from_id", "level"}
    }


def test_a_submission_goes_its_way_on_pages(world: World) -> None:
    who, appraiser, stranger = (desk(world, name) for name in ("tonghop.gialai", "thamdinh.gialai", "tochuc.bo"))
    assert "Chưa có tờ trình nào." in who.text("/submissions")
    address = draw_up(who)
    assert "Đang lập" in who.text(address)
    assert appraiser.client.get(address).status_code == 404
    assert "Sửa lời văn" in who.text(address)
    words = {"version": version_on(who, address), "subject": "Về việc thử (giả định)", "place": "Gia Lai"}
    assert who.onward(who.post(f"{address}/words", words, f"{address}/words")) == address
    assert "Về việc thử (giả định)" in who.text(address)

    seen = {"version": version_on(who, address)}
    assert who.onward(who.post(f"{address}/check", seen, address)) == address
    work_through(who)
    assert "gửi được" in who.text(address)

    wrong = {**SIGNATURE, "version": version_on(who, address), "sign_mode": "TM"}
    refused = who.post(f"{address}/sign", wrong, f"{address}/sign")
    assert refused.status_code == 422
    assert "chức vụ người ký không hợp với thể thức ký" in refused.text
    stale = who.post(f"{address}/sign", {**SIGNATURE, "version": "1"}, f"{address}/sign")
    assert stale.status_code == 422
    right = {**SIGNATURE, "version": version_on(who, address)}
    assert who.onward(who.post(f"{address}/sign", right, f"{address}/sign")) == address
    work_through(who)
    assert "Đã gửi" in who.text(address)
    assert "31/TTr-SGDĐT" in who.text("/submissions?side=out")

    _goes_on(appraiser, address)
    assert stranger.client.get(address).status_code == 404
    assert "31/TTr-SGDĐT" not in stranger.text("/submissions")


def _goes_on(appraiser: Desk, address: str) -> None:
    """See the paper in the body that it was sent to, take it up, and settle it too early."""
    paper = appraiser.text(f"{address}/paper")
    for said in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỜ TRÌNH", "Kính gửi:", "DANH SÁCH", "KT. ", "Võ Thị Mẫu"):
        assert said in paper
    assert "DỰ THẢO" not in paper

    assert "31/TTr-SGDĐT" in appraiser.text("/submissions?side=in")
    taken = {"version": version_on(appraiser, address)}
    assert appraiser.onward(appraiser.post(f"{address}/receive", taken, address)) == address
    assert "Đã tiếp nhận" in appraiser.text(address)
    appraiser.post(f"{address}/settle", {"version": str(int(taken["version"]) + 1)}, address)
    assert "chưa có kết quả" in appraiser.text(address)


def test_entries_are_taken_out_and_a_draft_is_given_up(world: World) -> None:
    who = desk(world, "thamdinh.gialai")
    address = draw_up(who)
    page = who.page(address)
    ticks = rows_of(page)
    assert "DỰ THẢO" in who.text(f"{address}/paper")
    form = {"version": version_on(who, address), "id": ticks[:1]}
    assert who.onward(who.post(f"{address}/remove", form, address)) == address
    assert rows_of(who.page(address)) == ticks[1:]
    last = {"version": version_on(who, address), "id": ticks[1:]}
    who.post(f"{address}/remove", last, address)
    assert "ít nhất một đề nghị" in who.text(address)
    assert set(rows_of(who.page(f"{address}/more"))) == set(ticks[:1])
    more = {"version": version_on(who, f"{address}/more"), "id": ticks[:1]}
    assert who.onward(who.post(f"{address}/more", more, f"{address}/more")) == address
    assert set(rows_of(who.page(address))) == set(ticks)
    gone = {"version": version_on(who, address)}
    assert who.onward(who.post(f"{address}/discard", gone, address)) == address
    assert "Đã bỏ" in who.text(address)
    anew = who.page("/submissions/new")
    assert set(rows_of(anew)) == set(ticks)
    bare = who.post("/submissions/new", level_of(anew), "/submissions/new")
    assert (bare.status_code, "chưa chọn đề nghị nào" in bare.text) == (422, True)


@pytest.mark.parametrize("username", ["chuyenvien.gialai", "kiemtoan"])
def test_whoever_draws_up_nothing_is_told_so(world: World, username: str) -> None:
    who = desk(world, username)
    assert "không lập tờ trình" in who.text("/submissions/new")
    answer = who.post("/submissions/new", {"from_id": "x", "level": "collected", "id": ["y"]}, "/submissions")
    assert answer.status_code == 403
