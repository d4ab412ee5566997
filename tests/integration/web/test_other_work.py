"""What waits beside the queue stands on the page of my work, for whoever has to do it and for nobody else."""

import io
from typing import Any

import pytest
from sqlalchemy import text

from service.demo import DemoSummary
from service.usecases.desk.other_work import list_other_work
from service.usecases.services import Services
from tests.integration.web.workplace import Desk, sit_down
from tests.support.databases import Statements

World = tuple[Services, DemoSummary]
PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <<>>\n%%EOF\n"
SUBJECT = "Chưa rõ cách tính tỷ lệ (giả định zq31)"


def desk(world: World, username: str) -> Desk:
    services, summary = world
    return sit_down(services, username, summary.password)


def waiting(who: Desk, kind: str) -> list[dict[str, Any]]:
    catalog = who.services.catalog
    rows = who.services.database.read(lambda work: list_other_work(work, catalog, actor=who.actor))
    return [row for row in rows if row["kind"] == kind]


def test_a_vote_that_is_owed_leads_to_its_item(world: World) -> None:
    member = desk(world, "uyvien.hatinh")
    votes = waiting(member, "vote")
    assert votes
    assert not waiting(desk(world, "giamdoc.hatinh"), "vote")  # he has voted
    page = member.page("/")
    assert f"/council-sessions/{votes[0]['within']}/items/{votes[0]['key']}" in page.values("href")
    assert f"Việc khác đang chờ anh/chị ({len(votes)})" in page.text()


def test_an_opinion_waits_until_it_is_given(world: World) -> None:
    asker, officer = desk(world, "thamdinh.gialai"), desk(world, "hiepy.hatinh")
    key, body = (
        world[0].database.read(lambda work, q=query: str(work.connection.execute(text(q)).scalar_one()))
        for query in (
            "SELECT id FROM proposal WHERE number = 'DN-2026-000020'",
            "SELECT id FROM organisation WHERE code = 'ht-so-gddt'",
        )
    )
    page, before = f"/proposals/{key}/consultations", waiting(officer, "opinion")
    values = {"kind": "consultation", "summary": "Xin ý kiến (giả định)", "channel": "account", "organisation_id": body}
    version = next(one["value"] for tag, one in asker.page(page).elements if one.get("name") == "version")
    assert asker.post(page, values | {"version": version}, page).status_code == 303
    (asked,) = [row for row in waiting(officer, "opinion") if row not in before]
    assert asked not in waiting(asker, "opinion")
    assert f"/consultations/{asked['key']}" in officer.page("/").values("href")
    given = {"opinion": "agrees", "number": "12/CV", "dated_on": "2026-11-20", "file": (io.BytesIO(PDF), "y-kien.pdf")}
    assert officer.post(f"/consultations/{asked['key']}", given, f"/consultations/{asked['key']}").status_code == 303
    assert waiting(officer, "opinion") == before


def test_a_petition_waits_for_whose_step_it_is(world: World) -> None:
    sender = desk(world, "truongphong.hatinh")
    values = {"kind": "difficulty", "subject": SUBJECT, "text": "Nội dung (giả định)", "plan_code": "ha-tinh-stp"}
    assert sender.post("/petitions/new", values, "/petitions/new").status_code == 303
    assert not waiting(sender, "petition")  # it waits for the other side
    people = [desk(world, name) for name in ("tochuc.hatinh", "giamdoc.hatinh", "vanphong.hatinh", "thuky.hatinh")]
    awaited = [who for who in people if waiting(who, "petition")]
    assert awaited
    assert len(awaited) < len(people)
    assert SUBJECT in awaited[0].text("/")


@pytest.mark.parametrize("username", ["uyvien.hatinh", "giamdoc.hatinh", "thamdinh.trunguong"])
def test_the_number_of_statements_does_not_grow(world: World, username: str) -> None:
    who, watcher = desk(world, username), Statements()
    stop = who.services.database.watch(watcher)
    list_of = who.services.database.read(lambda work: list_other_work(work, who.services.catalog, actor=who.actor))
    stop()
    assert isinstance(list_of, list)
    assert len(watcher.texts) <= 9, watcher.texts
