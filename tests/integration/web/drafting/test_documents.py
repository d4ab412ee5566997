"""Documents on pages: hostile names, kinds and sizes are refused in words, nothing typed is lost, nothing runs."""

import re
from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from service.http.headers import POLICY
from service.usecases.drafting.papers import list_evidence
from service.usecases.services import Services
from tests.integration.usecases.dossier import Dossier
from tests.integration.web.drafting.conftest import Browser, checked
from workflows.policy import Actor

Browse = Callable[[Actor], Browser]
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


@pytest.fixture
def place(dossier: Dossier) -> str:
    return f"/proposals/{dossier.proposal_id}/documents"


def attach(browser: Browser, place: str, content: bytes, name: str, slot: str = "D03", **typed: str) -> TestResponse:
    values = {"type": "D03", "copy": "original", "version": "1", **typed}
    return browser.post(f"{place}/new?slot={slot}", files={"file": (content, name)}, **values)


def evidence(services: Services, dossier: Dossier) -> list[dict[str, object]]:
    return services.database.read(
        lambda work: list_evidence(work, services.catalog, actor=dossier.clerk, proposal_id=dossier.proposal_id)
    )


HOSTILE = [
    (b"", "rong.txt", "Tệp rỗng"),
    (b"MZ\x90\x00", "bao-cao.pdf", "không đúng với phần mở rộng"),
    (b"<html><script>alert(1)</script>", "bao-cao.txt", "không đúng với phần mở rộng"),
    (b"<svg onload=alert(1)>", "anh.svg", "Không nhận tệp .svg"),
    (b"%PDF-1.4 /JavaScript (x) %%EOF", "bao-cao.pdf", "mã lệnh"),
    (PDF, "bao-cao\u202efdp.exe", "ký tự không an toàn"),
    (PDF, "a" * 200 + ".pdf", "ký tự không an toàn"),
    (b"x" * (2 * 1024 * 1024), "lon.txt", "lớn hơn giới hạn"),
]


@pytest.mark.parametrize(
    ("content", "name", "said"), HOSTILE, ids=[f"{place}-{said}" for place, (_, _, said) in enumerate(HOSTILE)]
)
def test_a_hostile_file_is_refused_in_words_and_what_was_typed_stays(
    browse: Browse, dossier: Dossier, services: Services, place: str, content: bytes, name: str, said: str
) -> None:
    object.__setattr__(services.settings, "upload_limit_mb", 1)
    answer = attach(browse(dossier.clerk), place, content, name, number="12/BC", title="Báo cáo của tôi")
    assert answer.status_code == 422
    page = checked(answer)
    assert said in page.text()
    values = [item.get("value") for _, item in page.elements]
    assert "12/BC" in values
    assert "Báo cáo của tôi" in values
    assert evidence(services, dossier) == []


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "C:\\Users\\x\\báo cáo.txt", '"><img src=x>.txt', "a\nb.txt"])
def test_a_name_is_shown_and_sent_back_safely(
    browse: Browse, dossier: Dossier, services: Services, place: str, name: str
) -> None:
    browser = browse(dossier.clerk)
    answer = attach(browser, place, b"Bao cao", name)
    assert "<img src=x>" not in answer.text
    if answer.status_code == 422:  # a name that breaks the form's own frame brings no file at all
        assert checked(answer).text()
        assert evidence(services, dossier) == []
        return
    (row,) = evidence(services, dossier)
    assert not re.search(r"[/\\]", str(row["file_name"]))
    page = browser.client.get(place).text
    assert "<img src=x>" not in page
    sent = browser.client.get(f"{place}/{row['id']}/download")
    assert "\n" not in sent.headers["Content-Disposition"]
    assert sent.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")


def test_a_file_that_came_first_is_held_until_the_rest_is_right(
    browse: Browse, dossier: Dossier, services: Services, place: str
) -> None:
    browser = browse(dossier.clerk)
    held = attach(browser, place, b"Bao cao", "bao cao.txt", only_file="1")
    assert held.status_code == 200
    assert "bao cao.txt" in checked(held).text()
    address = f"{place}/new?slot=D03"
    wrong = browser.post(address, type="D03", version="1", dated_on="hôm qua", number="7/BC")
    assert wrong.status_code == 422
    assert "phải là ngày" in wrong.text
    assert "bao cao.txt" in wrong.text
    assert "7/BC" in wrong.text
    done = browser.post(address, type="D03", version="1", dated_on="2025-11-20", number="7/BC")
    assert done.status_code == 303
    (row,) = evidence(services, dossier)
    assert (row["number"], row["file_name"]) == ("7/BC", "bao cao.txt")
    assert "Đã nhận" not in checked(browser.client.get(address)).text()  # held no more


def test_without_a_file_nothing_is_attached(browse: Browse, dossier: Dossier, place: str) -> None:
    answer = browse(dossier.clerk).post(f"{place}/new?slot=D03", type="D03", version="1")
    assert answer.status_code == 422
    assert "cần có giá trị" in answer.text


