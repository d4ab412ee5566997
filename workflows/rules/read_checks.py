"""Reading one check of a rulebook, noting whatever a person could not trust in it."""

import string
from collections.abc import Collection
from dataclasses import fields
from types import MappingProxyType

from workflows.facts import ProposalFacts
from workflows.findings import Citation, Confidence, Force
from workflows.plans.table_reader import TableReader
from workflows.rules import vocabulary as words
from workflows.rules.model import CheckSpec

HOUSE = "house"  # the source of what the software itself asks
_FACTS = frozenset(field.name for field in fields(ProposalFacts))


def read_check(table: TableReader, kinds: Collection[str]) -> tuple[CheckSpec, bool]:
    """Read one `[[checks]]` table; return it with whether it is asked (`active`, true unless said otherwise)."""
    active = not table.has("active") or table.flag("active")
    spec = CheckSpec(
        code=table.text("code"),
        kind=table.text("kind"),
        force=Force(table.word("force", words.FORCES)),
        at=table.words("at", words.PHASES),
        title_vi=table.text("title_vi"),
        title_en=table.text("title_en"),
        message_vi=table.text("message_vi"),
        message_en=table.text("message_en"),
        remedy_vi=table.text("remedy_vi"),
        remedy_en=table.text("remedy_en"),
        citation=read_citation(table),
        unknown=table.word("unknown", words.UNKNOWN_POLICIES, "block"),
        settle=not table.has("settle") or table.flag("settle"),
        forms=table.words("forms", words.FORMS),
        subjects=table.words("subjects", words.LEGAL_SUBJECTS),
        bases=table.words("bases", words.BASES),
        valid_from=table.day("valid_from"),
        valid_to=table.day("valid_to"),
        date_by=table.word("date_by", words.DATES, "receipt"),
        params=read_free(table, "params"),
        needs=table.texts("needs"),
        needs_params=table.texts("needs_params"),
        overridable=read_citation(table, "overridable") if table.has("overridable") else None,
    )
    _find_problems(spec, table, kinds if active else None)
    return spec, active


def read_citation(table: TableReader, key: str = "citation") -> Citation:
    """Read where a rule stands; a rule without a citation is a problem."""
    if not table.has(key):
        table.problem(key, "missing: a rule says where it stands")
        return Citation("")
    cited = table.table(key)
    confidence = Confidence(cited.word("confidence", words.CONFIDENCES))
    return Citation(cited.text("text"), cited.text("source", ""), confidence)


def read_free(table: TableReader, key: str) -> MappingProxyType[str, object]:
    """Return a table whose keys and values are data of the rulebook, read-only and plain (tables become dicts)."""
    return MappingProxyType(table.raw(key))


def _find_problems(spec: CheckSpec, table: TableReader, kinds: Collection[str] | None) -> None:
    if not spec.at:
        table.problem("at", "missing: name at least one phase")
    if kinds is not None and spec.kind and spec.kind not in kinds:
        table.problem("kind", f"no check is called {spec.kind!r}; a check still to come says active = false")
    if spec.force in words.HARD and spec.citation.confidence in words.UNREAD:
        table.problem(
            "force", f"{spec.force} needs a text that was read, not confidence {spec.citation.confidence}; use warn"
        )
    if spec.valid_from and spec.valid_to and spec.valid_to < spec.valid_from:
        table.problem("valid_to", "earlier than valid_from")
    for need in spec.needs:
        if need.split(".")[0] not in _FACTS:
            table.problem("needs", f"no fact is called {need!r}")
    _find_override_problems(spec, table)
    _find_bad_placeholders(spec, table)


def _find_override_problems(spec: CheckSpec, table: TableReader) -> None:
    """Note a rule that would be overridden although nobody may: of who acts, of votes, of a law read to its end."""
    if spec.overridable is None:
        return
    if spec.kind in words.NEVER_OVERRIDDEN:
        table.problem("overridable", f"nobody overrides {spec.kind}")
    if spec.force is not Force.BLOCK:
        table.problem("overridable", "only a rule that stops a move can be overridden")
    own = spec.citation
    if own.source != HOUSE and own.confidence is Confidence.VERIFIED and spec.overridable.source != own.source:
        table.problem("overridable", "a text that was read is overridden only by an exception of its own")


def _find_bad_placeholders(spec: CheckSpec, table: TableReader) -> None:
    known = {"about", *spec.needs_params, *spec.params}
    for key in ("message_vi", "message_en", "remedy_vi", "remedy_en"):
        try:
            used = {name for _, name, _, _ in string.Formatter().parse(getattr(spec, key)) if name is not None}
        except ValueError as error:
            table.problem(key, f"broken placeholder: {error}")
            continue
        for name in sorted(used - known):
            table.problem(key, f"{{{name}}} is declared neither in needs_params nor in params")
