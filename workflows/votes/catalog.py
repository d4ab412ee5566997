"""The rules of councils that ship with the product, and which of several rules is a body's own."""

from collections.abc import Iterable, Sequence
from importlib.resources import files

from workflows.votes.rules import CouncilRule


def packaged_council_texts() -> dict[str, str]:
    """Return the text of every packaged council rule under its name, such as `mac-dinh/1.toml`."""
    folder = files("workflows").joinpath("data", "councils")
    return {
        f"{rule.name}/{version.name}": version.read_text(encoding="utf-8")
        for rule in sorted(folder.iterdir(), key=lambda item: item.name)
        for version in sorted(rule.iterdir(), key=lambda item: item.name)
        if version.name.endswith(".toml")
    }


def choose_rule(rules: Iterable[CouncilRule], bodies: Sequence[str]) -> CouncilRule | None:
    """Return the rule of the nearest body (codes, nearest first), else the general one; None where there is none."""
    known = sorted(rules, key=lambda rule: (rule.code, rule.version))
    for code in (*bodies, ""):
        own = [rule for rule in known if rule.issuer == code]
        if own:
            return own[-1]
    return None
