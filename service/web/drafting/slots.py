"""The form of one document: what its type may carry, read from the fields of a page."""

from collections.abc import Mapping
from typing import Any

from service.web.forms import Form
from workflows.documents import document_types

LONGEST_PARTICULAR = 500
COPIES = ("original", "certified", "plain", "digital")


def read_particulars(form: Form, type_code: str) -> dict[str, Any]:
    """Return the particulars that were filled in, by their kinds; a number that is none is noted beside its field."""
    kind = document_types().get(type_code)
    meta: dict[str, Any] = {}
    for name, sort in (kind.meta if kind else {}).items():
        field = f"meta.{name}"
        texts = [text.strip()[:LONGEST_PARTICULAR] for text in form.chosen(field) if text.strip()]
        if texts:
            meta[name] = _value(form, field, sort, texts)
    return {name: value for name, value in meta.items() if value is not None}


def _value(form: Form, field: str, sort: str, texts: list[str]) -> Any:
    text = texts[-1]
    if sort == "texts":
        return [item for line in texts for part in line.split(";") if (item := part.strip())]
    if sort == "flag":
        return text == "true"
    if sort == "number":
        if text.isascii() and text.isdecimal() and len(text) <= 9:  # noqa: PLR2004  # what every database holds
            return int(text)
        form.note([{"path": field, "code": "not-a-number"}])
        return None
    return text


def start_of(slot: Mapping[str, Any], document: Mapping[str, Any] | None, version: int) -> dict[str, Any]:
    """Return what stands in the fields at first: what the slot asks for, or what the replaced document said."""
    start: dict[str, Any] = {"type": slot["types"][0], "criterion": slot["criterion"], "copy": "original"}
    if document is not None:
        kept = ("type", "criterion", "title", "number", "issuer", "copy")
        start |= {name: document[name] for name in kept} | {"dated_on": document["dated_on"] or ""}
        start |= {f"meta.{name}": _shown(value) for name, value in document["meta"].items()}
    return start | {"version": version}


def _shown(value: Any) -> Any:
    return "true" if value is True else "" if value is False else value
