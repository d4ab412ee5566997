"""A rulebook as plain data, for lists, pages and documents: what is asked, when, how strongly, and on what ground."""

from typing import Any

from workflows.rules.model import CheckSpec, Rulebook


def describe_rulebook(book: Rulebook, language: str = "vi") -> dict[str, Any]:
    """Return a rulebook's identity and its checks in a language; checks still to come are listed apart."""
    return {
        "code": book.code,
        "version": book.version,
        "level": book.level,
        "title": book.title_vi if language == "vi" else book.title_en,
        "starts_on": book.starts_on,
        "ends_on": book.ends_on,
        "law": book.law,
        "decree": book.decree,
        "circular": book.circular,
        "issuer": book.issuer,
        "is_example": book.is_example,
        "confirmed": book.confirmed,
        "digest": book.digest,
        "checks": [describe_check(spec, language) for spec in book.checks],
        "reserved": [describe_check(spec, language) for spec in book.reserved],
    }


def describe_check(spec: CheckSpec, language: str = "vi") -> dict[str, Any]:
    """Return one check in a language; placeholders of the message stay as they are."""
    is_vietnamese = language == "vi"
    return {
        "code": spec.code,
        "kind": spec.kind,
        "force": spec.force.value,
        "at": list(spec.at),
        "title": spec.title_vi if is_vietnamese else spec.title_en,
        "message": spec.message_vi if is_vietnamese else spec.message_en,
        "remedy": spec.remedy_vi if is_vietnamese else spec.remedy_en,
        "citation": {
            "text": spec.citation.text,
            "source": spec.citation.source,
            "confidence": spec.citation.confidence.value,
        },
        "unknown": spec.unknown,
        "settle": spec.settle,
        "forms": list(spec.forms),
        "subjects": list(spec.subjects),
        "bases": list(spec.bases),
        "valid_from": spec.valid_from,
        "valid_to": spec.valid_to,
        "needs": list(spec.needs),
    }
