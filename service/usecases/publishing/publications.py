"""Published texts of every kind: checked, then immutable; the same content twice is one publication.

What ships is published by the installation itself; anything else needs two persons (`publishing.py`).
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.db import publications
from service.db.publications import Publication
from service.db.work import Work
from service.usecases.calendars import forget_calendar
from service.usecases.catalog import LOADERS, Published
from service.usecases.errors import Conflict, Invalid, NotFound, PayloadTooLarge
from service.usecases.publishing.publication_views import as_data, title_of
from service.usecases.recording import record
from service.usecases.streams import publication_stream
from workflows.calendars import DEFAULT, CalendarInvalid, CalendarYear, packaged_calendar_texts
from workflows.definition import FlowDefinition
from workflows.flows.catalog import packaged_flow_texts
from workflows.flows.loading import FlowInvalid
from workflows.guidance.loading import GuidanceInvalid
from workflows.guidance.model import Guidance
from workflows.plans.catalog import packaged_texts
from workflows.plans.loading import PlanInvalid
from workflows.policy import Actor
from workflows.rules.catalog import packaged_rulebook_texts
from workflows.rules.loading import RulebookInvalid
from workflows.rules.model import Rulebook
from workflows.votes.catalog import packaged_council_texts
from workflows.votes.loading import CouncilRuleInvalid
from workflows.votes.rules import CouncilRule

KINDS = tuple(LOADERS)
LARGEST_BYTES = 2_000_000
ALWAYS = date(2000, 1, 1)  # a rulebook without a first day, such as the house's own, is in force for every receipt
Texts = Callable[[], dict[str, str]]
PACKAGED: dict[str, Texts] = {
    "plan": packaged_texts,
    "flow": packaged_flow_texts,
    "rulebook": packaged_rulebook_texts,
    "calendar": packaged_calendar_texts,
    "council_rule": packaged_council_texts,
}


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a dry run found: the identity as far as it can be read, and every problem with its key path."""

    kind: str
    code: str
    version: int | None
    digest: str
    title: str
    problems: tuple[str, ...]

    @property
    def is_valid(self) -> bool:
        """Tell whether the text could be published."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """One immutable version; `is_new` tells whether this call made it."""

    kind: str
    code: str
    version: int
    digest: str
    effective_on: date
    title: str
    is_new: bool


def check_source(kind: str, text: str) -> CheckResult:
    """Read a text of one of the kinds without keeping it; raises NotFound (no such kind), PayloadTooLarge."""
    return read_source(kind, text)[0]


def publish_packaged(work: Work) -> list[PublishedVersion]:
    """Publish what ships with the product and is not published yet; examples of local packs are left to be imported."""
    done = []
    for kind, texts in PACKAGED.items():
        for name, text in texts().items():
            code, _, file_name = name.partition("/")
            held = publications.find(work, kind, code, int(file_name.removesuffix(".toml")))
            if held is not None and held.source == text:
                done.append(_as_published(held, is_new=False))
            elif _ships(kind, text):
                done.append(make_version(work, kind, text, confirmer=None))
    return done


def list_published(work: Work, *, kind: str, code: str | None = None) -> list[dict[str, Any]]:
    """Return every published version of a kind by code and version; published texts are public."""
    check_kind(kind)
    return [
        {
            "kind": row.kind,
            "code": row.code,
            "version": row.version,
            "digest": row.digest,
            "effective_on": row.effective_on.isoformat(),
            "title": row.title,
            "published_at": row.published_at.isoformat(),
        }
        for row in publications.list_versions(work, kind, code)
    ]


def show_published(work: Work, *, kind: str, code: str, version: int | None = None) -> dict[str, Any]:
    """Return one version (the newest when none is named): `meta`, `data` ready for JSON, `source` as published."""
    row = _get(work, kind, code, version)
    meta = {
        "kind": row.kind,
        "code": row.code,
        "version": row.version,
        "digest": row.digest,
        "effective_on": row.effective_on.isoformat(),
        "title": row.title,
        "published_at": row.published_at.isoformat(),
    }
    return {"meta": meta, "data": as_data(LOADERS[kind](row.source)), "source": row.source}


def export_published(work: Work, *, kind: str, code: str, version: int | None = None) -> str:
    """Return the TOML of a version exactly as published, so that importing it elsewhere gives the same digest."""
    return _get(work, kind, code, version).source


def load_published(work: Work, *, kind: str, code: str, version: int | None = None) -> Published:
    """Return one version parsed; raises NotFound."""
    return LOADERS[kind](_get(work, kind, code, version).source)


def read_source(kind: str, text: str) -> tuple[CheckResult, Published | None]:
    """Return what was found in a text, and what it says when nothing is wrong with it."""
    check_kind(kind)
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_BYTES:
        raise PayloadTooLarge("payload-too-large", {"limit_bytes": LARGEST_BYTES})
    try:
        parsed = LOADERS[kind](text)
    except (PlanInvalid, FlowInvalid, RulebookInvalid, CalendarInvalid, CouncilRuleInvalid, GuidanceInvalid) as error:
        code, version = _named(kind, text)
        return CheckResult(kind, code, version, "", "", tuple(error.problems)), None
    return CheckResult(kind, parsed.code, parsed.version, parsed.digest, title_of(parsed), ()), parsed


def require_new(work: Work, kind: str, parsed: Published) -> bool:
    """Tell whether a version is not published yet; raises Conflict when it is, with other content."""
    held = publications.find(work, kind, parsed.code, parsed.version)
    if held is not None and held.digest != parsed.digest:
        named = {"kind": kind, "code": parsed.code, "version": parsed.version, "digest": held.digest}
        raise Conflict("publication-immutable", named)
    return held is None


def require_readable(checked: CheckResult, parsed: Published | None) -> Published:
    """Return what a text says; raises Invalid with every problem found in it."""
    if parsed is None:
        problems = [{"path": "source", "code": "not-valid", "params": {"problem": line}} for line in checked.problems]
        raise Invalid("invalid-input", {"problems": problems})
    return parsed


def make_version(
    work: Work, kind: str, text: str, *, confirmer: Actor | None, facts: Mapping[str, Any] | None = None
) -> PublishedVersion:
    """Make an immutable version and record it: for the installation itself, or for the second of two persons.

    Called by `publish_packaged` and `publishing.confirm_publication`, and by nothing else: a test holds that.
    """
    checked, read = read_source(kind, text)
    parsed = require_readable(checked, read)
    if not require_new(work, kind, parsed):
        return _as_published(publications.get(work, kind, parsed.code, parsed.version), is_new=False)
    made = publications.publish(
        work,
        kind,
        parsed.code,
        parsed.version,
        digest=parsed.digest,
        effective_on=effective_on(parsed, work.today),
        title=checked.title,
        source=text,
        published_by=confirmer.account_id if confirmer else None,
    )
    told: dict[str, Any] = {"name": parsed.code, "version": parsed.version, "digest": parsed.digest}
    told |= {"effective_on": made.effective_on.isoformat()} | ({"flow": parsed.code} if kind == "flow" else {})
    told |= facts or {"by_installation": True}
    event = f"{kind.replace('_', '-')}.published"
    record(work, stream=publication_stream(kind, parsed.code), event=event, actor=confirmer, facts=told)
    if kind == "calendar":
        forget_calendar(work)
    return _as_published(made, is_new=True)


def effective_on(parsed: Published, today: date) -> date:
    """Return the day from which a version counts: as its text says, else the day of publishing.

    A plan counts from its own day of effect, else of issue, else from the start of its period; a rulebook from the
    first receipt it governs; a year's calendar at once, for limits reach into years to come.
    """
    if isinstance(parsed, FlowDefinition | Guidance):
        return parsed.effective_on
    if isinstance(parsed, Rulebook | CouncilRule):
        return parsed.starts_on or ALWAYS
    if isinstance(parsed, CalendarYear):
        return ALWAYS
    begins = date(parsed.period.value[0], 1, 1) if parsed.period.value else None
    return parsed.effective_on or parsed.issued_on or begins or today


def _ships(kind: str, text: str) -> bool:
    """Tell whether a packaged text is published by us: local rules and examples are left to be imported."""
    read = LOADERS[kind](text)
    if isinstance(read, Rulebook):
        return read.level in {"house", "national"} and not read.is_example
    return not (isinstance(read, CouncilRule) and read.is_example)


def _get(work: Work, kind: str, code: str, version: int | None) -> Publication:
    check_kind(kind)
    row = publications.latest(work, kind, code) if version is None else publications.find(work, kind, code, version)
    if row is None:
        raise NotFound("not-found", {"kind": kind, "code": code, "version": version})
    return row


def _as_published(row: Publication, *, is_new: bool) -> PublishedVersion:
    return PublishedVersion(row.kind, row.code, row.version, row.digest, row.effective_on, row.title, is_new)


def check_kind(kind: str) -> None:
    """Raise NotFound for a kind that nothing is published of."""
    if kind not in KINDS:
        raise NotFound("not-found", {"kind": "publication-kind", "code": kind})


def _named(kind: str, text: str) -> tuple[str, int | None]:
    """Return code and version of a text that can't be published, as far as they can be read."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return "", None
    code, version = data.get("code"), data.get("version")
    code = f"{DEFAULT}-{data.get('year')}" if kind == "calendar" else code
    return code if isinstance(code, str) else "", version if isinstance(version, int) else None
