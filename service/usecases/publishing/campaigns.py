"""Movements and their plans: who has published a plan under which other, who was addressed, what is proposed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.db import organisations, publications
from service.db.publications import PublicationHead
from service.db.work import Work
from service.usecases.catalog import Catalog
from service.usecases.errors import NotFound
from service.usecases.publishing.tallies import Figures, count_readable
from workflows.names import fold
from workflows.plans.model import Plan
from workflows.policy import Actor

DASH = re.compile(r"\s*[-–—]\s*")
MOST_UNITS = 20


@dataclass(frozen=True, slots=True)
class PublishedPlan:
    """The newest version of a plan, and when it came to be here."""

    plan: Plan
    head: PublicationHead

    @property
    def issuer(self) -> str:
        """Return the issuer's name and place."""
        names = {body.code: body.name for body in self.plan.bodies}
        name = names.get(self.plan.issuer_code, self.plan.issuer_name)
        return f"{name}, {self.plan.place}" if self.plan.place else name


@dataclass(frozen=True, slots=True)
class CascadeRow:
    """One plan at its depth under the papers that it carries out."""

    depth: int
    item: PublishedPlan


@dataclass(frozen=True, slots=True)
class Branch:
    """What hangs on one paper of a higher body; `parent` is empty where the plan names none, `place` says whose it is.

    The parent itself is not published here, else it would be a row.
    """

    parent: str
    place: str
    rows: tuple[CascadeRow, ...]


@dataclass(frozen=True, slots=True)
class Addressee:
    """A body that a plan was sent to, and whether a plan of its own for the same movement is here."""

    name: str
    has_plan: bool
    sender: PublishedPlan


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """A unit that has proposed: how much, how much of it awarded."""

    name: str
    total: int
    awarded: int


@dataclass(frozen=True, slots=True)
class Campaign:
    """A movement: its name, its plans, and the figures of what the reader may open (None: he opens no dossier)."""

    code: str
    name: str
    plans: tuple[PublishedPlan, ...]
    figures: Figures | None

    @property
    def years(self) -> tuple[int, int] | None:
        """Return the first and the last year that its plans state."""
        stated = [item.plan.period.value for item in self.plans if item.plan.period.value]
        return (min(first for first, _ in stated), max(last for _, last in stated)) if stated else None

    def figures_of(self, item: PublishedPlan) -> Figures | None:
        """Return the figures of one plan."""
        return self.figures.of_plans({item.plan.code}) if self.figures else None


@dataclass(frozen=True, slots=True)
class CampaignView:
    """One movement in full."""

    campaign: Campaign
    branches: tuple[Branch, ...]
    addressees: tuple[Addressee, ...]
    units: tuple[UnitFigures, ...]
    awards: tuple[tuple[str, str, int], ...]  # unit's name, form, how many
    today: date


def list_campaigns(work: Work, catalog: Catalog, *, actor: Actor) -> list[Campaign]:
    """Return the movements of all published plans, those with most plans first; figures of what the actor may read."""
    figures = count_readable(work, catalog, actor=actor)
    groups: dict[str, list[PublishedPlan]] = {}
    for item in newest_plans(work, catalog):
        groups.setdefault(item.plan.campaign or item.plan.code, []).append(item)
    found = [_campaign(code, items, figures) for code, items in groups.items()]
    return sorted(found, key=lambda campaign: (-len(campaign.plans), campaign.code))


def show_campaign(work: Work, catalog: Catalog, *, actor: Actor, code: str) -> CampaignView:
    """Return one movement with its cascade, who was addressed and who has proposed; raises NotFound."""
    campaign = next((item for item in list_campaigns(work, catalog, actor=actor) if item.code == code), None)
    if campaign is None:
        raise NotFound("not-found", {"kind": "campaign", "id": code})
    units, awards = _units_of(work, campaign.figures)
    return CampaignView(
        campaign=campaign,
        branches=tuple(cascade(campaign.plans)),
        addressees=tuple(_addressees(campaign.plans)),
        units=units,
        awards=awards,
        today=work.today,
    )


def newest_plans(work: Work, catalog: Catalog) -> list[PublishedPlan]:
    """Return every plan in its newest version, in the order of their papers."""
    newest = {row.code: row for row in publications.list_versions(work, "plan")}  # a later version comes later
    found = [PublishedPlan(catalog.plan(work, row.code, row.version), row) for row in newest.values()]
    return sorted(found, key=lambda item: (item.plan.file_ref, item.plan.code))


