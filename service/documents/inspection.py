"""Looking at an upload before it is kept: size, name, type by content, and nothing that could act by itself."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from service.documents.archives import find_archive_problem, office_media_type
from service.documents.problems import UploadProblem

__all__ = ["Inspected", "UploadProblem", "inspect_upload"]

LONGEST_NAME = 150
PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
TEXT = "text/plain"
# Names in a PDF that make a reader run a script or start a program.
ACTIVE_PDF_NAMES = (b"/JavaScript", b"/JS", b"/Launch", b"/RichMedia", b"/EmbeddedFiles")
EXTENSIONS: Mapping[str, str] = {
    "pdf": PDF,
    "png": PNG,
    "jpg": JPEG,
    "jpeg": JPEG,
    "txt": TEXT,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
}


@dataclass(frozen=True, slots=True)
class Inspected:
    """What an accepted upload is: its type as its bytes say, and a name that is safe to give back."""

    media_type: str
    safe_name: str


@dataclass(frozen=True, slots=True)
class _Kind:
    media_type: str
    find_problem: Callable[[bytes], str] | None = None


def inspect_upload(file_name: str, content: bytes, *, limit_bytes: int) -> Inspected:
    """Return what the upload is; raises UploadProblem with a code and what to tell the uploader.

    The extension must agree with the bytes: a program renamed to .pdf is refused, not trusted.
    """
    if not content:
        raise UploadProblem("empty-file")
    if len(content) > limit_bytes:
        raise UploadProblem("too-large", {"limit_bytes": limit_bytes, "size": len(content)})
    name = _safe_name(file_name)
    extension = name.rpartition(".")[2].lower()
    wanted = EXTENSIONS.get(extension)
    if wanted is None:
        raise UploadProblem("type-not-allowed", {"extension": extension, "allowed": sorted(EXTENSIONS)})
    kind = _recognise(content)
    if kind is None or kind.media_type != wanted:
        raise UploadProblem("type-mismatch", {"extension": extension})
    problem = kind.find_problem(content) if kind.find_problem else ""
    if problem:
        raise UploadProblem(problem, {"name": name})
    return Inspected(kind.media_type, name)


def _safe_name(file_name: str) -> str:
    """Return the last part of a name in NFC; raises UploadProblem for a name that hides or breaks something."""
    name = unicodedata.normalize("NFC", file_name).replace("\\", "/").rpartition("/")[2].strip().strip(".")
    hidden = any(unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs"} for letter in name)
    if not name or hidden or len(name) > LONGEST_NAME or name.startswith("~"):
        raise UploadProblem("name-not-safe")
    return name


def _recognise(content: bytes) -> _Kind | None:
    if content.startswith(b"%PDF-"):
        return _Kind(PDF, _find_pdf_problem)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _Kind(PNG)
    if content.startswith(b"\xff\xd8\xff"):
        return _Kind(JPEG)
    if content.startswith(b"PK\x03\x04"):
        problem = find_archive_problem(content)
        media_type = "" if problem else office_media_type(content)
        if problem:
            raise UploadProblem(problem)
        return _Kind(media_type) if media_type else None
    return _Kind(TEXT) if _is_text(content) else None


def _find_pdf_problem(content: bytes) -> str:
    """Return the code of what is wrong with a PDF; names may be written with #xx escapes, which hide nothing."""
    plain = _unescape_names(content)
    if any(_has_name(plain, name) for name in ACTIVE_PDF_NAMES):
        return "active-content"
    return "" if b"%%EOF" in content[-2048:] else "file-damaged"


def _has_name(content: bytes, name: bytes) -> bool:
    """Tell whether a PDF name stands there as a whole (`/JS` and not `/JSomething`)."""
    start = content.find(name)
    while start >= 0:
        after = content[start + len(name) : start + len(name) + 1]
        if not after.isalnum():
            return True
        start = content.find(name, start + 1)
    return False


def _unescape_names(content: bytes) -> bytes:
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), content)


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    lowered = text.lstrip().lower()
    looks_active = lowered.startswith(("<!doctype", "<html", "<svg", "<?xml", "<script", "#!", "mz"))
    controls = any(unicodedata.category(letter) == "Cc" and letter not in "\r\n\t\f" for letter in text)
    return not looks_active and not controls
