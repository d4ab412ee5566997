"""Receiving a yearly report: by the body that owes it, or by the one it goes to, with its document, day and hash."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from service.db import organisations, reports
from service.db.reports import ReportRow
from service.db.work import Work
from service.documents.inspection import inspect_upload
from service.usecases.attempts import look, perform
from service.usecases.drafting.uploads import scan_upload
from service.usecases.errors import Invalid, PermissionDenied
from service.usecases.recording import record
from service.usecases.reports.reports import REPORTERS, ChainView, Owed, find_owed, receiving_role, report_as_data
from service.usecases.services import Services
from service.usecases.streams import publication_stream
from workflows.policy import Actor, Holding, find_holding

ACTION = "report"
FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is stated of a report: whose and which it is, its number and date; when it came, if not just now."""

    chain: str
    year: int
    organisation_id: str
    file_name: str
    content: bytes
    number: str = ""
    dated_on: date | None = None
    received_on: date | None = None


def receive_report(services: Services, *, actor: Actor, plan_code: str, receipt: Receipt) -> dict[str, Any]:
    """Keep a report and record its receipt; the scanner runs outside any transaction.

    Only the receiving body states another day than today, for a report that came on paper. Raises NotFound,
    PermissionDenied, Invalid with every problem, UploadRefused.
    """
    stream = publication_stream("plan", plan_code)

    def check(work: Work) -> tuple[ChainView, Owed, Holding]:
        return _authorised(services, work, actor, plan_code, receipt)

    look(services, check, actor=actor, stream=stream, action=ACTION)
    scan_upload(services, receipt.file_name, receipt.content)
    media_type = inspect_upload(
        receipt.file_name, receipt.content, limit_bytes=services.settings.upload_limit_bytes
    ).media_type
    digest = services.documents.put(receipt.content)

    def act(work: Work) -> dict[str, Any]:
        chain, item, holding = check(work)
        row = _row(work, actor, plan_code, receipt, chain, (media_type, digest))
        reports.add_report(work, row)
        told = {"name": item.body.name, "number": str(receipt.year), "code": plan_code, "report": row.id}
        told |= {"chain": row.chain, "digest": digest, "received_on": row.received_on.isoformat()}
        is_late = row.due_on is not None and row.received_on > row.due_on
        event = "report.received-late" if is_late else "report.received"
        record(work, stream=stream, event=event, actor=actor, holding=holding, facts=told)
        return report_as_data(row, {actor.account_id: actor.name})

    return perform(services, act, actor=actor, stream=stream, action=ACTION)


def _authorised(
    services: Services, work: Work, actor: Actor, plan_code: str, receipt: Receipt
) -> tuple[ChainView, Owed, Holding]:
    """Return the report as it is owed and the role by which the actor files it."""
    where: dict[str, Any] = {"plan_code": plan_code, "chain_code": receipt.chain, "year": receipt.year}
    chain, item = find_owed(work, services.catalog, actor=actor, organisation_id=receipt.organisation_id, **where)
    holding = _holding(work, actor, chain, item)
    if holding is None or not {"*", "report:file"} & actor.scopes:
        raise PermissionDenied("permission-denied", {"action": ACTION, "roles": list(REPORTERS), "body": "unit"})
    if problems := _problems(work, receipt, may_date=chain.may_receive):
        raise Invalid("invalid-input", {"problems": problems})
    return chain, item, holding


def _holding(work: Work, actor: Actor, chain: ChainView, item: Owed) -> Holding | None:
    body = organisations.get_organisation(work, item.body.id)
    own = find_holding(actor, REPORTERS, body.id, body.path, act=ACTION)
    if own is not None or not chain.may_receive:
        return own
    return receiving_role(work, actor, chain.chain)


def _problems(work: Work, receipt: Receipt, *, may_date: bool) -> list[dict[str, Any]]:
    received, found = receipt.received_on or work.today, []
    if not FIRST_YEAR <= receipt.year <= work.today.year:
        found.append("year")
    if received > work.today or (received != work.today and not may_date):
        found.append("received_on")
    if receipt.dated_on is not None and receipt.dated_on > received:
        found.append("dated_on")
    codes = {"year": "year-not-come", "received_on": "receipt-day-not-allowed", "dated_on": "dated-after-receipt"}
    return [{"path": path, "code": codes[path]} for path in found]


def _row(
    work: Work, actor: Actor, plan_code: str, receipt: Receipt, chain: ChainView, file: tuple[str, str]
) -> ReportRow:
    return ReportRow(
        id=work.new_id(),
        plan_code=plan_code,
        chain=receipt.chain,
        year=receipt.year,
        organisation_id=receipt.organisation_id,
        number=receipt.number,
        dated_on=receipt.dated_on,
        received_on=receipt.received_on or work.today,
        due_on=chain.last_day,
        file_name=receipt.file_name,
        media_type=file[0],
        size=len(receipt.content),
        digest=file[1],
        filed_by=actor.account_id,
        filed_at=work.now,
    )
