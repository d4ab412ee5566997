"""The statements of a real walk, taken down as the product runs them, to be run again without the product."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from service.app import build_services, create_app
from service.config import Settings
from service.db.database import Database
from service.db.work import Work
from tests.bench.grounds import Ground
from tests.bench.places import MORNING
from tests.bench.seeds import WALK, Seed, token_of
from workflows.audit.digests import digest_of

Execute = Callable[[str, Any], Any]


@dataclass(frozen=True)
class Statement:
    """One statement with the parameters it had and the columns it brought."""

    text: str
    parameters: Any
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Action:
    """The statements of one transition, the look at who asks included, and the values that differ from case to case."""

    name: str
    statements: tuple[Statement, ...]
    nominee_id: str
    before: str
    after: str
    made_ids: tuple[str, ...]
    findings: int


@dataclass(frozen=True)
class Script:
    """The walk of one proposal."""

    proposal_id: str
    actions: Mapping[str, Action]


def take_down(ground: Ground, seed: Seed, folder: Path) -> Script:
    """Let two proposals take their walk in this process and write down the second, when every version is parsed."""
    made: list[str] = []

    def new_id() -> str:
        made.append(uuid.uuid4().hex)
        return made[-1]

    settings = Settings(database_url=ground.url, documents_dir=folder / "documents")
    services = build_services(settings, clock=lambda: MORNING, new_id=new_id)
    try:
        client = create_app(services).test_client()
        for proposal_id in ground.ready(2):
            actions = {}
            for step, name in enumerate(WALK):
                made.clear()
                path = f"/api/v1/proposals/{proposal_id}/transitions"
                headers = {"Authorization": f"Bearer {token_of(name)}", "If-Match": f'"v{seed.ready_version + step}"'}
                with _listening(services.database) as statements:
                    answer = client.post(path, json=seed.bodies_of_move[name], headers=headers)
                assert answer.status_code == 200, answer.get_data(as_text=True)
                nominee_id = _nominee_of(services.database, proposal_id)
                actions[name] = _action(name, statements, answer.get_json(), nominee_id, made)
    finally:
        services.database.close()
    return Script(proposal_id, actions)


def _action(name: str, statements: list[Statement], answer: Any, nominee_id: str, made: list[str]) -> Action:
    chained = [item.parameters for item in statements if item.text.startswith("INSERT INTO audit_event")]
    before = _by_column(statements, "INSERT INTO audit_event", chained[0])["prev_hash"]
    findings = len(answer["findings"])
    return Action(name, tuple(statements), nominee_id, before, answer["head_hash"], tuple(made), findings)


def _by_column(statements: list[Statement], beginning: str, parameters: Any) -> dict[str, Any]:
    if isinstance(parameters, Mapping):
        return dict(parameters)
    text = next(item.text for item in statements if item.text.startswith(beginning))
    names = text[text.index("(") + 1 : text.index(")")].replace('"', "").split(", ")
    return dict(zip(names, parameters, strict=True))


def _nominee_of(database: Database, proposal_id: str) -> str:
    query = "SELECT nominee_id FROM proposal WHERE id = '" + proposal_id + "'"
    return database.read(lambda work: str(work.run(query, ()).fetchone()[0]))  # type: ignore[index]  # it is there


@contextmanager
def _listening(database: Database) -> Iterator[list[Statement]]:
    """Write down what runs on the driver's own connection; fails at the end when a statement went past it."""
    taken: list[Statement] = []
    told: list[str] = []
    original = Work.run

    def run(work: Work, text: str, parameters: Any) -> Any:
        cursor = original(work, text, parameters)
        columns = tuple(item[0] for item in cursor.description or ())  # type: ignore[attr-defined]  # a driver's cursor
        taken.append(Statement(text, _kept(parameters), columns))
        return cursor

    stop = database.watch(told.append)
    Work.run = run  # type: ignore[method-assign,assignment]  # for the length of the block
    try:
        yield taken
    finally:
        Work.run = original  # type: ignore[method-assign]  # as it was
        stop()
    assert told == [statement.text for statement in taken], "a statement went past the one who takes them down"


def _kept(parameters: Any) -> Any:
    """Return parameters that can be written down: bytes that a driver had wrapped are bytes again."""
    if isinstance(parameters, Mapping):
        return {name: _unwrapped(item) for name, item in parameters.items()}
    return [_unwrapped(item) for item in parameters]


def _unwrapped(value: Any) -> Any:
    if isinstance(value, psycopg.Binary):
        return bytes(value.obj)
    return bytes(value) if isinstance(value, memoryview) else value


class Player:
    """Runs the statements of a script for another proposal: same texts, its own ids, its own place in its chain."""

    def __init__(self, script: Script) -> None:
        self._script = script

    def play(self, execute: Execute, action: Action, proposal_id: str) -> None:
        """Run one transition; raises LookupError when its row is not where the script found it."""
        swaps = {self._script.proposal_id: proposal_id, **{key: uuid.uuid4().hex for key in action.made_ids}}
        swaps[f"proposal/{self._script.proposal_id}"] = f"proposal/{proposal_id}"
        for statement in action.statements:
            cursor = execute(statement.text, _swapped(statement.parameters, swaps, action))
            if not statement.columns:
                if cursor.rowcount == 0 and statement.text.startswith("UPDATE"):
                    raise LookupError(f"{action.name} of {proposal_id}: its version has changed")
                continue
            rows = cursor.fetchall()
            if action.before not in swaps and "head_hash" in statement.columns:
                head = statement.columns.index("head_hash")
                swaps[action.before] = rows[0][head]
                nominee = max(
                    place for place, name in enumerate(statement.columns[:head]) if name.startswith("nominee_id")
                )
                swaps[action.nominee_id] = rows[0][nominee]


def _swapped(parameters: Any, swaps: dict[str, str], action: Action) -> Any:
    """Return the parameters of a copy; the body of an event comes before its hash, which follows from it."""
    if isinstance(parameters, Mapping):
        return {name: _swap(value, swaps, action) for name, value in parameters.items()}
    return [_swap(value, swaps, action) for value in parameters]


def _swap(value: Any, swaps: dict[str, str], action: Action) -> Any:
    if isinstance(value, str):
        found = swaps.get(value)
        if found is not None or not value.startswith("{"):
            return value if found is None else found
        for old, new in swaps.items():
            value = value.replace(old, new)
        return value
    if isinstance(value, bytes) and value.startswith(b"{"):
        for old, new in swaps.items():
            value = value.replace(old.encode(), new.encode())
        swaps[action.after] = digest_of(swaps[action.before], value)
    return value
