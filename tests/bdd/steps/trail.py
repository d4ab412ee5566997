"""Chapter 7: the trail, the history, versions of papers, and who may see what."""

from typing import Any

from service.db.inboxes import Filters
from service.usecases.desk.proposals import list_proposals
from service.usecases.desk.queues import list_inbox
from service.usecases.proofs.packages import export_package
from tests.bdd import packages, tables, trails
from tests.bdd.tables import Table, rows, text
from tests.bdd.vocabulary import step
from tests.bdd.words import find_code
from tests.bdd.world import World

CHAPTER = "7. Nhật ký, lịch sử, quyền xem (Trail, history, access)"
ENTRY = {
    "người": ("actor", text),
    "vai trò": ("role", tables.code("roles")),
    "từ": ("from", tables.code("states")),
    "đến": ("to", tables.code("states")),
    "mã": ("code", text),
    "hành động": ("action", text),
}


@step("nhật ký[ của hồ sơ {label}] có dòng {event}", chapter=CHAPTER)
def trail_has(world: World, label: str | None, event: str, datatable: Table = None) -> None:
    """Nhật ký, kể cả các lần bị từ chối, có sự kiện này.

    Bảng (mục | nội dung): người, vai trò, từ, đến, mã, hành động.

    EN: The trail, refused attempts included, holds this event; the table says by whom, in which role, from and to.
    VD: Thì nhật ký có dòng "proposal.approved"
    """
    wanted = tables.pairs(datatable, ENTRY)
    entries = trails.entries(world, world.find(label))
    found = [entry for entry in entries if entry["event"] == event]
    assert any(trails.says(world, entry, wanted) for entry in found), trails.shorten(found or entries)


@step("nhật ký[ của hồ sơ {label}] không có dòng {event}", chapter=CHAPTER)
def trail_lacks(world: World, label: str | None, event: str) -> None:
    """Sự kiện này không có trong nhật ký.

    EN: This event is not in the trail.
    VD: Và nhật ký không có dòng "proposal.approved"
    """
    events = [entry["event"] for entry in trails.entries(world, world.find(label))]
    assert event not in events, events


@step("dòng {event} của nhật ký ghi {what:texts}", chapter=CHAPTER)
def entry_holds(world: World, event: str, what: list[str]) -> None:
    """Dòng cuối cùng của sự kiện này có các mục đó và không trống.

    Mục: người, vai trò, đơn vị, thời điểm, quy trình, bộ quy tắc, kết quả kiểm tra, tài liệu, lý do, quyết định,
    không áp dụng, ngày tiếp nhận, văn bản kết luận.

    EN: The entry holds these parts: actor, role, instant, flow, rules, findings, documents, reason, decision, steps
    not applicable, day of receipt, conclusion.
    VD: Và dòng "proposal.verified" của nhật ký ghi "người", "vai trò", "kết quả kiểm tra" và "tài liệu"
    """
    entry = [row for row in trails.entries(world, world.find()) if row["event"] == event][-1]
    for part in what:
        assert trails.part(entry, part), f"{event} thiếu {part}: {sorted(entry['payload'])}"


@step("lịch sử hồ sơ[ {label}] đọc thành câu tiếng Việt và gồm các bước", chapter=CHAPTER)
def history_reads(world: World, label: str | None, datatable: Table) -> None:
    """Các bước của hồ sơ theo thứ tự (một cột: sự kiện), mỗi bước là một câu có dấu.

    EN: The history holds these events in this order, each told as a Vietnamese sentence.
    VD: Thì lịch sử hồ sơ đọc thành câu tiếng Việt và gồm các bước
    """
    lines = trails.history(world, world.find(label))
    wanted = [row["event"] for row in rows(datatable, {"sự kiện": ("event", text)})]
    events = [line["event"] for line in lines if line["event"] in wanted]
    assert events == wanted, [line["event"] for line in lines]
    strange = [line["sentence"] for line in lines if line["sentence"].isascii()]
    assert not strange, strange


