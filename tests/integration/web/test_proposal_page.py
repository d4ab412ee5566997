"""One proposal on a page: what is shown, what may be done, what is refused, and the way back."""

from typing import Any

import pytest

from service.i18n import sentence
from service.usecases.desk.proposals import Filters, list_proposals
from service.usecases.services import Services
from tests.integration.web.demo import Visitor, demo_folder, demo_services, demo_sqlite, version_on
from tests.integration.web.reading import read_page
from tests.support.applications import app_of
from workflows.policy import Actor, Holding

__all__ = ["demo_folder", "demo_services", "demo_sqlite"]
AUDITOR = Actor("", "", "", (Holding("auditor", "", ""),))


def find(services: Services, state: str, awaits: str = "", form: str = "") -> dict[str, Any]:
    """Return a proposal of the demonstration by where it stands."""
    page = services.database.read(
        lambda work: list_proposals(work, actor=AUDITOR, filters=Filters(state=state, form=form), after=None, limit=99)
    )
    return next(dict(item) for item in page.items if not awaits or item["awaits_role"] == awaits)


def visitor(services: Services, username: str) -> Visitor:
    return Visitor(app_of(services).test_client()).sign_in(username)


@pytest.fixture
def collected(demo_services: Services) -> str:
    return str(find(demo_services, "collected")["id"])


def test_a_proposal_shows_its_path_criteria_evidence_and_history(demo_services: Services, collected: str) -> None:
    text = read_page(visitor(demo_services, "thamdinh.gialai").open(f"/proposals/{collected}")).text()
    for said in ("Tiêu chuẩn và điều kiện", "Minh chứng", "Nhật ký của hồ sơ", "Kiểm tra trước các bước tới"):
        assert said in text
    assert "đang chờ" in text
    assert "Đạt danh hiệu “Gia đình học tập”" in text
    assert "Báo cáo thành tích" in text
    assert "sha256" in text
    assert "tổng hợp, lựa chọn để đề nghị" in text


def test_a_decided_proposal_keeps_what_was_found_about_its_criteria(demo_services: Services) -> None:
    one = find(demo_services, "approved")
    text = visitor(demo_services, "kiemtoan").open(f"/proposals/{one['id']}")
    criteria = text[text.index('<ul class="criteria">') : text.index('id="evidence"')]
    assert criteria.count('id="criterion-') == criteria.count("Đạt</span>")
    assert "Chưa xét" not in criteria
    assert "Cần kết luận" not in criteria


def test_buttons_are_only_for_whoever_may_act(demo_services: Services, collected: str) -> None:
    address = f"/proposals/{collected}"
    appraiser = visitor(demo_services, "thamdinh.gialai").open(address)
    assert f"{address}/moves/appraise" in appraiser
    assert f"{address}/moves/approve" not in appraiser
    auditor = visitor(demo_services, "kiemtoan").open(address)
    assert "/moves/" not in auditor
    assert "step-back" not in auditor


@pytest.mark.parametrize("username", ["thamdinh.hatinh", "quantri", "chuyenvien.kontum"])
def test_a_hidden_proposal_is_absent(demo_services: Services, collected: str, username: str) -> None:
    stranger = visitor(demo_services, username)
    absent = stranger.open("/proposals/ffffffffffffffffffffffffffffffff", 404)
    hidden = stranger.open(f"/proposals/{collected}", 404)
    assert read_page(hidden).text() == read_page(absent).text()
    assert stranger.client.get(f"/proposals/{collected}/moves/appraise").status_code == 404


def test_an_appraisal_moves_the_proposal_and_is_told(demo_services: Services, collected: str) -> None:
    appraiser, address = visitor(demo_services, "thamdinh.gialai"), f"/proposals/{collected}"
    page = f"{address}/moves/appraise"
    answer = appraiser.post(page, page, version=version_on(appraiser.open(page)))
    assert answer.status_code == 303
    shown = read_page(appraiser.open(address)).text()
    assert "đã chuyển bước" in shown
    assert "Hoàn tác bước vừa làm" in shown
    again = appraiser.client.get(page)
    assert again.status_code == 409


