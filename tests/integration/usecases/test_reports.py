"""Reports are owed by the bodies that the plan means, received with their document and day, and late or not."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from service.db import audit
from service.db.organisations import add_successor, update_validity
from service.db.work import Work
from service.usecases.errors import Invalid, NotFound, PermissionDenied, UploadRefused
from service.usecases.publishing.publications import publish_packaged
from service.usecases.reports.report_receipts import Receipt, receive_report
from service.usecases.reports.report_reminders import count_missing_reports
from service.usecases.reports.reports import find_report, show_reports
from service.usecases.services import Services
from tests.integration.services import add_actor, add_body
from tests.support.databases import Clock
from workflows.policy import Actor

PLAN, UNITS, ABOVE = "kon-tum-snn", "units-to-department", "department-to-education"


class Stage:
    """A department with two units, and people in each."""

    def __init__(self, services: Services, root: str, clock: Clock) -> None:
        self.services, self.clock = services, clock
        clock.now = datetime(2025, 11, 20, 2, tzinfo=UTC)
        services.database.write(publish_packaged)

        def act(work: Any) -> None:
            province = add_body(work, "tinh-kon-tum", level="province", parent=root)
            self.agency = add_body(work, "kt-so-nnptnt", parent=province, name="Sở Nông nghiệp")
            self.first = add_body(work, "chi-cuc-a", level="unit", parent=self.agency, name="Chi cục A")
            self.second = add_body(work, "chi-cuc-b", level="unit", parent=self.agency, name="Chi cục B")
            self.clerk = add_actor(work, "cv-a", "unit_clerk", self.first)
            self.other = add_actor(work, "cv-b", "unit_clerk", self.second)
            self.officer = add_actor(work, "tccb", "hr_officer", self.agency)

        services.database.write(act)

    def file(self, actor: Actor, body: str, chain: str = UNITS, year: int = 2025, **more: Any) -> dict[str, Any]:
        """Send a report."""
        stated = {"file_name": "bao-cao.txt", "content": b"Bao cao (gia dinh)", **more}
        receipt = Receipt(chain=chain, year=year, organisation_id=body, **stated)
        return receive_report(self.services, actor=actor, plan_code=PLAN, receipt=receipt)

    def standings(self, actor: Actor, year: int = 2025) -> dict[str, dict[str, str]]:
        """Return how the bodies stand, report by report, as somebody sees it."""
        found = self.services.database.read(
            lambda work: show_reports(work, self.services.catalog, actor=actor, plan_code=PLAN, year=year)
        )
        return {view.chain.code: {item.body.name: item.standing for item in view.owed} for view in found.chains}


@pytest.fixture
def stage(services: Services, root: str, clock: Clock) -> Stage:
    """A department whose units owe reports."""
    return Stage(services, root, clock)


def test_each_unit_reports_and_the_department_sees_who_has_and_who_is_late(stage: Stage, auditor: Actor) -> None:
    assert stage.standings(auditor) == {
        UNITS: {"Chi cục A": "owed", "Chi cục B": "owed"},
        ABOVE: {"Sở Nông nghiệp": "owed"},
    }
    done = stage.file(stage.clerk, stage.first, number="12/BC-CC")
    assert (done["is_late"], done["due_on"], len(done["digest"])) == (False, "2025-11-24", 64)
    stage.clock.now = datetime(2025, 11, 25, 2, tzinfo=UTC)
    assert stage.standings(stage.officer)[UNITS] == {"Chi cục A": "received", "Chi cục B": "overdue"}
    assert stage.file(stage.other, stage.second)["is_late"]
    assert stage.standings(stage.officer)[UNITS] == {"Chi cục A": "received", "Chi cục B": "late"}
    events = [row.event for row in stage.services.database.read(lambda w: audit.read_stream(w, f"plan/{PLAN}"))]
    assert events[-2:] == ["report.received", "report.received-late"]


def test_the_first_receipt_counts_and_a_later_version_stands_beside_it(stage: Stage) -> None:
    stage.file(stage.clerk, stage.first)
    stage.clock.now = datetime(2025, 12, 1, 2, tzinfo=UTC)
    stage.file(stage.clerk, stage.first, content=b"Ban sua")
    assert stage.standings(stage.clerk)[UNITS] == {"Chi cục A": "received"}


def test_a_unit_sees_its_own_reports_and_files_for_nobody_else(stage: Stage) -> None:
    done = stage.file(stage.clerk, stage.first)
    assert stage.standings(stage.other) == {UNITS: {"Chi cục B": "owed"}, ABOVE: {}}
    with pytest.raises(NotFound):
        stage.file(stage.other, stage.first)
    with pytest.raises(NotFound):
        find(stage, stage.other, done["id"])
    assert find(stage, stage.officer, done["id"]).digest == done["digest"]


def test_an_overseer_who_neither_owes_nor_receives_files_nothing(stage: Stage, auditor: Actor) -> None:
    with pytest.raises(PermissionDenied):
        stage.file(auditor, stage.first)
    assert stage.standings(auditor)[UNITS]["Chi cục A"] == "owed"


def test_only_who_receives_states_an_earlier_day_of_receipt(stage: Stage) -> None:
    stage.clock.now = datetime(2025, 11, 28, 2, tzinfo=UTC)
    paper = {"received_on": date(2025, 11, 24)}
    with pytest.raises(Invalid):
        stage.file(stage.clerk, stage.first, **paper)
    assert not stage.file(stage.officer, stage.first, **paper)["is_late"]
    for wrong in ({"received_on": date(2025, 11, 29)}, {"dated_on": date(2026, 1, 1)}, {"year": 2026}):
        with pytest.raises(Invalid):
            stage.file(stage.officer, stage.second, **wrong)
    with pytest.raises(UploadRefused):
        stage.file(stage.officer, stage.second, file_name="a.exe", content=b"MZ")
    assert stage.standings(stage.officer)[UNITS] == {"Chi cục A": "received", "Chi cục B": "overdue"}


def test_a_body_that_is_gone_by_the_last_day_owes_nothing(stage: Stage) -> None:
    stage.services.database.write(
        lambda work: update_validity(work, stage.second, valid_from=None, valid_to=date(2025, 6, 30))
    )
    assert stage.standings(stage.officer)[UNITS] == {"Chi cục A": "owed"}
    assert set(stage.standings(stage.officer, 2024)[UNITS]) == {"Chi cục A", "Chi cục B"}


def test_a_plan_without_a_date_is_never_late(services: Services, root: str, auditor: Actor, clock: Clock) -> None:
    def act(work: Any) -> None:
        publish_packaged(work)
        add_body(work, "bk-vp-ubnd", level="office", parent=root, name="Văn phòng UBND tỉnh")

    services.database.write(act)
    for year in (2024, 2025, 2026):
        clock.now = datetime(2030, 1, 1, 2, tzinfo=UTC)
        found = services.database.read(
            lambda work, year=year: show_reports(
                work, services.catalog, actor=auditor, plan_code="bac-kan-vp", year=year
            )
        )
        assert [item.standing for view in found.chains for item in view.owed] == ["undated"]


def test_who_reports_is_told_near_the_day_until_it_is_done(stage: Stage) -> None:
    def missing(actor: Actor) -> int:
        return stage.services.database.read(lambda work: count_missing_reports(work, actor))

    stage.clock.now = datetime(2025, 11, 1, 2, tzinfo=UTC)
    assert (missing(stage.clerk), missing(stage.officer)) == (0, 0)
    stage.clock.now = datetime(2025, 11, 20, 2, tzinfo=UTC)
    assert (missing(stage.clerk), missing(stage.officer)) == (1, 0)
    stage.clock.now = datetime(2025, 11, 27, 2, tzinfo=UTC)
    assert (missing(stage.clerk), missing(stage.officer)) == (1, 1)
    stage.file(stage.clerk, stage.first)
    assert missing(stage.clerk) == 0
    stage.clock.now = datetime(2026, 2, 1, 2, tzinfo=UTC)
    assert missing(stage.other) == 0


def find(stage: Stage, actor: Actor, report_id: str) -> Any:
    return stage.services.database.read(
        lambda work: find_report(work, stage.services.catalog, actor=actor, plan_code=PLAN, report_id=report_id)
    )


def test_after_a_merger_the_body_that_took_over_receives_and_oversees_and_owes_itself_nothing(
    stage: Stage, auditor: Actor
) -> None:
    def merge(work: Work) -> Actor:
        between = add_body(work, "kt-so-tam", name="Sở Tạm (giả định)")
        new = add_body(work, "kt-so-nnmt", name="Sở Mới (giả định)")
        stage.first = add_body(work, "chi-cuc-moi", level="unit", parent=new, name="Chi cục Mới")
        for old, later, since in ((stage.agency, between, date(2025, 3, 1)), (between, new, date(2025, 7, 1))):
            update_validity(work, old, valid_from=date(2000, 1, 1), valid_to=since - timedelta(days=1))
            add_successor(work, old_id=old, new_id=later, since=since, source="Nghị quyết (giả định)")
        return add_actor(work, "tccb-moi", "hr_officer", new)

    officer = stage.services.database.write(merge)
    assert stage.standings(officer) == {UNITS: {"Chi cục Mới": "owed"}, ABOVE: {"Sở Mới (giả định)": "owed"}}
    done = stage.file(officer, stage.first, received_on=date(2025, 11, 19))
    assert done["received_on"] == "2025-11-19"
    assert stage.standings(officer)[UNITS] == {"Chi cục Mới": "received"}
    assert stage.standings(stage.officer) == {UNITS: {}, ABOVE: {}}