@step("tài liệu {kind}[ của tiêu chí {criterion}] có {number:count} phiên bản", chapter=CHAPTER)
def paper_versions(world: World, kind: str, criterion: str | None, number: int) -> None:
    """Mọi phiên bản của một tài liệu vẫn được giữ.

    EN: Every version of a paper is kept.
    VD: Và tài liệu "E06" có 2 phiên bản
    """
    found = trails.papers(world, world.find(), kind, criterion)
    assert len(found) == number, [(row.type, row.version, row.status) for row in found]


@step("đánh giá tiêu chí {criterion} {is_void:negation}còn hiệu lực", chapter=CHAPTER)
def judgement_stands(world: World, criterion: str, is_void: bool) -> None:
    """Nhận xét về tiêu chí còn (hoặc không còn) hiệu lực.

    EN: The judgement of the criterion stands, or no longer stands.
    VD: Thì đánh giá tiêu chí "HT-CN-1" không còn hiệu lực
    """
    standing = {row["criterion"] for row in world.view()["judgements"]}
    assert (criterion in standing) is not is_void, standing


@step("{who:who} {is_hidden:negation}xem được hồ sơ[ {label}]", chapter=CHAPTER)
def may_read(world: World, who: str, is_hidden: bool, label: str | None) -> None:
    """Người ấy mở được (hoặc không mở được, như thể không có) hồ sơ.

    EN: This person can open the proposal, or cannot, as if it were not there.
    VD: Thì bà "Lê Thị Lan" không xem được hồ sơ
    """
    case, member = world.find(label), world.person(who)
    outcome = world.try_to("mở hồ sơ", lambda: world.read_as(member, case))
    outcome.is_seen = True
    if is_hidden:
        assert getattr(outcome.error, "code", "") == "not-found", outcome.explain()
    else:
        assert outcome.error is None, outcome.explain()


@step("hồ sơ[ {label}] {is_absent:negation}nằm trong hộp việc của {who:who}", chapter=CHAPTER)
def in_inbox(world: World, label: str | None, is_absent: bool, who: str) -> None:
    """Bước tiếp theo của hồ sơ là (hoặc không phải là) việc của người ấy.

    EN: The proposal's next step is, or is not, this person's.
    VD: Và hồ sơ nằm trong hộp việc của bà "Lê Thị Lan"
    """
    case, actor = world.find(label), world.staff.actor(world.person(who))
    page = world.services.database.read(lambda work: list_inbox(work, actor=actor, after=None, limit=200))
    assert (case.id in {row["id"] for row in page.items}) is not is_absent


@step("{who:who} thấy {number:count} hồ sơ[ khi tìm {query}]", chapter=CHAPTER)
def sees_count(world: World, who: str, number: int, query: str | None) -> None:
    """Danh sách hồ sơ mà người ấy được xem (tìm theo tên không dấu hoặc số hồ sơ).

    EN: How many proposals this person may list, found by name without diacritics or by number.
    VD: Và kiểm toán viên thấy 1 hồ sơ khi tìm "nguyen thi an"
    """
    actor = world.staff.actor(world.person(who))
    filters = Filters(query=query or "")
    page = world.services.database.read(
        lambda work: list_proposals(work, actor=actor, filters=filters, after=None, limit=200)
    )
    assert len(page.items) == number, [row["number"] for row in page.items]


@step("có người {how:tampering} một dòng nhật ký ngay trong cơ sở dữ liệu", chapter=CHAPTER)
def tampers(world: World, how: str) -> None:
    """Thử đụng thẳng vào bảng nhật ký: sửa, xóa hoặc chèn đè một dòng.

    EN: Tries to update, delete or overwrite a line of the trail in the database itself.
    VD: Khi có người sửa một dòng nhật ký ngay trong cơ sở dữ liệu
    """
    world.shown = trails.tamper(world, how)


@step("cơ sở dữ liệu ngăn lại", chapter=CHAPTER)
def is_prevented(world: World) -> None:
    """Lần đụng vào nhật ký vừa rồi bị chính cơ sở dữ liệu từ chối.

    EN: The database itself refused.
    VD: Thì cơ sở dữ liệu ngăn lại
    """
    assert isinstance(world.shown, Exception), "cơ sở dữ liệu đã để cho sửa"


