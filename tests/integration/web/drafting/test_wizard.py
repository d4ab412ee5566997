"""The wizard without script: each step from the plan to the pre-flight, with every problem told and nothing lost."""

import re
from collections.abc import Callable

import pytest

from service.db import proposals
from service.usecases.services import Services
from tests.integration.usecases.dossier import NAME, Dossier
from tests.integration.web.drafting.conftest import Browser, checked
from workflows.policy import Actor

Browse = Callable[[Actor], Browser]
OFFER = "kon-tum-snn|so_ket|giay_khen"


def unit_of(dossier: Dossier) -> str:
    return dossier.clerk.holdings[0].organisation_id


def choice(dossier: Dossier, **more: str) -> str:
    values = {"unit": unit_of(dossier), "offer": OFFER.replace("|", "%7C"), **more}
    return "&".join(f"{name}={value}" for name, value in values.items())


def text_of(page: object) -> str:
    return str(page.text())


def test_the_first_step_offers_what_the_unit_may_propose(browse: Browse, dossier: Dossier) -> None:
    page = browse(dossier.clerk).open("/proposals/new")
    values = [item["value"] for tag, item in page.elements if tag == "input" and item.get("name") == "offer"]
    assert OFFER in values
    assert all(value.startswith("kon-tum-snn|") for value in values)
    assert "Sở Nông nghiệp" in text_of(page)


def test_who_may_not_draft_has_no_wizard(browse: Browse, dossier: Dossier) -> None:
    assert browse(dossier.officer).client.get("/proposals/new").status_code == 403


def test_an_offer_of_another_unit_or_of_nobody_is_not_there(browse: Browse, dossier: Dossier) -> None:
    browser = browse(dossier.clerk)
    browser.open(f"/proposals/new/nominee?unit={unit_of(dossier)}&offer=kon-tum-snn%7Cyearly%7Ckhong-co", 404)
    browser.open(f"/proposals/new/nominee?unit={'0' * 32}&offer={OFFER}", 404)
    browser.open("/proposals/new/nominee", 404)


def test_the_nominee_is_found_without_diacritics(browse: Browse, dossier: Dossier) -> None:
    browser = browse(dossier.clerk)
    page = browser.open(f"/proposals/new/nominee?{choice(dossier, q='dang+thi+anh')}")
    assert NAME in text_of(page)
    assert NAME not in text_of(browser.open(f"/proposals/new/nominee?{choice(dossier, q='khong+ai')}"))
    fragment = browser.client.get(
        f"/proposals/new/nominee?{choice(dossier, q='dang')}", headers={"HX-Request": "true"}
    ).text
    assert NAME in fragment
    assert "<html" not in fragment


def test_a_nominee_is_added_with_every_problem_and_the_same_name_shown_first(browse: Browse, dossier: Dossier) -> None:
    browser = browse(dossier.clerk)
    address = f"/proposals/new/nominee/add?{choice(dossier, kind='household')}"
    wrong = browser.post(address, kind="household", name="Hộ ông Bình", women_percent="nhiều", sex="female")
    assert wrong.status_code == 422
    page = checked(wrong)
    assert "phải là số nguyên" in text_of(page)
    assert "Hộ ông Bình" in [item.get("value") for _, item in page.elements]
    wrong = browser.post(address, kind="household", name="Hộ ông Bình")
    assert "cần có giá trị" in wrong.text  # a household has a representative
    person = f"/proposals/new/nominee/add?{choice(dossier, kind='person')}"
    same = browser.post(person, kind="person", name=NAME.lower(), organisation_id=unit_of(dossier))
    assert same.status_code == 422
    assert "Chọn đối tượng đã có" in same.text
    made = browser.post(person, kind="person", name=NAME, organisation_id=unit_of(dossier), anyway="true")
    assert made.status_code == 303
    assert "/proposals/new/confirm?" in made.headers["Location"]
    browser.open(made.headers["Location"])


