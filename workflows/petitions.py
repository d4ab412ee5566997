"""Petitions: to whom a difficulty, a petition or a complaint goes under a plan, whose step is next, and by when."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

from workflows.calendars import Calendar, CalendarUnknown, add_working_days
from workflows.findings import Citation, Confidence

By = Literal["collects", "decides", "filer"]
FILED, FORWARDED, ANSWERED, WITHDRAWN = "filed", "forwarded", "answered", "withdrawn"
OPEN = frozenset({FILED, FORWARDED})


@dataclass(frozen=True, slots=True)
class Place:
    """A body of a route, by its code or by the part that it plays in a proposal, and the roles that act for it."""

    roles: tuple[str, ...]
    organisation: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """By which way petitions of these kinds go under these plans (none: under any); `collects` may be missing."""

    kinds: tuple[str, ...]
    plans: tuple[str, ...]
    collects: Place | None
    decides: Place
    citation: Citation


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the small machine: from where to where, and whose it is."""

    action: str
    sources: tuple[str, ...]
    target: str
    by: By


@dataclass(frozen=True, slots=True)
class Limit:
    """Within how many days something is to be done, counted how, from what; `longest` for complex matters."""

    kinds: tuple[str, ...]
    of: str  # filing, forward, answer
    days: int
    longest: int | None
    counted: Literal["calendar", "working"]
    starts: str
    citation: Citation

    def ends_on(self, start: date, calendar: Calendar) -> date | None:
        """Return the last day, None where the calendar does not reach so far."""
        if self.counted == "calendar":
            return start + timedelta(days=self.days)
        try:
            return add_working_days(calendar, start, self.days)
        except CalendarUnknown:
            return None


@dataclass(frozen=True, slots=True)
class Petitions:
    """Everything the packaged data say of petitions."""

    kinds: Mapping[str, Mapping[str, str]]
    states: Mapping[str, Mapping[str, str]]
    steps: tuple[Step, ...]
    routes: tuple[Route, ...]
    limits: tuple[Limit, ...]

    def find_route(self, plan: str, kind: str, *, about_proposal: bool) -> Route | None:
        """Return the way under a plan: the plan's own first; a way by a proposal's bodies only for one about it."""
        fitting = [route for route in self.routes if kind in route.kinds]
        own = [route for route in fitting if plan in route.plans]
        general = [route for route in fitting if not route.plans and (about_proposal or not route.decides.part)]
        return next(iter((*own, *general)), None)

    def find_step(self, state: str, action: str) -> Step | None:
        """Return the step of that name that leads on from a state, or None."""
        return next((step for step in self.steps if step.action == action and state in step.sources), None)

    def find_limit(self, kind: str, of: str) -> Limit | None:
        """Return the limit of one thing for a kind; None where no source states any."""
        return next((limit for limit in self.limits if limit.of == of and kind in limit.kinds), None)

    def awaited(self, state: str, *, has_collector: bool) -> By | None:
        """Return whose step is waited for, None where the matter has ended."""
        if state not in OPEN:
            return None
        return "collects" if state == FILED and has_collector else "decides"


@cache
def petitions() -> Petitions:
    """Return the packaged data."""
    return read_petitions(files("workflows").joinpath("data", "petitions.toml").read_text(encoding="utf-8"))


def read_petitions(text: str) -> Petitions:
    """Read routes, steps and limits from TOML."""
    data = tomllib.loads(text)
    return Petitions(
        kinds=MappingProxyType(data["kinds"]),
        states=MappingProxyType(data["states"]),
        steps=tuple(Step(row["action"], tuple(row["from"]), row["to"], row["by"]) for row in data["steps"]),
        routes=tuple(_route(row) for row in data["routes"]),
        limits=tuple(_limit(row) for row in data["limits"]),
    )


def _route(row: Mapping[str, Any]) -> Route:
    collects = _place(row["collects"]) if "collects" in row else None
    kinds, plans = tuple(row["kinds"]), tuple(row.get("plans", ()))
    return Route(kinds, plans, collects, _place(row["decides"]), _citation(row))


def _place(row: Mapping[str, Any]) -> Place:
    return Place(tuple(row["roles"]), row.get("organisation", ""), row.get("part", ""))


def _limit(row: Mapping[str, Any]) -> Limit:
    own = {name: row[name] for name in ("of", "days", "counted", "starts")}
    return Limit(kinds=tuple(row["kinds"]), longest=row.get("longest"), citation=_citation(row), **own)


def _citation(row: Mapping[str, Any]) -> Citation:
    cited = row["citation"]
    return Citation(cited["text"], cited["source"], Confidence(cited["confidence"]))
