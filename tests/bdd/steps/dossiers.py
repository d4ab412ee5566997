"""Chapter 4: drafting a proposal and filling its dossier."""

from typing import Any

from service.usecases.drafting.dossiers import remove_document, replace_document
from service.usecases.drafting.editing import edit_proposal
from tests.bdd import proposals, tables
from tests.bdd.driving import drive
from tests.bdd.tables import Table, pairs, rows
from tests.bdd.vocabulary import step
from tests.bdd.words import find_code, read_day
from tests.bdd.world import Case, World

CHAPTER = "4. Lập và hoàn thiện hồ sơ (Drafting and filling a dossier)"
FILES = {
    "chương trình giả dạng PDF": ("van-ban.pdf", b"MZ\x90\x00\x03\x00\x00\x00"),
    "tệp thực thi": ("cai-dat.exe", b"MZ\x90\x00\x03\x00\x00\x00"),
    "PDF có mã chạy": ("van-ban.pdf", b"%PDF-1.4\n/JavaScript (app.alert(1))\n%%EOF\n"),
    "tệp rỗng": ("van-ban.pdf", b""),
    "PDF hợp lệ": ("van-ban.pdf", proposals.PDF),
}


def choose(world: World, form: str, plan: str | None, occasion: str | None, table: Table) -> tuple[str, dict[str, Any]]:
    """Return the form's code and what a draft states, the plan being taken up."""
    if plan is not None:
        world.use_plan(plan)
    values = pairs(table, tables.DRAFT)
    if occasion is not None:
        values["occasion"] = find_code("occasions", occasion)
    return find_code("forms", form), values


@step(
    "{who:who} lập hồ sơ đề nghị {form} cho {nominee:person}[ theo kế hoạch {plan}][ dịp {occasion}]"
    "[ \\(gọi là {label}\\)]",
    chapter=CHAPTER,
)
def draft(
    world: World,
    who: str,
    form: str,
    nominee: str,
    plan: str | None,
    occasion: str | None,
    label: str | None,
    datatable: Table = None,
) -> None:
    """Lập một hồ sơ trống.

    Bảng: danh mục, từ ngày, đến ngày, thành tích, chủ đề, loại khen, tiêu chuẩn, kênh, đơn vị, cấp quyết định.

    EN: Drafts an empty proposal; what the table leaves out is chosen by plan, nominee and day.
    VD: Khi bà "Lê Thị Mai" lập hồ sơ đề nghị "Giấy khen" cho "Nguyễn Thị An" theo kế hoạch "ha-tinh-stp" dịp "hằng
    năm"
    """
    code, values = choose(world, form, plan, occasion, datatable)
    unit = values.get("unit") or world.registry.home(nominee)
    member = world.person(who if '"' in who or "“" in who else f'{who} của "{unit}"')
    proposals.draft(world, member, code, nominee, values, label or "")


@step(
    "hồ sơ đủ điều kiện đề nghị {form} cho {nominee:person}[ theo kế hoạch {plan}][ dịp {occasion}]"
    "[ \\(gọi là {label}\\)][, chỉ thiếu {lacking:texts}]",
    chapter=CHAPTER,
)
def complete(
    world: World,
    form: str,
    nominee: str,
    plan: str | None,
    occasion: str | None,
    label: str | None,
    lacking: list[str],
    datatable: Table = None,
) -> None:
    """Lập hồ sơ đã có mọi giấy tờ, danh hiệu, sáng kiến mà kế hoạch và hình thức đòi.

    Chỉ thiếu những thứ nêu tên: mã tài liệu, mã tiêu chí hoặc danh hiệu. Bảng như khi lập hồ sơ trống.

    EN: Makes a dossier that has everything its plan and form ask for, apart from the papers, criteria or titles
    named.
    VD: Cho hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm", chỉ thiếu "D05"
    """
    code, values = choose(world, form, plan, occasion, datatable)
    proposals.prepare(world, code, nominee, values=values, lacking=lacking, label=label or "")


@step(
    "{number:count} hồ sơ đủ điều kiện đề nghị {form}[ theo kế hoạch {plan}][ dịp {occasion}] của {units:texts}"
    "[, trong đó {worse:count} hồ sơ thiếu {lacking:texts}]",
    chapter=CHAPTER,
)
def complete_many(
    world: World,
    number: int,
    form: str,
    plan: str | None,
    occasion: str | None,
    units: list[str],
    worse: int | None,
    lacking: list[str],
) -> None:
    """Lập nhiều hồ sơ cho những cá nhân giả định của các đơn vị.

    Gọi là "hồ sơ 1", "hồ sơ 2"…; những hồ sơ đầu thiếu những thứ nêu tên.

    EN: Makes many dossiers for invented persons of these bodies, called "hồ sơ 1" and so on; the first ones lack
    what is named.
    VD: Cho 9 hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" dịp "sơ kết" của "Sở Y tế" và "Sở Xây dựng", trong đó 2 hồ
    sơ thiếu "D05"
    """
    code, values = choose(world, form, plan, occasion, None)
    for place in range(1, number + 1):
        name = f"Người được đề nghị số {place}"
        world.registry.add(name, "person", units[place % len(units)])
        missing = lacking if place <= (worse or 0) else []
        proposals.prepare(world, code, name, values=values, lacking=missing, label=f"hồ sơ {place}")


