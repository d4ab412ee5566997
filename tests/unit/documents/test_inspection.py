"""Uploads: what is accepted by content, and every hostile kind that is refused."""

import io
import zipfile

import pytest

from service.documents.inspection import UploadProblem, inspect_upload

LIMIT = 2 * 1024 * 1024
PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


def an_archive(**parts: bytes | str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def a_docx(**more: bytes | str) -> bytes:
    return an_archive(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}, **more)


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(UploadProblem) as caught:
        inspect_upload(name, content, limit_bytes=LIMIT)
    return caught.value.code


ACCEPTED = [
    ("báo cáo.pdf", PDF, "application/pdf"),
    ("ảnh.PNG", PNG, "image/png"),
    ("ghi chú.txt", "Thành tích năm 2024\n".encode(), "text/plain"),
    ("tờ trình.docx", a_docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
]


@pytest.mark.parametrize("case", range(len(ACCEPTED)))
def test_upload_is_accepted_by_its_content(case: int) -> None:
    name, content, media_type = ACCEPTED[case]
    seen = inspect_upload(name, content, limit_bytes=LIMIT)
    assert seen.media_type == media_type
    assert seen.safe_name == name


REFUSED = [
    ("rỗng.pdf", b"", "empty-file"),
    ("lớn.pdf", PDF + b" " * LIMIT, "too-large"),
    ("chạy.exe", b"MZ\x90\x00", "type-not-allowed"),
    ("giả.pdf", b"MZ\x90\x00\x03", "type-mismatch"),
    ("trang.txt", b"<html><script>alert(1)</script>", "type-mismatch"),
    ("tranh.png", PDF, "type-mismatch"),
    ("kịch bản.pdf", PDF.replace(b"/Catalog", b"/Catalog /JS (app.alert)"), "active-content"),
    ("giấu tên.pdf", PDF.replace(b"/Catalog", b"/Catalog /J#61vaScript (x)"), "active-content"),
    ("mở máy.pdf", PDF.replace(b"/Catalog", b"/Catalog /Launch <<>>"), "active-content"),
    ("cụt.pdf", b"%PDF-1.7\n1 0 obj", "file-damaged"),
    ("macro.docx", a_docx(**{"word/vbaProject.bin": b"x"}), "active-content"),
    ("nhúng.docx", a_docx(**{"word/embeddings/oleObject1.bin": b"x"}), "active-content"),
    ("bom.docx", a_docx(**{"word/big.xml": b"0" * 40_000_000}), "archive-bomb"),
    ("leo.docx", a_docx(**{"../../etc/passwd": b"x"}), "archive-bomb"),
    ("hỏng.docx", b"PK\x03\x04hello", "file-damaged"),
    ("zip.docx", an_archive(a="b"), "type-mismatch"),
    ("nhiều.docx", a_docx(**{f"word/{n}.xml": "" for n in range(2100)}), "archive-bomb"),
    ("a\u202efdp.exe.pdf", PDF, "name-not-safe"),
    ("a\x00b.pdf", PDF, "name-not-safe"),
    ("..", PDF, "name-not-safe"),
    ("x" * 200 + ".pdf", PDF, "name-not-safe"),
]


@pytest.mark.parametrize("case", range(len(REFUSED)))
def test_upload_is_refused(case: int) -> None:
    name, content, code = REFUSED[case]
    assert refusal(name, content) == code


def test_name_keeps_only_its_last_part() -> None:
    assert inspect_upload("C:\\dulieu\\..\\bao cao.pdf", PDF, limit_bytes=LIMIT).safe_name == "bao cao.pdf"


def test_pdf_name_that_only_begins_like_an_active_one_is_accepted() -> None:
    harmless = PDF.replace(b"/Catalog", b"/Catalog /JSONLike 1")
    assert inspect_upload("a.pdf", harmless, limit_bytes=LIMIT).media_type == "application/pdf"
