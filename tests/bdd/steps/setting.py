"""Chapter 1: the day, the plan, and the rules in force."""

from pathlib import Path
from typing import Any

from tests.bdd.rule_packs import local_pack
from tests.bdd.tables import Table
from tests.bdd.vocabulary import step
from tests.bdd.world import World
from tests.builders.publishing import publish_by_two
from workflows.plans.loading import load_plan

CHAPTER = "1. Ngày, kế hoạch, quy tắc (The day, the plan, the rules)"
DECREE = "152/2025/NĐ-CP"
KINDS = {
    "kế hoạch": "plan",
    "quy trình": "flow",
    "bộ quy tắc": "rulebook",
    "lịch làm việc": "calendar",
    "hướng dẫn": "guidance",
}


@step("hôm nay là {day:day}", chapter=CHAPTER)
def set_today(world: World, day: Any) -> None:
    """Đặt ngày của kịch bản; mọi việc sau đó diễn ra trong ngày này, cho đến khi đặt ngày khác.

    EN: Sets the day on which everything happens until another day is set.
    VD: Cho hôm nay là ngày 15/08/2025
    """
    assert day >= world.today or not world.cases, "khi đã có hồ sơ, ngày chỉ đi tới, không lùi"
    world.clock.today = day


@step("kế hoạch {plan}", chapter=CHAPTER)
def take_plan(world: World, plan: str) -> None:
    """Chọn một kế hoạch đã công bố; các cơ quan mà kế hoạch nêu sẽ có sẵn.

    Gọi kế hoạch theo mã, số tệp, tiêu đề, cơ quan ban hành hoặc tỉnh.

    EN: Takes a published plan by code, title, issuer or place; the bodies it names exist from now on.
    VD: Cho kế hoạch "ha-tinh-stp"
    VD: Cho kế hoạch "Sở Tư pháp Hà Tĩnh"
    """
    world.use_plan(plan)


@step("(tệp|nội dung) {kind_of} sau đây được công bố[ từ tệp {path}]", chapter=CHAPTER)
def publish_text(world: World, kind_of: str, path: str | None, docstring: str | None = None) -> None:
    """Công bố một kế hoạch, quy trình, bộ quy tắc hoặc hướng dẫn viết bằng TOML, ghi ngay dưới bước này hoặc trong tệp.

    EN: Publishes a plan, flow, rulebook or guidance given as TOML below the step, or in a file.
    VD: Cho nội dung "kế hoạch" sau đây được công bố từ tệp "features/du-lieu/ke-hoach-moi.toml"
    """
    text = Path(path).read_text(encoding="utf-8") if path else docstring
    assert text, "cần nội dung TOML dưới bước này hoặc một tệp"
    kind = KINDS[kind_of]
    outcome = world.try_to(
        f"công bố {kind_of}",
        lambda: world.staff.write(
            lambda work: publish_by_two(work, actor=world.staff.administrator, kind=kind, text=text)
        ),
    )
    if kind == "plan" and outcome.error is None:
        world.adopt(load_plan(text))


@step("quy định địa phương giả định của {body}[ ban hành theo {decree}] có hiệu lực từ {day:day}", chapter=CHAPTER)
def load_local_pack(world: World, body: str, decree: str | None, day: Any, datatable: Table = None) -> None:
    """Nạp một quy định địa phương giả định của tỉnh hoặc bộ.

    Bảng (mã | tham số | giá trị) đặt mức cho từng điều kiện.

    EN: Loads a fictitious local pack of a province or ministry; the table sets parameters of checks.
    VD: Cho quy định địa phương giả định của "Hà Tĩnh" có hiệu lực từ ngày 01/07/2025
    """
    text = local_pack(world.bodies.find(body), day, datatable, decree or DECREE)
    actor = world.staff.administrator
    world.must(
        "nạp quy định", lambda: world.staff.write(lambda w: publish_by_two(w, actor=actor, kind="rulebook", text=text))
    )