@step("kiểm tra nhật ký không thấy sai lệch", chapter=CHAPTER)
def verifies(world: World) -> None:
    """Mọi chuỗi của nhật ký còn nguyên.

    EN: Every chain of the trail is whole.
    VD: Thì kiểm tra nhật ký không thấy sai lệch
    """
    assert not trails.breaks(world), trails.breaks(world)


@step("kiểm tra một bản sao nhật ký bị {damage} thì thấy sai lệch {kind}", chapter=CHAPTER)
def finds_damage(world: World, damage: str, kind: str) -> None:
    """Làm hỏng một bản sao của nhật ký, và việc kiểm tra gọi tên chỗ hỏng.

    Cách làm hỏng: "sửa nội dung", "sửa ngày giờ", "mất một dòng", "mất dòng cuối", "lặp một dòng". Sai lệch:
    content-altered, columns-differ, gap, tail-missing, repeated.

    EN: On a copy the trail is altered, and the verification names the break.
    VD: Thì kiểm tra một bản sao nhật ký bị "sửa nội dung" thì thấy sai lệch "hash-differs"
    """
    found = trails.breaks_of_copy(world, damage)
    assert kind in found, found


@step("{nominee:person} {is_absent:negation}có khen thưởng {form} trong sổ", chapter=CHAPTER)
def is_honoured(world: World, nominee: str, is_absent: bool, form: str) -> None:
    """Sổ bộ có (hoặc không có) khen thưởng còn hiệu lực với hình thức này.

    EN: The registry holds, or does not hold, a standing award of this form.
    VD: Và "Nguyễn Thị An" có khen thưởng "Giấy khen" trong sổ
    """
    code = find_code("forms", form)
    standing = [
        row for row in world.registry.records(nominee, "award") if row["code"] == code and row["status"] == "active"
    ]
    assert bool(standing) is not is_absent, standing


@step("quyết định của hồ sơ ghi", chapter=CHAPTER)
def decision_says(world: World, datatable: Table) -> None:
    """Quyết định lưu trong hồ sơ có các mục của bảng.

    Số quyết định, chức vụ quyết định, người ký, chức vụ người ký, ký thay…

    EN: The decision kept with the proposal says what the table says.
    VD: Và quyết định của hồ sơ ghi
    """
    kept: dict[str, Any] = world.view()["decision"] or {}
    for name, value in tables.pairs(datatable, tables.DECISION).items():
        assert trails.same(kept.get(name), name, value), kept


@step("{person:person} thôi giữ mọi vai trò từ {day:day}", chapter=CHAPTER)
def loses_role(world: World, person: str, day: Any) -> None:
    """Kết thúc mọi vai trò của một người kể từ ngày đó.

    EN: Ends every role of a person from that day on.
    VD: Và bà "Lê Thị Lan" thôi giữ mọi vai trò từ ngày 01/03/2025
    """
    world.staff.end_roles(world.staff.member(person), day)


@step("{who:who} xuất gói kiểm toán của quyết định số {number}", chapter=CHAPTER)
def export_the_package(world: World, who: str, number: str) -> None:
    """Xuất một gói gồm mọi đề nghị mà quyết định này khen: tài liệu, nhật ký, các lần bị từ chối.

    EN: Exports everything on the proposals that one decision rewarded, as one archive.
    VD: Khi kiểm toán viên xuất gói kiểm toán của quyết định số "45/QĐ-STP"
    """
    actor = world.staff.actor(world.person(who))
    world.try_to(f"{who} xuất gói {number}", lambda: export_package(world.services, actor=actor, number=number))


@step("gói kiểm toán có {number:count} đề nghị, đủ tài liệu, nhật ký và các lần bị từ chối", chapter=CHAPTER)
def package_is_whole(world: World, number: int) -> None:
    """Gói có đúng số đề nghị; mọi tài liệu, mọi dòng nhật ký có mặt và không sai lệch; mã băm của các tệp khớp.

    EN: The package holds so many proposals, every paper of them, and a trail without a break.
    VD: Thì gói kiểm toán có 2 đề nghị, đủ tài liệu, nhật ký và các lần bị từ chối
    """
    packages.demand_whole(world.outcome.result, number)