def test_confirming_opens_the_proposal_once_the_category_fits(
    browse: Browse, dossier: Dossier, services: Services
) -> None:
    browser = browse(dossier.clerk)
    case = services.database.read(lambda work: proposals.load_case(work, dossier.proposal_id))
    address = f"/proposals/new/confirm?{choice(dossier, nominee=case.proposal.nominee_id)}"
    page = browser.open(address)
    assert "DN-2026-000001" in text_of(page)  # the other proposal of the same person is told
    assert [item["value"] for _, item in page.elements if item.get("name") == "category"] == ["CN"]
    wrong = browser.post(address, category="khong-co")
    assert wrong.status_code == 422
    assert "không có trong kế hoạch" in wrong.text
    made = browser.post(address, category="CN")
    assert made.status_code == 303
    opened = re.fullmatch(r"/proposals/([0-9a-f]{32})/edit", made.headers["Location"])
    assert opened
    page = browser.open(made.headers["Location"])
    assert "KT-CN-1" in text_of(page)  # the criteria stand beside the text


def test_saving_is_one_edit_and_leads_on(browse: Browse, dossier: Dossier) -> None:
    browser = browse(dossier.clerk)
    address = f"/proposals/{dossier.proposal_id}/edit"
    browser.open(address)
    done = browser.post(address, text="Lời mới.", base_version="1", copy="0", window="w", onward="1")
    assert done.status_code == 303
    assert done.headers["Location"] == f"/proposals/{dossier.proposal_id}/documents"
    assert "Lời mới." in browser.client.get(address).text


def test_wrong_values_are_all_told_and_every_word_stays(browse: Browse, dossier: Dossier) -> None:
    browser = browse(dossier.clerk)
    address = f"/proposals/{dossier.proposal_id}/edit"
    text = "Dài " * 10
    wrong = browser.post(address, text=text, starts_on="31-12", ends_on="2025", base_version="1")
    assert wrong.status_code == 422
    assert wrong.text.count("phải là ngày") >= 2
    assert text.strip() in wrong.text
    wrong = browser.post(address, text=text, starts_on="2025-12-31", ends_on="2025-01-01", base_version="1")
    assert wrong.status_code == 422
    assert "sớm hơn ngày bắt đầu" in wrong.text
    assert text.strip() in wrong.text


def test_typing_keeps_itself_and_another_window_is_told(browse: Browse, dossier: Dossier) -> None:
    browser = browse(dossier.clerk)
    address = f"/proposals/{dossier.proposal_id}/edit"
    kept = browser.post(
        f"{address}/keep", address, text="Nửa câu", starts_on="20", base_version="1", copy="0", window="a"
    )
    assert kept.status_code == 200
    assert 'name="copy" value="1"' in kept.text
    other = browser.post(f"{address}/keep", address, text="Câu khác", base_version="1", copy="0", window="b")
    assert "cửa sổ khác" in other.text
    page = browser.open(address)
    assert "Nửa câu" in text_of(page)
    assert "Đây là phần anh/chị soạn dở" in text_of(page)
    assert "Nửa câu" not in browse(dossier.head).client.get(address).text
    both = browser.post(address, text="Câu khác", base_version="1", copy="0", window="b")
    assert both.status_code == 422
    assert "Nửa" in both.text
    assert "Câu khác" in both.text
    gone = browser.post(f"{address}/discard", address)
    assert gone.status_code == 303
    assert "Nửa câu" not in browser.client.get(address).text


def test_a_conflict_with_another_person_shows_both_and_loses_nothing(browse: Browse, dossier: Dossier) -> None:
    clerk, head = browse(dossier.clerk), browse(dossier.head)
    address = f"/proposals/{dossier.proposal_id}/edit"
    assert head.post(address, text="Bản của trưởng phòng.", base_version="1", window="h").status_code == 303
    refused = clerk.post(address, text="Bản của chuyên viên.", base_version="1", window="c")
    assert refused.status_code == 422
    page = checked(refused)
    assert "Người unit_head" in text_of(page)
    assert "trưởng phòng" in text_of(page)
    assert "chuyên viên" in refused.text
    seen = next(item["value"] for _, item in page.elements if item.get("name") == "base_version")
    assert seen == "2"
    done = clerk.post(address, text="Bản của hai người.", base_version=seen, window="c")
    assert done.status_code == 303


