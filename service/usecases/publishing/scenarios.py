"""The features that ship, read once: the promise beside the button that it is about."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from gherkin.parser import Parser

import service
from workflows.scenarios import Indexed, Scenario, Step, Table, index

# Beside the program, as the migrations are: an installation is a clone (docs/operations.md).
FEATURES = Path(service.__file__).resolve().parents[1] / "features"
SAME_PART = "Conjunction"  # Và, Nhưng: of the part that the line before belongs to


@cache
def shipped_scenarios() -> tuple[Indexed, ...]:
    """Return every scenario of the features folder with what it specifies; none where the folder is missing."""
    return index(scenario for path in sorted(FEATURES.rglob("*.feature")) for scenario in read_feature(path))


def read_feature(path: Path) -> Iterator[Scenario]:
    """Yield the scenarios of one feature file."""
    feature: Mapping[str, Any] = dict(Parser().parse(path.read_text(encoding="utf-8"))["feature"])
    place = f"{path.parent.name}/{path.stem}"
    shared = _background(feature["children"])
    for child in feature["children"]:
        if "scenario" in child:
            yield _scenario(child["scenario"], feature, place, "", shared)
        elif "rule" in child:
            own = shared + _background(child["rule"]["children"])
            for inner in child["rule"]["children"]:
                if "scenario" in inner:
                    yield _scenario(inner["scenario"], feature, place, child["rule"]["name"], own)


def _background(children: list[Mapping[str, Any]]) -> tuple[Step, ...]:
    return tuple(step for child in children if "background" in child for step in _steps(child["background"]["steps"]))


def _scenario(
    found: Mapping[str, Any], feature: Mapping[str, Any], place: str, rule: str, background: tuple[Step, ...]
) -> Scenario:
    return Scenario(
        place=place,
        line=found["location"]["line"],
        feature=feature["name"],
        about=" ".join(feature["description"].split()),
        rule=rule,
        name=found["name"],
        tags=tuple(tag["name"].removeprefix("@") for tag in found["tags"]),
        background=background,
        steps=tuple(_steps(found["steps"])),
        examples=tuple(_examples(found["examples"])),
    )


def _steps(found: list[Mapping[str, Any]]) -> Iterator[Step]:
    part = ""
    for step in found:
        part = part if step["keywordType"] == SAME_PART else step["keywordType"]
        table = step.get("dataTable")
        text = step.get("docString")
        yield Step(
            keyword=step["keyword"].strip(),
            text=step["text"],
            part=part,
            table=_table(table["rows"]) if table else (),
            lines=text["content"] if text else "",
        )


def _examples(found: list[Mapping[str, Any]]) -> Iterator[Table]:
    for examples in found:
        if examples.get("tableHeader"):
            yield _table([examples["tableHeader"], *examples["tableBody"]])


def _table(rows: list[Mapping[str, Any]]) -> Table:
    return tuple(tuple(cell["value"] for cell in row["cells"]) for row in rows)
