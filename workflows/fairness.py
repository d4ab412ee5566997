"""Who is among those honoured: exact shares of leaders, direct workers, women and difficult areas, for eyes only.

What nobody recorded is counted as such and never guessed; a share is taken of those about whom something is known.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

from workflows.findings import Citation, Confidence

Aim = Literal["", "not_below"]
AREAS = ("difficult", "ordinary")


@dataclass(frozen=True, slots=True)
class Profile:
    """What is recorded about a nominee; empty and None stand for what nobody recorded."""

    kind: str
    sex: str = ""
    women_percent: int | None = None
    is_leader: bool = False
    occupation: str = ""
    special_group: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One group that is counted, of which kinds of nominees, by which trait, and what a text says of it."""

    code: str
    kinds: frozenset[str]
    trait: str
    citation: Citation
    aim: Aim = ""
    least: int = 0
    occupations: frozenset[str] = frozenset()
    special_groups: frozenset[str] = frozenset()

    def holds(self, profile: Profile) -> bool | None:
        """Tell whether a nominee belongs to the group; None where that is not recorded."""
        return _TRAITS[self.trait](self, profile)


@dataclass(frozen=True, slots=True)
class Share:
    """How many belong to a group, how many do not, and of how many nobody recorded it."""

    yes: int = 0
    no: int = 0
    unrecorded: int = 0

    @property
    def known(self) -> int:
        """Return of how many it is recorded."""
        return self.yes + self.no

    @property
    def exact(self) -> Fraction | None:
        """Return the share among those of whom it is recorded, None where there is nobody."""
        return Fraction(self.yes, self.known) if self.known else None


@dataclass(frozen=True, slots=True)
class Yardsticks:
    """The groups, and with how few people shares are not compared any more."""

    fewest: int
    groups: tuple[Group, ...]

    def is_below(self, group: Group, chosen: Share, among: Share) -> bool:
        """Tell whether a group that a text prefers has a smaller share among the chosen than among the others."""
        if group.aim != "not_below" or min(chosen.known, among.known) < self.fewest:
            return False
        left, right = chosen.exact, among.exact
        return left is not None and right is not None and left < right


def count_share(group: Group, profiles: Iterable[tuple[Profile, int]]) -> Share:
    """Return the share of a group among nominees, each with how many are like it; other kinds are left out."""
    counted = {True: 0, False: 0, None: 0}
    for profile, number in profiles:
        if profile.kind in group.kinds:
            counted[group.holds(profile)] += number
    return Share(counted[True], counted[False], counted[None])


def spell_tenths(share: Fraction) -> str:
    """Return a share in tenths of a per cent as people write it, rounded half up: 37,5 %."""
    tenths = (share * 2000 + 1) // 2
    return f"{tenths // 10},{tenths % 10} %"


@cache
def yardsticks() -> Yardsticks:
    """Return the groups that ship with the program."""
    data = tomllib.loads((files("workflows") / "data" / "fairness.toml").read_text(encoding="utf-8"))
    return Yardsticks(int(data["fewest"]), tuple(_group(row) for row in data["groups"]))


def _group(row: Mapping[str, Any]) -> Group:
    said = row["citation"]
    return Group(
        code=row["code"],
        kinds=frozenset(row["kinds"]),
        trait=row["trait"],
        citation=Citation(said["text"], said["source"], Confidence(said["confidence"])),
        aim=row.get("aim", ""),
        least=row.get("least", 0),
        occupations=frozenset(row.get("occupations", ())),
        special_groups=frozenset(row.get("special_groups", ())),
    )


def _direct_worker(group: Group, profile: Profile) -> bool | None:
    """A leader is none; whoever bears an occupation of that kind is one; of the others it is not recorded."""
    if profile.is_leader:
        return False
    works = profile.occupation in group.occupations or profile.special_group in group.special_groups
    return True if works else None


def _woman(_group: Group, profile: Profile) -> bool | None:
    return profile.sex == "female" if profile.sex else None


def _women_percent(group: Group, profile: Profile) -> bool | None:
    return None if profile.women_percent is None else profile.women_percent >= group.least


def _difficult_area(_group: Group, profile: Profile) -> bool | None:
    return profile.area == "difficult" if profile.area else None


_TRAITS: Mapping[str, Callable[[Group, Profile], bool | None]] = MappingProxyType(
    {
        "leader": lambda _group, profile: profile.is_leader,
        "direct_worker": _direct_worker,
        "woman": _woman,
        "women_percent": _women_percent,
        "difficult_area": _difficult_area,
    }
)
