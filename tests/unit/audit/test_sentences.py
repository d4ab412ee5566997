"""Every event and every break reads as a sentence in both languages, and the list of events is closed."""

import re
import unicodedata
from typing import get_args

import pytest

from workflows.audit.chains import Break, BreakKind
from workflows.audit.digests import GENESIS
from workflows.audit.entries import seal
from workflows.audit.sentences import break_sentence, sentence
from workflows.audit.vocabulary import (
    UnknownAction,
    UnknownEvent,
    event_for_action,
    event_kind,
    event_names,
    personal_values_in_clear,
    vocabulary,
)
from workflows.labels import labels

NAMED = re.compile(r"\{(.*?)\}")
ACTIONS = {
    *("review", "verify", "collect", "appraise", "submit_upward", "approve", "return", "resubmit", "reject", "hold"),
    *("release", "withdraw", "revoke", "expire", "reopen"),
}
COMMITMENT = "ab" * 32


@pytest.mark.parametrize("name", event_names())
def test_an_event_uses_the_same_known_placeholders_in_both_languages(name: str) -> None:
    kind = event_kind(name)
    assert set(NAMED.findall(kind.vi)) == set(NAMED.findall(kind.en)) == set(kind.placeholders)
    assert set(kind.placeholders) <= set(vocabulary().label_groups)


@pytest.mark.parametrize("name", event_names())
def test_an_event_name_can_be_sealed_and_its_sentences_are_composed_text(name: str) -> None:
    assert seal(stream="system", seq=1, event=name, payload={}, at="2026-11-22T00:00:00.000000Z", prev=GENESIS).hash
    for text in (event_kind(name).vi, event_kind(name).en):
        assert unicodedata.is_normalized("NFC", text)


def test_every_event_has_a_name_by_which_the_trail_is_searched() -> None:
    assert set(event_names()) == set(labels()["events"])


def test_every_placeholder_is_used() -> None:
    used = {placeholder for name in event_names() for placeholder in event_kind(name).placeholders}
    assert used == set(vocabulary().label_groups)


def test_every_action_is_recorded_by_an_event_of_its_own() -> None:
    assert set(vocabulary().actions) == ACTIONS
    events = [event_for_action(action) for action in ACTIONS]
    assert len(set(events)) == len(events)
    assert set(events) <= set(event_names())


def test_unknown_events_and_actions_are_refused() -> None:
    with pytest.raises(UnknownEvent):
        sentence("proposal.forgotten", {})
    with pytest.raises(UnknownAction):
        event_for_action("forget")


def test_a_history_line_names_codes_by_their_labels() -> None:
    values = {"actor": "Lê Thị Giả", "role": "hr_officer", "unit": "Phòng Tổ chức", "from": "unit_reviewed"}
    labels = {
        "roles": {"hr_officer": "Cán bộ tổ chức"},
        "states": {"unit_reviewed": "Đã xét tại đơn vị", "hr_verified": "Đã thẩm tra"},
    }
    assert sentence("proposal.verified", {**values, "to": "hr_verified"}, "vi", labels) == (
        "Lê Thị Giả (Cán bộ tổ chức, Phòng Tổ chức) thẩm tra hồ sơ: Đã xét tại đơn vị → Đã thẩm tra."
    )
    assert sentence("proposal.verified", {**values, "to": "hr_verified"}, "en") == (
        "Lê Thị Giả (hr_officer, Phòng Tổ chức) verified the dossier: unit_reviewed → hr_verified."
    )


@pytest.mark.parametrize("missing", [{}, {"actor": None, "name": ""}, {"actor": [], "name": ()}])
def test_a_missing_value_reads_as_a_dash(missing: dict[str, object]) -> None:
    assert sentence("token.issued", missing) == "— cấp mã truy cập —."


def test_values_are_shown_as_they_are() -> None:
    line = sentence("demo.loaded", {"count": 0})
    assert "0 đề nghị" in line
    line = sentence("access.denied", {"actor": "{code}", "action": "approve", "code": ["own-proposal", "wrong-unit"]})
    assert line == "{code} bị từ chối việc approve: own-proposal, wrong-unit."


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", get_args(BreakKind))
def test_every_break_reads_as_a_sentence(kind: BreakKind, language: str) -> None:
    line = break_sentence(Break("proposal:1", 41, kind, "x17", "y18"), "vi" if language == "vi" else "en")
    assert line.startswith("proposal:1: ")
    assert "y18" in line or kind in {"out-of-order", "repeated"}
    assert not NAMED.search(line)


def test_the_break_sentences_are_those_of_the_kinds() -> None:
    assert set(vocabulary().breaks) == set(get_args(BreakKind))
    assert break_sentence(Break("system", 2, "columns-differ")).endswith("niêm phong: —.")


@pytest.mark.parametrize(
    ("payload", "paths"),
    [
        ({"full_name": "Nguyễn Văn Giả"}, ("full_name",)),
        ({"full_name": COMMITMENT, "phone": None, "unit": "STP"}, ()),
        ({"after": [{"email": "a@example.vn"}, {"email": COMMITMENT}]}, ("after.0.email",)),
        ({"nominee_name": {"salt": "x"}}, ("nominee_name",)),
        ({"birth_date": 1990, "address": COMMITMENT.upper()}, ("birth_date", "address")),
    ],
)
def test_personal_values_in_clear_are_found(payload: dict[str, object], paths: tuple[str, ...]) -> None:
    assert personal_values_in_clear(payload) == paths
