"""Chapter 3 goes on: letters that a body accepts for verification, and which proposals stand still because of what."""

from datetime import date

from service.usecases.moves.holds import accept_letter, list_held
from tests.bdd.vocabulary import step
from tests.bdd.world import World

CHAPTER = "3. Đối tượng và sổ bộ (Nominees and their records)"


@step("{body} thụ lý đơn thư đối với {nominee:person} theo văn bản số {number} từ {since:day}", chapter=CHAPTER)
def accepts(world: World, body: str, nominee: str, number: str, since: date) -> None:
    """Ghi nhận cơ quan đã thụ lý đơn thư; từ đó việc xác minh mới làm dừng các hồ sơ còn mở của người ấy.

    EN: Records that a body has accepted a letter for verification; only from then on it holds open proposals.
    VD: Khi "Thanh tra tỉnh" thụ lý đơn thư đối với "Lê Văn Dũng" theo văn bản số "15/QĐ-TTr" từ ngày 12/04/2025
    """
    letters = [row for row in world.registry.records(nominee, "hold") if row["data"].get("accepted") is False]
    key = letters[-1]["id"]
    world.try_to(
        f"{body} thụ lý",
        lambda: world.staff.write(
            lambda work: accept_letter(
                work, actor=world.staff.registrar, record_id=key, body=body, number=number, accepted_on=since
            )
        ),
    )


@step(
    "danh sách tạm dừng của {who:who} {is_absent:negation}có hồ sơ {label}[ vì văn bản số {number} từ {since:day}]",
    chapter=CHAPTER,
)
def is_listed(world: World, who: str, is_absent: bool, label: str, number: str | None, since: date | None) -> None:
    """Danh sách nêu hồ sơ đang dừng, hoặc của người đang có việc được xác minh: cơ quan, văn bản, từ ngày nào.

    EN: The list of held proposals names this one, with document and day, or does not.
    VD: Thì danh sách tạm dừng của kiểm toán viên có hồ sơ "Lê Văn Dũng" vì văn bản số "15/QĐ-TTr" từ ngày 12/04/2025
    """
    case, actor = world.find(label), world.staff.actor(world.person(who))
    page = world.services.database.read(lambda work: list_held(work, actor=actor))
    found = {row["id"]: row["matters"] for row in page.items}
    assert (case.id not in found) is is_absent, found
    if number is not None and since is not None:
        told = {(row["number"], row["since"]) for row in found[case.id] if row["is_accepted"]}
        assert (number, since.isoformat()) in told, found[case.id]


@step(
    "vụ việc theo văn bản số {number} đối với {nominee:person} đã đóng theo kết luận số {conclusion}", chapter=CHAPTER
)
def is_concluded_by(world: World, number: str, nominee: str, conclusion: str) -> None:
    """Sổ bộ ghi vụ việc này đã đóng, theo văn bản kết luận nào.

    EN: The registry says by which conclusion this matter was closed.
    VD: Và vụ việc theo văn bản số "15/QĐ-TTr" đối với "Lê Văn Dũng" đã đóng theo kết luận số "20/KL-TTr"
    """
    rows = [row for row in world.registry.records(nominee, "hold") if row["number"] == number]
    assert [(row["status"], row["data"].get("conclusion")) for row in rows] == [("closed", conclusion)], rows