def test_a_return_without_its_reason_keeps_what_was_typed_and_says_everything(
    demo_services: Services, collected: str
) -> None:
    appraiser, page = visitor(demo_services, "thamdinh.gialai"), f"/proposals/{collected}/moves/return"
    version = version_on(appraiser.open(page))
    refused = appraiser.post(page, page, version=version, legal_ground="Điều 30 (giả định)")
    assert refused.status_code == 409
    text = read_page(refused.text).text()
    assert "Chưa thực hiện được vì" in text
    kept = [attributes.get("value") for tag, attributes in read_page(refused.text).elements if tag == "input"]
    assert "Điều 30 (giả định)" in kept or "Điều 30 (giả định)" in refused.text or "legal_ground" not in refused.text
    done = appraiser.post(page, page, version=version, reason="Thiếu xác nhận (giả định)", missing="D03")
    assert done.status_code == 303, read_page(done.text).text()
    shown = read_page(appraiser.open(f"/proposals/{collected}")).text()
    assert "Đã trả lại" in shown


def test_a_stale_form_is_told_and_nothing_happens(demo_services: Services, collected: str) -> None:
    appraiser, page = visitor(demo_services, "thamdinh.gialai"), f"/proposals/{collected}/moves/appraise"
    version = version_on(appraiser.open(page))
    answer = appraiser.post(page, page, version=version - 1)
    assert answer.status_code == 409
    assert sentence("errors", "stale") in read_page(answer.text).text()
    assert version_on(answer.text) == version
    assert version_on(appraiser.open(page)) == version


def test_a_step_is_undone_by_whoever_made_it_and_then_everything_is_open_again(
    demo_services: Services, collected: str
) -> None:
    appraiser, address = visitor(demo_services, "thamdinh.gialai"), f"/proposals/{collected}"
    page = f"{address}/moves/appraise"
    appraiser.post(page, page, version=version_on(appraiser.open(page)))
    text = appraiser.open(address)
    without = appraiser.post(address, f"{address}/step-back", version=version_on(text))
    assert without.status_code == 422
    assert "Lý do: cần có giá trị" in read_page(without.text).text()
    done = appraiser.post(address, f"{address}/step-back", version=version_on(text), reason="Bấm nhầm (giả định)")
    assert done.status_code == 303
    text = appraiser.open(address)
    assert "hoàn tác bước vừa làm" in read_page(text).text()
    assert f"{address}/moves/appraise" in text
    assert f"{address}/moves/return" in text


def test_the_next_reviewer_may_hand_it_back_one_step(demo_services: Services, collected: str) -> None:
    appraiser, address = visitor(demo_services, "thamdinh.gialai"), f"/proposals/{collected}"
    text = appraiser.open(address)
    assert "Chuyển lùi một bước" in text
    appraiser.post(address, f"{address}/step-back", version=version_on(text), reason="Chọn chưa đúng (giả định)")
    collector = visitor(demo_services, "tonghop.gialai")
    assert f"{address}/moves/collect" in collector.open(address)


def test_a_verdict_is_recorded_beside_its_criterion(demo_services: Services, collected: str) -> None:
    appraiser, address = visitor(demo_services, "thamdinh.gialai"), f"/proposals/{collected}"
    text = appraiser.open(address)
    values = {"version": version_on(text), "criterion": "GL-f-2"}
    answer = appraiser.post(address, f"{address}/judgements", met="true", reason="Đã đối chiếu (giả định)", **values)
    assert answer.headers["Location"].endswith("#criterion-GL-f-2")
    assert "Đã đối chiếu (giả định)" in appraiser.open(address)
    refused = appraiser.post(address, f"{address}/judgements", reason="Nghĩ lại (giả định)", **values)
    assert refused.status_code == 422
    assert '<a href="#met-GL-f-2">Tiêu chí này: cần có giá trị</a>' in refused.text
    page = read_page(refused.text)
    assert not page.problems
    assert "met-GL-f-2" in page.ids
    assert "Nghĩ lại (giả định)" in page.text()
    assert "Nghĩ lại (giả định)" not in appraiser.open(address)


@pytest.mark.parametrize("username", ["kiemtoan", "khuyenhoc.gialai"])
def test_an_act_that_is_not_ours_is_refused_and_recorded(
    demo_services: Services, collected: str, username: str
) -> None:
    outsider = visitor(demo_services, username)
    page = f"/proposals/{collected}/moves/appraise"
    answer = outsider.client.get(page)
    assert answer.status_code == 403
    assert "không có quyền" in read_page(answer.text).text()


def test_every_proposal_of_the_demonstration_can_be_read_by_the_auditor(demo_services: Services) -> None:
    reader = visitor(demo_services, "kiemtoan")
    page = demo_services.database.read(
        lambda work: list_proposals(work, actor=AUDITOR, filters=Filters(), after=None, limit=99)
    )
    for item in page.items:
        for language in ("vi", "en"):
            shown = read_page(reader.open(f"/proposals/{item['id']}?lang={language}"))
            assert shown.problems == []
            assert shown.count("h1") == 1
            assert len(shown.ids) == len(set(shown.ids))
