"""Findings and steps as people read them in a terminal: the sentence, what to do, where it stands."""

from collections.abc import Iterable, Mapping
from typing import Any

import click

from service.cli.screen import Screen

MARKS = {"pass": "✓", "fail": "✗", "unknown": "?"}


def write_findings(findings: Iterable[Mapping[str, Any]], indent: str = "  ") -> None:
    """Write findings, one paragraph each."""
    for finding in findings:
        click.echo(f"{indent}{MARKS[finding['verdict']]} {finding['code']} {finding['message']}")
        if finding["verdict"] != "pass" and finding["remedy"]:
            click.echo(f"{indent}  → {finding['remedy']}")
        if finding["citation"]["text"]:
            click.echo(f"{indent}  [{finding['citation']['text']}]")


def write_steps(screen: Screen, found: Mapping[str, Any]) -> None:
    """Write the coming steps with what stands against each, and the steps that the flow does not have."""
    for step in found["steps"]:
        mark = "✓" if step["is_ready"] else "✗"
        label = step["label_vi"] if screen.language == "vi" else step["label_en"]
        target, role = screen.spoken("target", step["target"]), screen.spoken("role", step["role"])
        click.echo(f"{mark} {step['action']}: {label} → {target} ({role}, {step['body']})")
        write_findings([finding for finding in step["findings"] if finding["verdict"] != "pass"])
    for step in found["not_applicable"]:
        ground = step["ground_vi"] if screen.language == "vi" else step["ground_en"]
        verdict = screen.words("không áp dụng", "not applicable")
        click.echo(f"– {screen.spoken('step', step['step'])}: {verdict}. {ground}")
