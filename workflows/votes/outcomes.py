"""What a council may say of an item: the vote that each outcome needs, what differs from advice, the next forms."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from workflows.findings import Citation, Confidence
from workflows.plans.model import Occasion
from workflows.plans.vocabulary import FORMS

Way = Literal["", "higher", "lower"]
AGREE, NOT_AGREE, PUT_OFF = "agree", "not_agree", "put_off"
UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome of a sheet: the counted vote that it needs (empty: none), and the way to another form, if any."""

    code: str
    vote: str
    way: Way = ""


def outcomes() -> Mapping[str, Outcome]:
    """Return every outcome by its code, in the order in which they are offered."""
    return _rules()[0]


def citation_of(rule: str) -> Citation:
    """Return where a rule of the sheet stands: `reason`, `vote`, `forms`."""
    return _rules()[1][rule]


def level_of(form: str) -> int:
    """Return the level of a form among the forms; forms side by side share one."""
    return _rules()[2][form]


def differs(outcome: str, advice: str) -> bool:
    """Tell whether an outcome departs from what the appraiser advised; without advice nothing does."""
    return bool(outcome and advice) and outcome != advice


def contradicts(outcome: str, vote: str, *, is_closed: bool = False) -> bool:
    """Tell whether an outcome goes against a vote that stands (`agreed`, `not_agreed`; anything else is no vote yet).

    After an item was closed no other vote comes: then whatever it did not come to is against it.
    """
    return bool(outcome) and (is_closed or vote in {"agreed", "not_agreed"}) and outcomes()[outcome].vote != vote


def next_forms(occasion: Occasion, form: str, way: Way) -> tuple[str, ...]:
    """Return the forms right above or below one, of those that a plan's occasion gives; several where they are equal.

    Where the plan leaves the forms open every form may follow; so may a higher one where guidance may name it.
    """
    is_open = not occasion.forms.is_stated or (way == "higher" and occasion.higher_forms_by_guidance)
    given = FORMS if is_open else tuple(occasion.forms.value or ())
    return nearest(given, form, way)


def nearest(forms: Iterable[str], form: str, way: Way) -> tuple[str, ...]:
    """Return those of some forms that lie right above or below one, in the order given."""
    here, sign = level_of(form), 1 if way == "higher" else -1
    beyond = [one for one in dict.fromkeys(forms) if (level_of(one) - here) * sign > 0] if way else []
    closest = min((abs(level_of(one) - here) for one in beyond), default=0)
    return tuple(one for one in beyond if abs(level_of(one) - here) == closest)


@cache
def _rules() -> tuple[Mapping[str, Outcome], Mapping[str, Citation], Mapping[str, int]]:
    path = files("workflows") / "data" / "council_outcomes.toml"
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    found = {code: Outcome(code, row["vote"], row.get("way", "")) for code, row in data["outcomes"].items()}
    cited = {
        name: Citation(row["text"], row["source"], Confidence(row["confidence"]))
        for name, row in data["citations"].items()
    }
    return found, cited, data["levels"]
