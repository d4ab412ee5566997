"""Batches on pages: chosen, tried, done, kept; what stays behind says why and can be tried again."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from service.db import proposals
from service.db.base import Base
from service.demo import DemoSummary
from service.usecases.desk.queues import list_inbox
from service.usecases.drafting.editing import edit_proposal
from service.usecases.jobs.job_running import JobStopped
from service.usecases.moves import batch_jobs
from service.usecases.services import Services
from service.usecases.worker.job_runner import JobRunner
from tests.integration.web.workplace import Desk, rows_of, sit_down

World = tuple[Services, DemoSummary]
REASON = "Thiếu báo cáo thành tích (giả định)."


def desk(world: World, username: str) -> Desk:
    services, summary = world
    return sit_down(services, username, summary.password)


def work_through(who: Desk) -> None:
    while JobRunner(who.services).run_one():
        pass


def waiting(who: Desk) -> list[Any]:
    found = who.services.database.read(lambda work: list_inbox(work, actor=who.actor, after=None, limit=50))
    return list(found.items)


def state_of(who: Desk, key: str) -> tuple[str, int]:
    row = who.services.database.read(lambda work: proposals.load_case(work, key)).proposal
    return row.state, row.version


def prepare(who: Desk, rows: list[Any], action: str, **stated: str) -> str:
    """Choose rows and have them tried; return the address of the batch."""
    chosen = "&".join(f"id={row['id']}" for row in rows)
    came_from = f"/batches/new?action={action}&{chosen}"
    values = {"action": action, **stated}
    for place, row in enumerate(rows):
        values |= {f"rows.{place}.proposal_id": row["id"], f"rows.{place}.version": str(row["version"])}
    return who.onward(who.post("/batches/new", values, came_from))


def attempts(who: Desk, key: str) -> int:
    event = Base.metadata.tables["audit_event"]
    query = select(event.c.id).where(event.c.stream == f"proposal/{key}/attempts")
    return len(who.services.database.read(lambda work: list(work.execute(query))))


def test_rows_are_tried_then_done_and_those_that_stay_say_why(world: World) -> None:
    who = desk(world, "tochuc.hatinh")
    rows = waiting(who)
    chosen = "&".join(f"id={row['id']}" for row in rows)
    asked = who.text(f"/batches/new?{chosen}")
    assert "Cần làm gì với các hồ sơ này?" in asked
    assert "2 trong 3 hồ sơ đang ở bước này" in asked
    before = {row["id"]: (state_of(who, row["id"]), attempts(who, row["id"])) for row in rows}
    address = prepare(who, rows, "return", reason=REASON, missing="D05")
    assert "0/3 hồ sơ" in who.text(address)
    work_through(who)
    tried = who.page(address)
    assert "2 trong 3 hồ sơ sẽ chuyển. Chưa hồ sơ nào bị thay đổi." in tried.text()
    assert "Hồ sơ không ở bước cho phép thao tác này." in tried.text()
    assert {row["id"]: (state_of(who, row["id"]), attempts(who, row["id"])) for row in rows} == before
    places = rows_of(tried, "place")
    assert len(places) == 2
    assert who.onward(who.post(f"{address}/run", {"place": places}, address)) == address
    work_through(who)
    for _ in range(2):  # a reload shows the same
        done = who.page(address)
        assert "2 hồ sơ đã chuyển, 1 hồ sơ ở lại." in done.text()
    states = {row["id"]: state_of(who, row["id"])[0] for row in rows}
    assert sorted(states.values()) == ["on_hold", "returned", "returned"]
    left = rows_of(done)
    assert [states[key] for key in left] == ["on_hold"]
    again = who.page(f"/batches/new?again={address.rsplit('/', 1)[1]}&action=release&id={left[0]}")
    assert REASON in again.text()
    assert who.onward(who.post(f"{address}/run", {"place": places}, address)) == address
    assert "đã được thực hiện" in who.text(address)


def test_every_reason_stands_beside_its_row_with_its_ground(world: World) -> None:
    who = desk(world, "thamdinh.trunguong")
    rows = waiting(who)
    address = prepare(who, rows, "hold", reason=REASON, hold_kind="inspection")
    work_through(who)
    seen = who.page(address)
    assert "0 trong 2 hồ sơ sẽ chuyển." in seen.text()
    assert len(re.findall(r"chưa đủ điều kiện", seen.text())) == 2
    assert len(re.findall(r"[1-9] lý do", seen.text())) == 2
    assert rows_of(seen, "place") == []


def test_a_row_that_changed_after_the_trial_stays_and_says_so(world: World) -> None:
    who, clerk = desk(world, "tochuc.kontum"), desk(world, "chuyenvien.kontum")
    row = waiting(who)[0]
    address = prepare(who, [row], "hold", reason=REASON, hold_kind="inspection", source_body="A", source_number="1")
    work_through(who)
    place = rows_of(who.page(address), "place")
    assert place == ["0"]
    who.services.database.write(
        lambda work: edit_proposal(
            work,
            who.services.catalog,
            actor=clerk.actor,
            proposal_id=row["id"],
            expected_version=None,
            changes={"text": "Lời văn khác (giả định)."},
        )
    )
    assert "đã thay đổi từ lúc kiểm tra" in who.text(address)
    who.post(f"{address}/run", {"place": place}, address)
    work_through(who)
    assert "hồ sơ đã thay đổi" in who.text(address)
    assert state_of(who, row["id"])[0] != "on_hold"


def test_a_reason_is_needed_where_the_flow_asks_for_one(world: World) -> None:
    who = desk(world, "tochuc.backan")
    other = desk(world, "thamdinh.backan")
    rows = waiting(other)
    came_from = f"/batches/new?action=return&id={rows[0]['id']}"
    values = {"action": "return", "rows.0.proposal_id": rows[0]["id"], "rows.0.version": str(rows[0]["version"])}
    refused = other.post("/batches/new", values, came_from)
    assert refused.status_code == 422
    assert "phải ghi lý do" in refused.text
    assert other.onward(other.post("/batches/new", values | {"rows.0.reason": REASON}, came_from))
    assert "Chưa chọn hồ sơ nào." in who.text("/batches/new")


def test_a_batch_is_its_owners_alone_and_hidden_rows_are_not_there(world: World) -> None:
    who, stranger = desk(world, "thamdinh.gialai"), desk(world, "tochuc.tnmt")
    rows = waiting(who)
    address = prepare(who, rows, "return", reason=REASON)
    assert stranger.client.get(address).status_code == 404
    assert "Chưa chọn hồ sơ nào." in stranger.text(f"/batches/new?id={rows[0]['id']}")
    assert "Trả lại" in who.text("/batches")
    assert desk(world, "kiemtoan").client.get("/batches").status_code == 403


def test_a_batch_that_broke_off_goes_on_and_does_no_row_twice(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    who = desk(world, "botruong.bo")
    rows = waiting(who)
    assert len(rows) == 2
    source = {"source_body": "Thanh tra (giả định)", "source_number": "18/QĐ-TTr"}
    address = prepare(who, rows, "hold", reason=REASON, hold_kind="inspection", **source)
    work_through(who)
    places = rows_of(who.page(address), "place")
    assert len(places) == 2
    who.post(f"{address}/run", {"place": places}, address)
    versions = {row["id"]: row["version"] for row in rows}
    whole = batch_jobs._do

    def breaks_off(*parts: Any) -> None:
        whole(*parts)
        raise JobStopped

    with monkeypatch.context() as patched:
        patched.setattr(batch_jobs, "_do", breaks_off)
        assert JobRunner(who.services).run_one()
    assert "Đang chuyển từng hồ sơ" in who.text(address)
    work_through(who)
    assert f"{len(places)} hồ sơ đã chuyển" in who.text(address)
    moved = [key for key in versions if state_of(who, key) == ("on_hold", versions[key] + 1)]
    assert len(moved) == len(places)
