"""Long work on the trail: the events of a search as lines or tables, a decision's package, a verification."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from functools import partial
from typing import Any

from service.db.audit import EventRow
from service.db.database import Database
from service.db.work import VIETNAM, Work
from service.documents.sheets import CSV_TYPE, XLSX_TYPE, Row, write_csv, write_xlsx
from service.i18n import name_of
from service.usecases.cases import require
from service.usecases.errors import Invalid
from service.usecases.jobs.job_running import Job
from service.usecases.jobs.jobs import start_job
from service.usecases.proofs.packages import pack_decision, rewarded_by
from service.usecases.recording import plain, record
from service.usecases.services import Services
from service.usecases.trail.audits import line_of, verify_audit
from service.usecases.trail.trail_index import index_trail
from service.usecases.trail.trail_search import (
    TrailFilters,
    check_filters,
    describe_events,
    find_hits,
    overrides_only,
    read_place,
)
from workflows.audit.overriding import OVERRIDDEN
from workflows.audit.sentences import Language
from workflows.policy import Actor

READ, EXPORT, VERIFY = "audit:read", "audit:export", "audit:verify"
FORMATS = ("jsonl", "csv", "xlsx")
BATCH = 1000
MOST_EVENTS = 100_000  # of one file; the whole trail is taken out by `vinhdanh audit export`, which keeps nothing
MOST_BREAKS = 200
HEADS: Mapping[str, tuple[str, ...]] = {
    "vi": (
        *("Thời điểm", "Sự việc", "Người thực hiện", "Vai trò", "Đề nghị", "Đối tượng", "Bị từ chối"),
        *("Chuỗi", "Số", "Mã băm"),
    ),
    "en": ("When", "What happened", "Who", "Role", "Proposal", "Nominee", "Refused", "Stream", "No.", "Hash"),
}
YES: Mapping[str, str] = {"vi": "có", "en": "yes"}
TITLE: Mapping[str, str] = {"vi": "Nhật ký", "en": "Audit trail"}


def start_search_export(
    work: Work, *, actor: Actor, filters: TrailFilters, form: str, language: Language = "vi"
) -> str:
    """Ask for the events of a search as a file (jsonl, csv, xlsx) and return the job; PermissionDenied, Invalid."""
    require(actor, EXPORT)
    check_filters(filters)
    if form not in FORMATS:
        raise Invalid("invalid-input", {"problems": [{"path": "format", "code": "not-found"}]})
    params = {"filters": plain(asdict(filters)), "format": form, "language": language}
    return start_job(work, actor=actor, kind="audit-export", params=params)


def start_package(work: Work, *, actor: Actor, number: str) -> str:
    """Ask for the package of a decision and return the job; raises PermissionDenied."""
    require(actor, EXPORT)
    return start_job(work, actor=actor, kind="audit-package", params={"number": number})


def start_verification(work: Work, *, actor: Actor) -> str:
    """Ask for the verification of every chain and return the job; PermissionDenied unless one reads the trail too."""
    require(actor, READ)
    require(actor, VERIFY)
    return start_job(work, actor=actor, kind="audit-verification", params={})


def export_search(services: Services, job: Job) -> Mapping[str, Any]:
    """Write the events that a search finds into a file, overrides first, then the rest, newest first; recorded."""
    actor, form = job.actor(), str(job.params["format"])
    require(actor, EXPORT)
    language: Language = "en" if job.params.get("language") == "en" else "vi"
    filters = read_filters(job.params["filters"])
    index_trail(services.database)
    found = _Found(services.database, actor, filters, lambda done: job.progress(done, 0))
    content, media_type = _write(found, form, language)
    name = f"nhat-ky.{form}"
    job.keep_file(content, name=name, media_type=media_type)
    facts = {"name": name, "count": found.count, "filters": {k: v for k, v in job.params["filters"].items() if v}}
    return job.finish(lambda work: _recorded(work, actor, facts, {"is_cut": found.is_cut}))


def export_package(services: Services, job: Job) -> Mapping[str, Any]:
    """Write the package of a decision into a file; recorded as `export.made` and beside each proposal in it."""
    actor, number = job.actor(), str(job.params["number"])
    require(actor, EXPORT)
    content, count = pack_decision(services, actor=actor, number=number)
    job.keep_file(content, name="goi-kiem-toan.zip", media_type="application/zip")
    proposals = services.database.read(lambda work: len(rewarded_by(work, actor, number)))
    facts = {"name": number, "count": count}
    return job.finish(lambda work: _recorded(work, actor, facts, {"proposals": proposals}))


def verify_chains(services: Services, job: Job) -> Mapping[str, Any]:
    """Recompute every chain; the result names the first breaks and says how many there are."""
    found = verify_audit(services.database, actor=job.actor(), on_progress=job.progress)
    breaks = found["breaks"]
    return {**found, "breaks": breaks[:MOST_BREAKS], "broken": len(breaks)}


def read_filters(kept: Mapping[str, Any]) -> TrailFilters:
    """Return filters from plain values."""
    days = {name: date.fromisoformat(kept[name]) for name in ("starts_on", "ends_on") if kept.get(name)}
    several = {name: tuple(kept.get(name) or ()) for name in ("person_ids", "unit_ids")}
    return TrailFilters(**{**kept, **several, "starts_on": None, "ends_on": None, **days})


class _Found:
    """The events of a search, page by page; how many there were, and whether more were left out."""

    def __init__(self, database: Database, actor: Actor, filters: TrailFilters, on_page: Callable[[int], None]) -> None:
        self._database, self._actor, self._filters, self._on_page = database, actor, filters, on_page
        self.count = 0
        self.is_cut = False

    def pages(self) -> Iterator[list[EventRow]]:
        """Yield the overrides and then the other events, newest first; each event once."""
        narrowed = overrides_only(self._filters)
        if narrowed is not None:
            yield from self._pages(narrowed, without="")
        if self._filters.event != OVERRIDDEN:
            yield from self._pages(self._filters, without=OVERRIDDEN)

    def _pages(self, filters: TrailFilters, *, without: str) -> Iterator[list[EventRow]]:
        place = read_place(None)
        while self.count < MOST_EVENTS:
            hits = self._database.read(
                partial(find_hits, actor=self._actor, filters=filters, before=place, limit=BATCH)
            )
            if not hits:
                return
            place = hits[-1].place
            rows = [hit.event for hit in hits if hit.event.event != without]
            self.count += len(rows)
            self._on_page(self.count)
            yield rows
            if len(hits) < BATCH:
                return
        self.is_cut = True

    def rows(self, language: Language) -> Iterator[Row]:
        """Yield the events as rows of a table."""
        for page in self.pages():
            told = self._database.read(partial(describe_events, rows=page, language=language))
            yield from (_row(event, language) for event in told)


def _write(found: _Found, form: str, language: Language) -> tuple[bytes, str]:
    if form == "jsonl":
        lines = [line_of(row.entry()) + b"\n" for page in found.pages() for row in page]
        return b"".join(lines), "application/jsonl"
    if form == "csv":
        return write_csv(HEADS[language], found.rows(language)), CSV_TYPE
    return write_xlsx(TITLE[language], HEADS[language], found.rows(language)), XLSX_TYPE


def _row(event: Mapping[str, Any], language: Language) -> Row:
    local = datetime.fromisoformat(event["at"]).astimezone(VIETNAM)
    acting, subject = event["payload"].get("actor") or {}, event["proposal"] or {}
    role = acting.get("role")
    values: Sequence[str | int] = (
        f"{local:%d/%m/%Y %H:%M:%S}",
        event["sentence"],
        event["actor"],
        name_of("roles", role, language) if role else "",
        subject.get("number", ""),
        subject.get("nominee_name", ""),
        YES[language] if event["is_refused"] else "",
        event["stream"],
        event["seq"],
        event["hash"],
    )
    return values


def _recorded(work: Work, actor: Actor, facts: Mapping[str, Any], more: Mapping[str, Any]) -> Mapping[str, Any]:
    record(work, stream="system", event="export.made", actor=actor, facts=facts)
    return {"count": facts["count"], **more}
