"""A secret ballot: the box while it is open, the list that is published, and how anybody counts it anew.

The seals of all papers multiplied together are a seal over the sum of the choices under the sum of the keys. Only those
two sums are published: they open the product, which gives the tally, and no single paper. The box forgets choice and
key of a paper as soon as both are added to the sums.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from workflows.audit.digests import NotCanonical, canonical_json
from workflows.votes.group import ORDER, commit, modulus
from workflows.votes.papers import (
    CHOICES,
    MOST_PAPERS,
    VALUES,
    Paper,
    is_sound,
    opens,
    read_number,
    read_paper,
    receipt_of,
)

LIST_FORMAT, OPENED_FORMAT = "vinhdanh-secret-ballot/v1", "vinhdanh-opened-paper/v1"
_LIST_KEYS = {"format", "ballot", "issued", "tally", "key", "papers"}
_OPENED_KEYS = {"format", "ballot", "choice", "key", "paper"}


@dataclass(frozen=True, slots=True)
class Box:
    """What is known of an open ballot: its papers by receipt, the two sums, and papers that were opened as a test."""

    ballot: str
    papers: Mapping[str, Paper]
    total: int = 0
    key: int = 0
    opened: frozenset[str] = frozenset()

    def put(self, paper: Paper, choice: str, key: int) -> "Box":
        """Return the box with one paper more; papers lie in the order of their receipts, whoever came first."""
        papers = dict(sorted({**self.papers, receipt_of(self.ballot, paper): paper}.items()))
        return replace(self, papers=papers, total=self.total + VALUES[choice], key=(self.key + key) % ORDER)

    def set_aside(self, receipt: str) -> "Box":
        """Return the box in which a paper was opened as a test, so that it is never cast."""
        return replace(self, opened=self.opened | {receipt})

    def as_data(self) -> dict[str, Any]:
        """Return the box as it is sealed: its length tells how many papers lie in it and nothing of what they bear."""
        return {
            "papers": [paper.as_data() for paper in self.papers.values()],
            "total": f"{self.total:064x}",
            "key": f"{self.key:064x}",
            "opened": sorted(self.opened),
        }

    def published(self, issued: int) -> dict[str, Any]:
        """Return the list that is published when the ballot is closed."""
        return {
            "format": LIST_FORMAT,
            "ballot": self.ballot,
            "issued": issued,
            "tally": tally_of(self.total),
            "key": f"{self.key:064x}",
            "papers": [{"receipt": receipt, **paper.as_data()} for receipt, paper in self.papers.items()],
        }


class Checked(NamedTuple):
    """What a check found: the kind of file, problems as code and about, the tally, the receipts, the digest."""

    kind: str
    problems: tuple[tuple[str, str], ...]
    tally: Mapping[str, int]
    receipts: tuple[str, ...] = ()
    digest: str = ""


def read_box(ballot: str, data: Mapping[str, Any]) -> Box:
    """Return a box as it was sealed."""
    papers = [read_paper(paper) for paper in data["papers"]]
    by_receipt = {receipt_of(ballot, paper): paper for paper in papers}
    return Box(ballot, by_receipt, read_number(data["total"]), read_number(data["key"]), frozenset(data["opened"]))


def tally_of(total: int) -> dict[str, int]:
    """Return how often each choice stands in a sum of values."""
    return {choice: total // VALUES[choice] & MOST_PAPERS for choice in CHOICES}


def digest_of_list(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a published list in its canonical writing (RFC 8785)."""
    return hashlib.sha256(canonical_json(dict(data))).hexdigest()


def opened_paper(ballot: str, paper: Paper, choice: str, key: int) -> dict[str, Any]:
    """Return a paper that was opened as a test, and can no longer be cast, with what it was sealed over."""
    return {
        "format": OPENED_FORMAT,
        "ballot": ballot,
        "choice": choice,
        "key": f"{key:064x}",
        "paper": paper.as_data(),
    }


def check_file(data: Any) -> Checked:
    """Check a published list or an opened paper and nothing else than what stands in it; needs no database."""
    form = data.get("format") if isinstance(data, Mapping) else None
    try:
        if form == LIST_FORMAT and data.keys() == _LIST_KEYS:
            return _check_list(data)
        if form == OPENED_FORMAT and data.keys() == _OPENED_KEYS:
            return _check_opened(data)
    except (ValueError, NotCanonical):
        pass
    return Checked("unknown", (("ballot-file-unreadable", ""),), {})


def _check_list(data: Mapping[str, Any]) -> Checked:
    ballot, key = _text(data["ballot"]), read_number(data["key"])
    tally = {choice: _count(data["tally"], choice) for choice in CHOICES}
    rows = data["papers"]
    if not isinstance(rows, list) or len(rows) > MOST_PAPERS or data["tally"].keys() != tally.keys():
        raise ValueError("not a list")
    problems, receipts, product = [], [], 1
    for row in rows:
        receipt = _text(row.get("receipt") if isinstance(row, Mapping) else None)
        paper = read_paper({name: part for name, part in row.items() if name != "receipt"})
        if receipt != receipt_of(ballot, paper):
            problems.append(("ballot-receipt-wrong", receipt))
        if not is_sound(ballot, paper):
            problems.append(("ballot-paper-unsound", receipt))
        receipts.append(receipt)
        product = product * paper.seal % modulus()
    if receipts != sorted(set(receipts)):
        problems.append(("ballot-list-unordered", ""))
    if len(rows) > _count(data, "issued"):
        problems.append(("ballot-more-than-issued", ""))
    if sum(tally.values()) != len(rows) or product != commit(sum(VALUES[name] * tally[name] for name in CHOICES), key):
        problems.append(("ballot-tally-wrong", ""))
    return Checked("list", tuple(problems), tally, tuple(receipts), digest_of_list(data))


def _check_opened(data: Mapping[str, Any]) -> Checked:
    ballot, choice, paper = _text(data["ballot"]), _text(data["choice"]), read_paper(data["paper"])
    receipt = receipt_of(ballot, paper)
    is_right = opens(paper, choice, read_number(data["key"])) and is_sound(ballot, paper)
    problems = () if is_right else (("ballot-opening-wrong", receipt),)
    return Checked("opened", problems, {name: int(name == choice) for name in CHOICES}, (receipt,))


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise ValueError("not a text")


def _count(row: Any, name: str) -> int:
    value = row.get(name) if isinstance(row, Mapping) else None
    if type(value) is not int or not 0 <= value <= MOST_PAPERS:
        raise ValueError("not a count")
    return value
