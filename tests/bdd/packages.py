"""Reading an audit package as whoever receives it: nothing but the archive at hand."""

import hashlib
import io
import zipfile

import orjson

from workflows.audit.chains import find_breaks
from workflows.audit.entries import Entry, read_line


def demand_whole(content: bytes, number: int) -> None:
    """Fail unless the archive holds so many proposals, every paper of them, and trails without a break."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = orjson.loads(files.pop("manifest.json"))
    assert manifest["files"] == {name: hashlib.sha256(file).hexdigest() for name, file in files.items()}
    assert len(manifest["proposals"]) == number, [proposal["number"] for proposal in manifest["proposals"]]
    refused = 0
    for proposal in manifest["proposals"]:
        folder = proposal["number"]
        kept = {hashlib.sha256(file).hexdigest() for name, file in files.items() if name.startswith(f"{folder}/doc")}
        assert {document["digest"] for document in proposal["documents"]} <= kept
        assert not proposal["damaged"]
        assert entries_of(files[f"{folder}/events.jsonl"])
        refused += len(entries_of(files[f"{folder}/attempts.jsonl"]))
    assert refused, "gói không có lần bị từ chối nào"


def entries_of(lines: bytes) -> list[Entry]:
    """Return the entries of a trail, checked."""
    entries = [read_line(line) for line in lines.splitlines()]
    assert not list(find_breaks(entries))
    return entries
