"""The published list of a secret ballot: anybody counts it anew, and whatever is changed in it is found."""

import copy
import hashlib
import json
from collections import Counter
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.votes.group import ORDER
from workflows.votes.papers import CHOICES, Draw, is_sound, make_paper, opens, read_paper, receipt_of
from workflows.votes.secret import Box, check_file, digest_of_list, opened_paper, read_box

BALLOT = "0" * 31 + "1"
SOME = settings(derandomize=True, deadline=None, database=None, max_examples=12)
VOTES = st.lists(st.sampled_from(CHOICES), max_size=6)
Json = dict[str, Any]


def source(start: int) -> Draw:
    """Return random bytes that can be foreseen."""
    numbers = count(start)
    return lambda size: b"".join(
        hashlib.sha256(f"{start} {next(numbers)}".encode()).digest() for _ in range(size // 32 + 1)
    )[:size]


def box_of(votes: list[str], seed: int) -> Box:
    box, draw = Box(BALLOT, {}), source(seed)
    for vote in votes:
        paper, key = make_paper(BALLOT, vote, draw)
        box = box.put(paper, vote, key)
    return box


def codes(data: object) -> set[str]:
    return {code for code, _ in check_file(data).problems}


@SOME
@given(VOTES, st.integers(0, 99))
def test_anybody_counts_the_published_list_anew(votes: list[str], seed: int) -> None:
    listed = json.loads(json.dumps(box_of(votes, seed).published(len(votes) + 1)))
    checked = check_file(listed)
    assert (checked.kind, checked.problems) == ("list", ())
    assert checked.tally == {choice: Counter(votes)[choice] for choice in CHOICES}
    assert len(set(checked.receipts)) == len(votes)
    assert checked.digest == digest_of_list(listed)


@SOME
@given(st.permutations(["yes", "yes", "no", "blank"]), st.permutations(range(4)), st.integers(0, 9))
def test_the_box_and_the_list_do_not_know_the_order(votes: list[str], order: list[int], seed: int) -> None:
    made = [(vote, *make_paper(BALLOT, vote, source(1000 * seed + place))) for place, vote in enumerate(votes)]
    one, other = Box(BALLOT, {}), Box(BALLOT, {})
    for vote, paper, key in made:
        one = one.put(paper, vote, key)
    for place in order:
        vote, paper, key = made[place]
        other = other.put(paper, vote, key)
    assert json.dumps(one.as_data()) == json.dumps(other.as_data())
    assert json.dumps(one.published(4)) == json.dumps(other.published(4))


LISTED = box_of(["yes", "no", "yes", "blank"], 7).published(5)


def numbers_of(row: Json) -> list[tuple[str, int | None]]:
    return [("seal", None), *((name, place) for name in ("challenges", "responses") for place in range(3))]


@SOME
@given(st.integers(0, 3), st.integers(0, 6), st.integers(0, 63), st.sampled_from("0123456789abcdef"))
def test_any_change_of_one_published_paper_is_found(which: int, part: int, digit: int, written: str) -> None:
    changed = copy.deepcopy(LISTED)
    row = changed["papers"][which]
    name, place = numbers_of(row)[part]
    text = row[name] if place is None else row[name][place]
    text = text[:digit] + written + text[digit + 1 :]
    if place is None:
        row[name] = text
    else:
        row[name][place] = text
    if changed == LISTED:
        assert codes(changed) == set()
        return
    assert "ballot-receipt-wrong" in codes(changed)
    row["receipt"] = receipt_of(BALLOT, read_paper({key: row[key] for key in ("seal", "challenges", "responses")}))
    changed["papers"].sort(key=lambda paper: paper["receipt"])
    assert "ballot-paper-unsound" in codes(changed)
    assert digest_of_list(changed) != digest_of_list(LISTED)


CHANGES: dict[str, tuple[Callable[[Json], Any], str]] = {
    "a vote moved": (lambda data: data["tally"].update(yes=1, no=2), "ballot-tally-wrong"),
    "a vote more": (lambda data: data["tally"].update(yes=3), "ballot-tally-wrong"),
    "a paper less": (lambda data: data["papers"].pop(), "ballot-tally-wrong"),
    "a paper twice": (lambda data: data["papers"].append(data["papers"][0]), "ballot-list-unordered"),
    "another order": (lambda data: data["papers"].reverse(), "ballot-list-unordered"),
    "another key": (lambda data: data.update(key="0" * 64), "ballot-tally-wrong"),
    "another ballot": (lambda data: data.update(ballot="0" * 32), "ballot-paper-unsound"),
    "fewer issued": (lambda data: data.update(issued=3), "ballot-more-than-issued"),
    "a field more": (lambda data: data.update(note="x"), "ballot-file-unreadable"),
    "a choice more": (lambda data: data["tally"].update(invalid=0), "ballot-file-unreadable"),
    "capital digits": (lambda data: data["papers"][0].update(seal="F" * 768), "ballot-file-unreadable"),
    "no receipt": (lambda data: data["papers"][0].pop("receipt"), "ballot-file-unreadable"),
    "no papers": (lambda data: data.update(papers=None), "ballot-file-unreadable"),
    "no tally": (lambda data: data.update(tally=None), "ballot-file-unreadable"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_does_not_fit_is_named(name: str) -> None:
    change, code = CHANGES[name]
    changed = copy.deepcopy(LISTED)
    change(changed)
    assert code in codes(changed)


def test_a_paper_that_bears_something_else_than_a_choice_is_unsound() -> None:
    paper, key = make_paper(BALLOT, "yes", source(3))
    assert is_sound(BALLOT, paper)
    assert not is_sound("0" * 32, paper)
    assert opens(paper, "yes", key)
    assert not any(opens(paper, choice, key) for choice in ("no", "blank", "hai phiếu"))
    assert not opens(paper, "yes", key + ORDER)


def test_nothing_of_a_single_vote_stands_in_the_list() -> None:
    text = json.dumps(LISTED["papers"])
    assert not any(choice in text for choice in CHOICES)
    yes, no = (box_of(votes, 7).published(2) for votes in (["yes", "no"], ["no", "yes"]))
    assert yes["tally"] == no["tally"]
    assert yes.keys() == no.keys()
    assert len(json.dumps(yes)) == len(json.dumps(no))


def test_a_box_is_read_as_it_was_written_and_weighs_the_same_whatever_it_holds() -> None:
    box = box_of(["yes", "no"], 5).set_aside("a" * 32)
    assert read_box(BALLOT, json.loads(json.dumps(box.as_data()))) == box
    many = [len(json.dumps(box_of([vote] * 2, 5).as_data())) for vote in CHOICES]
    assert len(set(many)) == 1


def test_a_paper_opened_as_a_test_shows_what_it_bears() -> None:
    paper, key = make_paper(BALLOT, "no", source(11))
    told = check_file(json.loads(json.dumps(opened_paper(BALLOT, paper, "no", key))))
    assert (told.kind, told.problems, told.tally["no"]) == ("opened", (), 1)
    assert codes(opened_paper(BALLOT, paper, "yes", key)) == {"ballot-opening-wrong"}
    assert codes({"format": "vinhdanh-opened-paper/v1"}) == {"ballot-file-unreadable"}
    assert codes([]) == {"ballot-file-unreadable"}
