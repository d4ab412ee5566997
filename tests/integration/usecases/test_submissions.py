"""Submissions on a real database: counted statements, nothing half-applied, and two clerks at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from service.db import accounts, dossiers, proposals
from service.db.acts import list_acts
from service.db.holdings import load_holdings
from service.db.submissions import Wanted
from service.db.work import Work
from service.usecases.errors import Conflict, DomainError, Invalid
from service.usecases.jobs.job_running import JobStopped
from service.usecases.services import Services
from service.usecases.submissions import submission_jobs, submission_taking, submissions
from service.usecases.submissions import submission_signing as signing
from service.usecases.submissions import submission_views as views
from service.usecases.worker.job_runner import JobRunner
from tests.integration.demonstration import BOTH_ENGINES, demonstration
from tests.support.databases import Statements
from workflows.policy import Actor
from workflows.submissions import Signature


@pytest.fixture(params=BOTH_ENGINES)
def services(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The demonstration, loaded anew for each test; the submission that it draws up is given up again."""
    with demonstration(request, tmp_path_factory.mktemp("submissions")) as (loaded, _):
        who = actor(loaded, "thamdinh.trunguong")
        wanted = Wanted("drafted", "out")

        def give_up(work: Work) -> None:
            for line in views.list_submissions(work, actor=who, wanted=wanted, after=None, limit=50).items:
                submissions.discard(work, loaded.catalog, actor=who, submission_id=line["id"], expected_version=None)

        loaded.database.write(give_up)
        yield loaded


def actor(services: Services, username: str) -> Actor:
    def read(work: Work) -> Actor:
        row = accounts.find_account(work, username)
        assert row is not None
        return Actor(row.id, row.nominee_id or row.id, row.name, load_holdings(work, row.id))

    return services.database.read(read)


def offered(services: Services, who: Actor) -> tuple[dict[str, str], list[Any]]:
    """Return the lane and everything that may be put in."""
    catalog = services.catalog
    lane = services.database.read(lambda work: views.list_lanes(work, catalog, actor=who))[0]
    place = {"from_id": lane["from_id"], "level": lane["level"]}
    page = services.database.read(
        lambda work: views.list_candidates(work, catalog, actor=who, after=None, limit=50, **place)
    )
    return place, list(page.items)


def draw_up(services: Services, who: Actor, place: dict[str, str], ids: list[str]) -> str:
    catalog = services.catalog
    return services.database.write(
        lambda work: submissions.draw_up(work, catalog, actor=who, proposal_ids=ids, **place)
    )


def sign(services: Services, who: Actor, key: str) -> None:
    def act(work: Work) -> None:
        head = views.show_submission(work, services.catalog, actor=who, submission_id=key)["heads"][0]
        signature = Signature(f"{key[-3:]}/TTr", work.today, "Người ký (giả định)", head)
        signing.sign(work, services.catalog, actor=who, submission_id=key, expected_version=None, signature=signature)

    services.database.write(act)


def shown(services: Services, who: Actor, key: str) -> dict[str, Any]:
    return services.database.read(
        lambda work: views.show_submission(work, services.catalog, actor=who, submission_id=key)
    )


def test_lists_and_pages_run_as_many_statements_for_three_as_for_one(services: Services) -> None:
    who = actor(services, "thamdinh.trunguong")
    place, lines = offered(services, who)
    ids = [line["id"] for line in lines]
    assert len(ids) >= 3
    counted = []
    first = draw_up(services, who, place, ids[:1])
    watcher = Statements()
    for more in ([], ids[1:3]):
        if more:
            services.database.write(
                lambda work, more=more: submissions.add_entries(
                    work, services.catalog, actor=who, submission_id=first, expected_version=None, proposal_ids=more
                )
            )
        shown(services, who, first)  # every published version is parsed by now
        stop = services.database.watch(watcher)
        page = services.database.read(
            lambda work: views.list_submissions(work, actor=who, wanted=Wanted(), after=None, limit=50)
        )
        listed = len(watcher.texts)
        shown(services, who, first)
        counted.append((listed, len(watcher.texts) - listed, page.items[0]["entry_count"]))
        watcher.texts.clear()
        stop()
    assert counted[0][:2] == counted[1][:2]
    assert counted[0][0] == 1
    assert [row[2] for row in counted] == [1, 3]


def test_an_interruption_leaves_no_entry_half_applied(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    who = actor(services, "tonghop.gialai")
    place, lines = offered(services, who)
    assert {line["state"] for line in lines} == {"hr_verified", "collected"}
    key = draw_up(services, who, place, [line["id"] for line in lines])
    sign(services, who, key)
    whole = submission_taking._put_on_record

    def breaks_off(*parts: Any) -> int:
        whole(*parts)
        raise JobStopped

    with monkeypatch.context() as patched:
        patched.setattr(submission_taking, "_put_on_record", breaks_off)
        JobRunner(services).run_one()
    for line in lines:  # moved and recorded together, or not at all
        case = services.database.read(lambda work, line=line: proposals.load_case(work, line["id"])).proposal
        assert (case.state, case.version) == (line["state"], line["version"])
        assert not services.database.read(lambda work, line=line: list_acts(work, line["id"]))
    one_by_one = submission_jobs._send

    def stops_after_one(*parts: Any) -> None:
        one_by_one(*parts)
        raise JobStopped

    with monkeypatch.context() as patched:
        patched.setattr(submission_jobs, "_send", stops_after_one)
        JobRunner(services).run_one()
    assert shown(services, who, key)["state"] == "signed"
    while JobRunner(services).run_one():
        pass
    after = shown(services, who, key)
    assert after["state"] == "sent"
    for entry in after["entries"]:
        kept = services.database.read(lambda work, entry=entry: list_acts(work, entry["id"]))
        steps = services.database.read(lambda work, entry=entry: dossiers.list_steps(work, entry["id"]))
        sent = [act for act in kept if act.outcome == "sent"]
        assert len(sent) == (entry["outcome"] != "stayed")
        assert sum(step.action == "collect" for step in steps) == (entry["state"] == "collected")


def test_of_two_clerks_who_take_the_same_proposal_one_is_refused(services: Services) -> None:
    who = actor(services, "thamdinh.gialai")
    place, lines = offered(services, who)
    ids = [line["id"] for line in lines]

    def attempt(_: int) -> str | DomainError:
        try:
            return draw_up(services, who, place, ids)
        except (Conflict, Invalid) as error:
            return error

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(attempt, range(4)))
    made = [one for one in found if isinstance(one, str)]
    assert len(made) == 1, found
    listed = services.database.read(
        lambda work: views.list_submissions(work, actor=who, wanted=Wanted(), after=None, limit=50)
    )
    assert [(row["id"], row["entry_count"]) for row in listed.items] == [(made[0], len(ids))]
