"""Published guidances as people read them, with the places that are held, and the numbers of eligible subjects."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.db import guidance as places
from service.db import organisations, publications
from service.db.guidance import EligibleRow, ListedNumber
from service.db.publications import PublicationHead
from service.db.work import Work
from service.usecases.cases import reader_of
from service.usecases.catalog import Catalog
from service.usecases.errors import NotFound
from service.usecases.fields import FieldReader
from service.usecases.recording import record
from service.usecases.registrations.registration_rights import branches_of, require_right
from service.usecases.streams import publication_stream
from workflows.guidance.model import Guidance, Quota
from workflows.guidance.selection import limit_of
from workflows.plans.model import Plan
from workflows.policy import Actor, may

COUNT = "eligible:record"
MOST_NUMBER = 10_000_000


@dataclass(frozen=True, slots=True)
class PublishedGuidance:
    """The newest version of a guidance, and when it came to be here."""

    guidance: Guidance
    head: PublicationHead


@dataclass(frozen=True, slots=True)
class QuotaView:
    """A quota with what one reader may know of its use.

    `held` counts places of proposals that he may open, and nothing else: what is hidden from him is not counted.
    """

    quota: Quota
    held: int
    numbers: tuple[ListedNumber, ...]

    @property
    def limits(self) -> tuple[tuple[ListedNumber, int | None], ...]:
        """Return the newest number of each body with how many entries it gives."""
        newest: dict[str, ListedNumber] = {}
        for number in self.numbers:  # newest first
            newest.setdefault(number.body_id, number)
        return tuple((number, limit_of(self.quota, number.number)) for number in newest.values())


@dataclass(frozen=True, slots=True)
class GuidanceView:
    """One guidance in full; `bodies` are those whose eligible subjects the reader may count.

    `shares` are the quotas of every version that are shares of a counted number, the newest wording of each code.
    """

    item: PublishedGuidance
    heads: tuple[PublicationHead, ...]
    plans: tuple[PublicationHead, ...]
    quotas: tuple[QuotaView, ...]
    shares: tuple[Quota, ...]
    bodies: tuple[tuple[str, str], ...]


def list_guidances(work: Work, catalog: Catalog) -> list[PublishedGuidance]:
    """Return every guidance in its newest version, the latest first; published texts are public."""
    newest = {row.code: row for row in publications.list_versions(work, "guidance")}  # a later version comes later
    found = [PublishedGuidance(catalog.guidance(work, row.code, row.version), row) for row in newest.values()]
    return sorted(found, key=lambda item: (item.guidance.effective_on, item.guidance.code), reverse=True)


def guidances_of(work: Work, catalog: Catalog, plan: Plan) -> list[PublishedGuidance]:
    """Return the guidances for a plan's movement that mean this plan."""
    return [
        item
        for item in list_guidances(work, catalog)
        if plan.campaign
        and item.guidance.campaign == plan.campaign
        and (not item.guidance.plans or plan.code in item.guidance.plans)
    ]


def show_guidance(work: Work, catalog: Catalog, *, actor: Actor, code: str, version: int | None = None) -> GuidanceView:
    """Return one guidance, all its versions, the plans it is for, and the use of its quotas as far as it is told."""
    heads = publications.list_versions(work, "guidance", code)
    wanted = [head for head in heads if version in {None, head.version}]
    if not wanted:
        raise NotFound("not-found", {"kind": "guidance", "code": code})
    item = PublishedGuidance(catalog.guidance(work, code, wanted[-1].version), wanted[-1])
    return GuidanceView(
        item=item,
        heads=tuple(heads),
        plans=tuple(_plans(work, catalog, item.guidance)),
        quotas=_quotas(work, actor, item.guidance),
        shares=_shares(work, catalog, code),
        bodies=_countable(work, actor),
    )


def record_eligible(
    work: Work, catalog: Catalog, *, actor: Actor, code: str, values: Mapping[str, Any]
) -> dict[str, Any]:
    """Record how many eligible subjects a body has under a quota, by which paper; earlier numbers stay as history.

    A quota of any published version counts: entries may be made under an earlier one while a later one is published.
    `values`: `quota`, `body_id`, `number`, `document`. Raises NotFound, PermissionDenied, Invalid with every problem.
    """
    if publications.latest(work, "guidance", code) is None:
        raise NotFound("not-found", {"kind": "guidance", "code": code})
    reader = FieldReader(values)
    quota = reader.word("quota", [share.code for share in _shares(work, catalog, code)], required=True)
    body_id = reader.text("body_id", required=True)
    number = reader.whole("number", most=MOST_NUMBER, required=True)
    document = reader.text("document", required=True, longest=300)
    body = organisations.load_organisations(work, [body_id]).get(body_id)
    if body is None and body_id:
        reader.problem("body_id", "not-found")
    reader.finish()
    assert body is not None and number is not None  # noqa: S101, PT018 - required above; tells the type checker
    holding = require_right(actor, COUNT, body)
    row = EligibleRow(work.new_id(), code, quota, body.id, number, document, actor.account_id, work.now)
    places.add_number(work, row)
    facts = {"name": code, "quota": quota, "organisation": body.id, "count": number, "document_named": document}
    record(
        work,
        stream=publication_stream("guidance", code),
        event="guidance.eligible-recorded",
        actor=actor,
        holding=holding,
        facts=facts,
    )
    return row._asdict() | {"recorded_at": row.recorded_at.isoformat()}


def _plans(work: Work, catalog: Catalog, guidance: Guidance) -> list[PublicationHead]:
    newest = {head.code: head for head in publications.list_versions(work, "plan")}
    found = []
    for head in newest.values():
        plan = catalog.plan(work, head.code, head.version)
        if plan.campaign == guidance.campaign and (not guidance.plans or plan.code in guidance.plans):
            found.append(head)
    return found


def _shares(work: Work, catalog: Catalog, code: str) -> tuple[Quota, ...]:
    found: dict[str, Quota] = {}
    for head in reversed(publications.list_versions(work, "guidance", code)):  # newest first
        for quota in catalog.guidance(work, code, head.version).quotas:
            if quota.kind == "percent_of_eligible":
                found.setdefault(quota.code, quota)
    return tuple(found.values())


def _quotas(work: Work, actor: Actor, guidance: Guidance) -> tuple[QuotaView, ...]:
    held = places.count_readable(work, reader_of(actor), guidance.code) if may(actor, "proposal:read") else {}
    numbers = _numbers(work, actor, guidance)
    return tuple(
        QuotaView(
            quota,
            sum(count for (code, _), count in held.items() if code == quota.code),
            tuple(row for row in numbers if row.quota == quota.code),
        )
        for quota in guidance.quotas
    )


def _numbers(work: Work, actor: Actor, guidance: Guidance) -> list[ListedNumber]:
    """Return the numbers that this reader may see: those of his own bodies, all for an auditor."""
    if actor.reads_everything:
        return places.list_numbers(work, guidance.code, None)
    bodies = [held.organisation_id for held in actor.holdings if held.carries(COUNT)]
    return places.list_numbers(work, guidance.code, bodies) if bodies else []


def _countable(work: Work, actor: Actor) -> tuple[tuple[str, str], ...]:
    if not may(actor, COUNT):
        return ()
    branches = branches_of(actor, COUNT) or ()
    found = organisations.load_organisations(work, [branch.rstrip("/").rpartition("/")[2] for branch in branches])
    return tuple((row.id, row.name) for row in found.values())
