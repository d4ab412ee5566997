"""From the text of a flow file to a definition, or to the list of everything that is wrong with it."""

import tomllib
from collections.abc import Mapping
from typing import Any

from workflows.definition import FlowDefinition
from workflows.flows.graph import find_graph_problems
from workflows.flows.reading import read_flow
from workflows.flows.validation import find_contradictions
from workflows.plans.loading import data_digest, find_bad_values
from workflows.plans.table_reader import TableReader
from workflows.rules.catalog import packaged_rulebook

HOUSE = "house"  # the rulebook whose questions a flow may name as guards


class FlowInvalid(ValueError):
    """A flow file that cannot be accepted; `problems` lists every reason with its place in the file."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def load_flow(text: str) -> FlowDefinition:
    """Read a flow from TOML; raises FlowInvalid with all problems at once."""
    return flow_from_data(parse_flow(text))


def parse_flow(text: str) -> dict[str, Any]:
    """Return the bare data of a flow file; raises FlowInvalid when the text is not TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FlowInvalid([f"file: not TOML: {error}"]) from error


def flow_digest(text: str) -> str:
    """Return the SHA-256 (hex) of the canonical JSON of a flow file; raises FlowInvalid on text that is not NFC."""
    data = parse_flow(text)
    problems = list(find_bad_values(data, ""))
    if problems:
        raise FlowInvalid(problems)
    return data_digest(data)


def flow_from_data(data: Mapping[str, Any]) -> FlowDefinition:
    """Build a flow from parsed data (dates as dates or ISO texts); raises FlowInvalid with all problems at once."""
    problems = list(find_bad_values(data, ""))
    reader = TableReader(data, "", problems)
    flow = read_flow(reader, "" if problems else data_digest(data))
    reader.finish()
    guards = {spec.kind for spec in packaged_rulebook(HOUSE).checks}
    problems.extend(find_contradictions(flow, guards))
    problems.extend(find_graph_problems(flow))
    if problems:
        raise FlowInvalid(problems)
    return flow
