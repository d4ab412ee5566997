"""By what an entry of the trail is found: whom, where, which decision, which rule it is about.

Marks are read off the entries alone. They are never evidence: they can be thrown away and derived again.
"""

import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from workflows.audit.entries import Entry
from workflows.names import fold

EVERY = "every"  # the mark that each entry bears
REFUSED = "refused"
REFUSALS = frozenset(
    (
        *("proposal.move-refused", "proposal.move-forbidden", "proposal.access-denied", "access.denied"),
        *("document.refused", "import.refused", "login.failed", "login.throttled"),
    )
)
PASSED = "pass"
PROPOSAL_STREAM = "proposal/"


class Marks(NamedTuple):
    """The terms of an entry, and the rules that it passed.

    Most findings are passes, and the same rules pass together again and again: they stand under one term of their
    own (`passes:<digest>`), whose rules are kept once.
    """

    terms: frozenset[str]
    passed: tuple[str, ...]
    passes: str


def term(kind: str, value: str) -> str:
    """Return the term of a value: `actor:<account>`, `unit:<body>`, `rule:<code>=<verdict>`."""
    return f"{kind}:{value}"


def number_term(number: str) -> str:
    """Return the term of a decision's number, whatever spaces and diacritics it was typed with."""
    return term("decision", fold(number).replace(" ", ""))


def rule_term(code: str, verdict: str) -> str:
    """Return the term of a rule that was not passed."""
    return term("rule", f"{code}={verdict}")


def proposal_of(stream: str) -> str:
    """Return the proposal that a stream is about, its streams of attempts and reads included; empty for others."""
    return stream.removeprefix(PROPOSAL_STREAM).partition("/")[0] if stream.startswith(PROPOSAL_STREAM) else ""


def marks_of(entry: Entry, opening: Mapping[str, Any] | None = None) -> Marks:
    """Return the marks of an entry; `opening` is the payload of the first entry of its proposal's stream.

    An act bears the actor and everybody in whose place he acted, the body acted for, the body and nominee of its
    proposal, the number of a decision, and each rule with what it answered.
    """
    payload = entry.payload
    found = {EVERY, term("event", entry.event)}
    if entry.event in REFUSALS:
        found.add(REFUSED)
    proposal = proposal_of(entry.stream) or str(payload.get("proposal") or "")
    if proposal:
        found.add(term("proposal", proposal))
    actor = _mapping(payload.get("actor"))
    bodies = _mapping((opening or {}).get("bodies"))
    values = {
        "actor": (actor.get("account"), *_principals(actor)),
        "subject": (payload.get("subject"), payload.get("delegate")),
        "unit": (actor.get("unit"), payload.get("organisation"), bodies.get("unit")),
        "nominee": (payload.get("nominee"), (opening or {}).get("nominee")),
    }
    found |= {term(kind, item) for kind, items in values.items() for item in items if item and isinstance(item, str)}
    found |= {number_term(number) for number in _numbers(entry)}
    missed, passed = _rules(payload)
    digest = hashlib.sha256("\n".join(passed).encode()).hexdigest()[:32] if passed else ""
    passes = term("passes", digest) if passed else ""
    return Marks(frozenset(found | missed | ({passes} if passes else set())), passed, passes)


def _principals(actor: Mapping[str, Any]) -> list[Any]:
    """Return the accounts in whose place somebody acted."""
    chain = _mapping(actor.get("on_behalf_of")).get("chain")
    return [_mapping(link).get("account") for link in chain] if isinstance(chain, list) else []


def _numbers(entry: Entry) -> list[str]:
    stated = [_mapping(entry.payload.get("decision")).get("number")]
    if entry.event.startswith("record."):
        stated.append(entry.payload.get("number"))
    return [number for number in stated if number and isinstance(number, str)]


def _rules(payload: Mapping[str, Any]) -> tuple[set[str], tuple[str, ...]]:
    """Return the terms of the rules that failed or stayed unknown, and the codes of those that passed, in order."""
    findings = payload.get("findings")
    rows = [row for row in findings if isinstance(row, Mapping)] if isinstance(findings, list) else []
    asked = {(str(row.get("code")), str(row.get("verdict"))) for row in rows}
    missed = {rule_term(code, verdict) for code, verdict in asked if verdict != PASSED}
    return missed, tuple(sorted(code for code, verdict in asked if verdict == PASSED))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
