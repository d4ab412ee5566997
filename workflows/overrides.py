"""Overrides by four eyes: which findings two officers let one move pass in spite of, under a paper, and until when."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from workflows.fact_parts import ActFacts, FindingKey, OverrideFacts
from workflows.findings import Finding

KIND = "override"
CONFIRMED, USED, DECLINED, WITHDRAWN = "confirmed", "used", "declined", "withdrawn"


def overrides_in_force(acts: Iterable[ActFacts], version: int) -> tuple[OverrideFacts, ...]:
    """Return the overrides that count for a proposal at this version.

    Two different persons stand behind each, and nothing has happened to the proposal since it was confirmed: any later
    event, the move itself included, ends it.
    """
    found = (read_override(act) for act in acts if act.kind == KIND and _is_fresh(act, version))
    return tuple(one for one in found if is_by_two(one.proposed_by, one.confirmed_by) and one.number)


def _is_fresh(act: ActFacts, version: int) -> bool:
    return act.state == "done" and act.outcome == CONFIRMED and act.ended_seq == version


def read_override(act: ActFacts) -> OverrideFacts:
    """Return what an act of this kind keeps, confirmed or not."""
    return OverrideFacts(
        id=act.id,
        action=str(act.data.get("action", "")),
        findings=frozenset(read_key(row) for row in act.data.get("findings", ())),
        number=str(act.data.get("number", "")),
        proposed_by=tuple(act.data.get("proposed_by", ())),
        confirmed_by=tuple(act.data.get("confirmed_by", ())),
    )


def is_by_two(first: Iterable[str], second: Iterable[str]) -> bool:
    """Tell whether two persons, each with everybody in whose place he acted, are there and are different."""
    one, other = {key for key in first if key}, {key for key in second if key}
    return bool(one and other) and one.isdisjoint(other)


def key_of(finding: Finding) -> FindingKey:
    """Return what names a finding in an override."""
    return FindingKey(finding.rulebook, finding.code, finding.kind, finding.about)


def read_key(row: Mapping[str, Any]) -> FindingKey:
    """Return the same of a finding as it is kept."""
    return FindingKey(*(str(row.get(name, "")) for name in FindingKey._fields))


def put_aside(findings: Iterable[Finding], overrides: Iterable[OverrideFacts], action: str) -> tuple[Finding, ...]:
    """Return the findings of a move; those that an override names stay as they are, but stop it no longer.

    Only what its rule lets be overridden is, and only for the move that the override was made for.
    """
    named = {key: one.id for one in overrides if one.action == action for key in one.findings}
    return tuple(_put_aside(finding, named) if finding.blocks else finding for finding in findings)


def _put_aside(finding: Finding, named: Mapping[FindingKey, str]) -> Finding:
    by = named.get(key_of(finding), "") if finding.may_be_overridden else ""
    return replace(finding, blocks=False, overridden_by=by) if by else finding