def test_somebody_else_changed_the_dossier_meanwhile(browse: Browse, dossier: Dossier, place: str) -> None:
    clerk, head = browse(dossier.clerk), browse(dossier.head)
    assert attach(head, place, b"Mot", "mot.txt").status_code == 303
    stale = attach(clerk, place, b"Hai", "hai.txt")
    assert stale.status_code == 422
    assert "người khác thay đổi" in stale.text
    seen = next(item["value"] for _, item in checked(stale).elements if item.get("name") == "version")
    assert clerk.post(f"{place}/new?slot=D03", type="D03", version=seen).status_code == 303


def test_a_document_is_replaced_and_removed_with_the_consequences_told(
    browse: Browse, dossier: Dossier, services: Services, place: str
) -> None:
    browser = browse(dossier.clerk)
    attach(browser, place, b"Ban dau", "bao-cao.txt")
    first = str(evidence(services, dossier)[0]["id"])
    page = browser.open(f"{place}/{first}/replace")
    assert "Chưa ai xem phần này" in page.text()
    done = browser.post(
        f"{place}/{first}/replace", type="D03", version="2", files={"file": (b"Ban sau", "bao-cao.txt")}
    )
    assert done.status_code == 303
    second = str(evidence(services, dossier)[0]["id"])
    assert "Gỡ" in browser.open(f"{place}/{second}/remove").text()
    stale = browser.post(f"{place}/{second}/remove", version="2")
    assert stale.status_code == 409
    assert browser.post(f"{place}/{second}/remove", version="3").status_code == 303
    assert [row["status"] for row in evidence(services, dossier)] == ["replaced", "removed"]
    for key in (first, second):
        browser.open(f"{place}/{key}")  # what is gone can still be read
        browser.open(f"{place}/{key}/remove", 404)


FILES = [(PDF, "bao-cao.pdf", "iframe"), (PNG, "anh.png", "img"), ("Báo cáo".encode(), "bao-cao.txt", "iframe")]


@pytest.mark.parametrize(("content", "name", "tag"), FILES, ids=[name for _, name, _ in FILES])
def test_a_document_is_shown_in_a_frame_that_can_do_nothing(
    browse: Browse, dossier: Dossier, services: Services, place: str, content: bytes, name: str, tag: str
) -> None:
    browser = browse(dossier.clerk)
    attach(browser, place, content, name)
    key = evidence(services, dossier)[0]["id"]
    answer = browser.client.get(f"{place}/{key}")
    assert answer.headers["Content-Security-Policy"] == f"{POLICY}; frame-src 'self'"
    page = checked(answer)
    (shown,) = [item for found, item in page.elements if found == tag and "/file" in item.get("src", "")]
    sent = browser.client.get(shown["src"])
    assert sent.data == content
    rules = sent.headers["Content-Security-Policy"]
    assert "default-src 'none'" in rules
    assert "script-src" not in rules
    assert ("sandbox" in rules) == (not name.endswith(".pdf"))
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert sent.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert sent.headers["Content-Disposition"].startswith("inline")
    assert "no-store" in sent.headers["Cache-Control"]
    kept = browser.client.get(f"{place}/{key}/download")
    assert kept.headers["Content-Disposition"].startswith("attachment")
    assert kept.headers["X-Frame-Options"] == "DENY"


def test_no_other_page_may_frame_anything(browse: Browse, dossier: Dossier, place: str) -> None:
    assert "frame-src" not in browse(dossier.clerk).client.get(place).headers["Content-Security-Policy"]


def test_a_document_of_a_hidden_dossier_is_not_there(
    browse: Browse, dossier: Dossier, services: Services, place: str, root: str
) -> None:
    from tests.integration.services import add_actor, add_body  # noqa: PLC0415  # only here

    attach(browse(dossier.clerk), place, b"Mat", "mat.txt")
    key = evidence(services, dossier)[0]["id"]
    foreign = services.database.write(
        lambda work: add_actor(work, "la", "unit_clerk", add_body(work, "so-khac", parent=root))
    )
    browser = browse(foreign)
    for address in (f"{place}/{key}", f"{place}/{key}/file", f"{place}/{key}/download", f"{place}/{key}/replace"):
        assert browser.client.get(address).status_code == 404
    assert browse(dossier.clerk).client.get(f"{place}/{'0' * 32}/file").status_code == 404


def test_the_pages_cost_so_many_statements(browse: Browse, dossier: Dossier, services: Services, place: str) -> None:
    """A dossier with more papers costs no more statements."""
    from tests.support.databases import Statements  # noqa: PLC0415  # only here

    browser = browse(dossier.clerk)
    pages = [f"/proposals/{dossier.proposal_id}/{name}" for name in ("edit", "documents", "preflight", "versions/1")]

    def count() -> list[int]:
        found = []
        for address in pages:
            watcher = Statements()
            stop = services.database.watch(watcher)
            assert browser.client.get(address).status_code == 200
            stop()
            found.append(len(watcher.texts))
        return found

    count()  # every published version is parsed by now
    before = count()
    for number in range(3):
        answer = attach(browser, place, f"Bao cao {number}".encode(), f"{number}.txt", version=str(number + 1))
        assert answer.status_code == 303
    assert [after - now for after, now in zip(count(), before, strict=True)] == [0, 1, 0, 0]  # the attachers' names
    assert max(before) <= 40
