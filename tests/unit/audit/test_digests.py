"""The bytes that are hashed are RFC 8785, and the hashes are what anyone computes with hashlib alone."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.audit.digests import (
    DEEPEST_LEVEL,
    DOMAIN,
    GENESIS,
    LARGEST_INTEGER,
    NotCanonical,
    body_of,
    canonical_json,
    digest_of,
    leaf_hash,
)
from workflows.audit.entries import (
    Entry,
    EntryUnreadable,
    StoredRow,
    entry_from_row,
    export_line,
    instant_text,
    read_line,
    seal,
)

REPEATABLE = settings(derandomize=True, deadline=None, database=None)
TEXT = st.text(max_size=8).map(lambda text: unicodedata.normalize("NFC", text))
KEYS = st.text(st.characters(max_codepoint=127), max_size=6)
LEAVES = TEXT | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | st.booleans() | st.none()
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4))
PAYLOADS = st.dictionaries(KEYS, VALUES, max_size=4)
AT = "2026-11-22T01:02:03.000004Z"


@REPEATABLE
@given(VALUES)
def test_canonical_json_is_rfc_8785_on_its_whole_domain(value: Any) -> None:
    assert canonical_json(value) == rfc8785.dumps(value)


def test_canonical_json_of_every_control_character_is_rfc_8785() -> None:
    every = "".join(map(chr, range(0x300))) + "\u2028\u2029\ufeff\ufffe"
    value = {"t": unicodedata.normalize("NFC", every)}
    assert canonical_json(value) == rfc8785.dumps(value)


def test_canonical_json_takes_tuples_as_lists_and_any_order_of_keys() -> None:
    assert canonical_json({"b": (1, "Đ"), "a": None, "B": True}) == '{"B":true,"a":null,"b":[1,"Đ"]}'.encode()


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"a": [1, 0.5]}, "$.a[1]"),
        ({"a": 2**53}, "$.a"),
        ([-(2**53)], "$[0]"),
        ({"a": {"b": "Te\u0302t"}}, "$.a.b"),
        ({"đ": 1}, "$"),
        ({"a": {1: 2}}, "$.a"),
        ({"a": datetime(2026, 1, 1, tzinfo=UTC)}, "$.a"),
        ({"a": {1, 2}}, "$.a"),
        ({"a": b"x"}, "$.a"),
        (float("nan"), "$"),
        ("\ud800", "$"),
    ],
    ids=ascii,
)
def test_canonical_json_refuses_what_has_more_than_one_form(value: object, path: str) -> None:
    with pytest.raises(NotCanonical) as raised:
        canonical_json(value)
    assert raised.value.path == path


def test_canonical_json_refuses_bottomless_values() -> None:
    value: Any = "x"
    for _ in range(DEEPEST_LEVEL):
        value = [value]
    assert canonical_json(value) == rfc8785.dumps(value)
    with pytest.raises(NotCanonical, match="levels deep"):
        canonical_json([value])


def test_the_first_entry_has_this_very_hash() -> None:
    body = (
        b'{"at":"2026-11-22T01:02:03.000004Z","event":"plan.published",'
        b'"payload":{"version":1},"seq":1,"stream":"plan:x"}'
    )
    entry = seal(stream="plan:x", seq=1, event="plan.published", payload={"version": 1}, at=AT, prev=GENESIS)
    assert entry.body == body
    assert entry.hash == hashlib.sha256(b"vinhdanh-audit/v1\n" + b"0" * 64 + b"\n" + body).hexdigest()
    assert entry.hash == "031735e8f311ad09cae04d3c01f99b69510e3608045576e27d31d6b90e82d035"


@REPEATABLE
@given(PAYLOADS, st.integers(1, LARGEST_INTEGER), st.binary(min_size=32, max_size=32))
def test_a_hash_is_what_a_stranger_computes(payload: dict[str, Any], seq: int, previous: bytes) -> None:
    prev = previous.hex()
    entry = seal(stream="proposal:1", seq=seq, event="proposal.move-refused", payload=payload, at=AT, prev=prev)
    said: Any = {"stream": "proposal:1", "seq": seq, "event": "proposal.move-refused", "at": AT, "payload": payload}
    expected = hashlib.sha256(b"vinhdanh-audit/v1\n" + prev.encode() + b"\n" + rfc8785.dumps(said))
    assert entry.hash == expected.hexdigest()


def test_a_leaf_of_a_later_tree_takes_the_hash_as_it_stands() -> None:
    digest = digest_of(GENESIS, b"{}")
    assert leaf_hash(digest) == hashlib.sha256(b"\x00" + bytes.fromhex(digest)).digest()
    assert DOMAIN[:1] not in {b"\x00", b"\x01"}  # no entry's input can be read as a leaf or a node


@pytest.mark.parametrize("prev", ["", "0" * 63, "0" * 65, "A" * 64, "0" * 64 + "\n", "٠" * 64])
def test_a_previous_hash_is_64_small_hexadecimal_digits(prev: str) -> None:
    with pytest.raises(NotCanonical):
        digest_of(prev, b"{}")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("stream", ""),
        ("stream", "proposal 1"),
        ("stream", 'a"b'),
        ("stream", "đề-nghị"),
        ("stream", "x" * 121),
        ("stream", "x\n"),
        ("seq", 0),
        ("seq", -1),
        ("seq", True),
        ("seq", 2**53),
        ("event", "proposal"),
        ("event", "Proposal.Drafted"),
        ("event", "proposal.submitted_upward"),
        ("at", "2026-11-22T01:02:03Z"),
        ("at", "2026-11-22T01:02:03.000004+00:00"),
        ("at", AT + "\n"),
    ],
)
def test_a_body_refuses_parts_out_of_form(field: str, value: object) -> None:
    parts: dict[str, Any] = {"stream": "proposal:1", "seq": 1, "event": "proposal.drafted", "at": AT, "payload": {}}
    with pytest.raises(NotCanonical) as raised:
        body_of(**{**parts, field: value})
    assert raised.value.path == f"$.{field}"


def test_instants_are_written_in_utc_with_microseconds() -> None:
    assert instant_text(datetime(2026, 11, 22, 1, 2, 3, 4, tzinfo=UTC)) == AT
    assert instant_text(datetime(2026, 11, 22, tzinfo=UTC)) == "2026-11-22T00:00:00.000000Z"


@pytest.mark.parametrize("zone", [None, timezone(timedelta(hours=7))])
def test_instants_of_other_zones_are_refused(zone: timezone | None) -> None:
    with pytest.raises(NotCanonical):
        instant_text(datetime(2026, 11, 22, tzinfo=zone))


@REPEATABLE
@given(PAYLOADS)
def test_entries_come_back_from_rows_and_lines_as_they_were(payload: Mapping[str, object]) -> None:
    entry = seal(stream="system", seq=1, event="demo.loaded", payload=payload, at=AT, prev=GENESIS)
    assert entry.body is not None
    row = StoredRow(entry.stream, entry.seq, entry.body, entry.prev, entry.hash)
    assert entry_from_row(row, event=entry.event, at=entry.at) == entry
    line = export_line(entry)
    assert b"\n" not in line
    assert json.loads(line)["hash"] == entry.hash
    assert read_line(line) == Entry("system", 1, "demo.loaded", payload, AT, GENESIS, entry.hash)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"payload":7}', b"\xff"], ids=ascii)
def test_a_row_with_an_unreadable_body_still_gives_an_entry(body: bytes) -> None:
    entry = entry_from_row(StoredRow("system", 1, body, GENESIS, GENESIS), event="demo.loaded", at=AT)
    assert (entry.payload, entry.body) == ({}, body)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"{", b""),
        (b'"seq":1', b'"seq":"1"'),
        (b'"seq":1', b'"seq":true'),
        (b'"payload":{}', b'"payload":[]'),
        (b'"stream":"system"', b'"stream":null'),
        (b'"seq":1', b'"seq":1,"more":1'),
        (b'"seq":1,', b""),
    ],
    ids=ascii,
)
def test_a_line_that_is_no_entry_is_refused(old: bytes, new: bytes) -> None:
    line = export_line(seal(stream="system", seq=1, event="demo.loaded", payload={}, at=AT, prev=GENESIS))
    assert re.search(re.escape(old), line)
    with pytest.raises(EntryUnreadable):
        read_line(line.replace(old, new, 1))
