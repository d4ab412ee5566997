"""Small real files for the dossiers, made the same way every time: plain text, PDF and Word."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from workflows.names import fold

MARK = "TÀI LIỆU GIẢ ĐỊNH, CHỈ ĐỂ TRÌNH DIỄN"
_EPOCH = (2024, 1, 1, 0, 0, 0)
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_TYPES = (
    f"{_XML}"
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    f"{_XML}"
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_file(ending: str, lines: Sequence[str]) -> bytes:
    """Return a file of that ending (`txt`, `pdf`, `docx`) with these lines; the same lines give the same bytes."""
    return {"txt": _text, "pdf": _pdf, "docx": _word}[ending]([MARK, *lines])


def _text(lines: Sequence[str]) -> bytes:
    return ("\n\n".join(lines) + "\n").encode()


def _word(lines: Sequence[str]) -> bytes:
    paragraphs = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    body = f'{_XML}<w:document xmlns:w="{_WORD}"><w:body>{paragraphs}</w:body></w:document>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", body),
        ):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content)
    return held.getvalue()


def _pdf(lines: Sequence[str]) -> bytes:
    """Write one page in a standard font, which has no Vietnamese letters: the words stand there without marks."""
    shown = [fold(line).encode("ascii", "replace").translate(None, b"()\\").upper() for line in lines]
    drawn = b"BT /F1 11 Tf 56 780 Td 18 TL " + b" ".join(b"(" + line[:90] + b") Tj T*" for line in shown) + b" ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + tail % (len(objects) + 1, table, len(objects) + 1, len(out))
