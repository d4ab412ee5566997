"""Writing the audit trail: who, in which role, what, under which rules; personal values only as commitments."""

from collections.abc import Iterable, Mapping
from typing import Any

from service.db import audit
from service.db.work import Work
from workflows.audit.commitments import commit
from workflows.delegations import Mandate
from workflows.findings import Finding, Force, Verdict
from workflows.names import fold, nfc
from workflows.policy import Actor, Holding

SALT_BYTES = 16
LONGEST_NAME = 80  # of a private value, as the store keeps it


def record(
    work: Work,
    *,
    stream: str,
    event: str,
    actor: Actor | None,
    holding: Holding | None = None,
    facts: Mapping[str, Any] | None = None,
    private: Mapping[str, str] | None = None,
    head: tuple[int, str] | None = None,
) -> tuple[int, str]:
    """Append one event and return (sequence, hash); personal values go in as salted commitments and are kept apart.

    Raises whatever the store raises: an act that cannot be recorded does not happen.
    """
    payload: dict[str, Any] = {"actor": actor_as_data(actor, holding), **(facts or {})}
    secrets = {name: (work.random_bytes(SALT_BYTES), value) for name, value in (private or {}).items() if value}
    if secrets:
        payload["private"] = {name: commit(name, value, salt) for name, (salt, value) in secrets.items()}
    seq, digest = audit.append(
        work, stream=stream, event=event, payload=payload, actor_id=actor.account_id if actor else None, head=head
    )
    if secrets:
        audit.add_secrets(work, stream, seq, secrets)
    return seq, digest


def actor_as_data(actor: Actor | None, holding: Holding | None) -> dict[str, Any]:
    """Return the actor's part of an event: account, person, role and unit, and on whose behalf under which paper."""
    return {
        "account": actor.account_id if actor else None,
        "person": actor.person_id if actor else None,
        "role": holding.role if holding else None,
        "unit": holding.organisation_id if holding else None,
        "on_behalf_of": _principals_as_data(holding.mandate) if holding and holding.mandate else None,
    }


def _principals_as_data(mandate: Mandate) -> dict[str, Any]:
    """Return in whose place somebody acts: the nearest principal, the paper, and all up to who holds the role."""
    chain = [{"account": principal.account_id, "person": principal.person_id} for principal in mandate.principals]
    return {**chain[0], "delegation": mandate.delegation_id, "document": mandate.document, "chain": chain}


def findings_as_facts(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings as they are kept for good: what was asked, answered and seen, under which rulebook."""
    return [_finding(finding) for finding in findings]


def _finding(finding: Finding) -> dict[str, Any]:
    kept: dict[str, Any] = {
        "code": finding.code,
        "kind": finding.kind,
        "about": finding.about,
        "verdict": str(finding.verdict),
        "force": str(finding.force),
        "phase": finding.phase,
        "rulebook": finding.rulebook,
        "evidence": [[seen.kind, seen.ref, seen.digest] for seen in finding.evidence],
    }
    if finding.verdict is not Verdict.PASS or finding.force is Force.INFO:
        kept["params"] = plain(finding.params)
    kept["blocks"] = finding.blocks
    if finding.verdict is not Verdict.PASS:
        kept["settled"] = bool(finding.settled_reason)
    if finding.overridden_by:
        kept["overridden"] = finding.overridden_by
    elif finding.blocks and finding.may_be_overridden:
        kept["overridable"] = True
    return kept


def plain(value: Any) -> Any:
    """Return a value made only of JSON types: dates as ISO text, tuples as lists, fractions as text."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, str):
        return nfc(value)
    if value is None or isinstance(value, int | bool):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def settled_reasons(findings: Iterable[Finding]) -> dict[str, str]:
    """Return the reasons recorded for warnings, by private name."""
    return {_reason_name(finding): finding.settled_reason for finding in findings if finding.settled_reason}


def _reason_name(finding: Finding) -> str:
    """Return the name a reason is kept under: names in the trail are ASCII, a finding may be about a printed text."""
    about = finding.about if finding.about.isascii() else fold(finding.about).encode("ascii", "ignore").decode()
    return f"reason:{finding.code}:{about}"[:LONGEST_NAME]
