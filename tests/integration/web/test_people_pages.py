"""Bodies, accounts and roles on pages: what administrators do there, what others see, and what is refused in words."""

import re
from datetime import date

import pytest

from service.db import accounts, organisations
from service.usecases.services import Services
from tests.integration.web.demo import Visitor, demo_folder, demo_services, demo_sqlite
from tests.integration.web.reading import read_page
from tests.support.applications import app_of

__all__ = ["demo_folder", "demo_services", "demo_sqlite"]


def visitor(services: Services, username: str) -> Visitor:
    return Visitor(app_of(services).test_client()).sign_in(username)


@pytest.fixture
def administrator(demo_services: Services) -> Visitor:
    """Somebody who manages bodies and accounts."""
    return visitor(demo_services, "quantri")


def body_id(services: Services, code: str) -> str:
    found = services.database.read(lambda work: organisations.find_organisation(work, code))
    assert found is not None
    return found.id


def account_id(services: Services, username: str) -> str:
    found = services.database.read(lambda work: accounts.find_account(work, username))
    assert found is not None
    return found.id


def words(text: str) -> str:
    page = read_page(text)
    assert page.problems == []
    assert len(page.ids) == len(set(page.ids))
    assert page.count("h1") == 1
    return page.text()


def test_the_tree_opens_a_level_at_a_time_with_and_without_script(
    demo_services: Services, administrator: Visitor
) -> None:
    text = words(administrator.open("/organisations"))
    assert "Chính phủ" in text
    assert "đơn vị trực thuộc" in text
    assert "Ủy ban nhân dân tỉnh Hà Tĩnh" in text
    key = body_id(demo_services, "ht-ubnd-tinh")
    piece = administrator.client.get(f"/organisations/{key}/children", headers={"HX-Request": "true"})
    assert "<html" not in piece.text
    assert "Sở Tư pháp Hà Tĩnh" in read_page(piece.text).text()
    plain = administrator.client.get(f"/organisations/{key}/children")
    assert (plain.status_code, plain.headers["Location"]) == (303, f"/organisations/{key}#below")


def test_bodies_are_found_without_diacritics_and_by_their_former_name(
    demo_services: Services, administrator: Visitor
) -> None:
    key = body_id(demo_services, "ht-so-tu-phap")
    answer = administrator.post(
        f"/organisations/{key}/rename", f"/organisations/{key}/rename",
        name="Sở Tư pháp và Thi đua Hà Tĩnh (giả định)", since=date.today().isoformat(), document="9/QĐ (giả định)",  # noqa: DTZ011 - the machine's day, as the service reads it
    )  # fmt: skip
    assert answer.status_code == 303
    shown = words(administrator.open(f"/organisations/{key}"))
    assert "Mang tên “Sở Tư pháp Hà Tĩnh”" in shown
    assert "Đổi tên theo 9/QĐ (giả định)" in shown
    assert "Sở Tư pháp và Thi đua Hà Tĩnh" in words(administrator.open("/organisations?q=so+tu+phap+ha+tinh"))
    assert "Không có cơ quan, đơn vị nào khớp" in words(administrator.open("/organisations?q=khongcodau"))


def test_a_body_is_added_corrected_and_divided(demo_services: Services, administrator: Visitor) -> None:
    parent = body_id(demo_services, "ht-ubnd-tinh")
    add = f"/organisations/new?parent={parent}"
    made = []
    for code in ("so-moi-1", "so-moi-2", "so-cu"):
        answer = administrator.post(add, add, code=code, name=f"Sở {code} (giả định)", level="department")
        assert answer.status_code == 303
        made.append(answer.headers["Location"])
    again = administrator.post(add, add, code="so-cu", name="Trùng", level="department")
    assert again.status_code == 422
    assert "Nội dung này đã có." in read_page(again.text).text()
    old = made[2]
    sent = {"way": "out_of", "codes": "so-moi-1\r\nso-moi-2", "since": "2026-01-01", "document": "3/NQ (giả định)"}
    wrong = administrator.post(f"{old}/reorganise", f"{old}/reorganise", **(sent | {"codes": "so-moi-1\nla-gi"}))
    assert "không có cơ quan, đơn vị nào mang mã: la-gi" in read_page(wrong.text).text()
    done = administrator.post(f"{old}/reorganise", f"{old}/reorganise", ends_old="true", **sent)
    assert done.status_code == 303
    shown = words(administrator.open(old))
    assert "Được kế thừa bởi Sở so-moi-1" in shown
    assert "Được kế thừa bởi Sở so-moi-2" in shown
    assert "đến 31/12/2025" in shown
    assert "Kế thừa Sở so-cu" in words(administrator.open(made[0]))
    edit = f"{made[0]}/edit"
    assert administrator.post(edit, edit, note="Mới lập", legal_personality="true").status_code == 303
    assert "Mới lập" in words(administrator.open(made[0]))


def test_a_clash_is_said_before_a_role_is_granted(demo_services: Services, administrator: Visitor) -> None:
    key = account_id(demo_services, "chuyenvien.hatinh")
    page = f"/accounts/{key}/roles/new"
    wanted = {"role": "hr_officer", "organisation": "ht-so-tu-phap", "document": "12/QĐ (giả định)"}
    warned = administrator.post(page, page, **wanted)
    assert warned.status_code == 200
    said = words(warned.text)
    assert "Chưa giao. Vai trò này vướng với vai trò đang có" in said
    assert "Đã làm bước “Lập đề nghị” thì không được làm bước “Thẩm tra nhân sự”" in said
    assert "hr_officer" not in said
    held = demo_services.database.read(lambda work: accounts.list_holdings(work, key))
    assert [row.role for row in held] == ["unit_clerk"]
    granted = administrator.post(page, page, seen="true", **wanted)
    assert granted.status_code == 303
    account = words(administrator.open(f"/accounts/{key}"))
    assert "Cán bộ tổ chức cán bộ" in account
    assert "Việc phải do hai người làm" in account
    assert "Bước sau cần người khác" in account