@step("mọi hồ sơ đang ở bước {state}", chapter=CHAPTER)
def drive_all(world: World, state: str) -> None:
    """Đưa mọi hồ sơ của kịch bản tới một bước bằng những lần chuyển thật.

    EN: Brings every proposal of the scenario to a state through real moves.
    VD: Và mọi hồ sơ đang ở bước "Đã tổng hợp, lựa chọn"
    """
    for case in list(world.cases.values()):
        drive(world, case, find_code("states", state))


@step("hồ sơ[ {label}] đang ở bước {state}", chapter=CHAPTER)
def drive_to(world: World, label: str | None, state: str) -> None:
    """Đưa hồ sơ tới một bước bằng những lần chuyển thật, do đúng người làm; cảnh báo được ghi lý do giả định.

    EN: Brings the proposal to a state through real moves by the right people.
    VD: Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
    """
    drive(world, world.find(label), find_code("states", state))


@step("đang xét hồ sơ {label}", chapter=CHAPTER)
def look_at(world: World, label: str) -> None:
    """Chọn hồ sơ mà các bước sau nói đến (theo tên gọi hoặc tên đối tượng).

    EN: Makes a proposal the one that the next steps speak of.
    VD: Cho đang xét hồ sơ "hồ sơ thứ hai"
    """
    world.find(label)


@step("hồ sơ[ {label}] có [các ]tài liệu", chapter=CHAPTER)
def has_papers(world: World, label: str | None, datatable: Table) -> None:
    """Chuyên viên đơn vị nộp các tài liệu trong bảng.

    Cột: loại | số | ngày | tiêu chí | bản | nơi ban hành | năm | thành viên | dự họp | đồng ý…

    EN: The unit's clerk files the papers of the table; types by code (D05, E04) or by name.
    VD: Và hồ sơ có tài liệu
    """
    case = world.find(label)
    clerk = world.staff.holder("unit_clerk", case.unit)
    world.must("nộp tài liệu", lambda: proposals.attach(world, clerk, case, rows(datatable, tables.DOCUMENT)))


@step("{who:who} (nộp|bổ sung) [các ]tài liệu[ vào hồ sơ {label}]", chapter=CHAPTER)
def files_papers(world: World, who: str, label: str | None, datatable: Table) -> None:
    """Một người nộp các tài liệu trong bảng; việc này có thể bị từ chối.

    EN: Somebody files the papers of the table, which may be refused.
    VD: Khi bà "Lê Thị Mai" bổ sung tài liệu
    """
    case, member = world.find(label), world.person(who)
    papers = rows(datatable, tables.DOCUMENT)
    world.try_to("nộp tài liệu", lambda: proposals.attach(world, member, case, papers))


@step("{who:who} nộp một {file} làm tài liệu {kind}", chapter=CHAPTER)
def files_bytes(world: World, who: str, file: str, kind: str) -> None:
    """Nộp một tệp có nội dung đặc biệt.

    Loại tệp: "chương trình giả dạng PDF", "tệp thực thi", "PDF có mã chạy", "tệp rỗng", "PDF hợp lệ".

    EN: Uploads a file of a given nature; hostile files are refused by content.
    VD: Khi bà "Lê Thị Mai" nộp một "chương trình giả dạng PDF" làm tài liệu "D03"
    """
    case, member = world.find(), world.person(who)
    name, content = FILES[file]
    world.try_to(f"nộp {file}", lambda: proposals.attach_bytes(world, member, case, kind, name, content))


