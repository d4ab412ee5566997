"""What an actor states with a move, read from options and from a JSON file with the same names as the API."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from service.cli.failures import Failure
from service.usecases.errors import Invalid
from workflows.facts import DecisionFacts, MoveFacts, SubmissionFacts

S = TypeVar("S", DecisionFacts, MoveFacts, SubmissionFacts)
NESTED = {"decision": DecisionFacts, "submission": SubmissionFacts}


def read_move(file: Path | None, options: Mapping[str, Any]) -> MoveFacts:
    """Return the move's facts: those of the file, over which options stand; raises Invalid with every problem."""
    data = _read_json(file) if file else {}
    problems: list[dict[str, Any]] = []
    parts = {name: _build(kind(), data.pop(name, {}), name, problems) for name, kind in NESTED.items()}
    move = _build(MoveFacts(), data, "", problems)
    decided = {name: options[name] for name in ("number", "signed_on", "signer_name", "sign_mode") if options.get(name)}
    stated = {
        name: value for name, value in options.items() if value and name in _names(MoveFacts()) and name != "cleared"
    }
    if options.get("cleared") is not None:
        stated["cleared"] = options["cleared"]
    if problems:
        raise Invalid("invalid-input", {"problems": problems})
    decision, submission = replace(parts["decision"], **decided), parts["submission"]
    if options.get("number"):
        submission = replace(submission, number=options["number"])
    return replace(move, **stated, decision=decision, submission=submission)


def split_reasons(texts: tuple[str, ...]) -> dict[str, str]:
    """Return acknowledgements given as CODE=REASON; raises Invalid."""
    pairs = [text.partition("=") for text in texts]
    wrong = [text for text, (code, sign, reason) in zip(texts, pairs, strict=True) if not (code and sign and reason)]
    if wrong:
        problems = [{"path": "ack", "code": "code-and-reason-needed", "params": {"given": text}} for text in wrong]
        raise Invalid("invalid-input", {"problems": problems})
    return {code.strip(): reason.strip() for code, _, reason in pairs}


def _read_json(file: Path) -> dict[str, Any]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Failure("file-unreadable", path=file, detail=error) from None
    if not isinstance(data, dict):
        raise Failure("file-unreadable", path=file, detail="{…}")
    return data


def _build(empty: S, data: Any, path: str, problems: list[dict[str, Any]]) -> S:
    known, given = _names(empty), data if isinstance(data, dict) else {}
    if not isinstance(data, dict):
        problems.append({"path": path, "code": "not-an-object", "params": {}})
    values: dict[str, Any] = {}
    for name, value in given.items():
        place = f"{path}.{name}" if path else name
        if name not in known:
            problems.append({"path": place, "code": "unknown-field", "params": {}})
        else:
            values[name] = _value(name, value, place, problems)
    return replace(empty, **values)


def _value(name: str, value: Any, place: str, problems: list[dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if value is None or not name.endswith(("_on", "_from", "_to")):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        problems.append({"path": place, "code": "not-a-date", "params": {}})
        return None


def _names(facts: DecisionFacts | MoveFacts | SubmissionFacts) -> set[str]:
    return {item.name for item in fields(facts)} - set(NESTED)
