"""Office files are zip archives: their directory is read and judged before anything is unpacked."""

import io
import zipfile

MOST_ENTRIES = 2000
MOST_UNPACKED_BYTES = 200 * 1024 * 1024
MOST_RATIO = 100
SMALL_ENTRY_BYTES = 64 * 1024  # a tiny file may shrink very well without being a bomb
LONGEST_MIMETYPE = 100
ACTIVE_PARTS = ("vbaproject.bin", "vbadata.xml", "/activex/", "/embeddings/", "basic/script", "scripts/")
OFFICE_PARTS = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ODT = "application/vnd.oasis.opendocument.text"


def find_archive_problem(content: bytes) -> str:
    """Return the code of what is wrong with a zip archive, or an empty text."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "file-damaged"
    if any(entry.flag_bits & 1 for entry in entries):
        return "encrypted"
    if any(_leaves_folder(entry.filename) for entry in entries):
        return "archive-bomb"
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED_BYTES:
        return "archive-bomb"
    if any(_is_bomb(entry) for entry in entries):
        return "archive-bomb"
    names = [f"/{entry.filename.lower()}" for entry in entries]
    if any(part in name for name in names for part in ACTIVE_PARTS):
        return "active-content"
    return ""


def office_media_type(content: bytes) -> str:
    """Return the media type of a Word, Excel or OpenDocument file by its parts, or an empty text for another zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        if "[Content_Types].xml" in names:
            return next((kind for part, kind in OFFICE_PARTS.items() if part in names), "")
        if "mimetype" in names and archive.getinfo("mimetype").file_size < LONGEST_MIMETYPE:
            return ODT if archive.read("mimetype").decode("ascii", "replace").strip() == ODT else ""
    return ""


def _leaves_folder(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    too_dense = entry.file_size > MOST_RATIO * max(entry.compress_size, 1)
    return too_dense and entry.file_size > SMALL_ENTRY_BYTES
