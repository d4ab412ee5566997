"""A flow as data: ready for JSON and complete."""

import json

import pytest

from tests.unit.flows.flow_files import CODES, raw
from workflows.flows.catalog import packaged_flow
from workflows.flows.describe import flow_as_data


@pytest.mark.parametrize("code", CODES)
def test_a_flow_is_written_as_json_with_all_its_parts(code: str) -> None:
    data = json.loads(json.dumps(flow_as_data(packaged_flow(code)), ensure_ascii=False))
    assert data["name"] == f"{code}@{raw(code)['version']}"
    assert data["effective_on"] == "2024-01-01"
    for part in ("states", "path", "transitions", "acts"):
        assert len(data[part]) == len(raw(code)[part])
    for told, row in zip(data["transitions"], raw(code)["transitions"], strict=True):
        for key in ("action", "sources", "target", "phase"):
            assert told[key] == row[key]
        assert told["label_vi"]
    assert data["citation"] == raw(code)["citation"]


def test_a_window_of_dates_is_written_as_texts() -> None:
    assert flow_as_data(packaged_flow("F2"))["selection"]["valid_to"] == "2025-06-30"
