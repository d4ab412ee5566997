"""A flow drawn as text: Mermaid or SVG."""

from workflows.definition import FlowDefinition
from workflows.flows import diagrams


def diagram_text(flow: FlowDefinition, form: str, language: str) -> str:
    """Return the drawing of a flow in one of the two forms."""
    return diagrams.svg(flow, language) if form == "svg" else diagrams.mermaid(flow, language)
