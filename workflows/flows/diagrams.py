"""A flow drawn for people: Mermaid text with every move, and a picture of its path with the ways that leave it."""

from workflows.definition import FlowDefinition, TransitionSpec
from workflows.flows.drawing import draw
from workflows.flows.layout import lay_out

_CONDITIONS = {
    "vi": {"with": " (có cơ quan tổng hợp)", "without": " (không có cơ quan tổng hợp)", "any": ""},
    "en": {"with": " (with a collector)", "without": " (without a collector)", "any": ""},
}


def mermaid(flow: FlowDefinition, language: str = "vi") -> str:
    """Return the flow as a Mermaid state diagram: every state, every move, labels in Vietnamese or English."""
    lines = ["stateDiagram-v2", "  direction LR"]
    lines += [f'  state "{_state_label(flow, state.code, language)}" as {state.code}' for state in flow.states]
    lines.append(f"  [*] --> {flow.initial}")
    lines += [f"  {source} --> {target}: {label}" for (source, target), label in _edges(flow, language).items()]
    leaving = {source for move in flow.transitions for source in move.sources}
    lines += [f"  {state.code} --> [*]" for state in flow.states if state.code not in leaving]
    return "\n".join(lines) + "\n"


def svg(flow: FlowDefinition, language: str = "vi") -> str:
    """Return the flow as a picture that needs nothing outside itself: no style, no script, no font, no link."""
    return draw(lay_out(flow, language))


def _edges(flow: FlowDefinition, language: str) -> dict[tuple[str, str], str]:
    """Return one label for each pair of states that any move joins."""
    labels: dict[tuple[str, str], list[str]] = {}
    for move in flow.transitions:
        for source in move.sources:
            for target in flow.targets_of(move, source):
                labels.setdefault((source, target), []).append(_move_label(move, language))
    return {pair: " / ".join(dict.fromkeys(names)) for pair, names in labels.items()}


def _move_label(move: TransitionSpec, language: str) -> str:
    label = move.label_en if language == "en" else move.label_vi
    return label + _CONDITIONS["en" if language == "en" else "vi"][move.collector]


def _state_label(flow: FlowDefinition, code: str, language: str) -> str:
    state = flow.state(code)
    return state.label_en if language == "en" else state.label_vi
