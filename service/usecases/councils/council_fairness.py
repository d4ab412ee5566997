"""Who is among those a council agrees to honour: shares beside all who were proposed and those of former years.

Everything is counted from proposals that the reader may open himself, so no figure tells more than they do.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from service.db import council_items
from service.db.council_items import ItemRow
from service.db.council_sessions import SessionRow
from service.db.fairness import Traits, count_traits, list_item_traits
from service.db.work import Work
from service.usecases.cases import reader_of
from service.usecases.catalog import Catalog
from service.usecases.councils.council_access import see_session
from service.usecases.councils.council_counts import judge_item, load_room
from service.usecases.councils.council_sessions import session_as_data
from service.usecases.councils.councils import council_as_data
from workflows.fairness import Group, Profile, Share, count_share, spell_tenths, yardsticks
from workflows.policy import Actor

PAST_YEARS = 3
AGREED, AGENDA, CAMPAIGN = "agreed", "agenda", "campaign"
COMPARED = (AGENDA, CAMPAIGN)


class Population(NamedTuple):
    """A set of proposals whose nominees are looked at; `year` is 0 for those of the session itself."""

    code: str
    year: int
    profiles: tuple[tuple[Profile, int], ...]

    @property
    def total(self) -> int:
        """Return how many there are."""
        return sum(number for _, number in self.profiles)


def show_fairness(work: Work, catalog: Catalog, *, actor: Actor, session_id: str) -> dict[str, Any]:
    """Return the shares of each group among the items of a session and what they are held against; raises NotFound.

    Outcomes that are not closed yet count for the secretary, as they stand; members see what was closed. It warns where
    a text prefers a group whose share is smaller among those agreed; nothing follows from it.
    """
    sight, row = see_session(work, actor, session_id)
    reader = reader_of(actor)
    seen = council_items.list_seen(work, row.id, reader)
    outcomes, is_pending = _outcomes(work, catalog, row, seen, runs=sight.secretary is not None)
    traits = list_item_traits(work, row.id, reader)
    counted = count_traits(work, reader, plans={one.plan_code for one in traits}, forms={item.form for item in seen})

    def of_session(*wanted: str) -> list[tuple[Profile, int]]:
        return [(_profile(one.traits), 1) for one in traits if not wanted or outcomes.get(one.item_id) in wanted]

    this_year = row.held_on.year
    campaign = [(_profile(one.traits), one.number) for one in counted.rows if one.is_of_plans and one.year == this_year]
    populations = [
        _population(AGREED, 0, of_session("agreed")),
        _population("not_agreed", 0, of_session("not_agreed")),
        _population(AGENDA, 0, of_session()),
        _population(CAMPAIGN, this_year, campaign),
    ]
    for year in range(this_year - 1, this_year - 1 - PAST_YEARS, -1):
        awarded = [(_profile(one.traits), one.number) for one in counted.rows if one.is_approved and one.year == year]
        populations.append(_population("past", year, awarded))
    return session_as_data(row) | {
        "council": council_as_data(sight.council),
        "is_pending": is_pending,
        "is_capped": counted.is_capped,
        "fewest": yardsticks().fewest,
        "populations": [{"code": one.code, "year": one.year, "total": one.total} for one in populations],
        "groups": [_group(group, populations) for group in yardsticks().groups],
    }


def _outcomes(
    work: Work, catalog: Catalog, row: SessionRow, seen: Iterable[ItemRow], *, runs: bool
) -> tuple[dict[str, str], bool]:
    """Return what each item came to or, for the secretary, comes to as it stands, and whether any is of the latter."""
    closed = {item.id: item.outcome for item in seen if item.outcome}
    opened = [item for item in seen if item.state == "open"]
    if not runs or row.state != "convened" or not opened:
        return closed, False
    room = load_room(work, catalog, row)
    pending = {item.id: judge_item(room, item).outcome for item in opened}
    return closed | pending, True


def _population(code: str, year: int, profiles: Iterable[tuple[Profile, int]]) -> Population:
    return Population(code, year, tuple(profiles))


def _profile(traits: Traits) -> Profile:
    return Profile(*traits)


def _group(group: Group, populations: list[Population]) -> dict[str, Any]:
    shares = [(one, count_share(group, one.profiles)) for one in populations]
    by_code = {one.code: share for one, share in shares}
    below = [code for code in COMPARED if yardsticks().is_below(group, by_code[AGREED], by_code[code])]
    return {
        "code": group.code,
        "is_judged": bool(group.aim),
        "citation": {
            "text": group.citation.text,
            "source": group.citation.source,
            "confidence": group.citation.confidence.value,
        },
        "below": below,
        "shares": [{"population": one.code, "year": one.year, **_share(share)} for one, share in shares],
    }


def _share(share: Share) -> dict[str, Any]:
    exact = share.exact
    return {
        "yes": share.yes,
        "known": share.known,
        "unrecorded": share.unrecorded,
        "percent": "" if exact is None else spell_tenths(exact),
    }
