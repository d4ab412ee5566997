"""The fairness view on both engines: exact figures, nothing of what is hidden, and a bounded cost."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from service.db.base import table_of
from service.db.models import Nominee, Proposal
from service.db.work import Work
from service.usecases.councils.council_fairness import show_fairness
from service.usecases.errors import NotFound
from service.usecases.moves.recusals import declare_recusal
from tests.bench.grounds import Ground
from tests.support.councils import ALL_MEMBERS, Council, set_up_council
from tests.support.databases import Statements
from tests.support.dossiers import open_services

PROPOSAL, NOMINEE = table_of(Proposal), table_of(Nominee)
BLANK = {
    "kind": "person",
    "sex": "",
    "is_leader": False,
    "is_head": False,
    "occupation": "",
    "special_group": "",
    "women_percent": None,
    "data": {},
}
AGENDA = 12


@pytest.fixture
def council(ground: Ground, tmp_path: Path) -> Iterator[Council]:
    """Three members, so that votes are few."""
    with open_services(ground, tmp_path) as services:
        yield set_up_council(services, size=3, rule=ALL_MEMBERS)


def describe(council: Council, proposal_ids: list[str], rows: list[dict[str, Any]]) -> None:
    """Give each proposal a nominee of its own who is recorded so."""

    def act(work: Work) -> None:
        for proposal_id, row in zip(proposal_ids, rows, strict=True):
            chosen = work.execute(select(PROPOSAL.c.nominee_id).where(PROPOSAL.c.id == proposal_id)).scalar_one()
            before = work.execute(select(NOMINEE).where(NOMINEE.c.id == chosen)).mappings().one()
            key = work.new_id()
            work.execute(NOMINEE.insert().values({**before, **BLANK, **row, "id": key}))
            work.execute(update(PROPOSAL).where(PROPOSAL.c.id == proposal_id).values(nominee_id=key))

    council.run(act)


def look(council: Council, session_id: str, who: Any) -> dict[str, Any]:
    catalog = council.services.catalog
    return council.services.database.read(lambda work: show_fairness(work, catalog, actor=who, session_id=session_id))


def shares(found: dict[str, Any], group: str) -> dict[str, tuple[int, int, int]]:
    (one,) = [one for one in found["groups"] if one["code"] == group]
    return {
        share["population"]: (share["yes"], share["known"], share["unrecorded"])
        for share in one["shares"]
        if share["population"] != "past"
    }


def below(found: dict[str, Any]) -> dict[str, list[str]]:
    return {group["code"]: group["below"] for group in found["groups"] if group["below"]}


def people() -> list[dict[str, Any]]:
    """Return six women and six men; one man is a leader, one woman a farmer; of two an area is known."""
    women: list[dict[str, Any]] = [{"sex": "female"} for _ in range(6)]
    men: list[dict[str, Any]] = [{"sex": "male"} for _ in range(6)]
    women[0] |= {"occupation": "farmer", "data": {"area": "difficult"}}
    men[0] |= {"is_head": True, "data": {"area": "ordinary"}}
    return [*women, *men]


def decide(council: Council, session_id: str, items: list[str], agreed: range) -> None:
    council.mark(session_id, 3)
    for place, item_id in enumerate(items):
        council.vote(session_id, item_id, ["yes" if place in agreed else "no"] * 3)


def test_a_list_with_fewer_women_than_were_proposed_is_pointed_out(council: Council, ground: Ground) -> None:
    chosen = list(ground.ready(AGENDA))
    describe(council, chosen, people())
    session_id, items = council.convene(chosen)
    decide(council, session_id, items, range(4, 12))  # two women and all six men
    found = look(council, session_id, council.secretary)
    assert found["is_pending"]
    assert shares(found, "women")["agreed"] == (2, 8, 0)
    assert shares(found, "women")["not_agreed"] == (4, 4, 0)
    assert shares(found, "women")["agenda"] == (6, 12, 0)
    assert shares(found, "leaders")["agreed"] == (1, 8, 0)
    assert shares(found, "direct_workers")["agenda"] == (1, 2, 10)
    assert shares(found, "difficult_areas")["agenda"] == (1, 2, 10)
    assert shares(found, "women_collectives")["agenda"] == (0, 0, 0)
    assert "agenda" in below(found)["women"]
    assert set(below(found)) == {"women"}
    (women,) = [group for group in found["groups"] if group["code"] == "women"]
    assert [share["percent"] for share in women["shares"]][:3] == ["25,0 %", "100,0 %", "50,0 %"]


def test_whoever_is_recused_counts_without_what_is_hidden_and_strangers_see_nothing(
    council: Council, ground: Ground
) -> None:
    chosen = list(ground.ready(AGENDA))
    describe(council, chosen, people())
    session_id, items = council.convene(chosen)
    decide(council, session_id, items, range(12))
    member, other = council.members[1], council.members[2]
    council.run(lambda work: declare_recusal(work, actor=member, proposal_id=chosen[0], reason="Người thân"))
    assert shares(look(council, session_id, other), "women")["agenda"] == (6, 12, 0)
    found = look(council, session_id, member)
    assert shares(found, "women")["agenda"] == (5, 11, 0)
    assert shares(found, "direct_workers")["agenda"] == (0, 1, 10)
    assert [one["total"] for one in found["populations"]][2:4] == [11, 11]
    # Nobody but the secretary learns how votes stand before an item is closed.
    assert shares(look(council, session_id, other), "women")["agreed"] == (0, 0, 0)
    stranger = other.__class__("x" * 32, "x" * 32, "Người lạ", ())
    with pytest.raises(NotFound):
        look(council, session_id, stranger)


def test_members_compare_with_what_they_may_open_only(council: Council, ground: Ground) -> None:
    chosen = list(ground.ready(AGENDA))
    session_id, _ = council.convene(chosen)
    total = {one["code"]: one["total"] for one in look(council, session_id, council.members[1])["populations"]}
    whole = {one["code"]: one["total"] for one in look(council, session_id, council.secretary)["populations"]}
    assert total["campaign"] == AGENDA
    assert whole["campaign"] > AGENDA
    assert whole["agenda"] == total["agenda"] == AGENDA


def test_former_years_are_counted_by_the_year_of_receipt(council: Council, ground: Ground) -> None:
    chosen = list(ground.ready(AGENDA))
    describe(council, chosen, people())
    session_id, _ = council.convene(chosen[:6])

    def age(work: Work) -> None:
        for place, key in enumerate(chosen[6:]):
            day = work.today.replace(year=work.today.year - 1 - place % 2)
            values = {"state": "approved", "received_on": day, "first_sent_on": day}
            work.execute(update(PROPOSAL).where(PROPOSAL.c.id == key).values(values))

    council.run(age)
    found = look(council, session_id, council.secretary)
    past = {one["year"]: one["total"] for one in found["populations"] if one["code"] == "past"}
    year = int(found["held_on"][:4])
    assert past == {year - 1: 3, year - 2: 3, year - 3: 0}
    (women,) = [group for group in found["groups"] if group["code"] == "women"]
    assert {share["yes"] for share in women["shares"] if share["population"] == "past"} == {0}


def test_it_costs_the_same_whatever_stands_on_the_agenda(council: Council, ground: Ground) -> None:
    chosen = list(ground.ready(AGENDA))
    small, _ = council.convene(chosen[:1], "01")
    large, _ = council.convene(chosen[1:], "02")
    watcher = Statements()
    stop = council.services.database.watch(watcher)
    counted = []
    for session_id in (small, large):
        look(council, session_id, council.secretary)
        watcher.texts.clear()
        look(council, session_id, council.secretary)
        counted.append(len(watcher.texts))
    stop()
    assert counted[0] == counted[1] <= 12, watcher.texts
