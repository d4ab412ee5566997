"""Money that goes with an award: from dated multiples of a dated base salary, in whole đồng."""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from workflows.findings import Citation, Confidence

PAYERS = ("decider", "state_level")


@dataclass(frozen=True, slots=True)
class Reward:
    """What an awardee is due: `amount` in đồng, a multiple of the base salary, who pays, and the texts behind it.

    `payer` is `decider` (the body whose head signed) or `state_level` (the ministry or province that manages him).
    """

    amount: int
    base_salary: int
    multiple: Fraction
    payer: str
    citations: tuple[Citation, ...]

    @property
    def decimal(self) -> str:
        """Return the multiple as the decimal number it is in the decree, exactly: 5.25, 0.3, 7."""
        quotient = Decimal(self.multiple.numerator) / self.multiple.denominator
        return f"{quotient.normalize():f}"

    @property
    def is_read(self) -> bool:
        """Tell whether every text behind the amount was read, by us or second hand; else it is only a help."""
        return all(citation.confidence in {Confidence.VERIFIED, Confidence.SECONDARY} for citation in self.citations)


def reward_for(form: str, legal_subject: str, decided_on: date) -> Reward | None:
    """Return the money of a form for a subject (CN, TT, HGD) on the decision date; None where no text states it.

    Nghị định 152/2025/NĐ-CP, Điều 49 and Điều 54: base salary of the day, rounded up to tens of thousands.
    """
    table = _table()
    base = _in_force(table["base_salaries"], decided_on)
    rates = [row for row in table["multiples"] if form in row["forms"]]
    rate = _in_force(rates, decided_on)
    if base is None or rate is None or legal_subject not in rate:
        return None
    multiple = Fraction(rate[legal_subject])
    citations = tuple(_citation(said) for said in (rate["citation"], base["citation"], table["rounding"]))
    return Reward(
        round_up(multiple * base["amount"], table["round_up_to"]), base["amount"], multiple, rate["payer"], citations
    )


def payer_citation() -> Citation:
    """Return why the body that decides pays from its own fund."""
    return _citation(_table()["payer"])


def round_up(amount: Fraction, unit: int) -> int:
    """Return an amount rounded up to whole units of đồng, exactly."""
    return -int(-amount // unit) * unit


def _in_force(rows: list[dict[str, Any]], on: date) -> dict[str, Any] | None:
    return next((row for row in rows if row["from"] <= on <= row.get("to", date.max)), None)


def _citation(said: dict[str, str]) -> Citation:
    return Citation(said["text"], said["source"], Confidence(said["confidence"]))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("workflows") / "data" / "rewards.toml").read_text(encoding="utf-8"))