def test_the_preflight_tells_every_coming_step_with_the_place_that_mends(browse: Browse, dossier: Dossier) -> None:
    browser = browse(dossier.clerk)
    page = browser.open(f"/proposals/{dossier.proposal_id}/preflight")
    assert {"step-review", "step-verify", "step-approve"} <= set(page.ids)
    links = [address for address in page.addresses if "#" in address]
    assert f"/proposals/{dossier.proposal_id}/documents#slot-D03" in links
    assert "Thủ trưởng đơn vị" in text_of(page)
    for address in {link.split("#", maxsplit=1)[0] for link in links if link.startswith("/proposals")}:
        opened = browser.open(address)
        wanted = {link.split("#")[1] for link in links if link.startswith(f"{address}#")}
        assert wanted <= set(opened.ids)
    assert not any("/moves/" in address for address in page.addresses)  # the clerk does not review
    head = browse(dossier.head).open(f"/proposals/{dossier.proposal_id}/preflight")
    assert f"/proposals/{dossier.proposal_id}/moves/review" in head.addresses


def test_unsaved_writing_is_told_before_anything_is_sent(browse: Browse, dossier: Dossier) -> None:
    browser = browse(dossier.clerk)
    address = f"/proposals/{dossier.proposal_id}/edit"
    browser.post(f"{address}/keep", address, text="Chưa lưu", base_version="1", copy="0", window="a")
    assert "phần soạn dở" in text_of(browser.open(f"/proposals/{dossier.proposal_id}/preflight"))


PLACES = ("edit", "documents", "documents/new", "preflight", "versions", "versions/1", "compare", "compare?from=1&to=1")


@pytest.mark.parametrize("place", PLACES)
def test_a_hidden_proposal_has_none_of_these_pages(
    browse: Browse, dossier: Dossier, services: Services, place: str, root: str
) -> None:
    from tests.integration.services import add_actor, add_body  # noqa: PLC0415  # only here

    foreign = services.database.write(
        lambda work: add_actor(work, "la", "unit_clerk", add_body(work, "so-khac", parent=root))
    )
    answer = browse(foreign).client.get(f"/proposals/{dossier.proposal_id}/{place}")
    absent = browse(foreign).client.get(f"/proposals/{'0' * 32}/{place}")
    assert answer.status_code == absent.status_code == 404
    assert NAME not in answer.text


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_well_formed_in_both_languages(
    browse: Browse, dossier: Dossier, place: str, language: str
) -> None:
    sign = "&" if "?" in place else "?"
    page = browse(dossier.clerk).open(f"/proposals/{dossier.proposal_id}/{place}{sign}lang={language}")
    assert page.title
    assert not re.search(r"\b(giay_khen|unit_head|hr_officer|home_affairs|so_ket|tong_ket)\b", text_of(page))
    assert not re.search(r"<built-in|None\b|Undefined", text_of(page))


@pytest.mark.parametrize("number", ["0", "99", "x", "-1", "9" * 30])
def test_a_version_that_never_was_is_not_found(browse: Browse, dossier: Dossier, number: str) -> None:
    browser = browse(dossier.clerk)
    browser.open(f"/proposals/{dossier.proposal_id}/versions/{number}", 404)
    browser.open(f"/proposals/{dossier.proposal_id}/compare?from={number}", 404)


def test_the_page_of_a_nominee_is_for_those_who_may_read_it(
    browse: Browse, dossier: Dossier, services: Services
) -> None:
    case = services.database.read(lambda work: proposals.load_case(work, dossier.proposal_id))
    page = browse(dossier.clerk).open(f"/nominees/{case.proposal.nominee_id}")
    assert NAME in text_of(page)
    browse(dossier.clerk).open("/nominees/x", 404)
