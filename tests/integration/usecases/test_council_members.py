"""Who sits in a council, on both engines: a person once, on whatever day, and one chair."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from service.db import accounts, council_sessions, organisations
from service.db import councils as rows
from service.db.base import table_of
from service.db.models import Organisation
from service.db.work import Work
from service.usecases.councils import council_sessions as sessions
from service.usecases.councils import councils
from service.usecases.councils.council_rehearsals import rehearse_session
from service.usecases.errors import Conflict, DomainError, Invalid
from tests.bench.grounds import Ground
from tests.builders.publishing import publish_by_two
from tests.integration.services import add_actor
from tests.support.councils import ALL_MEMBERS, Council, rule_text, set_up_council
from tests.support.dossiers import open_services

_ROOT = select(table_of(Organisation).c.id).where(table_of(Organisation).c.parent_id.is_(None)).limit(1)


@pytest.fixture
def council(ground: Ground, tmp_path: Path) -> Iterator[Council]:
    """Three members, and somebody who has an account only."""
    with open_services(ground, tmp_path) as services:
        made = set_up_council(services, size=3)
        made.run(lambda work: accounts.add_account(work, username="moi", name="Người mới (giả định)", password_hash=""))
        yield made


def seat(council: Council, *, days: int = 0, post: str = "member") -> dict[str, Any]:
    values = {"username": "moi", "post": post, "votes": True, "document": "14/QĐ-GĐ", "starts_on": day(council, days)}
    made: dict[str, Any] = council.run(
        lambda work: councils.add_member(work, actor=council.secretary, council_id=council.id, values=values)
    )
    return made


def end(council: Council, member_id: str) -> None:
    council.run(
        lambda work: councils.end_member(
            work, actor=council.secretary, council_id=council.id, member_id=member_id, document="15/QĐ-GĐ"
        )
    )


def day(council: Council, days: int) -> date:
    return council.services.database.read(lambda work: work.today) + timedelta(days=days)


def test_who_joins_later_is_not_seated_a_second_time(council: Council) -> None:
    seat(council, days=2)
    for days in (2, 1, 5):
        with pytest.raises(Conflict) as refused:
            seat(council, days=days)
        assert refused.value.code == "already-exists"


def test_who_left_may_come_back(council: Council) -> None:
    for days in (0, 3):
        end(council, seat(council, days=days)["id"])
    seat(council)


def test_two_keepers_seat_somebody_once(council: Council) -> None:
    def attempt(_: int) -> str:
        try:
            return str(seat(council)["id"])
        except DomainError as error:
            return error.code

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(attempt, range(2)))
    assert answers.count("already-exists") == 1


def test_a_later_chair_is_no_second_one(council: Council) -> None:
    with pytest.raises(Invalid) as refused:
        seat(council, days=3, post="chair")
    assert [problem["code"] for problem in refused.value.params["problems"]] == ["one-chair"]


def test_whoever_was_seated_twice_before_has_one_seat(council: Council) -> None:
    """As two forms at once could leave it in former releases."""
    former = seat(council)

    def seat_again(work: Work) -> None:
        row = rows.get_member(work, council.id, former["id"])
        values = {name: value for name, value in row._asdict().items() if name not in {"id", "name"}}
        rows.add_member(work, values | {"post": "deputy"})

    council.run(seat_again)
    session_id = council.plan()["id"]
    council.run(lambda work: sessions.convene_session(work, actor=council.secretary, session_id=session_id))
    seats = council.services.database.read(lambda work: council_sessions.list_seats(work, session_id))
    assert sorted(one.post for one in seats) == ["chair", "deputy", "member", "member"]
    assert len({one.person_id for one in seats}) == 4


def found(council: Council, **term: date) -> str:
    values = {"owner_id": council.owner_id, "name": "Hội đồng khác", "decision_number": "20/QĐ-GĐ", **term}
    made = council.run(lambda work: councils.found_council(work, actor=council.secretary, values=values))
    return str(made["id"])


def problems(refused: pytest.ExceptionInfo[Invalid]) -> list[tuple[str, str]]:
    return [(one["path"], one["code"]) for one in refused.value.params["problems"]]


def test_a_council_has_members_and_sessions_in_its_term_only(council: Council) -> None:
    other = replace(council, id=found(council, starts_on=day(council, -30), ends_on=day(council, 5)))
    with pytest.raises(Invalid) as refused:
        seat(other, days=6, post="chair")
    assert problems(refused) == [("starts_on", "outside-term")]
    seat(other, post="chair")

    def plan(days: int) -> str:
        values = {"number": "01", "held_on": day(council, days), "place": "Phòng họp (giả định)"}
        at: Any = {"actor": council.secretary, "council_id": other.id, "values": values}
        made = council.run(lambda work: sessions.plan_session(work, council.services.catalog, **at))
        return str(made["id"])

    for days in (-31, 6):
        with pytest.raises(Invalid) as refused:
            plan(days)
        assert problems(refused) == [("held_on", "outside-term")]
    planned = plan(5)
    late = {"held_on": day(council, 6)}
    council.run(lambda work: council_sessions.update_session(work, planned, late))  # as former releases let it be
    told = council.services.database.read(
        lambda work: rehearse_session(
            work, council.services.catalog, actor=council.secretary, session_id=planned, values={}
        )
    )
    assert ("held_on", "outside-term") in [(one["path"], one["code"]) for one in told["missing"]]
    with pytest.raises(Invalid) as refused:
        council.run(lambda work: sessions.convene_session(work, actor=council.secretary, session_id=planned))
    assert problems(refused) == [("held_on", "outside-term")]


def test_a_session_is_planned_under_the_rule_of_its_day(council: Council) -> None:
    second = rule_text(ALL_MEMBERS.replace("80/100", "90/100"))
    second = second.replace("version = 1", f"version = 2\nstarts_on = {day(council, 5)}")

    def publish(work: Work) -> None:
        publisher = add_actor(work, "cong-bo-hd", "administrator", work.execute(_ROOT).scalar_one())
        publish_by_two(work, actor=publisher, kind="council_rule", text=second)

    council.run(publish)
    for days, version in ((4, 1), (10, 2)):
        values = {"number": f"0{version}", "held_on": day(council, days), "place": "Phòng họp (giả định)"}
        at: Any = {"actor": council.secretary, "council_id": council.id, "values": values}
        made = council.run(lambda work, at=at: sessions.plan_session(work, council.services.catalog, **at))
        assert made["rule_version"] == version


def test_a_code_that_another_body_has_does_not_stop_a_council(council: Council) -> None:
    taken = {"code": "hd-gl-so-gddt-2", "name": "Đơn vị khác", "level": "unit", "parent_id": council.owner_id}
    council.run(lambda work: organisations.add_organisation(work, {**taken, "note": ""}))
    assert found(council) != found(council)
