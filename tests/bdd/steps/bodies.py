"""Chapter 2: public bodies and the people who work in them."""

from typing import Any

from tests.bdd.tables import BODY, Table, pairs
from tests.bdd.vocabulary import step
from tests.bdd.words import find_code
from tests.bdd.world import World

CHAPTER = "2. Cơ quan, đơn vị, người làm việc (Bodies and staff)"
LEVELS_UNDER = {"province": "department", "ministry": "ministry_unit", "commune": "unit", "district": "unit"}


@step("tỉnh {name} có [các ](sở|cơ quan) {names:texts}", chapter=CHAPTER)
def province_with(world: World, name: str, names: list[str]) -> None:
    """Lập một tỉnh (Ủy ban nhân dân, Sở Nội vụ) và các sở của tỉnh.

    EN: Makes a province, its committee and Home Affairs office, and its departments.
    VD: Cho tỉnh "Quảng Ngãi" có sở "Sở Nông nghiệp và Môi trường" và "Sở Tư pháp"
    """
    seat = world.bodies.province(name)
    world.bodies.home_affairs(seat, "Sở Nội vụ", "department")
    for department in names:
        if department != "Sở Nội vụ":
            body = world.bodies.add(department, "department", seat)
            world.bodies.call(body, department, f"{department} tỉnh {name}", f"{department} {name}")


@step("bộ {name}[ có [các ]đơn vị {names:texts}]", chapter=CHAPTER)
def ministry_with(world: World, name: str, names: list[str]) -> None:
    """Lập một bộ (có Vụ Tổ chức cán bộ làm nơi thẩm định) và các đơn vị có tư cách pháp nhân của bộ.

    EN: Makes a ministry, its personnel department as appraiser, and its units with legal personality.
    VD: Cho bộ "Bộ Nông nghiệp và Môi trường" có đơn vị "Viện Nghiên cứu giả định"
    """
    seat = world.bodies.add(name, "ministry", world.bodies.government())
    world.bodies.home_affairs(seat, "Vụ Tổ chức cán bộ", "unit")
    for unit in names:
        world.bodies.add(unit, "ministry_unit", seat)


@step("(đơn vị|cơ quan) {name} thuộc {parent}[ \\(cấp {level:details}\\)]", chapter=CHAPTER)
def body_below(world: World, name: str, parent: str, level: str | None, datatable: Table = None) -> None:
    """Thêm một cơ quan, đơn vị dưới một cơ quan.

    Không nêu cấp thì là phòng, trung tâm, chi cục (không tự quyết định).

    EN: Adds a body below another; without a level it is a division that decides nothing itself. The table takes mã,
    cấp, chức năng, tư cách pháp nhân, cơ quan chuyên môn, người đứng đầu, từ ngày, đến ngày.
    VD: Cho đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
    VD: Cho cơ quan "Ủy ban nhân dân xã Ia Grai" thuộc "tỉnh Gia Lai" (cấp "xã")
    """
    details = pairs(datatable, BODY)
    grade = find_code("levels", level.strip('"“”')) if level else details.pop("level", "unit")
    body = world.bodies.add(name, grade, world.bodies.find(parent), **details)
    world.bodies.call(body, name)


@step("{name} (giải thể|ngừng hoạt động) từ {day:day}[, {successor} kế thừa]", chapter=CHAPTER)
def body_ends(world: World, name: str, day: Any, successor: str | None) -> None:
    """Ghi ngày một cơ quan không còn hoạt động, và cơ quan kế thừa nếu có.

    EN: Ends a body (its last day is the day before) and names the one that took over.
    VD: Cho "Sở Nông nghiệp và Phát triển nông thôn" giải thể từ ngày 01/07/2025, "Sở Nông nghiệp và Môi trường" kế
    thừa
    """
    world.bodies.end(name, day, successor)


@step("{person:person} (là|làm) {role:role} của {body}[ từ {since:day}][ đến {until:day}]", chapter=CHAPTER)
def holds_role(world: World, person: str, role: str, body: str, since: Any, until: Any) -> None:
    """Cho một người giữ một vai trò trong một cơ quan, đơn vị; một người có thể giữ nhiều vai trò.

    EN: Gives somebody a role in a body; one person may hold several.
    VD: Cho bà "Lê Thị Lan" là cán bộ thẩm định Nội vụ của "Sở Nội vụ"
    """
    member = world.staff.member(person, world.registry.person_id(person))
    world.staff.grant(member, role, world.bodies.find(body), since, until)