def show_plan(
    work: Work, catalog: Catalog, *, actor: Actor, code: str, version: int | None = None
) -> tuple[PublishedPlan, list[PublicationHead], Figures | None]:
    """Return one plan, all its versions, and the figures of what the actor may read; raises NotFound."""
    heads = publications.list_versions(work, "plan", code)
    wanted = [head for head in heads if version in {None, head.version}]
    if not wanted:
        raise NotFound("not-found", {"kind": "plan", "code": code})
    figures = count_readable(work, catalog, actor=actor)
    item = PublishedPlan(catalog.plan(work, code, wanted[-1].version), wanted[-1])
    return item, heads, figures.of_plans({code}) if figures else None


def cascade(plans: Sequence[PublishedPlan]) -> Iterator[Branch]:
    """Yield the plans under the papers that they carry out, highest bodies first."""
    below: dict[str, list[PublishedPlan]] = {}
    tops: dict[tuple[str, str], list[PublishedPlan]] = {}
    for item in plans:
        above = next((other for other in plans if _is_above(other.plan, item.plan)), None)
        if above is not None:
            below.setdefault(above.plan.code, []).append(item)
        else:
            parent = item.plan.parent or ""
            tops.setdefault((parent, _whose(parent, item.plan)), []).append(item)
    for (parent, place), items in sorted(tops.items(), key=lambda found: (not found[0][0], found[0][1], found[0][0])):
        yield Branch(parent, place, tuple(row for item in items for row in _rows(item, below, 1 if parent else 0)))


def _rows(item: PublishedPlan, below: dict[str, list[PublishedPlan]], depth: int) -> Iterator[CascadeRow]:
    yield CascadeRow(depth, item)
    for inner in below.get(item.plan.code, ()):
        yield from _rows(inner, below, depth + 1)


def _is_above(higher: Plan, lower: Plan) -> bool:
    """Tell whether a plan carries out another: by its number, in one place, for numbers recur from place to place."""
    is_same_place = not higher.place or not lower.place or higher.place == lower.place
    return bool(lower.parent) and higher.number == lower.parent and is_same_place and higher.code != lower.code


def _whose(parent: str, plan: Plan) -> str:
    """Return the place of a paper that is not here: central papers have none."""
    return "" if not parent or parent.endswith("-TTg") else plan.place


def _campaign(code: str, items: Sequence[PublishedPlan], figures: Figures | None) -> Campaign:
    mine = figures.of_plans({item.plan.code for item in items}) if figures else None
    return Campaign(code, _name_of(item.plan for item in items), tuple(items), mine)


def _name_of(plans: Iterable[Plan]) -> str:
    """Return the name that most plans use for the movement, in the spelling that is printed most often."""
    spelled = [name for plan in plans for name in (*plan.movement_aliases, plan.movement_name) if name]
    common = Counter(_plain(name) for name in spelled).most_common(1)
    same = Counter(name for name in spelled if common and _plain(name) == common[0][0])
    return DASH.sub("–", same.most_common(1)[0][0]) if same else ""


def _plain(name: str) -> str:
    return fold(DASH.sub("-", name))


def _addressees(plans: Sequence[PublishedPlan]) -> Iterator[Addressee]:
    """Yield the bodies that a plan was sent to and that are known here, by whether they have a plan of their own."""
    issuers = {code for item in plans for code in (item.plan.issuer_code, item.plan.issuer_successor) if code}
    for item in plans:
        for recipient in item.plan.recipients:
            if recipient.body:
                yield Addressee(recipient.name, recipient.body in issuers, item)


def _units_of(work: Work, figures: Figures | None) -> tuple[tuple[UnitFigures, ...], tuple[tuple[str, str, int], ...]]:
    if figures is None or not figures.rows:
        return (), ()
    awards: Any = figures.awards_by_unit_and_form()
    awarded: Counter[str] = Counter()
    for (unit, _), count in awards.items():
        awarded[unit] += count
    most = figures.by_unit().most_common(MOST_UNITS)
    honoured = [unit for unit, _ in awarded.most_common(MOST_UNITS)]
    names = organisations.load_organisations(work, {unit for unit, _ in most} | set(honoured))
    units = tuple(UnitFigures(names[unit].name, total, awarded[unit]) for unit, total in most)
    shown = ((names[unit].name, form, awards[unit, form]) for unit in honoured for form in _forms(awards, unit))
    return units, tuple(shown)


def _forms(awards: Iterable[tuple[str, str]], unit: str) -> list[str]:
    return sorted(form for key, form in awards if key == unit)
