"""Many people at one proposal: one wins, the others are told cleanly, and the trail stays whole."""

from pathlib import Path

from service.usecases.trail.audits import verify_audit
from tests.bench.grounds import Ground
from tests.bench.seeds import Seed
from tests.reliability.moving import all_at_once, ask, bring_before_approval, rows_of, statuses
from tests.support.applications import app_of
from tests.support.dossiers import open_services

RIVALS = 16
LOST = {409, 412}  # the version had changed, or the move is closed by now


def test_of_sixteen_approvals_exactly_one_succeeds(ground: Ground, seed: Seed, tmp_path: Path) -> None:
    (proposal_id,) = ground.ready(1)
    with open_services(ground, tmp_path) as services:
        app = app_of(services)
        version = bring_before_approval(app, seed, proposal_id)
        before = rows_of(ground, proposal_id)

        answers = all_at_once(RIVALS, lambda _: ask(app, seed, proposal_id, "approve", version))

        counted = statuses(answers)
        after = rows_of(ground, proposal_id)
        assert counted[200] == 1, counted
        assert counted.keys() <= {200} | LOST, counted
        assert all(answer.get_json()["code"] for answer in answers if answer.status_code != 200)
        assert after["proposal"][0][:2] == ("approved", version + 1)
        assert len(after["events"]) == len(before["events"]) + 1
        assert len(after["steps"]) == len(before["steps"]) + 1
        assert (before["awards"], after["awards"]) == ([(0,)], [(1,)])
        assert verify_audit(services.database)["breaks"] == []


def test_one_key_sent_sixteen_times_at_once_acts_once(ground: Ground, seed: Seed, tmp_path: Path) -> None:
    (proposal_id,) = ground.ready(1)
    with open_services(ground, tmp_path) as services:
        app = app_of(services)
        version = bring_before_approval(app, seed, proposal_id)
        before = rows_of(ground, proposal_id)
        key = {"Idempotency-Key": "the same approval"}

        answers = all_at_once(RIVALS, lambda _: ask(app, seed, proposal_id, "approve", version, key))

        accepted = [answer.get_json() for answer in answers if answer.status_code == 200]
        assert statuses(answers).keys() <= {200} | LOST, statuses(answers)
        assert accepted
        assert all(answer == accepted[0] for answer in accepted)
        assert len(rows_of(ground, proposal_id)["events"]) == len(before["events"]) + 1
        assert rows_of(ground, proposal_id)["awards"] == [(1,)]
        again = ask(app, seed, proposal_id, "approve", version, key)
        assert (again.status_code, again.get_json()) == (200, accepted[0])


def test_different_proposals_do_not_disturb_one_another(ground: Ground, seed: Seed, tmp_path: Path) -> None:
    ids = ground.ready(RIVALS)
    with open_services(ground, tmp_path) as services:
        app = app_of(services)

        answers = all_at_once(RIVALS, lambda place: ask(app, seed, ids[place], "collect", seed.ready_version))

        assert statuses(answers) == {200: RIVALS}
        assert verify_audit(services.database)["breaks"] == []


def test_refused_attempts_made_at_once_are_all_recorded_and_answered_alike(
    ground: Ground, seed: Seed, tmp_path: Path
) -> None:
    (proposal_id,) = ground.ready(1)
    with open_services(ground, tmp_path) as services:
        app = app_of(services)
        before = rows_of(ground, proposal_id)

        answers = all_at_once(RIVALS, lambda _: ask(app, seed, proposal_id, "approve", seed.ready_version))

        attempts = ground.ask(f"SELECT count(*) FROM audit_event WHERE stream = 'proposal/{proposal_id}/attempts'")
        assert statuses(answers) == {404: RIVALS}, statuses(answers)  # not yet opened to the chairman
        assert attempts == [(RIVALS,)]
        assert rows_of(ground, proposal_id) == before
        assert verify_audit(services.database)["breaks"] == []
