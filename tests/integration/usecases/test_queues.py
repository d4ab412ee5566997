"""Random recusals and moves on a real database: queues, counters, places and lists are those of the files."""

import shutil
from itertools import count
from pathlib import Path

import pytest

from service.db import migrating
from tests.integration.usecases.recusing import Recusing
from tests.integration.usecases.stage import set_up
from tests.integration.usecases.test_machine import Crowd, play
from tests.support.databases import TEMPLATE
from tests.support.postgres import Cluster

# A crowd that never meets these has proved nothing.
MET = {
    "done recuse",
    "done lift-recusal",
    "Conflict",
    "Invalid",
    "NotFound",
    "PermissionDenied",
    "queue",
    "in collected",
}


class Waiters(Recusing):
    """People who go on, wait, look, and take no part."""

    begin = Crowd.begin
    go_on = Crowd.go_on
    entitled_one_moves = Crowd.entitled_one_moves
    days_pass = Crowd.days_pass
    somebody_looks = Crowd.somebody_looks
    tables_and_trail_agree = Crowd.tables_and_trail_agree
    is_sealed = Crowd.is_sealed


def test_queues_hold_what_is_owed_on_sqlite(sqlite_template: Path, tmp_path: Path) -> None:
    path, numbers = tmp_path / "world.db", count(1)
    shutil.copyfile(sqlite_template, path)

    def address() -> str:
        copy = tmp_path / f"copy-{next(numbers)}.db"
        shutil.copyfile(path, copy)
        return f"sqlite:///{copy}"

    met = play(set_up(f"sqlite:///{path}", tmp_path), tmp_path, address, examples=15, acts=40, crowd=Waiters)
    assert not MET - set(met)


@pytest.mark.postgres
def test_queues_hold_what_is_owed_on_postgresql(postgres: Cluster, worker_id: str, tmp_path: Path) -> None:
    name, numbers = f"queues_{worker_id}", count(1)
    template = postgres.template(TEMPLATE, migrating.upgrade)
    world = set_up(postgres.create_database(name, template=template), tmp_path)
    met = play(
        world,
        tmp_path,
        lambda: postgres.create_database(f"{name}_{next(numbers)}", template=name),
        examples=5,
        acts=35,
        crowd=Waiters,
    )
    for number in range(next(numbers)):
        postgres.drop_database(f"{name}_{number}" if number else name)
    assert {"done recuse", "queue"} <= set(met)
