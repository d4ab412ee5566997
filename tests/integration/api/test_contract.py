"""The description and the interface agree: whatever a client sends, no failure of our own, only described answers."""

from collections.abc import Callable

import hypothesis
import pytest
import schemathesis
from flask import Flask
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from tests.integration.api.conftest import Headers, Ministry

CHECKS = (not_a_server_error, content_type_conformance, response_schema_conformance)
SETTINGS = hypothesis.settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(hypothesis.HealthCheck),
)


@pytest.fixture
def operations(app: Flask) -> schemathesis.BaseSchema:
    """The operations that the description names."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


def test_interface_answers_as_described_whatever_is_sent(
    operations: schemathesis.BaseSchema, sign_in: Callable[..., Headers], tree: Ministry
) -> None:
    everyone = {
        "administrator": sign_in("quantri", "administrator", tree.government),
        "auditor": sign_in("kiemtoan", "auditor", tree.government),
        "clerk": sign_in("chuyenvien", "unit_clerk", tree.division),
    }
    names = []
    for found in operations.get_all_operations():
        operation = found.ok()
        names.append(operation.label)
        for headers in everyone.values():
            _exercise(operation, headers)
    assert len(names) > 35


def _exercise(operation: schemathesis.APIOperation, headers: Headers) -> None:
    @SETTINGS
    @hypothesis.given(case=operation.as_strategy())
    def run(case: schemathesis.Case) -> None:
        answer = case.call(headers=headers)
        case.validate_response(answer, checks=CHECKS)

    run()
