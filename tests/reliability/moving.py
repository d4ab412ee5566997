"""Moving dossiers through the application in this process, as its clients would."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.bench.grounds import Ground
from tests.bench.seeds import WALK, Seed, token_of


def ask(
    app: Flask, seed: Seed, proposal_id: str, action: str, version: int, headers: Mapping[str, str] | None = None
) -> TestResponse:
    """Ask for one move, as the person whose move it is."""
    return app.test_client().post(
        f"/api/v1/proposals/{proposal_id}/transitions",
        json=seed.bodies_of_move[action],
        headers={"Authorization": f"Bearer {token_of(action)}", "If-Match": f'"v{version}"', **(headers or {})},
    )


def bring_before_approval(app: Flask, seed: Seed, proposal_id: str) -> int:
    """Let a dossier be collected and appraised, and return its version."""
    version = seed.ready_version
    for action in WALK[:-1]:
        answer = ask(app, seed, proposal_id, action, version)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        version = answer.get_json()["version"]
    return version


def all_at_once(times: int, act: Callable[[int], TestResponse]) -> list[TestResponse]:
    """Do something in so many threads that all begin at the same moment, and return the answers."""
    barrier = Barrier(times)

    def run(place: int) -> TestResponse:
        barrier.wait()
        return act(place)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def statuses(answers: Sequence[TestResponse]) -> Counter[int]:
    """Count answers by status."""
    return Counter(answer.status_code for answer in answers)


def rows_of(ground: Ground, proposal_id: str) -> dict[str, Any]:
    """Return everything that a move may change about a dossier."""
    queries = {
        "proposal": "SELECT state, version, head_hash, decision FROM proposal WHERE id = '{0}'",
        "steps": "SELECT seq, action, target FROM proposal_step WHERE proposal_id = '{0}' ORDER BY seq",
        "events": "SELECT stream_seq, hash FROM audit_event WHERE stream = 'proposal/{0}' ORDER BY stream_seq",
        "secrets": "SELECT count(*) FROM audit_secret WHERE stream = 'proposal/{0}'",
        "access": "SELECT organisation_id FROM proposal_access WHERE proposal_id = '{0}' ORDER BY 1",
        "awards": "SELECT count(*) FROM nominee_record r JOIN proposal p ON p.nominee_id = r.nominee_id"
        " WHERE p.id = '{0}' AND r.kind = 'award'",
        "keys": "SELECT count(*) FROM idempotency_key",
    }
    return {name: ground.ask(query.format(proposal_id)) for name, query in queries.items()}
