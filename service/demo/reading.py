"""The packaged data of the demonstration, as they stand in their files."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

Row = Mapping[str, Any]
STORIES = ("hatinh", "gialai", "gialai-huyen", "bo", "kontum", "backan")


@cache
def read_data(name: str) -> Row:
    """Return one data file by its name without the ending."""
    return tomllib.loads((files("service.demo") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def nominees() -> list[Row]:
    """Return those whom the stories honour, file by file."""
    return [row for name in STORIES for row in read_data(name)["nominees"]]


def stories() -> list[Row]:
    """Return every proposal's story, file by file."""
    return [{**read_data(name).get("defaults", {}), **row} for name in STORIES for row in read_data(name)["proposals"]]


def last_day(story: Row) -> date:
    """Return the day of the last act of a story."""
    days: list[date] = [story["begins"], *(step["on"] for step in story.get("steps", ()))]
    return max(days)
