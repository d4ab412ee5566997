"""The flows that ship with the product, read once."""

from functools import cache
from importlib.resources import files

from workflows.definition import FlowDefinition
from workflows.flows.loading import load_flow


@cache
def packaged_flows() -> tuple[FlowDefinition, ...]:
    """Return every packaged flow version by code and version; raises FlowInvalid for a broken file."""
    flows = (load_flow(text) for text in packaged_flow_texts().values())
    return tuple(sorted(flows, key=lambda flow: (flow.code, flow.version)))


def newest_flows() -> tuple[FlowDefinition, ...]:
    """Return the newest packaged version of every flow, by code."""
    return tuple({flow.code: flow for flow in packaged_flows()}.values())


def packaged_flow(code: str) -> FlowDefinition:
    """Return the newest packaged version of one flow; raises KeyError when none has that code."""
    versions = [flow for flow in packaged_flows() if flow.code == code]
    if not versions:
        raise KeyError(code)
    return versions[-1]


def packaged_flow_texts() -> dict[str, str]:
    """Return the text of every packaged flow file under its name, such as `F1/1.toml`."""
    folder = files("workflows").joinpath("data", "flows")
    return {
        f"{flow.name}/{version.name}": version.read_text(encoding="utf-8")
        for flow in sorted(folder.iterdir(), key=lambda item: item.name)
        for version in sorted(flow.iterdir(), key=lambda item: item.name)
        if version.name.endswith(".toml")
    }
