"""Whatever is changed, cut, moved or put into a chain is named, at its place, and nothing else is."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, zip_longest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.audit.chains import Break, Head, find_breaks, verify_stored
from workflows.audit.digests import GENESIS
from workflows.audit.entries import Entry, StoredRow, entry_from_row, seal

REPEATABLE = settings(derandomize=True, deadline=None, database=None)
AT = "2026-11-22T01:02:03.000004Z"
OTHER_HASH = hashlib.sha256(b"another").hexdigest()
PAYLOADS = st.dictionaries(st.sampled_from("abc"), st.integers(0, 9) | st.sampled_from(["Đạt", ""]), max_size=2)
STORED_OR_NOT = st.booleans()


def a_chain(payloads: Sequence[Mapping[str, object]], stream: str = "proposal:1") -> list[Entry]:
    entries: list[Entry] = []
    for seq, payload in enumerate(payloads, 1):
        prev = entries[-1].hash if entries else GENESIS
        entries.append(seal(stream=stream, seq=seq, event="proposal.edited", payload=payload, at=AT, prev=prev))
    return entries


CHAINS = st.lists(PAYLOADS, min_size=1, max_size=6).map(a_chain)


def a_chain_of(length: int, stream: str = "proposal:1") -> list[Entry]:
    return a_chain([{"number": seq} for seq in range(length)], stream)


def head_of(entries: Sequence[Entry]) -> dict[str, Head]:
    return {entries[-1].stream: Head(entries[-1].seq, entries[-1].hash)}


def rows_of(entries: Sequence[Entry]) -> list[StoredRow]:
    return [StoredRow(e.stream, e.seq, e.body or b"", e.prev, e.hash) for e in entries]


def found(entries: Sequence[Entry], heads: dict[str, Head] | None = None) -> list[tuple[int, str]]:
    return [(item.seq, item.kind) for item in find_breaks(entries, heads)]


def found_fast(entries: Sequence[Entry], heads: dict[str, Head] | None = None) -> list[tuple[int, str]]:
    return [(item.seq, item.kind) for item in verify_stored(rows_of(entries), heads)]


@REPEATABLE
@given(CHAINS)
def test_an_untouched_chain_has_no_break(entries: list[Entry]) -> None:
    bare = [replace(entry, body=None) for entry in entries]
    assert found(entries, head_of(entries)) == found(bare, head_of(entries)) == []
    assert found_fast(entries, head_of(entries)) == []


CHANGES: dict[str, Callable[[Entry], Entry]] = {
    "event": lambda entry: replace(entry, event="proposal.approved"),
    "payload": lambda entry: replace(entry, payload={**entry.payload, "z": 1}),
    "at": lambda entry: replace(entry, at="2026-11-22T01:02:03.000005Z"),
    "prev": lambda entry: replace(entry, prev=OTHER_HASH),
    "hash": lambda entry: replace(entry, hash=OTHER_HASH),
    "no form": lambda entry: replace(entry, payload={"a": 0.5}),
    "no hash": lambda entry: replace(entry, hash=""),
    "no prev": lambda entry: replace(entry, prev=""),
}


@REPEATABLE
@given(CHAINS, st.data(), st.sampled_from(sorted(CHANGES)), STORED_OR_NOT)
def test_any_change_of_a_field_is_named_at_its_entry_alone(
    entries: list[Entry], data: st.DataObject, change: str, stored: bool
) -> None:
    place = data.draw(st.integers(0, len(entries) - 1))
    changed = [replace(entry, body=entry.body if stored else None) for entry in entries]
    changed[place] = CHANGES[change](changed[place])
    assert {seq for seq, _ in found(changed)} == {place + 1}
    assert {seq for seq, _ in found(changed, head_of(entries))} == {place + 1}


@REPEATABLE
@given(CHAINS, st.data(), st.integers(-1, 12), STORED_OR_NOT)
def test_a_changed_number_is_named(entries: list[Entry], data: st.DataObject, number: int, stored: bool) -> None:
    place = data.draw(st.integers(0, len(entries) - 1).filter(lambda index: index + 1 != number))
    changed = [replace(entry, body=entry.body if stored else None) for entry in entries]
    changed[place] = replace(changed[place], seq=number)
    assert {place + 1, number} & {seq for seq, _ in found(changed)}


@REPEATABLE
@given(CHAINS, st.data(), STORED_OR_NOT)
def test_an_entry_moved_to_another_stream_is_named_in_both(
    entries: list[Entry], data: st.DataObject, stored: bool
) -> None:
    place = data.draw(st.integers(0, len(entries) - 1))
    changed = [replace(entry, body=entry.body if stored else None) for entry in entries]
    changed[place] = replace(changed[place], stream="proposal:2")
    breaks = list(find_breaks(changed, head_of(entries)))
    assert any(item.stream == "proposal:1" and item.seq == place + 1 for item in breaks)
    assert any(item.stream == "proposal:2" and item.seq == place + 1 for item in breaks)


@REPEATABLE
@given(CHAINS, st.data())
def test_any_changed_byte_of_a_stored_body_is_named_at_its_entry_alone(
    entries: list[Entry], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(entries) - 1))
    body = bytearray(entries[place].body or b"")
    body[data.draw(st.integers(0, len(body) - 1))] ^= data.draw(st.integers(1, 255))
    changed = entries[:]
    row = StoredRow(entries[place].stream, entries[place].seq, bytes(body), entries[place].prev, entries[place].hash)
    changed[place] = entry_from_row(row, event=entries[place].event, at=AT)
    assert {seq for seq, _ in found(changed)} == {place + 1}
    assert {seq for seq, _ in found_fast(changed)} == {place + 1}


@REPEATABLE
@given(CHAINS, st.data())
def test_a_deleted_entry_is_named(entries: list[Entry], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(entries) - 1))
    rest = entries[:place] + entries[place + 1 :]
    kind = "gap" if place < len(entries) - 1 else "tail-missing"
    assert found(rest, head_of(entries)) == found_fast(rest, head_of(entries)) == [(place + 1, kind)]


@REPEATABLE
@given(CHAINS, st.data())
def test_a_cut_tail_is_named_when_the_head_is_known(entries: list[Entry], data: st.DataObject) -> None:
    kept = data.draw(st.integers(0, len(entries) - 1))
    assert found(entries[:kept], head_of(entries)) == [(kept + 1, "tail-missing")]
    assert found_fast(entries[:kept], head_of(entries)) == [(kept + 1, "tail-missing")]
    assert found(entries[:kept]) == []  # the chain alone cannot know


@REPEATABLE
@given(CHAINS.filter(lambda entries: len(entries) > 1), st.data())
def test_swapped_entries_are_named(entries: list[Entry], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(entries) - 2))
    second = data.draw(st.integers(first + 1, len(entries) - 1))
    order = entries[:]
    order[first], order[second] = order[second], order[first]
    assert (first + 1, "gap") in found(order)
    assert (first + 1, "out-of-order") in found(order)
    assert (first + 1, "gap") in found_fast(order)
    numbered = entries[:]
    numbered[first] = replace(entries[second], seq=first + 1)
    numbered[second] = replace(entries[first], seq=second + 1)
    for breaks in (found(numbered), found_fast(numbered)):
        assert {(first + 1, "columns-differ"), (second + 1, "columns-differ")} <= set(breaks)


@REPEATABLE
@given(CHAINS, st.data(), PAYLOADS)
def test_an_inserted_entry_is_named(entries: list[Entry], data: st.DataObject, payload: dict[str, object]) -> None:
    place = data.draw(st.integers(0, len(entries) - 1))
    forged = seal(
        stream="proposal:1", seq=place + 1, event="proposal.revoked", payload=payload, at=AT, prev=entries[place].prev
    )
    after = [*entries[: place + 1], forged, *entries[place + 1 :]]
    assert found(after) == found_fast(after) == [(place + 1, "repeated")]
    before = [*entries[:place], forged, *entries[place:]]
    assert found(before, head_of(entries))[0] == (place + 1, "repeated")
    appended = [*entries, seal_after(entries[-1])]
    assert found(appended, head_of(entries)) == [(len(entries) + 1, "beyond-head")]


def seal_after(last: Entry) -> Entry:
    return seal(stream=last.stream, seq=last.seq + 1, event="proposal.held", payload={}, at=AT, prev=last.hash)


@REPEATABLE
@given(CHAINS, st.data())
def test_a_rewritten_entry_with_a_fresh_hash_is_named(entries: list[Entry], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(entries) - 1))
    old = entries[place]
    forged = seal(
        stream=old.stream, seq=old.seq, event="proposal.rejected", payload=old.payload, at=old.at, prev=old.prev
    )
    changed = [*entries[:place], forged, *entries[place + 1 :]]
    is_last = place == len(entries) - 1
    expected = [(place + 1, "head-differs")] if is_last else [(place + 2, "prev-differs")]
    assert found(changed, head_of(entries)) == found_fast(changed, head_of(entries)) == expected


@REPEATABLE
@given(CHAINS, st.lists(PAYLOADS, min_size=1, max_size=5), st.data())
def test_two_chains_are_judged_apart(mine: list[Entry], payloads: list[dict[str, object]], data: st.DataObject) -> None:
    other = a_chain(payloads, "plan:ha-tinh-stp")
    place = data.draw(st.integers(0, len(other) - 1))
    broken = [*other[:place], replace(other[place], hash=OTHER_HASH), *other[place + 1 :]]
    mixed = [entry for entry in chain.from_iterable(zip_longest(mine, broken)) if entry]
    heads = head_of(mine) | head_of(other)
    assert list(find_breaks(chain(mine, other), heads)) == []
    for breaks in (list(find_breaks(mixed, heads)), list(verify_stored(rows_of(mixed), heads))):
        assert {(item.stream, item.seq) for item in breaks} == {("plan:ha-tinh-stp", place + 1)}


@REPEATABLE
@given(CHAINS, st.data(), st.sampled_from(["prev", "hash", "no hash", "no prev"]))
def test_the_fast_check_agrees_with_the_full_one(entries: list[Entry], data: st.DataObject, change: str) -> None:
    place = data.draw(st.integers(0, len(entries) - 1))
    changed = [*entries[:place], CHANGES[change](entries[place]), *entries[place + 1 :]]
    assert found_fast(changed) == found(changed)
    assert found_fast(changed, head_of(entries)) == found(changed, head_of(entries))


def test_a_follower_or_the_head_tells_an_altered_hash_from_altered_content() -> None:
    entries = a_chain_of(3)
    heads = head_of(entries)
    for place in (0, 2):
        wrong_hash = [*entries[:place], CHANGES["hash"](entries[place]), *entries[place + 1 :]]
        assert found(wrong_hash, heads) == [(place + 1, "hash-altered")]
        bare = replace(entries[place], body=None)
        wrong_content = [*entries[:place], CHANGES["payload"](bare), *entries[place + 1 :]]
        assert found(wrong_content, heads) == [(place + 1, "content-altered")]


def test_every_break_of_several_is_named() -> None:
    entries = a_chain_of(8)
    changed = [
        CHANGES["hash"](entries[0]),
        entries[1],
        entries[3],
        replace(entries[4], at="2027-01-01T00:00:00.000000Z"),
        CHANGES["prev"](entries[5]),
        entries[5],
    ]
    assert found(changed, head_of(entries)) == [
        (1, "hash-altered"),
        (3, "gap"),
        (5, "columns-differ"),
        (6, "prev-differs"),
        (6, "repeated"),
        (7, "tail-missing"),
    ]


def test_a_late_forgery_is_named_twice_when_its_hash_is_wrong_too() -> None:
    entries = a_chain_of(3)
    assert found([*entries, CHANGES["hash"](entries[0])]) == [(1, "out-of-order"), (1, "content-altered")]


def test_a_false_number_does_not_make_its_followers_look_late() -> None:
    entries = a_chain_of(4)
    changed = [entries[0], replace(entries[1], seq=9), *entries[2:]]
    assert found(changed) == [(9, "columns-differ"), (2, "gap")]
    assert found_fast(changed) == [(9, "columns-differ"), (2, "gap")]


def test_a_gap_that_was_sealed_over_is_named() -> None:
    first = a_chain_of(1)[0]
    third = seal(stream=first.stream, seq=3, event="proposal.held", payload={}, at=AT, prev=first.hash)
    assert found([first, third]) == found_fast([first, third]) == [(2, "gap")]


def test_breaks_come_in_reading_order() -> None:
    entries, other = a_chain_of(2), a_chain_of(3, "proposal:2")
    body = (entries[0].body or b"").replace(b'"number":0', b'"number":7')
    changed = [replace(entries[0], body=body, payload={"number": 7}), entries[1], other[0], other[2]]
    assert found(changed) == found_fast(changed) == [(1, "content-altered"), (2, "gap")]


def test_a_head_without_any_entry_is_a_missing_stream() -> None:
    assert list(find_breaks([], {"proposal:9": Head(2, OTHER_HASH)})) == [
        Break("proposal:9", 1, "tail-missing", "2", "0")
    ]
    assert list(find_breaks([], {"proposal:9": Head(0, GENESIS)})) == []


@pytest.mark.parametrize("column", ["event", "at", "payload"])
def test_the_column_that_contradicts_the_body_is_named(column: str) -> None:
    changed = CHANGES[column](a_chain_of(1)[0])
    assert [(item.kind, item.found) for item in find_breaks([changed])] == [("columns-differ", column)]


def test_a_body_that_says_the_same_in_other_bytes_is_named() -> None:
    entry = a_chain_of(1)[0]
    spaced = replace(entry, body=(entry.body or b"").replace(b'"seq":1', b'"seq": 1'))
    assert [(item.kind, item.found) for item in find_breaks([spaced])] == [
        ("columns-differ", "body"),
        ("content-altered", entry.hash),
    ]
    assert found_fast([spaced]) == [(1, "columns-differ"), (1, "content-altered")]


def test_a_break_has_a_message_code() -> None:
    assert Break("system", 3, "prev-differs").code == "audit-prev-differs"
