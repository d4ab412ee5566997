"""Delegation on pages: given in two steps with what it would keep apart, seen by those who have a part in it, ended."""

import io
import re
from datetime import date, timedelta

import openpyxl
import pytest

from service.db import accounts
from service.usecases.registry.import_templates import make_template
from service.usecases.services import Services
from service.usecases.worker.job_kinds import KINDS
from service.usecases.worker.job_runner import JobRunner
from tests.integration.web.demo import demo_folder, demo_services, demo_sqlite
from tests.integration.web.reading import read_page
from tests.integration.web.test_people_pages import account_id, visitor, words
from tests.support.workbooks import far_cell, spaces, workbook
from workflows.policy import Actor, Holding

__all__ = ["demo_folder", "demo_services", "demo_sqlite"]
TODAY = date.today()  # noqa: DTZ011 - the machine's day, as the service reads it
TERMS = {
    "document": "12/UQ-STP (giả định)",
    "valid_from": TODAY.isoformat(),
    "valid_to": (TODAY + timedelta(days=7)).isoformat(),
}
HEAD, DEPUTY = "truongphong.hatinh", "vanphong.hatinh"


@pytest.fixture
def role(demo_services: Services) -> str:
    """The role of a head of unit, to be lent."""
    key = account_id(demo_services, HEAD)
    return demo_services.database.read(lambda work: accounts.list_holdings(work, key))[0].id


def test_a_head_delegates_and_both_see_it_until_it_is_ended(demo_services: Services, role: str) -> None:
    head = visitor(demo_services, HEAD)
    first = words(head.open("/delegations/new"))
    assert "Bước 1 trong 2" in first
    assert "Thủ trưởng đơn vị, Sở Tư pháp Hà Tĩnh" in first
    page = f"/delegations/new?source={role}"
    warned = head.post(page, page, delegate=DEPUTY, acts=["review"], **TERMS)
    assert warned.status_code == 200
    assert "Đã làm bước “Lập đề nghị” thì không được làm bước “Đơn vị xét”" in words(warned.text)
    made = head.post(page, page, delegate=DEPUTY, acts=["review"], seen="true", **TERMS)
    assert made.status_code == 303
    address = made.headers["Location"]
    deputy = visitor(demo_services, DEPUTY)
    for reader in (head, deputy):
        text = words(reader.open(address))
        assert "Theo văn bản 12/UQ-STP (giả định)" in text
        assert "Đang có hiệu lực" in text
        assert "Đơn vị xét" in text
    assert " thay " in words(deputy.open("/delegations"))
    assert visitor(demo_services, "chuyenvien.gialai").client.get(address).status_code == 404
    without = deputy.post(address, f"{address}/revoke", reason=" ")
    assert without.status_code == 422
    assert deputy.post(address, f"{address}/revoke", reason="Hết đợt (giả định)").status_code == 303
    assert "Đã chấm dứt" in words(head.open(address))
    assert f"{address}/revoke" not in head.open(address)


def test_wrong_terms_are_told_beside_their_fields(demo_services: Services, role: str) -> None:
    head = visitor(demo_services, HEAD)
    page = f"/delegations/new?source={role}"
    refused = head.post(page, page, delegate=HEAD, seen="true", **(TERMS | {"valid_to": "2020-01-01"}))
    assert refused.status_code == 422
    said = read_page(refused.text)
    for expected in ("không ai ủy quyền cho chính mình", "cần có giá trị", "sớm hơn ngày bắt đầu"):
        assert expected in said.text()
    assert {"#delegate", "#acts", "#valid_to"} <= set(said.addresses)
    unknown = head.post(page, page, delegate="khong-ai", acts=["approve"], **TERMS)
    assert "không tìm thấy" in read_page(unknown.text).text()
    assert head.client.get("/delegations/new?source=khongco").status_code == 404


