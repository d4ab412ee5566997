"""Example packs of issuers: two that hold what was read of real texts, and a fictitious one for any issuer.

None is a source of law: each is marked `is_example`, so that it counts only where a caller asks for examples.
"""

from collections.abc import Collection
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from workflows.rules.loading import load_rulebook
from workflows.rules.model import Rulebook


def example_rulebook_texts() -> dict[str, str]:
    """Return the text of every packaged example under its name, such as `can-tho-157/1.toml`."""
    folder = files("workflows").joinpath("data", "rules", "examples")
    return {
        f"{pack.name}/{version.name}": version.read_text(encoding="utf-8")
        for pack in sorted(folder.iterdir(), key=lambda item: item.name)
        for version in sorted(pack.iterdir(), key=lambda item: item.name)
        if version.name.endswith(".toml")
    }


@cache
def example_rulebooks() -> tuple[Rulebook, ...]:
    """Return the packaged examples by code; raises RulebookInvalid for a broken file."""
    books = (load_rulebook(text) for text in example_rulebook_texts().values())
    return tuple(sorted(books, key=lambda book: book.code))


def fictitious_local_pack(
    issuer_code: str,
    level: Literal["ministry", "province"],
    forms: Collection[str],
    starts_on: date,
    *,
    made_under: str = "152/2025/NĐ-CP",
    is_example: bool = True,
    issuer_name: str = "",
) -> str:
    """Return the TOML of an invented local pack that lets a demonstration or a test go past LG05.

    It sets nothing: no standard, no quota, no vote. `issuer_code` is the organisation code of the ministry or province;
    its name, where one is given, stands in the Vietnamese title.
    """
    named = issuer_name.replace('"', "") or issuer_code
    listed = ", ".join(f'"{form}"' for form in forms)
    return f"""# Invented for demonstrations and tests: no such text exists.
code = "gia-dinh-{issuer_code}"
version = 1
level = "{level}"
title_vi = "GIẢ ĐỊNH: quy định khen thưởng của {named} (không có thật)"
title_en = "FICTITIOUS: award rules of {issuer_code} (not real)"
starts_on = {starts_on.isoformat()}
issuer = "{issuer_code}"
made_under = "{made_under}"
forms = [{listed}]
is_example = {"true" if is_example else "false"}
"""
