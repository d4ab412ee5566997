"""Names for what rules have looked at: records, judgements, bodies, people, other proposals, rulebooks, steps."""

from collections.abc import Iterable, Mapping
from typing import Any

from service.db import acts, dossiers, records
from service.db.dossier_rows import ActRow
from service.db.names import account_names, nominee_names, published_titles
from service.db.organisations import load_organisations
from service.db.records import RecordRow
from service.db.trails import load_subjects
from service.db.work import Work
from service.i18n import name_of
from workflows.flows.vocabulary import act_names

# Kinds of records whose codes are names of the registry, and the family of labels that says them.
FAMILIES = {"title": "titles", "award": "forms", "rating": "ratings", "hold": "matters"}
PAPERS = frozenset(("rulebook", "guidance"))
RECORDS = frozenset(("title", "award", "initiative", "discipline", "hold", "rating"))


def names_of_evidence(
    work: Work, findings: Iterable[Mapping[str, Any]], proposal_id: str, language: str
) -> dict[str, str]:
    """Return names by reference; at most eight statements for any number of findings."""
    refs: dict[str, set[str]] = {}
    for finding in findings:
        for kind, ref, *_ in finding.get("evidence", ()):
            refs.setdefault(kind, set()).add(ref)
    persons, books = refs.get("person", set()), refs.get("rulebook", set()) | refs.get("guidance", set())
    found = {key: row.name for key, row in load_organisations(work, refs.get("organisation", ())).items()}
    found |= account_names(work, persons) | nominee_names(work, persons)
    found |= {
        key: f"{row.number}, {row.nominee_name}" for key, row in load_subjects(work, refs.get("proposal", ())).items()
    }
    titles = published_titles(work, {book.rpartition("@")[0] for book in books})
    found |= {f"{code}@{version}": title for (kind, code, version), title in titles.items() if kind in PAPERS}
    if refs.keys() & RECORDS:
        subject = load_subjects(work, [proposal_id]).get(proposal_id)
        rows = records.list_records(work, subject.nominee_id) if subject else []
        found |= {row.id: _record(row, language) for row in rows}
    if "judgement" in refs:
        rows_judged = dossiers.list_judgements(work, proposal_id, holding_only=False)
        found |= {row.id: f"{row.criterion}: {row.reason}" for row in rows_judged}
    if "act" in refs:
        found |= {row.id: _act(row, language) for row in acts.list_acts(work, proposal_id)}
    return found


def _act(row: ActRow, language: str) -> str:
    """Return an act between two states as people name it: what it is, and its number where it has one."""
    kind = act_names()[row.kind]
    return ", ".join(
        part for part in (kind.en if language == "en" else kind.vi, str(row.data.get("number") or "")) if part
    )


def _record(row: RecordRow, language: str) -> str:
    """Return a record as people name it: what it is, its number, its year."""
    family = FAMILIES.get(row.kind)
    said = name_of(family, row.code, language) if family and row.code else ""
    day = row.issued_on or row.starts_on
    parts = (said, row.number, str(row.data.get("year") or (day.year if day else "")))
    return ", ".join(part for part in parts if part)
