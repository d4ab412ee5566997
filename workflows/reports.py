"""Yearly reports that a plan asks for: who owes them, to whom, and the last day that is in time."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from workflows.calendars import yearly_deadline
from workflows.plans.model import Deadline, Plan

OwedBy = Literal["issuer", "units", "below", "body"]
Standing = Literal["received", "late", "overdue", "owed", "undated"]
ISSUER = "issuer"
RECURRING = frozenset({"yearly", "periodic", "not_stated"})


@dataclass(frozen=True, slots=True)
class Chain:
    """One report of a plan: printed reporter and receiver, the bodies they mean, and its line in the text.

    `receiver_code` is empty where the receiver stands outside what the plan's issuer can name.
    """

    plan_code: str
    deadline: Deadline
    owed_by: OwedBy
    body_code: str = ""
    levels: tuple[str, ...] = ()
    receiver_code: str = ""

    @property
    def code(self) -> str:
        """Return the code of the report within its plan."""
        return self.deadline.code

    @property
    def is_dated(self) -> bool:
        """Tell whether the plan names a day; without one nothing is ever late."""
        return self.deadline.before is not None

    def last_day(self, year: int) -> date | None:
        """Return the last day in time: "before the 25th" ends on the 24th, working day or not; None without a day."""
        return None if self.deadline.before is None else yearly_deadline(self.deadline.before, year)


def chains_of(plan: Plan) -> tuple[Chain, ...]:
    """Return the reports that come every year, dated or not; reviews that are held once are none of them."""
    return tuple(_chain(plan, deadline) for deadline in plan.deadlines if deadline.recurrence in RECURRING)


def standing_of(last_day: date | None, received_on: date | None, today: date) -> Standing:
    """Return how it stands with one report: where no day is named it is received or undated, never late."""
    if received_on is not None:
        return "received" if last_day is None or received_on <= last_day else "late"
    if last_day is None:
        return "undated"
    return "overdue" if today > last_day else "owed"


def _chain(plan: Plan, deadline: Deadline) -> Chain:
    known = _readings().get((plan.code, deadline.code), {})
    receiver = str(known.get("receiver", ""))
    return Chain(
        plan_code=plan.code,
        deadline=deadline,
        owed_by=known.get("owed_by", ISSUER),
        body_code=known.get("body", "") or plan.issuer_code,
        levels=tuple(known.get("levels", ())),
        receiver_code=plan.issuer_code if receiver == ISSUER else receiver,
    )


@cache
def _readings() -> Mapping[tuple[str, str], dict[str, Any]]:
    data = tomllib.loads((files("workflows") / "data" / "report_chains.toml").read_text(encoding="utf-8"))
    return {(row["plan"], row["deadline"]): row for row in data["chains"]}
