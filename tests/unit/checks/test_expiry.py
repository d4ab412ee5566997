"""A proposal expires only when the guidance's last day went by before its dossier was received."""

from datetime import date

import pytest

from tests.builders.answers import ask, verdicts
from tests.builders.facts import a_proposal_facts
from workflows.facts import GuidanceFacts

LAST = date(2025, 3, 10)
IN_TIME, LATE = date(2025, 3, 9), date(2025, 3, 10)


@pytest.mark.parametrize(
    ("guidance", "today", "received_on", "expected"),
    [
        (None, LATE, None, ("unknown", "deadline-not-stated")),
        (GuidanceFacts("hd"), LATE, None, ("unknown", "deadline-not-stated")),
        (GuidanceFacts("hd", LAST), LATE, IN_TIME, ("fail", "received-in-time")),
        (GuidanceFacts("hd", LAST), IN_TIME, None, ("fail", "deadline-not-passed")),
        (GuidanceFacts("hd", LAST), LATE, None, ("pass", "deadline-passed")),
        (GuidanceFacts("hd", LAST), LATE, LATE, ("pass", "deadline-passed")),
    ],
)
def test_a_day_named_before_is_itself_too_late(
    guidance: GuidanceFacts | None, today: date, received_on: date | None, expected: tuple[str, str]
) -> None:
    facts = a_proposal_facts(guidance=guidance, today=today, received_on=received_on)
    assert verdicts(ask("submission-deadline-passed", facts, "TX-expire")) == [expected]
