"""The paper of a submission that was sent: it says for good what it said then, without what is hidden from a reader."""

from collections.abc import Iterator
from typing import Any

import pytest

from service.db import audit, organisations, recusals, submissions
from service.db.submissions import Wanted
from service.db.work import Work
from service.usecases.errors import NotFound
from service.usecases.services import Services
from service.usecases.streams import submission_stream
from service.usecases.submissions.submission_papers import compose_paper
from service.usecases.submissions.submission_views import list_submissions
from tests.integration.demonstration import BOTH_ENGINES, demonstration
from tests.integration.usecases.test_submission_resuming import row_of, work_through
from tests.integration.usecases.test_submissions import actor, draw_up, offered, shown, sign
from workflows.policy import Actor
from workflows.submission_papers import digest_of_paper


@pytest.fixture(params=BOTH_ENGINES)
def services(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The demonstration, loaded anew for each test."""
    with demonstration(request, tmp_path_factory.mktemp("papers")) as (loaded, _):
        yield loaded


def sent(services: Services, who: Actor) -> str:
    """Send the submission that the demonstration has drawn up, and return its id."""
    drafts = services.database.read(
        lambda work: list_submissions(work, actor=who, wanted=Wanted("drafted", "out"), after=None, limit=2)
    )
    key = str(drafts.items[0]["id"])
    sign(services, who, key)
    work_through(services)
    assert row_of(services, key).state == "sent"
    return key


def paper(services: Services, who: Actor, key: str) -> dict[str, Any]:
    return services.database.read(lambda work: compose_paper(work, services.catalog, actor=who, submission_id=key))


def names(paper: dict[str, Any]) -> list[str]:
    return [row["name"] for block in paper["blocks"] for row in block["rows"]]


def test_a_sent_paper_says_what_it_said_whatever_is_renamed(services: Services) -> None:
    who = actor(services, "thamdinh.trunguong")
    key = sent(services, who)
    before, row = paper(services, who, key), row_of(services, key)
    assert names(before)

    def rename(work: Work) -> None:
        organisations.update_organisation(work, row.from_id, {"name": "Cơ quan đổi tên (giả định)"})

    services.database.write(rename)
    assert paper(services, who, key) == before
    kept = services.database.read(lambda work: submissions.find_paper(work, key))
    assert kept is not None
    told = services.database.read(lambda work: audit.read_stream(work, submission_stream(key)))
    payload = next(event.entry().payload for event in told if event.event == "submission.sent")
    assert payload["paper"] == digest_of_paper(kept)

    forget = {"paper": None}  # one that was sent before papers were kept is composed from what is there now
    services.database.write(
        lambda work: submissions.advance_submission(work, key, expected_version=row.version, values=forget)
    )
    assert paper(services, who, key)["body"] == "Cơ quan đổi tên (giả định)"


def test_what_is_hidden_from_a_reader_is_left_out_of_the_kept_paper(services: Services) -> None:
    who = actor(services, "thamdinh.trunguong")
    key = sent(services, who)
    before, entry = paper(services, who, key), shown(services, who, key)["entries"][0]
    given = {"reason": "Người thân (giả định)", "recorded_by": who.account_id}

    def hide(work: Work) -> None:
        recusals.add_recusal(work, proposal_id=entry["id"], person_id=who.person_id, account_id=who.account_id, **given)

    services.database.write(hide)
    after = paper(services, who, key)
    assert len(names(after)) == len(names(before)) - 1
    assert after["request"] != before["request"]  # it counts one less, too
    auditor = actor(services, "kiemtoan")
    assert paper(services, auditor, key) == before


def test_the_sender_is_named_a_later_submission_and_not_led_to_it(services: Services) -> None:
    collector, appraiser = actor(services, "tonghop.gialai"), actor(services, "thamdinh.gialai")
    keys = []
    for who in (collector, appraiser):
        place, lines = offered(services, who)
        keys.append(draw_up(services, who, place, [line["id"] for line in lines]))
        sign(services, who, keys[-1])
        work_through(services)
    assert [row_of(services, key).state for key in keys] == ["sent", "sent"]
    onward = shown(services, collector, keys[0])["taken_on_by"]
    assert [(link["id"], link["may_open"]) for link in onward] == [(keys[1], False)]
    with pytest.raises(NotFound):
        shown(services, collector, keys[1])
    back = shown(services, appraiser, keys[1])["brought_by"]
    assert [(link["id"], link["may_open"]) for link in back] == [(keys[0], True)]
