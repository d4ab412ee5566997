"""Taking in bodies, people and roles from a workbook: tried first, all or nothing, never hostile."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl
import pytest

from service.db import accounts, organisations
from service.usecases.errors import Conflict, NotFound, PermissionDenied, UploadRefused
from service.usecases.registry.import_jobs import show_import, start_check, start_import
from service.usecases.registry.import_templates import make_template
from service.usecases.services import Services
from service.usecases.trail.audits import verify_audit
from service.usecases.worker.job_kinds import KINDS
from service.usecases.worker.job_runner import JobRunner
from tests.support.workbooks import HOSTILE, workbook
from workflows.policy import Actor, Holding

ADMIN = (Holding("administrator", "", "/"),)
BODIES = [
    ("so-gd", "Sở Giáo dục (giả định)", "Sở, ban, ngành", "tinh-x", "Giáo dục", "Có", "01/07/2025", "", ""),
    ("phong-gd", "Phòng Tổng hợp (giả định)", "unit", "so-gd", "", "Không", "", "", "mới"),
]
PEOPLE = [("nguyen.an", "Nguyễn Văn Ân", "phong-gd", "Nam", "", "Có", "")]
ROLES = [("nguyen.an", "Thủ trưởng đơn vị", "phong-gd", "", "31/12/2027", "12/QĐ-SGD")]
PROVINCE = [("tinh-x", "Tỉnh X (giả định)", "Tỉnh, thành phố", "", "", "", "", "", "")]


def filled(**sheets: Sequence[Sequence[Any]]) -> bytes:
    """The template with rows filled in."""
    book = openpyxl.load_workbook(io.BytesIO(make_template(actor=Actor("a", "a", "A", ADMIN))))
    names = {"bodies": "Đơn vị", "people": "Người", "roles": "Vai trò"}
    for key, rows in sheets.items():
        for row in rows:
            book[names[key]].append(list(row))
    return workbook(book)


def run(services: Services, actor: Actor, content: bytes, name: str = "nhap.xlsx") -> tuple[str, dict[str, Any]]:
    """Try a workbook and return the job with what came of it."""
    key = start_check(services, actor=actor, file_name=name, content=content)
    assert JobRunner(services, KINDS).run_one()
    return key, shown(services, actor, key)


def shown(services: Services, actor: Actor, key: str) -> dict[str, Any]:
    return services.database.read(lambda work: show_import(work, actor=actor, job_id=key))


def take_in(services: Services, actor: Actor, key: str) -> dict[str, Any]:
    """Take in what a trial found clean, and return what came of it."""
    made = services.database.write(lambda work: start_import(work, actor=actor, check_id=key))
    assert JobRunner(services, KINDS).run_one()
    return shown(services, actor, made)


def cells(job: Mapping[str, Any]) -> list[tuple[str, int, str, str]]:
    return [(one["sheet"], one["row"], one["column"], one["code"]) for one in job["result"]["report"]["problems"]]


def test_a_trial_keeps_nothing_and_what_it_promises_is_taken_in(services: Services, administrator: Actor) -> None:
    content = filled(bodies=[*PROVINCE, *BODIES], people=PEOPLE, roles=ROLES)
    key, tried = run(services, administrator, content)
    new = {"added": 1, "changed": 0, "same": 0}
    promised = {"Đơn vị": new | {"added": 3}, "Người": new, "Vai trò": new}
    assert (cells(tried), tried["result"]["report"]["counts"]) == ([], promised)
    assert services.database.read(lambda work: organisations.find_organisation(work, "so-gd")) is None
    done = take_in(services, administrator, key)
    assert (done["state"], done["result"]["is_taken_in"]) == ("done", True)
    assert done["result"]["report"]["counts"] == promised

    def look(work: Any) -> tuple[Any, ...]:
        body, person = organisations.find_organisation(work, "phong-gd"), accounts.find_account(work, "nguyen.an")
        assert body is not None
        assert person is not None
        held = accounts.list_holdings(work, person.id)
        return body.name, body.level, person.name, [(one.role, one.organisation_id == body.id) for one in held]

    found = services.database.read(look)
    assert found == ("Phòng Tổng hợp (giả định)", "unit", "Nguyễn Văn Ân", [("unit_head", True)])
    assert verify_audit(services.database)["breaks"] == []


def test_the_same_workbook_again_changes_nothing(services: Services, administrator: Actor) -> None:
    content = filled(bodies=[*PROVINCE, *BODIES], people=PEOPLE, roles=ROLES)
    key, _ = run(services, administrator, content)
    take_in(services, administrator, key)
    _, again = run(services, administrator, content)
    same = {"added": 0, "changed": 0, "same": 1}
    assert again["result"]["report"]["counts"] == {"Đơn vị": same | {"same": 3}, "Người": same, "Vai trò": same}
    renamed = filled(bodies=[(*BODIES[1][:1], "Phòng Tổng hợp và Thi đua (giả định)", *BODIES[1][2:])])
    _, changed = run(services, administrator, renamed)
    assert changed["result"]["report"]["counts"] == {"Đơn vị": {"added": 0, "changed": 1, "same": 0}}


def test_every_wrong_cell_is_named_and_nothing_is_taken_in(services: Services, administrator: Actor) -> None:
    content = filled(
        bodies=[*PROVINCE, ("", "Không mã", "Cấp lạ", "khong-co", "", "có lẽ", "32/13/2025", "", "")],
        people=[("Tên Sai", "Người Sai", "tinh-x", "", "", "", ""), ("dung", "Người Đúng", "khong-co", "", "", "", "")],
        roles=[("khong-ai", "Thủ trưởng đơn vị", "tinh-x", "", "", ""), ("dung", "Vua", "tinh-x", "", "", "1/QĐ")],
    )
    key, tried = run(services, administrator, content)
    assert cells(tried) == [
        ("Đơn vị", 3, "Mã", "required"),
        ("Đơn vị", 3, "Cấp", "not-in-the-list"),
        ("Đơn vị", 3, "Tư cách pháp nhân", "not-yes-or-no"),
        ("Đơn vị", 3, "Hoạt động từ", "not-a-written-day"),
        ("Người", 2, "Tên đăng nhập", "not-a-username"),
        ("Người", 3, "Mã đơn vị", "no-such-code"),
        ("Vai trò", 2, "Văn bản giao", "required"),
        ("Vai trò", 3, "Vai trò", "not-in-the-list"),
    ]
    assert services.database.read(lambda work: organisations.find_organisation(work, "tinh-x")) is None
    with pytest.raises(Conflict):
        services.database.write(lambda work: start_import(work, actor=administrator, check_id=key))


def test_what_became_wrong_since_the_trial_is_told_and_nothing_is_kept(
    services: Services, administrator: Actor, root: str
) -> None:
    content = filled(bodies=[*PROVINCE, *BODIES])
    key, _ = run(services, administrator, content)
    row: Any = {"code": "so-gd", "name": "Sở khác", "level": "department", "parent_id": root}
    services.database.write(lambda work: organisations.add_organisation(work, row))
    done = take_in(services, administrator, key)
    assert done["result"]["is_taken_in"] is False
    assert cells(done) == [("Đơn vị", 3, "Mã cấp trên", "place-is-fixed")]
    assert services.database.read(lambda work: organisations.find_organisation(work, "tinh-x")) is None


def test_formulas_and_other_headings_are_refused_by_name(services: Services, administrator: Actor) -> None:
    _, tried = run(services, administrator, filled(bodies=[("=1+1", *PROVINCE[0][1:])]))
    assert cells(tried) == [("Đơn vị", 2, "Mã", "formula")]
    book = openpyxl.Workbook()
    book.active.title = "Người"
    book.active.append(["Tên đăng nhập", "Ai đó"])
    _, tried = run(services, administrator, workbook(book))
    assert cells(tried) == [("Người", 1, "", "column-missing")]


def test_nobody_without_both_rights_imports_and_nobody_sees_anothers(
    services: Services, administrator: Actor, auditor: Actor
) -> None:
    with pytest.raises(PermissionDenied):
        start_check(services, actor=auditor, file_name="a.xlsx", content=filled())
    with pytest.raises(PermissionDenied):
        make_template(actor=auditor)
    key, _ = run(services, administrator, filled(bodies=PROVINCE))
    with pytest.raises(NotFound):
        shown(services, auditor, key)


def test_nobody_gives_himself_a_role_by_an_import(services: Services, administrator: Actor) -> None:
    _, tried = run(
        services, administrator,
        filled(bodies=PROVINCE, roles=[("quan-tri", "Chủ tịch UBND tỉnh", "tinh-x", "", "", "1/QĐ")]),
    )  # fmt: skip
    assert cells(tried) == [("Vai trò", 2, "", "permission-denied")]


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_workbook_is_refused_and_harms_nothing(services: Services, administrator: Actor, kind: str) -> None:
    content, reason = HOSTILE[kind]()
    assert reason_of(services, administrator, content) == reason


def reason_of(services: Services, actor: Actor, content: bytes) -> str:
    """Return why a workbook is refused, at the door or by the one who reads it."""
    try:
        _, tried = run(services, actor, content)
    except UploadRefused as refused:
        return str(refused.params["reason"])
    assert (tried["state"], tried["error"]) == ("failed", "upload-refused")
    return str(tried["error_params"]["reason"])


def test_only_excel_is_taken(services: Services, administrator: Actor) -> None:
    for name, content in (("a.csv", b"x,y"), ("a.xlsm", filled()), ("a.xlsx", b"%PDF-1.7\n%%EOF")):
        with pytest.raises(UploadRefused):
            start_check(services, actor=administrator, file_name=name, content=content)
    assert zipfile.is_zipfile(io.BytesIO(filled()))
