"""The limit under everything (R0): the same statements in a bare loop, without HTTP; one process a connection."""

import multiprocessing
import time
from collections.abc import Sequence
from multiprocessing.synchronize import Barrier
from typing import Any

from tests.bench.bare import open_store
from tests.bench.scripts import Player, Script


def run_raw(url: str, script: Script, proposal_ids: Sequence[str], connections: int) -> float:
    """Let every proposal take its walk and return transitions a second; the first quarter warms the connections."""
    spawning = multiprocessing.get_context("spawn")
    barrier, spans = spawning.Barrier(connections), spawning.Queue()
    parts = [list(proposal_ids[place::connections]) for place in range(connections)]
    workers = [spawning.Process(target=_loop, args=(url, script, part, barrier, spans), daemon=True) for part in parts]
    for worker in workers:
        worker.start()
    found = [spans.get(timeout=120) for _ in workers]
    for worker in workers:
        worker.join()
    elapsed = max(ended for _, ended, _ in found) - min(began for began, _, _ in found)
    done: int = sum(count for _, _, count in found)
    return done * len(script.actions) / float(elapsed)


def _loop(url: str, script: Script, proposal_ids: list[str], barrier: Barrier, spans: Any) -> None:
    store, player, warming = open_store(url), Player(script), len(proposal_ids) // 4

    def walk(some: list[str]) -> None:
        for proposal_id in some:
            for action in script.actions.values():
                with store.transaction() as execute:
                    player.play(execute, action, proposal_id)

    walk(proposal_ids[:warming])
    barrier.wait(timeout=60)
    began = time.perf_counter()
    walk(proposal_ids[warming:])
    spans.put((began, time.perf_counter(), len(proposal_ids) - warming))
