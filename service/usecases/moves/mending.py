"""Where a finding is mended: a document to attach, a statement to change, a record to add, or whose task it is."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from service.db.work import Work
from service.usecases.catalog import Catalog
from workflows.documents import document_types
from workflows.rules.messages import find_spec

STATEMENTS = ("starts_on", "ends_on", "text", "standard", "basis", "theme", "channel", "occasion", "category")
MERITS = frozenset({"titles", "initiatives", "ratings"})  # what a nominee may still have put on record
RECORDS = MERITS | {"awards", "disciplines", "holds"}


def places_to_mend(
    work: Work, catalog: Catalog, findings: Iterable[Mapping[str, Any]], slots: Iterable[Mapping[str, Any]]
) -> list[dict[str, str]]:
    """Return, for each finding in order, `where` it is mended and by `what`.

    `where` is `document` (the key of a slot), `statement` (a field), `nominee` (the registry), `reviewer` (a judgement
    that others owe) or empty; what a rule reads is told by the rule itself.
    """
    known = list(slots)
    return [_place(work, catalog, finding, known) for finding in findings]


def _place(work: Work, catalog: Catalog, finding: Mapping[str, Any], slots: list[Mapping[str, Any]]) -> dict[str, str]:
    if finding["verdict"] == "pass":
        return {"where": "", "what": ""}
    code, _, version = str(finding["rulebook"]).rpartition("@")
    spec = find_spec(catalog.rulebook(work, code, int(version)), finding)
    reads = set(spec.needs)
    about = str(finding.get("about") or "")
    slot = next((item for item in slots if _concerns(item, finding, about)), None)
    is_others_task = "judgements" in reads and (slot is None or slot["is_filed"])
    if "documents" in reads and slot is not None and not is_others_task:
        return {"where": "document", "what": str(slot["key"])}
    if "judgements" in reads:
        return {"where": "reviewer", "what": about}
    if reads & MERITS:
        return {"where": "nominee", "what": about}
    field = next((name for name in STATEMENTS if name in reads), "")
    if field:
        return {"where": "statement", "what": field}
    if reads & RECORDS or "nominee" in reads:
        return {"where": "nominee", "what": about}
    return {"where": "", "what": ""}


def _concerns(slot: Mapping[str, Any], finding: Mapping[str, Any], about: str) -> bool:
    """Tell whether a finding names what belongs into this slot: its criterion, or one of its types."""
    if slot["criterion"]:
        return bool(about == slot["criterion"])
    return bool(set(_types_named(finding)) & set(slot["types"]))


def _types_named(finding: Mapping[str, Any]) -> Iterator[str]:
    named = [finding.get("about"), *dict(finding.get("params") or {}).values()]
    for value in named:
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str) and item in document_types():
                yield item