def test_an_administrator_records_it_on_the_ground_of_a_paper(demo_services: Services, role: str) -> None:
    administrator, key = visitor(demo_services, "quantri"), account_id(demo_services, HEAD)
    page = f"/delegations/new?account={key}&source={role}"
    made = administrator.post(page, page, delegate=DEPUTY, acts=["review"], seen="true", **TERMS)
    assert made.status_code == 303
    assert "12/UQ-STP" in words(administrator.open("/delegations?all=1"))
    assert "12/UQ-STP" not in words(administrator.open("/delegations"))
    assert "12/UQ-STP" in words(administrator.open(f"/accounts/{key}"))
    refused = administrator.post(page, page, delegate="quantri", acts=["review"], seen="true", **TERMS)
    assert refused.status_code == 422


def test_an_import_is_tried_shown_and_taken_in(demo_services: Services) -> None:
    administrator = visitor(demo_services, "quantri")
    template = administrator.client.get("/imports/template.xlsx")
    assert template.headers["Content-Disposition"].startswith("attachment")
    content = make_template(actor=Actor("a", "a", "A", (Holding("administrator", "", "/"),)))
    assert len(template.data) == len(content)
    sent = administrator.post("/imports", "/imports", workbook=(io.BytesIO(filled(content)), "nhap.xlsx"))
    assert sent.status_code == 303
    address = sent.headers["Location"]
    assert "Đang chờ" in words(administrator.open(address))
    assert JobRunner(demo_services, KINDS).run_one()
    tried = words(administrator.open(address))
    assert "Còn 1 chỗ chưa đúng. Chưa ghi gì." in tried
    assert "không có cơ quan, đơn vị nào mang mã: khong-co" in tried
    refused = administrator.post("/imports", f"{address}/apply")
    assert refused.status_code == 303
    assert "Chỉ nhập được dữ liệu đã kiểm tra thử" in read_page(administrator.open(address)).text()
    good = io.BytesIO(filled(content, "ht-so-tu-phap"))
    address = administrator.post("/imports", "/imports", workbook=(good, "nhap.xlsx")).headers["Location"]
    assert JobRunner(demo_services, KINDS).run_one()
    assert "Mọi dòng đều đúng. Chưa ghi gì." in words(administrator.open(address))
    taken = administrator.post(address, f"{address}/apply").headers["Location"]
    assert JobRunner(demo_services, KINDS).run_one()
    assert "Đã nhập xong toàn bộ 1 dòng." in words(administrator.open(taken))
    assert account_id(demo_services, "nguoi.moi")
    assert visitor(demo_services, HEAD).client.get(taken).status_code == 404


def test_hostile_and_missing_files_are_refused_in_words(demo_services: Services) -> None:
    administrator = visitor(demo_services, "quantri")
    bomb = administrator.post("/imports", "/imports", workbook=(io.BytesIO(spaces()[0]), "nhap.xlsx"))
    assert (bomb.status_code, "Tệp nén không an toàn." in bomb.text) == (422, True)
    for name in ("nhap.xlsm", "nhap.csv"):
        other = administrator.post("/imports", "/imports", workbook=(io.BytesIO(b"x"), name))
        assert other.status_code == 422
    nothing = administrator.post("/imports", "/imports")
    assert "Hãy chọn tệp Excel" in read_page(nothing.text).text()
    far = administrator.post("/imports", "/imports", workbook=(io.BytesIO(far_cell()[0]), "nhap.xlsx"))
    assert JobRunner(demo_services, KINDS).run_one()
    said = words(administrator.open(far.headers["Location"]))
    assert "Không đọc được tệp. Chưa ghi gì." in said
    assert re.search(r"có dữ liệu ngoài 2000 dòng", said)


def filled(content: bytes, body: str = "khong-co") -> bytes:
    """The template with one person in a body."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    book["Người"].append(["nguoi.moi", "Người Mới (giả định)", body])
    return workbook(book)
