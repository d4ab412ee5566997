"""Two versions of a dossier side by side: statements, the text word by word, documents put in, replaced, taken out."""

from collections.abc import Mapping
from typing import Any

from service.db.work import Work
from service.usecases.cases import open_case
from service.usecases.catalog import Catalog
from service.usecases.drafting.versions import read_entries, snapshot
from service.usecases.drafting.wording import compare_texts
from service.usecases.errors import NotFound
from workflows.audit.sentences import Language
from workflows.policy import Actor

Snapshot = Mapping[str, Any]
SENTENCES = ("text", "theme")  # statements that are compared word by word


def compare_versions(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    proposal_id: str,
    first: int,
    last: int,
    language: Language = "vi",
) -> dict[str, Any]:
    """Return both versions and what changed between them: `statements`, `documents`, `judgements`.

    Raises NotFound for a proposal that is hidden from this actor, or a version that it never had.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    entries = read_entries(work, proposal_id)
    for version in (first, last):
        if not 1 <= version <= len(entries):
            raise NotFound("not-found", {"kind": "proposal", "id": proposal_id, "version": version})
    old, new = (snapshot(work, data, entries, version, language) for version in (first, last))
    return {
        "old": old,
        "new": new,
        "statements": _statements(old, new),
        "documents": _documents(old, new),
        "judgements": _judgements(old, new),
    }


def _statements(old: Snapshot, new: Snapshot) -> list[dict[str, Any]]:
    changed = []
    for name, before in old["statements"].items():
        after = new["statements"][name]
        if before != after:
            pieces = [piece._asdict() for piece in compare_texts(before, after)] if name in SENTENCES else []
            changed.append({"field": name, "old": before, "new": after, "pieces": pieces})
    return sorted(changed, key=lambda item: item["field"] != "text")


def _documents(old: Snapshot, new: Snapshot) -> list[dict[str, Any]]:
    """Return changed documents: a replaced one with both its versions, the others with one side only."""
    before = {row["id"]: row for row in old["documents"]}
    after = {row["id"]: row for row in new["documents"]}
    gone = {key: row for key, row in before.items() if key not in after}
    changes = []
    for key, row in after.items():
        if key not in before:
            past = _ancestor(row, gone)
            change = "replaced" if past else "attached"
            changes.append({"change": change, "old": gone.pop(past["id"]) if past else None, "new": row})
    changes += [{"change": "removed", "old": row, "new": None} for row in gone.values()]
    return changes


def _ancestor(row: Mapping[str, Any], gone: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return the document whose place this one took, be it over several versions."""
    return next((past for past in gone.values() if row["origin"] == past["origin"]), None)


def _judgements(old: Snapshot, new: Snapshot) -> list[dict[str, Any]]:
    def verdicts(version: Snapshot) -> dict[str, dict[str, Any]]:
        return {row["criterion"]: row for row in version["judgements"]}

    before, after = verdicts(old), verdicts(new)
    criteria = dict.fromkeys([*before, *after])
    return [
        {"criterion": code, "old": before.get(code), "new": after.get(code)}
        for code in criteria
        if before.get(code) != after.get(code)
    ]
