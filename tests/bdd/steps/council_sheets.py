"""Chapter 11: the sheet of a session, its pending outcomes and its release."""

from typing import Any

from service.i18n import sentence
from service.usecases.attempts import perform
from service.usecases.councils.council_releases import start_release
from service.usecases.councils.council_sheet_words import tell_answer
from service.usecases.councils.council_sheets import save_sheet, show_sheet
from service.usecases.streams import session_stream
from service.usecases.worker.job_kinds import KINDS
from service.usecases.worker.job_runner import JobRunner
from tests.bdd.steps.councils import CHAPTER, Sitting
from tests.bdd.vocabulary import step
from tests.bdd.words import find_code
from tests.bdd.world import Case, World


@step("thư ký ghi kết quả dự kiến {pending}[ vì {reason}]", chapter=CHAPTER)
def means(world: World, pending: str, reason: str | None) -> None:
    """Thư ký ghi kết quả dự kiến của hồ sơ trên bảng của phiên họp; hồ sơ chưa thay đổi.

    Kết quả: Đồng ý, Không đồng ý, Kiến nghị hình thức cao hơn, Kiến nghị hình thức thấp hơn, Để lại phiên sau.

    EN: The secretary sets the pending outcome of the item on the sheet; the proposal does not change.
    VD: Khi thư ký ghi kết quả dự kiến "Đồng ý"
    VD: Khi thư ký ghi kết quả dự kiến "Không đồng ý" vì "Thành tích chưa nổi bật"
    """
    sitting, catalog = _sitting(world), world.services.catalog
    actor = world.staff.actor(sitting.secretary)
    values = {
        "item_id": sitting.item_id,
        "outcome": find_code("sheet_outcomes", pending),
        "reason": reason or "",
    }
    world.try_to(
        "ghi kết quả dự kiến",
        lambda: world.staff.write(
            lambda w: save_sheet(w, catalog, actor=actor, session_id=sitting.session_id, values=[values])
        ),
    )


@step("thư ký phát hành bảng kết quả", chapter=CHAPTER)
def releases(world: World) -> None:
    """Thư ký phát hành bảng kết quả của phiên họp; từng mục được phát hành riêng.

    EN: The secretary releases the sheet; each item goes by itself.
    VD: Khi thư ký phát hành bảng kết quả
    """
    sitting, catalog = _sitting(world), world.services.catalog
    actor = world.staff.actor(sitting.secretary)

    def act() -> dict[str, Any]:
        begun: dict[str, Any] = perform(
            world.services,
            lambda w: start_release(w, catalog, actor=actor, session_id=sitting.session_id),
            actor=actor,
            stream=session_stream(sitting.session_id),
            action="release-sheet",
        )
        assert JobRunner(world.services, KINDS).run_one()
        return begun

    world.try_to("phát hành bảng kết quả", act)


@step("bảng kết quả bị từ chối, vì {said}", chapter=CHAPTER)
def is_refused(world: World, said: str) -> None:
    """Lần ghi hoặc phát hành vừa rồi bị từ chối, và trong các lý do có câu này.

    EN: The sheet was not kept or not released, and this is among the reasons.
    VD: Thì bảng kết quả bị từ chối, vì "mà chưa có lý do. Hãy ghi lý do ở mục này"
    """
    error = world.refused().error
    assert error is not None
    told = [sentence("problems", one["code"], one["params"], "vi") for one in error.params["problems"]]
    assert any(said in one for one in told), told


@step("kết quả dự kiến của hồ sơ là {pending}, chưa phát hành", chapter=CHAPTER)
def is_meant(world: World, pending: str) -> None:
    """Bảng ghi kết quả này cho hồ sơ, và chưa phát hành.

    EN: The sheet holds this outcome, and it was not released.
    VD: Thì kết quả dự kiến của hồ sơ là "Đồng ý", chưa phát hành
    """
    row = _row(world)
    assert (row["outcome"], row["state"]) == (find_code("sheet_outcomes", pending), "draft"), row


@step("kết quả {pending} của hồ sơ đã phát hành[, mở đề nghị {form}]", chapter=CHAPTER)
def is_released(world: World, pending: str, form: str | None) -> None:
    """Kết quả đã phát hành; kiến nghị hình thức khác thì đề nghị mới ở bước đầu, của cùng đơn vị.

    EN: The outcome was released; a recommended form has its new draft of the same unit.
    VD: Thì kết quả "Đồng ý" của hồ sơ đã phát hành
    VD: Thì kết quả "Kiến nghị hình thức cao hơn" của hồ sơ đã phát hành, mở đề nghị "Bằng khen của Chủ tịch UBND tỉnh"
    """
    row = _row(world)
    assert (row["outcome"], row["state"]) == (find_code("sheet_outcomes", pending), "released"), row
    assert (row["started_id"] is not None) == (form is not None), row
    if form is not None:
        assert row["answer"]["started"]["form"] == find_code("forms", form), row


@step("đang xét đề nghị mới do Hội đồng kiến nghị \\(gọi là {label}\\)", chapter=CHAPTER)
def takes_up_started(world: World, label: str) -> None:
    """Từ đây xét đề nghị mà Hội đồng kiến nghị, dưới tên gọi này.

    EN: Goes on with the proposal that the release has started, under this name.
    VD: Và đang xét đề nghị mới do Hội đồng kiến nghị (gọi là "đề nghị mới")
    """
    former, row = world.find(), _row(world)
    world.keep(Case(label, row["started_id"], former.nominee, former.unit))


@step("kết quả của hồ sơ ở lại, vì {said}", chapter=CHAPTER)
def stays(world: World, said: str) -> None:
    """Mục của hồ sơ ở lại sau lần phát hành vừa rồi, và trong các lý do có câu này.

    EN: The item stayed behind, and this is among the reasons.
    VD: Thì kết quả của hồ sơ ở lại, vì "còn 2 thành viên có mặt chưa biểu quyết"
    """
    row = _row(world)
    assert row["state"] == "stayed", row
    told = tell_answer(row["answer"], "vi")
    assert any(said in one for one in told), told


def _row(world: World) -> dict[str, Any]:
    sitting, catalog = _sitting(world), world.services.catalog
    actor = world.staff.actor(sitting.secretary)
    sheet = world.services.database.read(lambda w: show_sheet(w, catalog, actor=actor, session_id=sitting.session_id))
    (row,) = sheet["rows"]
    found: dict[str, Any] = row
    return found


def _sitting(world: World) -> Sitting:
    assert isinstance(world.sitting, Sitting), "chưa lập Hội đồng: Cho Hội đồng của “…” có … thành viên"
    return world.sitting
