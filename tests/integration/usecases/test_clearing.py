"""What is kept no longer goes away by itself, and nothing else does."""

import os
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from service.db import sign_ins, working_copies
from service.db.base import Base
from service.db.browser_sessions import add_session
from service.db.database import Database
from service.db.work import Work
from service.usecases.drafting.held_files import HELD, held_store
from service.usecases.registry.import_jobs import imports_store
from service.usecases.services import Services
from service.usecases.worker.clearing import clear_sign_ins, clear_unsaved
from tests.integration.usecases.dossier import draft_dossier
from tests.support.databases import Clock
from workflows.policy import Actor


def count(database: Database, name: str) -> int:
    table = Base.metadata.tables[name]
    return int(database.read(lambda work: work.execute(select(func.count()).select_from(table)).scalar_one()))


def test_old_attempts_and_sign_ins_go_and_recent_ones_stay(
    services: Services, administrator: Actor, clock: Clock
) -> None:
    database = services.database

    def sign_in() -> None:
        database.write(lambda work: sign_ins.open_attempt(work, username="quan-tri", network="::1"))
        database.write(keep)

    def keep(work: Work) -> None:
        ends = {"expires_at": work.now + timedelta(hours=12), "confirmed_at": work.now}
        session = {"method": "password", "network": "::1", "agent": "", "has_second_factor": False, **ends}
        add_session(work, administrator.account_id, os.urandom(32).hex(), **session)

    sign_in()
    clock.move(days=services.settings.keep_sign_in_days + 1)
    sign_in()
    clear_sign_ins(services)
    assert (count(database, "login_attempt"), count(database, "browser_session")) == (1, 1)


def test_held_files_and_tried_imports_go_and_dossiers_stay(services: Services, tmp_path: Path, clock: Clock) -> None:
    kept = services.documents.put(b"trong ho so")
    store = imports_store(services).part("a" * 64)
    store.put(b"bang tinh")
    for path in [*(tmp_path.rglob("*"))]:
        if "imports" in path.parts:
            os.utime(path, (0, 0))
    clear_unsaved(services)
    assert imports_store(services).old_parts(clock.now) == []
    assert services.documents.get(kept) == b"trong ho so"
    clock.move(days=services.settings.keep_unsaved_days + 1)
    assert not clear_unsaved(services)


def test_a_held_file_goes_with_its_row(services: Services, administrator: Actor, root: str, clock: Clock) -> None:
    dossier_id = draft_dossier(services, root).proposal_id
    part = f"{HELD}D03"
    store = held_store(services, administrator.account_id, dossier_id, part)
    digest = store.put(b"Bao cao")
    values = {"file_name": "bao-cao.txt", "size": 7, "digest": digest}
    services.database.write(
        lambda work: working_copies.insert_copy(
            work, administrator.account_id, dossier_id, part, values=values, base_version=1, window=""
        )
    )
    clear_unsaved(services)
    assert store.has(digest)
    clock.move(days=services.settings.keep_unsaved_days + 1)
    assert clear_unsaved(services)
    assert not store.has(digest)
    assert count(services.database, "working_copy") == 0
