"""From a stored entry to the sentence people read: codes by their labels, identifiers by their names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from service import i18n
from service.db.names import account_names, nominee_names, published_titles
from service.db.organisations import load_organisations
from service.db.work import Work
from service.i18n import catalogue
from workflows.audit.entries import Entry
from workflows.audit.sentences import Language, sentence
from workflows.labels import label, labels

# Group of the audit vocabulary -> family of labels.
FAMILIES = {
    "states": "states",
    "roles": "roles",
    "actions": "actions",
    "forms": "forms",
    "jobs": "jobs",
    "documents": "document_types",
    "opinions": "opinions",
    "outcomes": "sheet_outcomes",
}
OF_THE_DECISION = {"proposal.approved", "proposal.revoked"}
DAYS = {  # what says a day in the sentence of these
    "public-notice.posted": ("from", "to"),
    "public-notice.moved-on": ("before", "after"),
    "consultation.moved-on": ("before", "after"),
}
SYSTEM = {"vi": "Hệ thống", "en": "The system"}
IN_PLACE = {"vi": ("thay", "theo văn bản"), "en": ("in place of", "under document")}
RECORD_KINDS = {
    "title": {"vi": "danh hiệu", "en": "title"},
    "initiative": {"vi": "sáng kiến, đề tài", "en": "initiative"},
    "rating": {"vi": "mức xếp loại", "en": "rating"},
    "award": {"vi": "khen thưởng", "en": "award"},
    "discipline": {"vi": "kỷ luật", "en": "disciplinary measure"},
    "hold": {"vi": "việc đang xác minh", "en": "matter under verification"},
    "maternity": {"vi": "thời gian nghỉ thai sản", "en": "maternity leave"},
}


@dataclass(frozen=True, slots=True)
class Names:
    """Names by identifier: of accounts, bodies, nominees, and published versions (kind, code, version) in entries."""

    accounts: Mapping[str, str]
    organisations: Mapping[str, str]
    nominees: Mapping[str, str]
    titles: Mapping[tuple[str, str, int], str]


def load_names(work: Work, entries: Iterable[Entry]) -> Names:
    """Return the names behind the identifiers of some entries, four statements for any number of them."""
    accounts: set[str] = set()
    bodies: set[str] = set()
    persons: set[str] = set()
    published: set[str] = set()
    for entry in entries:
        actor = _actor(entry)
        mentioned = (actor.get("account"), entry.payload.get("subject"), entry.payload.get("delegate"))
        accounts |= {key for key in (*mentioned, *_principals(actor)) if isinstance(key, str)}
        bodies |= {key for key in (actor.get("unit"), entry.payload.get("organisation")) if isinstance(key, str)}
        persons |= {key for key in (entry.payload.get("nominee"),) if isinstance(key, str)}
        published |= {code for _, code, _ in _published(entry)}
    return Names(
        accounts=account_names(work, accounts),
        organisations={key: row.name for key, row in load_organisations(work, bodies).items()},
        nominees=nominee_names(work, persons),
        titles=published_titles(work, published),
    )


def narrate(entry: Entry, names: Names, language: Language, known: Mapping[str, Any] | None = None) -> str:
    """Return the sentence of an entry; `known` gives what stands outside it (a nominee's name, an opened reason).

    The decision's number belongs to the sentences about the decision: a session or a letter has a number of its own.
    """
    outside = {name: value for name, value in (known or {}).items() if value}
    if entry.event not in OF_THE_DECISION:
        outside.pop("number", None)
    values = {**_values(entry, names, language), **outside}
    values |= {name: value for name, value in _stated(entry, language).items() if value}
    if entry.event.startswith("document.") and not values.get("name"):
        values["name"] = values.get("file_name")
    return sentence(entry.event, values, language, spoken_labels(language))


@cache
def spoken_labels(language: Language) -> dict[str, dict[str, str]]:
    """Return the labels of codes by group, in one language; the name of an action stands in quotes."""
    families = labels()
    spoken = {
        group: {code: name.get(language) or name["vi"] for code, name in families.get(family, {}).items()}
        for group, family in FAMILIES.items()
    }
    acts = {code: names[language] for code, names in families["acts"].items()}
    tried = {code: name.get(language) or name["vi"] for code, name in families["attempts"].items()}
    spoken["actions"] = {code: f"“{name}”" for code, name in {**tried, **spoken["actions"], **acts}.items()}
    return spoken


def _values(entry: Entry, names: Names, language: Language) -> dict[str, Any]:
    """Return what the entry itself gives a sentence, with identifiers turned into names."""
    payload, actor = entry.payload, _actor(entry)
    account, unit = str(actor.get("account") or ""), str(actor.get("unit") or payload.get("organisation") or "")
    values: dict[str, Any] = {name: value for name, value in payload.items() if isinstance(value, str | int | list)}
    values |= {
        "actor": (names.accounts.get(account, account) or SYSTEM[language]) + _in_place(actor, names, language),
        "role": payload.get("role") or actor.get("role"),
        "unit": names.organisations.get(unit, unit),
        "nominee": names.nominees.get(str(payload.get("nominee") or ""), ""),
    }
    if entry.event.startswith(("account.", "role.", "login.", "proposal.recus")):
        values["name"] = names.accounts.get(str(payload.get("subject") or ""), "")
    if entry.event.startswith("delegation."):
        values |= _lent(payload, names)
    values |= {name: _spell(payload.get(name)) for name in DAYS.get(entry.event, ())}
    if entry.event.startswith("record."):
        kind = str(payload.get("name") or "")
        values["name"] = RECORD_KINDS.get(kind, {}).get(language, kind)
    for key in _published(entry):
        title = names.titles.get(key)
        values |= {"name": title, "flow": title} if title else {}
    if entry.event.startswith("document."):
        values["document"] = payload.get("type") or payload.get("document")
        values["name"] = payload.get("number")
        values.setdefault("version", 1)
    if entry.event.startswith("judgement."):
        values["code"] = payload.get("criterion")
        values["after"] = label("verdicts", "pass" if payload.get("met") else "fail", language)
    if entry.event == "proposal.edited":
        values["version"] = entry.seq
    return values


def _lent(payload: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Return who lends a role to whom between which days, for the sentence of a delegation."""
    spoken = {"from": _spell(payload.get("valid_from")), "to": _spell(payload.get("valid_to"))}
    before, after = str(payload.get("subject") or ""), str(payload.get("delegate") or "")
    return {"before": names.accounts.get(before, before), "after": names.accounts.get(after, after), **spoken}


def _spell(day: object) -> str:
    """Return an ISO day as people write it."""
    return "/".join(reversed(str(day or "").split("-")))


def _principals(actor: Mapping[str, Any]) -> list[Any]:
    """Return the accounts in whose place somebody acted, nearest first."""
    behalf = actor.get("on_behalf_of")
    chain = behalf.get("chain") if isinstance(behalf, Mapping) else None
    return [link.get("account") for link in chain if isinstance(link, Mapping)] if isinstance(chain, list) else []


def _in_place(actor: Mapping[str, Any], names: Names, language: Language) -> str:
    """Return what follows the name of somebody who acted for another: for whom (and for whom he), by which paper."""
    chain = [names.accounts.get(str(key), str(key)) for key in _principals(actor)]
    if not chain:
        return ""
    word, paper = IN_PLACE[language]
    first, *further = (f"{word} {name}" for name in chain)
    passed_on = f" ({', '.join(further)})" if further else ""
    return f" {first}{passed_on} {paper} {actor['on_behalf_of'].get('document', '')}"


def _stated(entry: Entry, language: Language) -> dict[str, Any]:
    """Return what has another place in the payload than the sentence's placeholder: decision, submission, findings."""
    payload = entry.payload
    stated: dict[str, Any] = {}
    paper = payload.get("decision") or payload.get("submission")
    if isinstance(paper, Mapping):
        stated["number"] = paper.get("number")
    if entry.event in {"proposal.move-refused", "proposal.move-forbidden", "proposal.access-denied"}:
        stated["code"] = blocking_codes(payload) or _refusal(payload, language)
    return stated


def blocking_codes(payload: Mapping[str, Any]) -> list[str]:
    """Return the codes of the findings that stood against a move, each once, in order."""
    findings = payload.get("findings")
    if not isinstance(findings, list):
        return []
    return list(dict.fromkeys(str(item["code"]) for item in findings if isinstance(item, dict) and item.get("blocks")))


def _published(entry: Entry) -> list[tuple[str, str, int]]:
    """Return kind, code and version of what an entry says was published or is to be."""
    first, _, _ = entry.event.partition(".")
    kind = str(entry.payload.get("kind") or first)
    code, version = entry.payload.get("name"), entry.payload.get("version")
    is_one = entry.event.endswith(".published") or first == "publication"
    return [(kind, code, version)] if is_one and isinstance(code, str) and isinstance(version, int) else []


def _refusal(payload: Mapping[str, Any], language: Language) -> str:
    """Return why an attempt was refused when no rule stood against it: the first sentence of the error, in words."""
    code, params = str(payload.get("code") or ""), payload.get("params")
    if code not in catalogue()["errors"]:
        return code
    said = i18n.sentence("errors", code, params if isinstance(params, Mapping) else {}, language)
    return said.partition(". ")[0].rstrip(".")


def _actor(entry: Entry) -> Mapping[str, Any]:
    actor = entry.payload.get("actor")
    return actor if isinstance(actor, Mapping) else {}
