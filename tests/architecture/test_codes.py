"""Every code that the service can say has a sentence in both languages; every event that it records has a name."""

import ast
from collections.abc import Iterator

import pytest

from service.i18n import catalogue
from service.usecases import errors
from service.usecases.attempts import EVENTS
from service.usecases.worker.job_kinds import KINDS
from tests.support.tree import modules, tree_of
from workflows.audit.vocabulary import event_kind, event_names, vocabulary
from workflows.labels import labels

ABOVE = tuple(f"service/{room}" for room in ("usecases", "http", "schemas", "api", "web", "cli", "demo"))
SAYING = {
    name
    for name, item in vars(errors).items()
    if isinstance(item, type) and issubclass(item, errors.DomainError) and item is not errors.DomainError
}


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call above the store with the name of what is called; the store has errors of its own."""
    for path in modules(*ABOVE):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call):
                yield (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")), node


def first_texts(names: set[str]) -> set[str]:
    """Return the constant texts that calls of these names begin with."""
    found = (node.args[0] for name, node in calls() if name in names and node.args)
    return {item.value for item in found if isinstance(item, ast.Constant) and isinstance(item.value, str)}


def test_every_error_of_a_use_case_has_a_sentence_wherever_it_is_raised() -> None:
    assert {"Stale", "NotFound", "TransitionRefused"} <= SAYING
    codes = first_texts(SAYING)
    assert {"stale", "not-found", "move-not-open", "permission-denied"} <= codes
    assert codes <= set(catalogue()["errors"])


def test_every_failure_of_the_command_line_has_a_sentence() -> None:
    codes = first_texts({"Failure"})
    assert "port-taken" in codes
    assert codes <= set(catalogue()["commands"]) | set(catalogue()["errors"])


def test_every_event_that_is_recorded_is_in_the_closed_list() -> None:
    keywords = (word for name, node in calls() if name in {"record", "Amendment"} for word in node.keywords)
    said = {word.value.value for word in keywords if word.arg == "event" and isinstance(word.value, ast.Constant)}
    assert {"proposal.drafted", "batch.run"} <= said
    assert said | set(EVENTS.values()) <= set(event_names())


def test_every_kind_of_job_that_is_started_is_done_by_somebody() -> None:
    keywords = (word for name, node in calls() if name == "start_job" for word in node.keywords if word.arg == "kind")
    said = {word.value.value for word in keywords if isinstance(word.value, ast.Constant)}
    assert "audit-export" in said
    assert said <= set(KINDS)
    assert set(KINDS) <= set(labels()["jobs"])


@pytest.mark.parametrize("name", event_names())
def test_every_event_reads_as_a_sentence_in_both_languages(name: str) -> None:
    kind = event_kind(name)
    assert kind.vi.strip().endswith((".", "}"))
    assert kind.en.strip().endswith((".", "}"))
    assert set(vocabulary().actions.values()) <= set(event_names())
