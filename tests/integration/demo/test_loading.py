"""The demonstration on both engines: everything promised is there, nothing is broken, and it is loaded only once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from service.db import audit
from service.db.database import Database
from service.demo import load_demo
from service.demo.reading import stories
from service.usecases.accounts.accounts import add_account, authenticate, sign_in
from service.usecases.accounts.bootstraps import add_first_administrator
from service.usecases.case_views import show_proposal
from service.usecases.desk.proposals import Filters, list_proposals
from service.usecases.desk.queues import list_inbox
from service.usecases.errors import Conflict
from service.usecases.services import Services
from service.usecases.trail.audits import verify_audit
from service.usecases.trail.history import read_history
from tests.integration.demonstration import BOTH_ENGINES, Loaded, demonstration
from tests.integration.services import PASSWORD, build_test_services
from tests.support.databases import Clock, open_database
from workflows.flows.vocabulary import state_names
from workflows.plans.vocabulary import FORMS
from workflows.policy import Actor, Holding, roles

AUDITOR = Actor("", "", "", (Holding("auditor", "", ""),))
ROLES_OF_PLANS = {
    "hatinh": {"unit_clerk", "unit_head", "hr_officer", "agency_head", "home_affairs_appraiser", "provincial_chair"},
    "kontum": {"unit_clerk", "unit_head", "hr_officer", "agency_head", "home_affairs_appraiser", "provincial_chair"},
    "backan": {"unit_clerk", "unit_head", "hr_officer", "agency_head", "home_affairs_appraiser", "provincial_chair"},
    "gialai": {"unit_clerk", "unit_head", "hr_officer", "commune_chair", "collector", "home_affairs_appraiser"},
    "huyen": {"unit_clerk", "unit_head", "hr_officer", "home_affairs_appraiser", "district_chair"},
    "bo": {"unit_clerk", "unit_head", "hr_officer", "agency_head", "ministry_appraiser", "minister"},
}


@pytest.fixture(scope="module", params=BOTH_ENGINES)
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """Services with the demonstration in them, loaded once per engine for the tests that only read."""
    with demonstration(request, tmp_path_factory.mktemp("demo")) as told:
        yield told


@pytest.fixture
def empty(sqlite_url: str, tmp_path: Path, clock: Clock) -> Iterator[Services]:
    """Services around a migrated SQLite file with nothing in it."""
    database = open_database(sqlite_url, clock=clock)
    yield build_test_services(database, tmp_path)
    database.close()


def proposals_of(services: Services) -> list[dict[str, Any]]:
    """Return every proposal as the auditor lists it."""
    return services.database.read(
        lambda work: list_proposals(work, actor=AUDITOR, filters=Filters(), after=None, limit=500)
    ).items


def events_of(database: Database) -> list[audit.EventRow]:
    """Return the whole trail in the order of its rows."""
    return database.read(lambda work: list(audit.iter_events(work)))


def test_every_story_ends_where_it_says(loaded: Loaded) -> None:
    services, summary = loaded
    told = sorted(story["ends_in"] for story in stories())
    assert sorted(item["state"] for item in proposals_of(services)) == told
    assert (summary.proposals, summary.left_out, summary.is_new) == (len(told), 0, True)


def test_every_state_flow_and_form_is_there(loaded: Loaded) -> None:
    found = proposals_of(loaded[0])
    assert {item["state"] for item in found} == set(state_names())
    assert {item["flow_code"] for item in found} == {
        *("F1", "F1b", "F1c", "F2", "F3", "F4", "F4b", "F5", "F5b", "F6", "F7")
    }
    assert {item["form"] for item in found} == set(FORMS)
    assert len({item["plan_code"] for item in found}) == 5


def test_the_audit_trail_holds(loaded: Loaded) -> None:
    report = verify_audit(loaded[0].database)
    assert report["breaks"] == []
    assert report["events"] > 500


def test_no_stream_goes_back_in_time(loaded: Loaded) -> None:
    last: dict[str, datetime] = {}
    for event in events_of(loaded[0].database):
        assert last.get(event.stream, event.at) <= event.at, event.stream
        last[event.stream] = event.at


def test_a_second_load_changes_nothing(loaded: Loaded) -> None:
    services, summary = loaded
    before = events_of(services.database)
    again = load_demo(services)
    assert events_of(services.database) == before
    assert again.is_new is False
    assert again.accounts == summary.accounts


def test_each_plan_has_somebody_for_each_part(loaded: Loaded) -> None:
    summary = loaded[1]
    for plan, wanted in ROLES_OF_PLANS.items():
        held = {role for account in summary.accounts if plan in account.username for role, _, _ in account.roles}
        assert wanted <= held, plan
    held = {role for account in summary.accounts for role, _, _ in account.roles}
    assert held == roles().keys() - {"nominee"}


def test_the_open_password_opens_an_inbox(loaded: Loaded) -> None:
    services, summary = loaded
    token = sign_in(services, username="thamdinh.gialai", password=summary.password, network="test").token
    actor = authenticate(services, token=token)
    waiting = services.database.read(lambda work: list_inbox(work, actor=actor, after=None, limit=50)).items
    assert [item["nominee_name"] for item in waiting] == ["Hộ gia đình ông Rơ Châm Đoát"]


def test_refused_attempts_are_remembered(loaded: Loaded) -> None:
    refused = [event for event in events_of(loaded[0].database) if event.event == "proposal.move-refused"]
    assert len(refused) == 3
    assert all(event.stream.endswith("/attempts") for event in refused)


def test_a_replaced_report_sends_its_proposal_back(loaded: Loaded) -> None:
    services = loaded[0]
    reopened = next(event for event in events_of(services.database) if event.event == "proposal.reopened")
    key = reopened.stream.removeprefix("proposal/")
    history = services.database.read(lambda work: read_history(work, actor=AUDITOR, proposal_id=key))
    assert any("thay" in entry["sentence"] for entry in history)
    shown = services.database.read(lambda work: show_proposal(work, services.catalog, actor=AUDITOR, proposal_id=key))
    assert shown["state"] == "drafted"


def test_local_packs_say_that_they_are_invented(loaded: Loaded) -> None:
    services = loaded[0]
    books = services.database.read(lambda work: services.catalog.rulebooks_in_force(work, work.today))
    local = [book for book in books if book.level in {"ministry", "province"}]
    assert local
    assert all("GIẢ ĐỊNH" in book.title_vi for book in local)


def test_what_users_did_is_kept(empty: Services) -> None:
    load_demo(empty)
    administrator = Actor("x", "x", "", (Holding("administrator", "", ""),))
    empty.database.write(
        lambda work: add_account(
            work,
            empty.passwords,
            actor=administrator,
            username="nguoi.moi",
            name="Người mới",
            password=PASSWORD,
            nominee_id=None,
        )
    )
    load_demo(empty)
    assert sign_in(empty, username="nguoi.moi", password=PASSWORD, network="test").username == "nguoi.moi"


def test_stories_of_the_future_are_left_out(empty: Services, clock: Clock) -> None:
    clock.now = datetime(2025, 4, 1, tzinfo=UTC)
    summary = load_demo(empty)
    assert summary.left_out > 0
    assert len(proposals_of(empty)) == summary.proposals > 0
    assert max(event.at for event in events_of(empty.database)) <= clock.now
    assert verify_audit(empty.database)["breaks"] == []


def test_an_installation_with_people_stays_as_it_is(empty: Services) -> None:
    empty.database.write(
        lambda work: add_first_administrator(
            work, empty.passwords, username="quan.tri", name="Quản trị", password=PASSWORD
        )
    )
    before = events_of(empty.database)
    with pytest.raises(Conflict, match="first-account-only"):
        load_demo(empty)
    assert events_of(empty.database) == before
