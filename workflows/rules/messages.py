"""The sentences of a finding: the rule's message and what to do, with every code replaced by its human name."""

import re
import string
from collections.abc import Mapping
from datetime import date
from typing import Any

from workflows.findings import Finding
from workflows.rules.model import CheckSpec, Rulebook

Labels = Mapping[str, Mapping[str, Mapping[str, str]]]  # family → code → language → name

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ABSENT = "…"
_NOTHING = {"vi": "không có", "en": "none"}
_FAMILY_OF = {
    "form": "forms",
    "forms": "forms",
    "occasion": "occasions",
    "post": "roles",
    "document": "document_types",
    "documents": "document_types",
    "need": "titles",
    "steps": "actions",
    "kinds": "nominee_kinds",
    "levels": "levels",
    "mode": "sign_modes",
    "matter": "matters",
    "why": "reasons",
    "basis": "bases",
    "group": "special_groups",
    "occupation": "occupations",
}
_SEARCHED = ("reasons", "document_types", "bodies", "forms", "titles", "roles")


def find_spec(book: Rulebook, finding: Finding | Mapping[str, Any]) -> CheckSpec:
    """Return the rule under which a finding, or its record, was made; raises LookupError when the book has none.

    Where one kind is asked with other parameters at other phases or with another force, those decide.
    """
    code, kind = _get(finding, "code"), _get(finding, "kind")
    specs = [spec for spec in book.checks if spec.code == code and spec.kind == kind]
    if not specs:
        message = f"{book.name} has no rule {code} {kind}"
        raise LookupError(message)
    same_force = [spec for spec in specs if spec.force == _get(finding, "force")] or specs
    return ([spec for spec in same_force if _get(finding, "phase") in spec.at] or same_force)[0]


def finding_message(
    spec: CheckSpec, finding: Finding | Mapping[str, Any], language: str, labels: Labels
) -> tuple[str, str]:
    """Return (message, what to do) of a finding or its record, in Vietnamese (`vi`) or else in English.

    A rule that is met says so by its title and asks for nothing, unless it gives information. `labels` names codes by
    family; lists are joined, dates read day first, and a value that the record no longer holds shows as an ellipsis.
    """
    is_vietnamese = language == "vi"
    if _get(finding, "verdict") == "pass" and spec.force != "info":
        return (spec.title_vi if is_vietnamese else spec.title_en), ""
    message = spec.message_vi if is_vietnamese else spec.message_en
    remedy = spec.remedy_vi if is_vietnamese else spec.remedy_en
    values = {**spec.params, **(_get(finding, "params") or {}), "about": _get(finding, "about") or ""}
    return _fill(message, values, language, labels), _fill(remedy, values, language, labels)


def _get(finding: Finding | Mapping[str, Any], name: str) -> Any:
    return finding.get(name) if isinstance(finding, Mapping) else getattr(finding, name)


def _fill(template: str, values: Mapping[str, Any], language: str, labels: Labels) -> str:
    parts = []
    for text, name, _, _ in string.Formatter().parse(template):
        parts.append(text)
        if name is not None:
            parts.append(_say(name, values.get(name, _ABSENT), language, labels))
    return "".join(parts)


def _say(name: str, value: Any, language: str, labels: Labels) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_say(name, item, language, labels) for item in value) or _in(_NOTHING, language)
    if value is None or value == "":
        return _in(_NOTHING, language)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = str(value)
    if _ISO_DATE.fullmatch(text):
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    for family in (_FAMILY_OF.get(name, ""), *_SEARCHED):
        names = labels.get(family, {}).get(text)
        if names:
            return _in(names, language)
    return text


def _in(names: Mapping[str, str], language: str) -> str:
    return names.get("vi" if language == "vi" else language) or names["vi"]
