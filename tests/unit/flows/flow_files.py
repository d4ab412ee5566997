"""An independent reading of the flow files: bare TOML, none of the product's loader, for tests to compare with."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import workflows

FOLDER = Path(workflows.__file__).parent / "data" / "flows"
CODES = ("F1", "F1b", "F1c", "F2", "F3", "F4", "F4b", "F5", "F5b", "F6", "F7")
ACTIONS = (
    *("review", "verify", "collect", "appraise", "submit_upward", "approve", "return", "resubmit", "reject"),
    *("hold", "release", "withdraw", "expire", "revoke", "reopen"),
)


@cache
def raw(code: str) -> dict[str, Any]:
    """The file of a flow as TOML reads it."""
    return tomllib.loads(raw_text(code))


def raw_text(code: str) -> str:
    """The file of a flow as it stands."""
    return max((FOLDER / code).glob("*.toml"), key=lambda file: int(file.stem)).read_text(encoding="utf-8")


def states(code: str) -> list[str]:
    """The states a flow names."""
    return [row["code"] for row in raw(code)["states"]]


def steps(code: str, *, has_collector: bool) -> list[str]:
    """The steps of the path that a proposal with or without a collector takes, in order."""
    return [
        row["state"]
        for row in raw(code)["path"]
        if row["applies"] and (has_collector or row.get("collector") != "with")
    ]


def collectors(code: str) -> list[bool]:
    """Whether a flow is taken with a collector, without one, or both."""
    return {"any": [False, True], "with": [True], "without": [False]}[raw(code)["selects"].get("collector", "any")]


def ways(code: str, state: str, action: str, *, has_collector: bool) -> Iterator[tuple[dict[str, Any], str]]:
    """Each row of the file that opens this action from this state, with each state it may end in."""
    for row in raw(code)["transitions"]:
        fits = row.get("collector", "any") in {"any", "with" if has_collector else "without"}
        if row["action"] != action or state not in row["sources"] or not fits:
            continue
        path, whole = steps(code, has_collector=has_collector), steps(code, has_collector=True)
        if row["target"] == "resume":
            known = {*path, "returned"}
            yield from ((row, held) for held in row["resumes"] if held in known)
        elif row["target"] == "earlier":
            yield from ((row, step) for step in whole[: whole.index(state)] if step in path)
        else:
            yield row, row["target"]