def test_a_role_is_granted_with_every_problem_named_and_taken_back(
    demo_services: Services, administrator: Visitor
) -> None:
    key = account_id(demo_services, "kiemtoan")
    page = f"/accounts/{key}/roles/new"
    refused = administrator.post(page, page, role="auditor", organisation="khong-co", document=" ")
    assert refused.status_code == 422
    granted = administrator.post(page, page, role="auditor", organisation="ht-so-noi-vu", document="1/QĐ")
    assert granted.status_code == 303
    (link,) = re.findall(rf"/accounts/{key}/roles/\w+/revoke", administrator.open(f"/accounts/{key}"))[-1:]
    assert "thôi giữ vai trò" in words(administrator.open(link))
    assert administrator.post(link, link).status_code == 303
    assert "Đã hết hạn" in words(administrator.open(f"/accounts/{key}"))


def test_an_account_is_added_given_a_password_once_and_locked(demo_services: Services, administrator: Visitor) -> None:
    answer = administrator.post("/accounts/new", "/accounts/new", name="Lò Thị Thử", username="lo.thu")
    assert answer.status_code == 303
    page = answer.headers["Location"]
    issued = administrator.post(page, f"{page}/password")
    assert issued.headers["Cache-Control"] == "no-store"
    found = re.search(r'<code class="secret">([a-z2-9-]{23})</code>', issued.text)
    assert found is not None
    assert found[1] not in administrator.open(page)
    newcomer = Visitor(app_of(demo_services).test_client())
    assert newcomer.post("/sign-in", "/sign-in", username="lo.thu", password=found[1]).status_code == 303
    assert newcomer.client.get("/delegations").status_code == 200
    without = administrator.post(f"{page}/edit", f"{page}/edit", name="Lò Thị Thử")
    assert "cần có giá trị" in read_page(without.text).text()
    locked = administrator.post(f"{page}/edit", f"{page}/edit", name="Lò Thị Thử", reason="Nghỉ việc (giả định)")
    assert locked.status_code == 303
    assert newcomer.client.get("/delegations").status_code == 303
    own = account_id(demo_services, "quantri")
    assert administrator.post("/accounts/new", f"/accounts/{own}/password").status_code == 403


def test_accounts_are_found_by_name_without_diacritics(administrator: Visitor) -> None:
    text = words(administrator.open("/accounts?q=tran+thi+hoai"))
    assert "Trần Thị Hoài Sương" in text
    assert "Chuyên viên đơn vị" in text
    assert "Triệu Thu Cúc" not in text
    piece = administrator.client.get("/accounts?q=tran", headers={"HX-Request": "true"}).text
    assert "<html" not in piece
    assert "Trang sau" in administrator.open("/accounts")


@pytest.mark.parametrize("username", ["chuyenvien.hatinh", "kiemtoan", "chutich.gialai"])
def test_others_see_the_tree_and_none_of_the_rest(demo_services: Services, username: str) -> None:
    somebody = visitor(demo_services, username)
    key, body = account_id(demo_services, "quantri"), body_id(demo_services, "ht-so-tu-phap")
    text = words(somebody.open(f"/organisations/{body}"))
    assert "Người giữ vai trò tại đây" not in text
    assert "Sáp nhập, chia tách" not in text
    closed = (
        "/accounts", "/accounts/new", f"/accounts/{key}", f"/accounts/{key}/edit", f"/accounts/{key}/roles/new",
        "/organisations/new", f"/organisations/{body}/edit", f"/organisations/{body}/rename",
        f"/organisations/{body}/reorganise", "/imports", "/imports/template.xlsx", "/delegations?all=1",
        f"/delegations/new?account={key}",
    )  # fmt: skip
    answers = {address: somebody.client.get(address).status_code for address in closed}
    assert answers.pop("/delegations?all=1") == 200  # their own, as without the wish
    assert set(answers.values()) == {403}
    for address in (f"/accounts/{key}/password", "/accounts/new", f"/organisations/{body}/rename", "/imports"):
        assert somebody.post("/delegations", address).status_code == 403


def test_an_administrator_opens_no_dossier(administrator: Visitor, demo_services: Services) -> None:
    number = demo_services.database.read(lambda work: work.run("SELECT id FROM proposal LIMIT 1", ()).fetchone())
    assert number is not None
    assert administrator.client.get(f"/proposals/{number[0]}").status_code == 404
    assert administrator.client.get("/api/v1/proposals", headers={}).status_code in {401, 403}


@pytest.mark.parametrize("address", ["/organisations", "/accounts", "/delegations", "/imports", "/organisations?q=so"])
def test_pages_are_said_in_english_too(administrator: Visitor, address: str) -> None:
    page = read_page(administrator.open(address + ("&" if "?" in address else "?") + "lang=en"))
    assert page.problems == []
    assert not re.search(r"\b(Cơ quan, đơn vị|Tài khoản|Ủy quyền|Nhập từ|Tìm)\b", page.text("en"))
