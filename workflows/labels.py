"""Human names of codes, Vietnamese first: what people read instead of `bang_khen_tinh` or `hr_verified`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from workflows.documents import document_types
from workflows.policy import roles


@cache
def labels() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return names by family (forms, states, roles, …), code and language (`vi`, `en`)."""
    data = _read("labels.toml")
    families = {name: dict(table) for name, table in data.items() if isinstance(table, dict)}
    for name, table in _read("states.toml").items():
        if isinstance(table, dict):
            families[name] = dict(table)
    kinds = _read("acts.toml")["kinds"]
    families["act_kinds"] = dict(kinds) if isinstance(kinds, dict) else {}
    families["roles"] = {code: {"vi": role.label_vi, "en": role.label_en} for code, role in roles().items()}
    families["document_types"] = {
        code: {"vi": kind.label_vi, "en": kind.label_en} for code, kind in document_types().items()
    }
    return families


def label(family: str, code: str, language: str = "vi") -> str:
    """Return the name of a code in a language, or the code itself where nothing names it."""
    names = labels().get(family, {}).get(code)
    return names.get(language) or names["vi"] if names else code


def _read(name: str) -> dict[str, object]:
    return tomllib.loads((files("workflows") / "data" / name).read_text(encoding="utf-8"))
