"""Findings in people's words: the rule's sentence, what to do, the citation; in Vietnamese or English."""

from collections.abc import Iterable, Mapping
from typing import Any

from service.db.work import Work
from service.usecases.catalog import Catalog
from service.usecases.recording import findings_as_facts
from workflows.findings import Finding
from workflows.labels import labels
from workflows.rules.messages import find_spec, finding_message
from workflows.rules.model import CheckSpec


def findings_as_data(work: Work, catalog: Catalog, findings: Iterable[Finding], language: str) -> list[dict[str, Any]]:
    """Return findings with their sentences, those that stop the move first."""
    return in_words(work, catalog, findings_as_facts(findings), language)


def in_words(work: Work, catalog: Catalog, kept: Iterable[Mapping[str, Any]], language: str) -> list[dict[str, Any]]:
    """Return recorded findings with the sentences of the rulebook version they were made under."""
    spoken = [_in_words(work, catalog, finding, language) for finding in kept]
    return sorted(spoken, key=lambda finding: not finding.get("blocks", False))


def _in_words(work: Work, catalog: Catalog, finding: Mapping[str, Any], language: str) -> dict[str, Any]:
    spec = _spec(work, catalog, finding)
    message, remedy = finding_message(spec, finding, language, labels())
    return {
        **finding,
        "title": spec.title_vi if language == "vi" else spec.title_en,
        "message": message,
        "remedy": remedy,
        "citation": {
            "text": spec.citation.text,
            "source": spec.citation.source,
            "confidence": str(spec.citation.confidence),
        },
    }


def _spec(work: Work, catalog: Catalog, finding: Mapping[str, Any]) -> CheckSpec:
    code, _, version = str(finding["rulebook"]).rpartition("@")
    book = catalog.rulebook(work, code, int(version))
    return find_spec(book, finding)
