"""The audit package of one decision: every proposal behind it with its documents, its trail and what was refused."""

import hashlib
import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from service.db import audit, ballots, dossiers, records, recusals
from service.db.dossiers import DocumentRow
from service.db.work import Work
from service.documents.inspection import EXTENSIONS
from service.documents.store import Damaged, DocumentStore, Missing
from service.usecases.case_views import document_as_data, show_proposal
from service.usecases.cases import require
from service.usecases.catalog import Catalog
from service.usecases.councils.ballot_views import published_list
from service.usecases.councils.council_letters import Letter, letters_about
from service.usecases.drafting.reads import note_export
from service.usecases.errors import NotFound
from service.usecases.recording import record
from service.usecases.services import Services
from service.usecases.streams import attempts_stream, proposal_stream, reads_stream
from workflows.audit.entries import export_line
from workflows.audit.overriding import OVERRIDDEN
from workflows.policy import Actor

FIRST_INSTANT = (1980, 1, 1, 0, 0, 0)  # of every entry, so that the same package has the same bytes
MOST_EVENTS = 100_000
EXPLANATION = """Gói kiểm toán của quyết định {number}.

Số lần vượt quy tắc: {overrides}
0-overrides.jsonl      mọi lần vượt quy tắc, đứng trước hết
manifest.json          các đề nghị, tài liệu và SHA-256 của mọi tệp trong gói
<số>/proposal.json     đề nghị như đang thấy
<số>/events.jsonl      nhật ký của đề nghị, mỗi dòng một sự kiện kèm mã băm
<số>/attempts.jsonl    các lần bị từ chối
<số>/reads.jsonl       ai đã mở, đã tải hồ sơ
<số>/documents/        mọi phiên bản tài liệu
<số>/opinions/         văn bản ý kiến của thành viên Hội đồng vắng mặt, kể cả bản đã được thay, tên tệp là SHA-256
<số>/ballots/          danh sách các lần bỏ phiếu kín, kiểm lại bằng: vinhdanh ballots check TỆP

Mỗi dòng nhật ký tự kiểm được: hash = SHA-256("vinhdanh-audit/v1\\n" + prev + "\\n" + body), trong đó body là JSON
chuẩn (RFC 8785) của at, event, payload, seq, stream.
"""


def export_package(services: Services, *, actor: Actor, number: str) -> bytes:
    """Return a zip archive with everything on the proposals that a decision rewarded; the export is recorded.

    Raises PermissionDenied, NotFound when no award bears that number. A file lost or altered on disk is named in the
    manifest instead of hidden.
    """
    content, count = pack_decision(services, actor=actor, number=number)
    facts = {"name": number, "count": count}
    services.database.write(lambda work: record(work, stream="system", event="export.made", actor=actor, facts=facts))
    return content


def pack_decision(services: Services, *, actor: Actor, number: str) -> tuple[bytes, int]:
    """Return the archive and how many files it holds, once it stands beside each proposal that it was taken out."""
    require(actor, "audit:export")
    catalog, store = services.catalog, services.documents
    files = services.database.read(lambda work: collect_package(work, catalog, store, actor=actor, number=number))
    for key in services.database.read(lambda work: rewarded_by(work, actor, number)):
        note_export(services, actor=actor, proposal_id=key, name=number)
    return _zip(files), len(files)


def collect_package(
    work: Work, catalog: Catalog, store: DocumentStore, *, actor: Actor, number: str
) -> dict[str, bytes]:
    """Return the files of a package by name, on one snapshot; raises PermissionDenied and NotFound."""
    require(actor, "audit:export")
    keys = rewarded_by(work, actor, number)
    if not keys:
        raise NotFound("not-found", {"kind": "decision", "number": number})
    files: dict[str, bytes] = {}
    shown = []
    for key in keys:
        view, held = _proposal_files(work, catalog, store, actor, key)
        files |= held
        shown.append(view)
    overrides = [line for key in keys for line in _overrides(work, proposal_stream(key))]
    files["0-overrides.jsonl"] = b"".join(overrides)
    files["README.txt"] = EXPLANATION.format(number=number, overrides=len(overrides)).encode()
    manifest = {
        "overrides": len(overrides),
        "decision": number,
        "made_at": work.now.isoformat(),
        "proposals": shown,
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
    }
    files["manifest.json"] = orjson.dumps(manifest, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)
    return files


def rewarded_by(work: Work, actor: Actor, number: str) -> list[str]:
    """Return the proposals that a decision rewarded, without those that are hidden from this actor."""
    found = (row.data.get("proposal_id") for row in records.list_awards(work, number))
    hidden = recusals.hidden_proposals(work, actor.person_id)
    return list(dict.fromkeys(key for key in found if key and key not in hidden))


def _proposal_files(
    work: Work, catalog: Catalog, store: DocumentStore, actor: Actor, proposal_id: str
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the manifest's line of a proposal and its files by name."""
    view = show_proposal(work, catalog, actor=actor, proposal_id=proposal_id)
    folder, stream = view["number"], proposal_stream(proposal_id)
    files = {
        f"{folder}/proposal.json": orjson.dumps(view, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS),
        f"{folder}/events.jsonl": b"".join(_lines(work, stream)),
        f"{folder}/attempts.jsonl": b"".join(_lines(work, attempts_stream(stream))),
        f"{folder}/reads.jsonl": b"".join(_lines(work, reads_stream(stream))),
    }
    for ballot in ballots.list_ballots(work, proposal_id):
        if ballot.state == "closed":
            files[f"{folder}/ballots/{ballot.id}.json"] = orjson.dumps(published_list(work, ballot))
    rows = dossiers.list_documents(work, proposal_id, current_only=False)
    damaged = []
    for row in rows:
        try:
            files[_name_of(folder, row)] = store.get(row.digest)
        except (Missing, Damaged):
            damaged.append(row.id)
    letters = letters_about(work, proposal_id)
    written, lost = _letter_files(store, folder, letters)
    line = {
        "id": proposal_id,
        "number": folder,
        "state": view["state"],
        "nominee": view["nominee"],
        "documents": [document_as_data(row._asdict()) for row in rows],
        "opinions": [letter._asdict() for letter in letters],
        "damaged": [*damaged, *lost],
    }
    return line, files | written


def _letter_files(store: DocumentStore, folder: str, letters: Sequence[Letter]) -> tuple[dict[str, bytes], list[str]]:
    """Return the letters of absent council members by name, and the hashes of those lost or altered on disk."""
    files: dict[str, bytes] = {}
    lost = []
    for letter in letters:
        extension = next((name for name, kind in EXTENSIONS.items() if kind == letter.media_type), "bin")
        try:
            files[f"{folder}/opinions/{letter.digest}.{extension}"] = store.get(letter.digest)
        except (Missing, Damaged):
            lost.append(letter.digest)
    return files, lost


def _lines(work: Work, stream: str) -> Iterator[bytes]:
    for row in audit.read_stream(work, stream, limit=MOST_EVENTS):
        yield export_line(row.entry()) + b"\n"


def _overrides(work: Work, stream: str) -> Iterator[bytes]:
    for row in audit.read_stream(work, stream, limit=MOST_EVENTS):
        if row.event == OVERRIDDEN:
            yield export_line(row.entry()) + b"\n"


def _name_of(folder: str, row: DocumentRow) -> str:
    return f"{folder}/documents/{row.type}-{row.version}-{row.id}-{row.file_name}"


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, FIRST_INSTANT), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
