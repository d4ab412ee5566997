"""Petitions: read only with a token that may read, and after a merger on the desk of whoever stands in the place."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.db import petitions
from service.db.database import Database
from service.db.organisations import add_successor, update_validity
from service.db.petitions import PetitionRow
from service.db.work import Work
from service.usecases.desk.other_work import list_other_work
from service.usecases.errors import PermissionDenied
from service.usecases.petitions.petition_views import list_petitions
from service.usecases.services import Services
from tests.integration.services import add_actor, add_body
from workflows.policy import Actor


def add_petition(work: Work, sender: Actor, collector_id: str, decider_id: str) -> str:
    """File a difficulty under the plan of Gia Lai."""
    empty = dict.fromkeys(("category", "criterion", "opinion", "answer", "answer_number", "paper_name"), "")
    nothing = dict.fromkeys(("proposal_id", "known_on", "forwarded_on", "closed_on", "due_on", "body_id"))
    row = PetitionRow(
        **empty, **nothing, id=work.new_id(), number="KN-1", kind="difficulty", state="filed", plan_code="gia-lai-ubnd",
        plan_version=1, account_id=sender.account_id, person_id=sender.person_id, collector_id=collector_id,
        decider_id=decider_id, subject="Hỏi (giả định)", text="Nội dung", filed_on=work.today, paper_digest="",
        version=1, created_at=work.now,
    )  # type: ignore[arg-type]  # fmt: skip
    petitions.add_petition(work, row)
    return row.id


def end_body(work: Work, old_id: str, *new_ids: str, ago: int) -> None:
    """End a body so many days ago; the first of the others stands in its place."""
    last = work.today - timedelta(days=ago)
    update_validity(work, old_id, valid_from=date(2000, 1, 1), valid_to=last)
    for place, new_id in enumerate(new_ids):
        since = last + timedelta(days=1 + place)
        add_successor(work, old_id=old_id, new_id=new_id, since=since, source="Nghị quyết (giả định)")


def test_a_token_that_may_not_read_proposals_lists_no_petition(database: Database, auditor: Actor) -> None:
    assert not database.read(lambda work: list_petitions(work, actor=auditor)).items
    narrow = replace(auditor, scopes=frozenset({"audit:read"}))
    with pytest.raises(PermissionDenied):
        database.read(lambda work: list_petitions(work, actor=narrow))


def test_after_two_mergers_a_petition_lies_with_who_stands_in_the_place(services: Services, auditor: Actor) -> None:
    database = services.database

    def found(who: Actor) -> tuple[list[str], list[str]]:
        page = database.read(lambda work: list_petitions(work, actor=who))
        waiting = database.read(lambda work: list_other_work(work, services.catalog, actor=who))
        return [row["waits_for"] for row in page.items], [row["key"] for row in waiting if row["kind"] == "petition"]

    old, between, new, beside = (database.write(lambda work, code=code: add_body(work, code)) for code in "abcd")
    province = database.write(lambda work: add_body(work, "tinh", level="province"))
    people = {key: database.write(lambda work, key=key: add_actor(work, f"n-{key}", "collector", key))
              for key in (old, new, beside)}  # fmt: skip
    petition = database.write(lambda work: add_petition(work, auditor, old, province))
    assert [found(people[key]) for key in (old, new)] == [(["Cơ quan a"], [petition]), ([], [])]

    database.write(lambda work: end_body(work, old, between, beside, ago=9))
    database.write(lambda work: end_body(work, between, new, ago=1))
    assert found(people[new]) == (["Cơ quan c"], [petition])
    assert found(people[beside]) == ([], [])
    assert found(people[old]) == (["Cơ quan c"], [])
