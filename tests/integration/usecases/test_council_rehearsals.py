"""Rehearsals on both engines: they answer what the real closing answers, and leave nothing behind."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from service.db.base import table_of
from service.db.council_items import list_items
from service.db.council_sessions import update_session
from service.db.models import CouncilMember, Organisation
from service.db.work import Work
from service.usecases.councils import (
    council_agendas,
    council_closings,
    council_opinions,
    council_sessions,
    council_votes,
)
from service.usecases.councils.council_rehearsals import rehearse_session, show_rehearsal
from service.usecases.errors import Conflict, Invalid, NotFound, PermissionDenied, SessionIncomplete
from service.usecases.moves.recusals import declare_recusal
from service.usecases.trail.audits import verify_audit
from tests.bench.grounds import Ground
from tests.builders.publishing import publish_by_two
from tests.integration.services import add_actor
from tests.support.councils import Council, letter, rule_text, set_up_council
from tests.support.dossiers import open_services
from tests.support.dumps import dump

RULES = {
    "tat-ca": ["quorum = '2/3'", "approval = '80/100'", "base = 'all_members'", "recused = 'leave'", "tie = 'fails'"],
    "so-phieu": [
        *("quorum = '1/2'", "approval = '1/2'", "more_than = true", "base = 'votes_cast'", "recused = 'stay'"),
        "tie = 'chair'",
    ],
    "co-mat": ["approval = '2/3'", "base = 'members_present'", "written = false", "recused = 'leave'", "tie = 'fails'"],
    "khong-neu": [
        *("quorum = '2/3'", "approval = '1/2'", "base = 'all_members'", "recused = 'leave'", "tie = 'chair'"),
        "not_stated = ['quorum', 'approval']",
    ],
}
SIZE = 5
CHOICES = ("yes", "no", "blank")
_ROOT = select(table_of(Organisation).c.id).where(table_of(Organisation).c.parent_id.is_(None)).limit(1)
FIGURES = ("in_favour", "base", "needed", "recused", "present", "written", "returned", "yes", "no", "blank", "invalid")


@pytest.fixture
def council(ground: Ground, tmp_path: Path) -> Iterator[Council]:
    """Nine members with a rule of four fifths of all members and a quorum of two thirds."""
    with open_services(ground, tmp_path) as services:
        yield set_up_council(services)


def rehearse(council: Council, session_id: str, who: Any = None, **values: Any) -> dict[str, Any]:
    catalog, actor = council.services.catalog, who or council.secretary
    return council.services.database.read(
        lambda work: rehearse_session(work, catalog, actor=actor, session_id=session_id, values=values)
    )


def seats(council: Council, present: int) -> list[dict[str, str]]:
    return [
        {"member_id": key, "came": "present" if place < present else "absent"}
        for place, key in enumerate(council.member_ids)
    ]


def plan(council: Council, proposal_ids: list[str], number: str = "01") -> tuple[str, list[str]]:
    session_id, catalog = council.plan(number)["id"], council.services.catalog
    added = council.run(
        lambda work: council_agendas.add_items(
            work, catalog, actor=council.secretary, session_id=session_id, proposal_ids=proposal_ids
        )
    )
    return session_id, [item["id"] for item in added]


def test_a_planned_session_is_tried_and_nothing_at_all_is_written(council: Council, ground: Ground) -> None:
    session_id, (first, second) = plan(council, list(ground.ready(2)))
    before = dump(council.services.database)
    short = rehearse(council, session_id, seats=seats(council, 7), others="yes")
    told = rehearse(
        council,
        session_id,
        seats=seats(council, 7),
        items=[{"id": first, "written_yes": 2}, {"id": second, "yes": 3, "no": 4, "written_no": 2}],
    )
    assert dump(council.services.database) == before
    assert verify_audit(council.services.database)["breaks"] == []
    assert (short["closes"], short["present"], short["members"]) == (False, 7, 9)
    missing = [(one["code"], one["params"]["missing"], one["params"]["citation"]) for one in short["missing"]]
    assert missing == [("votes-missing", 1, "Quy chế giả định, Điều 1")] * 2
    assert [(one["place"], one["outcome"]) for one in told["items"]] == [(1, "undecided"), (2, "not_agreed")]
    assert next((one["code"], one["params"]["about"]) for one in told["missing"]) == ("votes-outstanding", 1)


def test_members_whom_an_item_concerns_leave_its_base(council: Council, ground: Ground) -> None:
    proposals = list(ground.ready(1))
    session_id, _ = plan(council, proposals)
    member = council.members[8]
    council.run(
        lambda work: declare_recusal(
            work, actor=council.secretary, proposal_id=proposals[0], reason="Người thân", account_id=member.account_id
        )
    )
    told = rehearse(council, session_id, seats=seats(council, 9), others="yes")
    figures = told["items"][0]["figures"]
    assert (figures["recused"], figures["base"], figures["in_favour"], told["agreed"]) == (1, 8, 8, 1)
    shown = council.services.database.read(
        lambda work: show_rehearsal(work, council.services.catalog, actor=council.secretary, session_id=session_id)
    )
    assert (shown["items"][0]["voters"], shown["items"][0]["recused"]) == (8, 1)


def test_what_was_recorded_stands_until_something_else_is_supposed(council: Council, ground: Ground) -> None:
    session_id, (item_id,) = council.convene(list(ground.ready(1)))
    council.mark(session_id, 9)
    council.vote(session_id, item_id, ["yes"] * 7)
    assert rehearse(council, session_id)["missing"][0]["code"] == "votes-outstanding"
    assert rehearse(council, session_id, others="yes")["items"][0]["figures"]["yes"] == 9
    said = {"id": item_id, "votes": [{"member_id": council.member_ids[0], "choice": "no"}]}
    told = rehearse(council, session_id, items=[said], others="blank")
    assert {name: told["items"][0]["figures"][name] for name in CHOICES} == {"yes": 6, "no": 1, "blank": 2}
    with pytest.raises(Invalid) as refused:
        rehearse(council, session_id, seats=seats(council, 6))
    assert [one["path"] for one in refused.value.params["problems"]] == ["seats.6.came"]
    assert [one["code"] for one in refused.value.params["problems"]] == ["has-voted"]


def test_too_few_who_are_supposed_to_come_are_no_quorum(council: Council, ground: Ground) -> None:
    session_id, _ = council.convene(list(ground.ready(1)))
    assert rehearse(council, session_id, seats=seats(council, 4))["missing"][0]["code"] == "quorum-missing"


def test_what_could_not_be_is_refused_with_every_reason(council: Council, ground: Ground) -> None:
    session_id, (item_id,) = plan(council, list(ground.ready(1)))
    votes = [{"member_id": council.member_ids[0], "choice": "no"}, {"member_id": "x", "choice": "yes"}]
    said = [{"id": item_id, "yes": 9, "no": 1, "invalid": 1, "chair": "blank", "votes": votes}, {"id": "y"}]
    with pytest.raises(Invalid) as refused:
        rehearse(council, session_id, seats=[*seats(council, 9), {"member_id": "z", "came": "absent"}], items=said)
    found = {(one["path"], one["code"]) for one in refused.value.params["problems"]}
    assert found == {
        ("seats.9.member_id", "not-found"),
        ("items.0.votes.1.member_id", "not-found"),
        ("items.0.votes", "votes-or-figures"),
        ("items.0.invalid", "out-of-range"),
        ("items.0.yes", "tally-returned-over-issued"),
        ("items.0.chair", "chair-vote-not-among"),
        ("items.1.id", "not-found"),
    }


def test_only_the_secretary_of_an_open_session_rehearses(council: Council, ground: Ground) -> None:
    session_id, _ = plan(council, list(ground.ready(1)))
    with pytest.raises(NotFound):
        rehearse(council, session_id, council.members[0])
    council.run(lambda work: council_sessions.convene_session(work, actor=council.secretary, session_id=session_id))
    with pytest.raises(PermissionDenied):
        rehearse(council, session_id, council.members[0])
    catalog = council.services.catalog
    council.run(
        lambda work: council_sessions.cancel_session(
            work, catalog, actor=council.secretary, session_id=session_id, reason="Hoãn (giả định)"
        )
    )
    with pytest.raises(Conflict):
        rehearse(council, session_id)


def test_an_item_hidden_from_the_secretary_needs_another_one(council: Council, ground: Ground) -> None:
    hidden, seen = ground.ready(2)
    session_id, _ = council.convene([hidden, seen])
    council.run(lambda work: declare_recusal(work, actor=council.secretary, proposal_id=hidden, reason="Người thân"))
    told = rehearse(council, session_id, seats=seats(council, 9), others="yes")
    assert (told["closes"], told["needs_other_secretary"], told["missing"]) == (False, True, [])
    assert len(told["items"]) == 1
    assert hidden not in str(told)


def test_a_council_without_a_chair_on_the_day_cannot_be_convened(council: Council, ground: Ground) -> None:
    session_id, _ = plan(council, list(ground.ready(1)))
    members, chair = table_of(CouncilMember), council.member_ids[0]
    council.run(
        lambda work: work.execute(
            update(members).where(members.c.id == chair).values(starts_on=work.today + timedelta(days=1))
        )
    )
    told = rehearse(council, session_id, others="yes")
    assert ("chair_id", "no-chair") in {(one["path"], one["code"]) for one in told["missing"]}


@dataclass
class Vote:
    """How one item goes: openly by member, or by a count; whom it concerns; who answers what."""

    mode: str
    recused: frozenset[int]
    choices: list[str]  # by member, empty for who does not answer
    by_figures: bool
    writes: bool  # whether those who are away send letters
    present: list[int] = field(default_factory=list)
    away: list[int] = field(default_factory=list)

    def counted(self) -> dict[str, int]:
        """Return the figures of those present."""
        here = [self.choices[place] for place in self.present]
        figures = {name: here.count(name) for name in CHOICES} | {"invalid": 0}
        return figures | {"issued": len(here), "returned": len(here) - here.count("")}

    def supposed(self, item_id: str, council: Council) -> dict[str, Any]:
        """Return the same as a rehearsal takes it."""
        figures = self.counted()
        wrote = [self.choices[place] for place in self.away]
        if not self.by_figures and self.mode == "open":
            answered = [place for place in (*self.present, *self.away) if self.choices[place]]
            votes = [{"member_id": council.member_ids[place], "choice": self.choices[place]} for place in answered]
            return {"id": item_id, "votes": votes}
        said = {name: figures[name] for name in CHOICES} | {f"written_{name}": wrote.count(name) for name in CHOICES}
        return said | {"id": item_id, "chair": self.choices[0] if self.mode == "open" and 0 in self.present else ""}


class _Over(Exception):
    """Carries answers out of a transaction that is rolled back."""


def votes() -> st.SearchStrategy[Vote]:
    answers = st.lists(st.sampled_from((*CHOICES, "yes", "yes", "")), min_size=SIZE, max_size=SIZE)
    concerned = st.frozensets(st.integers(1, SIZE - 1), max_size=2)
    return st.builds(Vote, st.sampled_from(("open", "counted")), concerned, answers, st.booleans(), st.booleans())


@pytest.mark.parametrize("rule", RULES)
def test_a_rehearsal_answers_what_the_real_closing_answers(ground: Ground, tmp_path: Path, rule: str) -> None:
    with open_services(ground, tmp_path) as services:
        council = set_up_council(services, size=SIZE)
        publish(council, rule)
        proposals = list(ground.ready(2))
        session_id, _ = plan(council, proposals)
        council.run(lambda work: update_session(work, session_id, {"rule_code": rule, "rule_version": 1}))

        @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
        @given(st.lists(st.booleans(), min_size=SIZE, max_size=SIZE), st.tuples(votes(), votes()), st.booleans())
        def hold(came: list[bool], cast: tuple[Vote, Vote], is_final: bool) -> None:
            def act(work: Work) -> None:
                raise _Over(*both(work, council, session_id, proposals, came, cast, is_final=is_final))

            with pytest.raises(_Over) as over:
                council.run(act)
            told, real = over.value.args
            assert told == real

        before = dump(council.services.database) if ground.engine == "sqlite" else None
        hold()
        assert before is None or dump(council.services.database) == before


def publish(council: Council, rule: str) -> None:
    body = "\n".join([*RULES[rule], "ballot = 'either'", *([] if rule == "co-mat" else ["written = true"])])

    def act(work: Work) -> None:
        root = work.execute(_ROOT).scalar_one()
        publisher = add_actor(work, "cong-bo-hd", "administrator", root)
        publish_by_two(work, actor=publisher, kind="council_rule", text=rule_text(body, code=rule))

    council.run(act)


def both(
    work: Work,
    council: Council,
    session_id: str,
    proposals: list[str],
    came: list[bool],
    cast: tuple[Vote, Vote],
    *,
    is_final: bool,
) -> tuple[Any, Any]:
    """Return what a rehearsal answers, and what the real acts come to, in one shape."""
    catalog, secretary = council.services.catalog, council.secretary
    for proposal_id, vote in zip(proposals, cast, strict=True):
        keep_out(work, council, proposal_id, vote, came)
    cases = list(zip((item.id for item in list_items(work, session_id)), cast, strict=True))
    marked = {key: "present" if came[place] else "absent" for place, key in enumerate(council.member_ids)}
    values = {
        "seats": [{"member_id": key, "came": word} for key, word in marked.items()],
        "items": [vote.supposed(item_id, council) for item_id, vote in cases],
        "is_final": is_final,
    }
    rehearsed: dict[str, Any] = {"actor": secretary, "session_id": session_id, "values": values}
    is_planned = all(vote.mode == "open" for vote in cast)
    told = try_rehearsal(work, council, rehearsed) if is_planned else None
    council_sessions.convene_session(work, actor=secretary, session_id=session_id)
    for item_id, vote in cases:
        at = {"session_id": session_id, "item_id": item_id}
        council_votes.choose_mode(work, catalog, actor=secretary, mode=vote.mode, **at)
    told = told or try_rehearsal(work, council, rehearsed)
    council_votes.mark_attendance(work, actor=secretary, session_id=session_id, came=marked)
    try:
        for item_id, vote in cases:
            give(work, council, session_id, item_id, vote)
    except Invalid as refused:  # a letter where the rule counts none
        return of_rehearsal(told), {problem["code"] for problem in refused.params["problems"]}
    return of_rehearsal(told), of_closing(work, council, session_id, is_final=is_final)


def try_rehearsal(work: Work, council: Council, rehearsed: dict[str, Any]) -> dict[str, Any]:
    """Return what a rehearsal answers, or the codes for which it could not be so."""
    try:
        return rehearse_session(work, council.services.catalog, **rehearsed)
    except Invalid as refused:
        return {"refused": {problem["code"] for problem in refused.params["problems"]}}


def keep_out(work: Work, council: Council, proposal_id: str, vote: Vote, came: list[bool]) -> None:
    """Keep out whom an item concerns, and say who of the others is there."""
    for place in vote.recused:
        account_id = council.members[place].account_id
        declare_recusal(work, actor=council.secretary, proposal_id=proposal_id, reason="Thân", account_id=account_id)
    vote.present = [place for place in range(SIZE) if came[place] and place not in vote.recused]
    vote.away = [place for place in range(SIZE) if not came[place] and place not in vote.recused]
    for place in () if vote.writes else vote.away:
        vote.choices[place] = ""


def give(work: Work, council: Council, session_id: str, item_id: str, vote: Vote) -> None:
    at: dict[str, Any] = {"session_id": session_id, "item_id": item_id}
    catalog = council.services.catalog
    if vote.mode == "counted":
        council_votes.enter_count(work, catalog, actor=council.secretary, values=vote.counted(), **at)
    for place in vote.present:
        if vote.choices[place] and vote.mode == "open":
            council_votes.cast_vote(work, catalog, actor=council.members[place], choice=vote.choices[place], **at)
    for place in vote.away:
        if vote.choices[place]:
            wrote = {"member_id": council.member_ids[place], "choice": vote.choices[place], "paper": "05/YK"}
            council_opinions.record_opinion(
                work, catalog, council.services.documents, actor=council.secretary, values=wrote, letter=letter(), **at
            )


def of_rehearsal(told: dict[str, Any]) -> Any:
    if "refused" in told:
        return told["refused"]
    if not told["closes"]:
        return told["missing"]
    return [(one["outcome"], {name: one["figures"][name] for name in FIGURES}) for one in told["items"]]


def of_closing(work: Work, council: Council, session_id: str, *, is_final: bool) -> Any:
    try:
        council_closings.close_session(
            work,
            council.services.catalog,
            actor=council.secretary,
            session_id=session_id,
            expected_version=None,
            is_final=is_final,
            reason="Hết hạn (giả định)" if is_final else "",
        )
    except SessionIncomplete as refused:
        return refused.params["problems"]
    closed = list_items(work, session_id)
    return [(item.outcome, {name: (item.result or {})[name] for name in FIGURES}) for item in closed]
