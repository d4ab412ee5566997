"""When a council's vote no longer counts: after a return, a way back to before it, or a new achievement text."""

from datetime import date

import pytest

from tests.builders.facts import a_proposal_facts
from workflows.facts import ActFacts, StepFacts
from workflows.votes.standing import is_stale

DAY = date(2025, 3, 3)
WAY = (("draft", "", "drafted"), ("review", "drafted", "reviewed"), ("verify", "reviewed", "verified"))
VOTE = ActFacts("act-1", "council", "done", "agreed", begun_seq=20, ended_seq=30)
ON = ("propose", "verified", "proposed")


def steps(*moves: tuple[str, str, str], start: int = 1) -> tuple[StepFacts, ...]:
    return tuple(
        StepFacts(action, "p", "r", "o", DAY, start + place, source, target)
        for place, (action, source, target) in enumerate(moves)
    )


@pytest.mark.parametrize(
    ("later", "is_former"),
    [
        ((), False),
        ((ON,), False),
        ((ON, ("reopen", "proposed", "verified")), False),
        ((("hold", "verified", "on_hold"), ("release", "on_hold", "verified")), False),
        ((("reopen", "verified", "reviewed"),), True),
        ((ON, ("reopen", "proposed", "drafted")), True),
        ((("return", "verified", "returned"),), True),
        ((ON, ("return", "proposed", "returned"), ("resubmit", "returned", "drafted")), True),
    ],
)
@pytest.mark.parametrize(
    "earlier",
    [
        (),
        (("hold", "verified", "on_hold"), ("release", "on_hold", "verified")),
        (("return", "verified", "returned"), ("resubmit", "returned", "drafted"), *WAY[1:]),
        (ON, ("reopen", "proposed", "verified")),
    ],
)
def test_a_way_back_to_before_the_council_asks_for_another_vote(
    earlier: tuple[tuple[str, str, str], ...], later: tuple[tuple[str, str, str], ...], *, is_former: bool
) -> None:
    walked = (*steps(*WAY, *earlier), *steps(*later, start=31))
    assert is_stale(a_proposal_facts(walked=walked), VOTE) is is_former


@pytest.mark.parametrize(("written", "is_former"), [(1, False), (29, False), (31, True)])
def test_a_new_achievement_text_asks_for_another_vote(written: int, *, is_former: bool) -> None:
    assert is_stale(a_proposal_facts(walked=steps(*WAY), achievement_seq=written), VOTE) is is_former