@step("{who:who} thay tài liệu {kind}[ của tiêu chí {criterion}] bằng bản mới", chapter=CHAPTER)
def replaces_paper(world: World, who: str, kind: str, criterion: str | None, datatable: Table = None) -> None:
    """Thay một tài liệu; bản cũ được giữ, ai đã xem bản cũ phải xem lại. Bảng (nếu có) một dòng như khi nộp.

    EN: Replaces a paper; the old version is kept and whoever looked at it must look again.
    VD: Khi bà "Lê Thị Mai" thay tài liệu "E06" bằng bản mới
    """
    case, member = world.find(), world.person(who)
    old = find_paper(world, case, kind, criterion)
    kept = {name: old[name] for name in ("type", "criterion", "number") if old[name]} | dict(old["meta"])
    kept |= {"dated_on": read_day(old["dated_on"])} if old["dated_on"] else {}
    row = kept | (rows(datatable, tables.DOCUMENT)[0] if datatable else {})
    arguments = {"proposal_id": case.id, "document_id": old["id"], "expected_version": None}
    services = world.services
    new = proposals.upload(row, content=proposals.PDF.replace(b"gia dinh", b"thay the"))
    actor = world.staff.actor(member)
    world.try_to(
        f"thay {kind}",
        lambda: world.perform(
            lambda work: replace_document(
                work, services.catalog, services.documents, actor=actor, upload=new, **arguments
            ),
            member=member,
            case=case,
            action="replace",
        ),
    )


@step("{who:who} rút tài liệu {kind}[ của tiêu chí {criterion}]", chapter=CHAPTER)
def removes_paper(world: World, who: str, kind: str, criterion: str | None) -> None:
    """Đưa một tài liệu ra khỏi hồ sơ; tài liệu vẫn được lưu.

    EN: Takes a paper out of the dossier; it is kept for the record.
    VD: Khi chuyên viên đơn vị rút tài liệu "D05"
    """
    case, member = world.find(), world.person(who)
    paper = find_paper(world, case, kind, criterion)
    actor = world.staff.actor(member)
    world.try_to(
        f"rút {kind}",
        lambda: world.perform(
            lambda work: remove_document(
                work,
                world.services.catalog,
                actor=actor,
                proposal_id=case.id,
                document_id=paper["id"],
                expected_version=None,
            ),
            member=member,
            case=case,
            action="remove",
        ),
    )


@step("{who:who} sửa hồ sơ[ {label}]", chapter=CHAPTER)
def edits(world: World, who: str, label: str | None, datatable: Table) -> None:
    """Sửa nội dung hồ sơ theo bảng (mục | nội dung).

    Mục: thành tích, từ ngày, đến ngày, chủ đề, dịp, danh mục, loại khen, tiêu chuẩn, kênh.

    EN: Edits the statements of the proposal.
    VD: Khi bà "Lê Thị Mai" sửa hồ sơ
    """
    case, member = world.find(label), world.person(who)
    changes = pairs(datatable, tables.DRAFT)
    actor = world.staff.actor(member)
    world.try_to(
        "sửa hồ sơ",
        lambda: world.perform(
            lambda work: edit_proposal(
                work,
                world.services.catalog,
                actor=actor,
                proposal_id=case.id,
                expected_version=None,
                changes=changes,
            ),
            member=member,
            case=case,
            action="edit",
        ),
    )


@step("{who:who} đánh giá tiêu chí {criterion} là {is_missed:negation}đạt[ vì {reason}]", chapter=CHAPTER)
def judges(world: World, who: str, criterion: str, is_missed: bool, reason: str | None) -> None:
    """Ghi nhận xét một tiêu chí loại C kèm lý do; chỉ người đang giữ bước tiếp theo mới được đánh giá.

    EN: Records a judgement of a type-C criterion with its reason, by whoever decides the next step.
    VD: Khi bà "Phạm Thu Hà" đánh giá tiêu chí "HT-CN-1" là đạt vì "Có sổ ghi đóng góp"
    """
    case, member = world.find(), world.person(who, "verify")
    world.try_to(
        f"đánh giá {criterion}",
        lambda: proposals.judge(world, member, case, criterion, met=not is_missed, reason=reason or ""),
    )


@step("{who:who} đánh giá đạt mọi tiêu chí cần nhận xét[ của hồ sơ {label}]", chapter=CHAPTER)
def judges_all(world: World, who: str, label: str | None) -> None:
    """Ghi nhận xét đạt (lý do giả định) cho mọi tiêu chí loại C của danh mục.

    EN: Judges every type-C criterion of the category as met.
    VD: Cho bà "Phạm Thu Hà" đánh giá đạt mọi tiêu chí cần nhận xét
    """
    case, member = world.find(label), world.person(who, "verify")
    world.try_to("đánh giá mọi tiêu chí", lambda: proposals.judge_all(world, member, case))


def find_paper(world: World, case: Case, kind: str, criterion: str | None) -> dict[str, Any]:
    """Return the current paper of a type (and criterion) in a dossier."""
    papers: list[dict[str, Any]] = world.view(case)["documents"]
    found = [row for row in papers if row["type"] == kind and (criterion is None or row["criterion"] == criterion)]
    assert found, f"hồ sơ không có tài liệu {kind}; có: {[row['type'] for row in papers]}"
    return found[-1]
