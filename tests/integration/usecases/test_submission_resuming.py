"""A sending that meets others, or breaks off: an entry stays with its reason, and the rest is let go by whoever may."""

from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest

from service.db import accounts, jobs, proposals, submissions
from service.db.acts import list_acts
from service.db.errors import StaleWrite
from service.db.work import Work
from service.usecases.errors import Conflict, DomainError, MoveClosed, NotFound
from service.usecases.moves.acts import Beginning, begin_act
from service.usecases.services import Services
from service.usecases.submissions import submission_jobs, submission_taking
from service.usecases.submissions import submission_signing as signing
from service.usecases.worker.job_runner import JobRunner
from tests.integration.demonstration import BOTH_ENGINES, demonstration
from tests.integration.usecases.test_submissions import actor, draw_up, offered, shown, sign
from workflows.policy import Actor

WHO = "tonghop.gialai"


@pytest.fixture(params=BOTH_ENGINES)
def services(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The demonstration, loaded anew for each test."""
    with demonstration(request, tmp_path_factory.mktemp("resuming")) as (loaded, _):
        yield loaded


def signed(services: Services, who: Actor) -> str:
    """Return a submission of everything that the collector may send, signed and not sent yet."""
    place, lines = offered(services, who)
    key = draw_up(services, who, place, [line["id"] for line in lines])
    sign(services, who, key)
    return key


def work_through(services: Services) -> None:
    while JobRunner(services).run_one():
        pass


def disable(services: Services, who: Actor) -> None:
    """Lock an account, as an administrator does who was told that its owner has left."""
    services.database.write(lambda work: accounts.update_account(work, who.account_id, {"is_active": False}))


def resume(services: Services, who: Actor, key: str) -> str:
    asked = {"actor": who, "submission_id": key, "expected_version": None}
    return services.database.write(lambda work: signing.resume(work, services.catalog, **asked))


def row_of(services: Services, key: str) -> submissions.SubmissionRow:
    row = services.database.read(lambda work: submissions.find_submission(work, key))
    assert row is not None
    return row


def colleague(services: Services, who: Actor) -> Actor:
    """Return somebody else with the same role in the same body."""
    other = actor(services, "tochuc.bo")

    def grant(work: Work) -> None:
        for held in who.holdings:
            accounts.grant_role(work, other.account_id, held.role, held.organisation_id)

    services.database.write(grant)
    return actor(services, "tochuc.bo")


def rival(services: Services, act: Callable[[Work], Any]) -> None:
    """Do something in a transaction of another thread, and wait for it."""
    found: list[BaseException] = []

    def run() -> None:
        try:
            services.database.write(act)
        except BaseException as error:  # noqa: BLE001 - told to the test
            found.append(error)

    thread = Thread(target=run)
    thread.start()
    thread.join()
    assert not found, found


def test_an_entry_whose_first_try_meets_another_event_is_tried_again(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = actor(services, WHO)
    key = signed(services, who)
    asked_of: list[str] = []
    whole = submission_jobs.take_along

    def meanwhile(*parts: Any, entry: Any, **given: Any) -> Any:
        found = whole(*parts, entry=entry, **given)
        if not asked_of:
            asked_of.append(entry.proposal_id)
            raise StaleWrite("another event came first at this place of the stream")
        return found

    with monkeypatch.context() as patched:
        patched.setattr(submission_jobs, "take_along", meanwhile)
        JobRunner(services).run_one()
    after = shown(services, who, key)
    assert after["state"] == "sent"  # the clash passed by itself: nobody else has changed the proposal
    assert asked_of
    assert all((entry["answer"] or {}).get("result") != "stale" for entry in after["entries"])


def test_an_entry_that_others_write_in_again_and_again_stays_behind_as_changed(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = actor(services, WHO)
    key = signed(services, who)
    unlucky = shown(services, who, key)["entries"][0]["id"]
    whole, tries = submission_jobs.take_along, []

    def never(*parts: Any, entry: Any, **given: Any) -> Any:
        if entry.proposal_id == unlucky:
            tries.append(unlucky)
            raise StaleWrite("another event came first at this place of the stream")
        return whole(*parts, entry=entry, **given)

    with monkeypatch.context() as patched:
        patched.setattr(submission_jobs, "take_along", never)
        JobRunner(services).run_one()
    after = {entry["id"]: entry for entry in shown(services, who, key)["entries"]}
    assert len(tries) == submission_jobs.MOST_TRIES
    assert after[unlucky]["outcome"] == "stayed"
    assert (after[unlucky]["answer"]["result"], after[unlucky]["answer"]["code"]) == ("stale", "stale")
    assert {entry["outcome"] for key_, entry in after.items() if key_ != unlucky} >= {"waiting"}
    assert row_of(services, key).state == "sent"


@pytest.mark.postgres
@pytest.mark.parametrize("services", ["postgresql"], indirect=True)
def test_a_rival_between_reading_and_writing_leaves_that_entry_behind(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = actor(services, WHO)
    key = signed(services, who)
    unlucky, touched = shown(services, who, key)["entries"][1]["id"], []
    whole = submission_taking.begin_act

    def meanwhile(work: Work, data: Any, **given: Any) -> Any:
        if data.case.id == unlucky and not touched:
            touched.append(unlucky)
            said = Beginning(kind="submission", event="proposal.left-out", subject="another", is_done=True)
            holding = who.holdings[0]

            def act(other: Work) -> None:
                found = submission_taking.open_case(other, services.catalog, actor=who, proposal_id=data.case.id)
                begin_act(other, found, actor=who, holding=holding, beginning=said)

            rival(services, act)
        return whole(work, data, **given)

    with monkeypatch.context() as patched:
        patched.setattr(submission_taking, "begin_act", meanwhile)
        JobRunner(services).run_one()
    after = {entry["id"]: entry for entry in shown(services, who, key)["entries"]}
    assert after[unlucky]["answer"]["code"] == "stale"
    row = row_of(services, key)
    assert services.database.read(lambda work: jobs.get_job(work, row.job_id or "")).state == jobs.DONE
    assert row.state == "drafted"  # the other is refused for reasons of its own, so nothing went: it is signed anew


def test_a_colleague_lets_a_sending_go_on_whose_signer_has_no_account_any_more(services: Services) -> None:
    who = actor(services, WHO)
    other = colleague(services, who)
    key = signed(services, who)
    before = row_of(services, key)
    disable(services, who)
    with pytest.raises(Conflict, match="submission-being-sent"):
        resume(services, other, key)  # the job of the signer waits yet
    work_through(services)
    assert services.database.read(lambda work: jobs.get_job(work, before.job_id or "")).error == "account-disabled"
    assert shown(services, other, key)["may"] == ["resume"]

    resume(services, other, key)
    assert shown(services, other, key)["may"] == []
    work_through(services)
    after = row_of(services, key)
    assert after.state == "sent"
    for name in (*signing.SIGNED, "mandate_from", "mandate_to", "registered_as", "drawn_up_by"):
        assert getattr(after, name) == getattr(before, name)
    gone = [entry for entry in shown(services, other, key)["entries"] if entry["outcome"] != "stayed"]
    assert gone
    for entry in gone:
        case = services.database.read(lambda work, entry=entry: proposals.load_case(work, entry["id"])).proposal
        acts = services.database.read(lambda work, entry=entry: list_acts(work, entry["id"]))
        sent = [act for act in acts if act.outcome == "sent"]
        assert (case.state, [act.data["signer_name"] for act in sent]) == ("collected", [before.signer_name])
    with pytest.raises(MoveClosed):
        resume(services, other, key)


def test_only_the_sending_body_lets_a_sending_go_on(services: Services) -> None:
    who = actor(services, WHO)
    key = signed(services, who)
    disable(services, who)
    work_through(services)
    for name in ("thamdinh.gialai", "chuyenvien.gialai", "tochuc.bo"):
        with pytest.raises((NotFound, DomainError)):
            resume(services, actor(services, name), key)
    assert row_of(services, key).state == "signed"
