"""Drawings: the Mermaid edges are those of the state machine library, the picture is strict, complete and readable."""

import re
import unicodedata
from xml.etree import ElementTree as ET

import pytest
from transitions.extensions import GraphMachine

from tests.unit.flows.flow_files import CODES, raw, states
from workflows.flows.catalog import packaged_flow
from workflows.flows.diagrams import mermaid, svg
from workflows.flows.drawing import wrap
from workflows.flows.vocabulary import state_names

SVG = "{http://www.w3.org/2000/svg}"
EDGE = re.compile(r"^\s*(\w+) --> (\w+)\b", re.MULTILINE)


class Throwaway:
    """A model that only a drawing needs."""


@pytest.mark.parametrize("code", CODES)
def test_the_mermaid_edges_are_those_that_the_library_draws(code: str) -> None:
    flow = packaged_flow(code)
    rows = [
        {"trigger": move.action, "source": source, "dest": target}
        for move in flow.transitions
        for source in move.sources
        for target in flow.targets_of(move, source)
    ]
    model = Throwaway()
    GraphMachine(
        model,
        states=states(code),
        transitions=rows,
        initial=flow.initial,
        auto_transitions=False,
        graph_engine="mermaid",
        show_conditions=False,
    )
    theirs = set(EDGE.findall(model.get_graph().source))  # type: ignore[attr-defined]  # the machine adds the method
    assert {edge for edge in EDGE.findall(mermaid(flow)) if edge[1] in states(code)} == theirs


@pytest.mark.parametrize("code", CODES)
def test_mermaid_names_every_state_and_every_label_in_vietnamese(code: str) -> None:
    text = mermaid(packaged_flow(code))
    assert text.startswith("stateDiagram-v2\n")
    for state in packaged_flow(code).states:
        assert f'state "{state.label_vi}" as {state.code}' in text
    for row in raw(code)["transitions"]:
        assert row.get("label_vi", "") in text
    assert "Look again" in mermaid(packaged_flow(code), "en")
    assert unicodedata.is_normalized("NFC", text)


def test_a_condition_on_the_collector_is_written_on_the_edge() -> None:
    text = mermaid(packaged_flow("F6"))
    assert "hr_verified --> collected: Tổng hợp, lựa chọn (có cơ quan tổng hợp)" in text
    assert "hr_verified --> home_affairs_appraised: Sở Nội vụ thẩm định (không có cơ quan tổng hợp)" in text


def texts(root: ET.Element) -> str:
    return " ".join("".join(item.itertext()) for item in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("code", CODES)
def test_the_picture_may_be_inlined_under_a_strict_policy(code: str, language: str) -> None:
    root = ET.fromstring(svg(packaged_flow(code), language))  # noqa: S314 - our own text
    for item in root.iter():
        assert item.tag.removeprefix(SVG) in {"svg", "title", "desc", "rect", "path", "circle", "text"}
        assert "style" not in item.attrib
        assert not [key for key in item.attrib if key.startswith("on") or "href" in key]
    assert {item.get("id") for item in root.iter() if item.get("id")} == set(root.attrib["aria-labelledby"].split())


@pytest.mark.parametrize("code", CODES)
def test_the_picture_shows_every_state_and_every_step_that_does_not_apply(code: str) -> None:
    flow = packaged_flow(code)
    root = ET.fromstring(svg(flow))  # noqa: S314 - our own text
    shown = texts(root)
    for state in flow.states:
        assert all(word in shown for word in state.label_vi.split())
    assert len([item for item in root.iter(f"{SVG}rect") if "flow-state" in item.get("class", "")]) == len(flow.states)
    for step in flow.path:
        skipped = f"{state_names()[step.state].vi}: không áp dụng"
        assert (skipped in shown) == (not step.applies)
    assert root.findtext(f"{SVG}title") == flow.name_vi


@pytest.mark.parametrize("code", CODES)
def test_nothing_of_the_picture_lies_outside_it(code: str) -> None:
    root = ET.fromstring(svg(packaged_flow(code)))  # noqa: S314 - our own text
    width, height = int(root.attrib["width"]), int(root.attrib["height"])
    for box in root.iter(f"{SVG}rect"):
        assert int(box.get("x", "0")) + int(box.attrib["width"]) <= width
        assert int(box.get("y", "0")) + int(box.attrib["height"]) <= height
    for text in root.iter(f"{SVG}text"):
        assert 0 < int(text.attrib["y"]) < height
        assert int(text.attrib["font-size"]) >= 12


def test_the_english_picture_speaks_english() -> None:
    shown = texts(ET.fromstring(svg(packaged_flow("F1"), "en")))  # noqa: S314 - our own text
    assert "Submitted to the Prime Minister: not applicable" in shown
    assert "Head of agency" in shown
    assert not re.search(r"[ạảấầẩậếềểệịọốồổộớờởợụứừửựỳỵ]", shown)


def test_lines_break_between_words_and_never_inside_one() -> None:
    assert wrap("Ghi nhận quá hạn", 90, 14) == ["Ghi nhận", "quá hạn"]
    assert wrap("Thẩm\u00a0định cấp tỉnh", 60, 14) == ["Thẩm\u00a0định", "cấp", "tỉnh"]
    assert wrap("", 90, 14) == [""]
