"""A fictitious local pack with the parameters that a scenario sets."""

from datetime import date
from typing import Any, Literal

from tests.bdd.tables import Table
from workflows.names import fold
from workflows.rules.examples import fictitious_local_pack

FORMS = ("giay_khen", "bang_khen_tinh", "bang_khen_bo", "bang_khen_thu_tuong")


def local_pack(body: dict[str, Any], day: date, table: Table, decree: str) -> str:
    """Return the TOML of an invented pack of a body; the table says which checks it turns on or sets.

    Columns: mã | tham số | giá trị. Without a parameter the check is turned on.
    """
    level: Literal["ministry", "province"] = "ministry" if body["level"] == "ministry" else "province"
    text = fictitious_local_pack(body["code"], level, FORMS, day, made_under=decree, is_example=False)
    overrides: dict[str, dict[str, str]] = {}
    enabled: list[str] = []
    for code, name, value in _lines(table):
        if name:
            overrides.setdefault(code, {})[name] = value
        else:
            enabled.append(code)
    text += f"enables = [{', '.join(repr_of(code) for code in enabled)}]\n"
    for code, values in overrides.items():
        pairs = ", ".join(f"{name} = {repr_of(value)}" for name, value in values.items())
        text += f"\n[overrides.{code}]\nparams = {{ {pairs} }}\n"
    return text


def _lines(table: Table) -> list[tuple[str, str, str]]:
    rows = [[cell.strip() for cell in line] for line in table or []]
    return [(row[0], row[1], row[2]) for row in rows if fold(row[0]) != "ma"]


def repr_of(value: str) -> str:
    """Return a value as TOML writes it: whole numbers as they are, everything else as text."""
    return value if value.isdigit() else f'"{value}"'
