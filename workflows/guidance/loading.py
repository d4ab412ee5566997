"""From the text of a guidance file to a guidance, or to the list of everything that is wrong with it."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

from workflows.documents import document_types
from workflows.findings import Confidence
from workflows.guidance.model import (
    Award,
    CountedBy,
    Exclusion,
    ExclusionKind,
    Guidance,
    Paper,
    Paperwork,
    Quota,
    QuotaKind,
    Scope,
)
from workflows.plans import vocabulary as words
from workflows.plans.loading import data_digest, find_bad_values
from workflows.plans.model import Stated
from workflows.plans.table_reader import TableReader
from workflows.rules.vocabulary import CONFIDENCES

KINDS: Final[tuple[QuotaKind, ...]] = ("per_body", "percent_of_eligible", "total")
COUNTED: Final[tuple[CountedBy, ...]] = ("agency", "unit")
EXCLUSIONS: Final[tuple[ExclusionKind, ...]] = ("rewarded_in_phase",)
_NEVER = date.min  # stands in for a day that is missing, in a file that is refused
RECEIVERS = ("collector", "appraiser", "ministry", "central", "decider")
_FRACTION = re.compile(r"(\d{1,9})(?:/(\d{1,9}))?")


class GuidanceInvalid(ValueError):
    """A guidance file that cannot be accepted; `problems` lists every reason with its key path."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def load_guidance(text: str) -> Guidance:
    """Read a guidance from TOML; raises GuidanceInvalid with all problems at once."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise GuidanceInvalid([f"file: not TOML: {error}"]) from error
    return guidance_from_data(data)


def guidance_from_data(data: Mapping[str, Any]) -> Guidance:
    """Build a guidance from parsed data (dates as dates or ISO texts); raises GuidanceInvalid with all problems."""
    problems = list(find_bad_values(data, ""))
    reader = TableReader(data, "", problems)
    guidance = _read_guidance(reader, "" if problems else data_digest(data))
    reader.finish()
    _find_contradictions(guidance, reader)
    if problems:
        raise GuidanceInvalid(problems)
    return guidance


def _read_guidance(reader: TableReader, digest: str) -> Guidance:
    issuer, states = reader.table("issuer"), reader.table("states")
    effective_on = reader.day("effective_on")
    if effective_on is None:
        reader.problem("effective_on", "missing")
    return Guidance(
        code=reader.text("code"),
        version=reader.whole("version", least=1),
        title_vi=reader.text("title_vi"),
        title_en=reader.text("title_en"),
        campaign=reader.text("campaign"),
        plans=reader.texts("plans"),
        issuer_code=issuer.text("code"),
        issuer_name=issuer.text("name"),
        within=issuer.texts("within"),
        nationwide=issuer.flag("nationwide"),
        paper=_read_paperwork(reader.table("document")),
        effective_on=effective_on or _NEVER,
        ends_on=reader.day("ends_on"),
        confidence=Confidence(reader.word("confidence", CONFIDENCES)),
        is_example=reader.flag("is_example"),
        submit_before=Stated(*reader.stated("submit_before", _read_day)),
        submit_to=Stated(*reader.stated("submit_to", _read_receiver)),
        sets=Stated(*reader.stated("sets", _read_sets)),
        standard=Stated(*reader.stated("standard", TableReader.text)),
        replaces_from=Stated(*reader.stated("replaces_from", _read_day)),
        awards=tuple(_read_award(table) for table in reader.tables("awards")),
        quotas=tuple(_read_quota(table) for table in reader.tables("quotas")),
        quotas_state=states.word("quotas", words.STATES, "not_stated"),
        papers=tuple(_read_paper(table) for table in reader.tables("dossier")),
        papers_state=states.word("dossier", words.STATES, "not_stated"),
        exclusions=tuple(_read_exclusion(table) for table in reader.tables("exclusions")),
        exclusions_state=states.word("exclusions", words.STATES, "not_stated"),
        digest=digest,
    )


def _read_paperwork(table: TableReader) -> Paperwork:
    return Paperwork(
        number=table.optional("number"),
        date_printed=table.text("date_printed", ""),
        issued_on=table.day("issued_on"),
        signer=table.optional("signer"),
        quality=table.word("quality", words.QUALITIES),
    )


def _read_scope(table: TableReader) -> Scope:
    return Scope(
        forms=table.words("forms", words.FORMS),
        occasions=table.words("occasions", words.OCCASIONS),
        subjects=table.words("subjects", words.LEGAL_SUBJECTS),
    )


def _read_award(table: TableReader) -> Award:
    award = Award(_read_scope(table), table.text("wording", ""), table.lines())
    if not award.scope.forms:
        table.problem("forms", "missing")
    return award


def _read_quota(table: TableReader) -> Quota:
    quota = Quota(
        code=table.text("code"),
        kind=table.word("kind", KINDS),
        value=_read_fraction(table, "value"),
        scope=_read_scope(table),
        counted_by=table.word("counted_by", COUNTED, "agency"),
        levels=table.words("levels", words.LEVELS),
        bodies=table.texts("bodies"),
        at_least=table.whole("at_least", 0),
        must_know=table.flag("must_know"),
        wording=table.text("wording", ""),
        lines=table.lines(),
    )
    if quota.kind != "percent_of_eligible":
        if quota.value.denominator != 1:
            table.problem("value", "a number of entries is whole; only a share of the eligible may be a fraction")
        for key in ("at_least", "must_know"):
            if table.has(key):
                table.problem(key, "only a share of the eligible may say this")
    elif quota.value > 1:
        table.problem("value", "a share of the eligible is at most 1")
    if quota.kind == "total" and (quota.levels or quota.bodies or table.has("counted_by")):
        table.problem("kind", "a total is counted over all bodies")
    return quota


def _read_fraction(table: TableReader, key: str) -> Fraction:
    """Return an exact number written `2` or `5/100`; a decimal fraction is never written as one."""
    said = table.text(key)
    found = _FRACTION.fullmatch(said)
    if not found or found[2] == "0" * len(found[2] or "x"):
        if said:
            table.problem(key, f"{said!r} is not a whole number or a fraction such as 5/100")
        return Fraction(0)
    return Fraction(int(found[1]), int(found[2] or 1))


def _read_paper(table: TableReader) -> Paper:
    paper = Paper(table.text("document"), _read_scope(table), table.text("wording", ""), table.lines())
    for code in paper.document.split("|"):
        if code and code not in document_types():
            table.problem("document", f"no type of document is called {code!r}")
    return paper


def _read_exclusion(table: TableReader) -> Exclusion:
    first, last = table.day("first"), table.day("last")
    for key, day in (("first", first), ("last", last)):
        if day is None:
            table.problem(key, "missing")
    if first and last and last < first:
        table.problem("last", "earlier than first")
    return Exclusion(
        kind=table.word("kind", EXCLUSIONS),
        awards=table.words("awards", words.FORMS),
        first=first or _NEVER,
        last=last or _NEVER,
        scope=_read_scope(table),
        wording=table.text("wording", ""),
        lines=table.lines(),
    )


def _read_day(table: TableReader, key: str) -> date | None:
    return table.day(key)


def _read_receiver(table: TableReader, key: str) -> str:
    return table.word(key, RECEIVERS)


def _read_sets(table: TableReader, key: str) -> int:
    return table.whole(key, least=1)


def _find_contradictions(guidance: Guidance, reader: TableReader) -> None:
    if guidance.ends_on and guidance.ends_on < guidance.effective_on:
        reader.problem("ends_on", "earlier than effective_on")
    replaces_from = guidance.replaces_from.value
    if replaces_from and guidance.version == 1:
        reader.problem("replaces_from", "the first version has none before it")
    if replaces_from and replaces_from < guidance.effective_on:
        reader.problem("replaces_from", "earlier than effective_on")
    lists: Iterable[tuple[str, str, int]] = (
        ("quotas", guidance.quotas_state, len(guidance.quotas)),
        ("dossier", guidance.papers_state, len(guidance.papers)),
        ("exclusions", guidance.exclusions_state, len(guidance.exclusions)),
    )
    for key, state, count in lists:
        if bool(count) != (state == "stated"):
            reader.problem(f"states.{key}", "stated exactly where the file has such lines")
    if not guidance.awards:
        reader.problem("awards", "missing")
    for code, count in Counter(quota.code for quota in guidance.quotas).items():
        if count > 1:
            reader.problem("quotas", f"code {code!r} is used {count} times")
