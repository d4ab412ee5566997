"""Delegation as data and arithmetic: which acts may be done for another, how far they are passed on, and until when."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ActTerms:
    """One act that may be delegated: the permissions that go with it, and whether it may be passed on further.

    A step is what a proposal waits for.
    """

    permissions: frozenset[str]
    passed_on: bool
    citation: str = ""
    is_step: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """The closed list of acts, what goes with every act, and how many delegations may follow one another."""

    acts: Mapping[str, ActTerms]
    always: frozenset[str]
    longest_chain: int

    def permits(self, acts: frozenset[str], permission: str) -> bool:
        """Tell whether a permission goes with any of these acts."""
        if permission in self.always:
            return bool(acts & self.acts.keys())
        return any(permission in self.acts[act].permissions for act in acts if act in self.acts)


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody in whose place another acts: the account and the person behind it."""

    account_id: str
    person_id: str


@dataclass(frozen=True, slots=True)
class Mandate:
    """By what somebody holds another's role: the paper, the acts it names, and in whose place, nearest first.

    The last of `principals` holds the role himself; those before him passed it on.
    """

    delegation_id: str
    document: str
    acts: frozenset[str]
    principals: tuple[Principal, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What is delegated from: the acts that may be taken, the days it holds, and who stands in the chain already.

    `chain` are the principals of the delegation that is passed on, nearest first; empty for a role of one's own.
    """

    acts: frozenset[str]
    starts: date | None
    ends: date | None
    chain: tuple[Principal, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """A delegation as it is wished for: who gives it to whom, which acts, from which day to which."""

    delegator: Principal
    delegate: Principal
    acts: frozenset[str]
    starts: date
    ends: date


@cache
def terms() -> Terms:
    """Return the packaged terms of delegation."""
    data = tomllib.loads((files("workflows") / "data" / "delegations.toml").read_text(encoding="utf-8"))
    acts = {
        code: ActTerms(
            permissions=frozenset(row.get("permissions", ())),
            passed_on=row["passed_on"],
            citation=row.get("citation", ""),
            is_step=row.get("step", False),
        )
        for code, row in data["acts"].items()
    }
    return Terms(acts, frozenset(data["always"]), data["longest_chain"]["value"])


def find_problems(wish: Wish, source: Source, today: date) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    """Yield everything that stands against a delegation as (field, code, what fills the sentence)."""
    yield from _against_people(wish, source)
    yield from _against_acts(wish.acts, source)
    if wish.ends < wish.starts:
        yield "valid_to", "before-start", {}
    if wish.ends < today:
        yield "valid_to", "in-the-past", {}
    if (source.starts and wish.starts < source.starts) or (source.ends and wish.ends > source.ends):
        yield "valid_to", "beyond-source", {"starts": _spoken(source.starts), "ends": _spoken(source.ends)}


def _spoken(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "…"


def _against_people(wish: Wish, source: Source) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    if _same(wish.delegate, wish.delegator):
        yield "delegate", "self-delegation", {}
    elif any(_same(wish.delegate, earlier) for earlier in source.chain):
        yield "delegate", "delegation-circle", {}
    if len(source.chain) + 1 > terms().longest_chain:
        yield "source_id", "chain-too-long", {"longest": terms().longest_chain}


def _against_acts(acts: Collection[str], source: Source) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    if not acts:
        yield "acts", "required", {}
    known = terms().acts
    for act in sorted(acts):
        if act not in known or act not in source.acts:
            yield "acts", "act-not-held", {"action": act}
        elif source.chain and not known[act].passed_on:
            yield "acts", "act-not-passed-on", {"action": act, "citation": known[act].citation}


def _same(one: Principal, other: Principal) -> bool:
    """Tell whether two accounts are one person: two accounts of the same person are no two people."""
    return one.account_id == other.account_id or one.person_id == other.person_id
