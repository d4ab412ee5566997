"""Chapter 6: where proposals stand, and why they were refused."""

from typing import Any

from tests.bdd import findings
from tests.bdd.tables import Table, rows, text
from tests.bdd.vocabulary import step
from tests.bdd.words import find_code
from tests.bdd.world import World
from workflows.names import fold

CHAPTER = "6. Kết quả và lý do từ chối (Outcomes and refusals)"
REFUSALS = {"mã": ("code", text), "về": ("about", text)}


@step("hồ sơ[ {label}] (ở|vẫn ở|trở lại) bước {state}", chapter=CHAPTER)
def stands_at(world: World, label: str | None, state: str) -> None:
    """Hồ sơ đang ở đúng bước đó.

    EN: The proposal stands at that step.
    VD: Thì hồ sơ vẫn ở bước "Đã thẩm tra nhân sự"
    """
    found = world.view(world.find(label))["state"]
    assert found == find_code("states", state), f"hồ sơ ở bước {found}; {world.outcome.explain()}"


@step("có {number:count} hồ sơ ở bước {state}", chapter=CHAPTER)
def many_stand_at(world: World, number: int, state: str) -> None:
    """Số hồ sơ của kịch bản đang ở bước đó.

    EN: How many proposals of the scenario stand at that step.
    VD: Thì có 7 hồ sơ ở bước "Sở Nội vụ đã thẩm định"
    """
    states = [world.view(case)["state"] for case in world.cases.values()]
    assert states.count(find_code("states", state)) == number, states


@step("việc đó thành công", chapter=CHAPTER)
def succeeded(world: World) -> None:
    """Lần làm vừa rồi không bị từ chối.

    EN: The last act was not refused.
    VD: Thì việc đó thành công
    """
    assert world.outcome.error is None, world.outcome.explain()


@step("bị từ chối vì {code}[ về {about}][ do {why}]", chapter=CHAPTER)
def refused_for(world: World, code: str, about: str | None, why: str | None) -> None:
    """Lần làm vừa rồi bị từ chối, và trong các lý do có mã này.

    "về" nêu tiêu chí, tài liệu hoặc từ khóa; "do" nêu nguyên nhân chi tiết. Mã là mã điều kiện (G03, PR01, LG05…)
    hoặc mã chung ở cuối trang.

    EN: The last act was refused, and this code is among the reasons; about names a criterion, document or kebab
    word.
    VD: Thì bị từ chối vì "G03" về "HT-CN-2"
    VD: Thì bị từ chối vì "permission-denied"
    """
    outcome = world.refused()
    found = findings.refusals(outcome)
    assert any(row.fits(code, about, why) for row in found), f"lý do là: {found}"


@step("không bị từ chối vì {code}[ về {about}]", chapter=CHAPTER)
def not_refused_for(world: World, code: str, about: str | None) -> None:
    """Mã này không có trong các lý do từ chối (việc đó có thể thành công, hoặc bị từ chối vì lý do khác).

    EN: This code is not among the reasons.
    VD: Và không bị từ chối vì "G09"
    """
    found = findings.refusals(world.outcome)
    assert not any(row.fits(code, about, None) for row in found), f"lý do là: {found}"


@step("chỉ bị từ chối vì {codes:texts}", chapter=CHAPTER)
def refused_only_for(world: World, codes: list[str]) -> None:
    """Các mã từ chối đúng bằng danh sách này, không hơn không kém.

    EN: The codes of refusal are exactly these.
    VD: Thì chỉ bị từ chối vì "G03" và "G10"
    """
    found = sorted({row.code for row in findings.refusals(world.refused())})
    assert found == sorted(codes), f"lý do là: {findings.refusals(world.outcome)}"


@step("các lý do từ chối gồm", chapter=CHAPTER)
def refusals_include(world: World, datatable: Table) -> None:
    """Mọi dòng của bảng (mã | về) đều có trong các lý do của cùng một lần từ chối.

    EN: All lines of the table are among the reasons of one refusal.
    VD: Thì các lý do từ chối gồm
    """
    found = findings.refusals(world.refused())
    for row in rows(datatable, REFUSALS):
        fits = any(known.fits(row["code"], row.get("about"), None) for known in found)
        assert fits, f"thiếu {row}; lý do là: {found}"


@step("có cảnh báo {code}[ về {about}]", chapter=CHAPTER)
def is_warned(world: World, code: str, about: str | None) -> None:
    """Cảnh báo của kế hoạch (A1…A24) hoặc của lần chuyển vừa rồi (mức cảnh báo, chưa đạt hoặc chưa rõ).

    EN: A warning of the plan (A1 to A24) or of the last move (force warn, not passed).
    VD: Và có cảnh báo "A2"
    """
    from_plan = {warning.code for warning in world.plan.warnings} if world.plan else set()
    warned = [row for row in world.outcome.findings if row["force"] == "warn" and row["verdict"] != "pass"]
    said = any(row["code"] == code and about in {None, row["about"]} for row in warned)
    world.outcome.is_seen = world.outcome.is_seen or said
    assert code in from_plan or said, (
        f"cảnh báo: {sorted(from_plan)}, {[(row['code'], row['about']) for row in warned]}"
    )


@step("kết quả kiểm tra {code}[ về {about}] là {verdict:verdict}", chapter=CHAPTER)
def finding_is(world: World, code: str, about: str | None, verdict: str) -> None:
    """Lần chuyển vừa rồi (thành công hay không) có kết quả kiểm tra này: đạt, không đạt, chưa rõ.

    EN: The last move has this finding: pass, fail or unknown.
    VD: Và kết quả kiểm tra "LG08" là đạt
    """
    found = [(row["about"], row["verdict"]) for row in world.outcome.findings if row["code"] == code]
    fits = any(verdict == said and about in {None, what} for what, said in found)
    assert fits, f"{code}: {found}"


@step("không hỏi đến {code}", chapter=CHAPTER)
def is_not_asked(world: World, code: str) -> None:
    """Điều kiện này không đặt ra ở lần chuyển vừa rồi.

    EN: The last move did not ask this check at all.
    VD: Và không hỏi đến "AU03"
    """
    assert code not in {row["code"] for row in world.outcome.findings}


@step("lý do {code} viện dẫn {words}", chapter=CHAPTER)
def cites(world: World, code: str, words: str) -> None:
    """Điều kiện đó nêu căn cứ có các từ này (điều, khoản, dòng kế hoạch).

    EN: The finding's citation holds these words.
    VD: Và lý do "G01" viện dẫn "kế hoạch"
    """
    texts = findings.citations(world, code)
    assert any(words.casefold() in cited.casefold() for cited in texts), f"{code} viện dẫn: {texts}"


@step("lý do {code} nêu {words}", chapter=CHAPTER)
def names_value(world: World, code: str, words: str) -> None:
    """Kết quả kiểm tra mang theo dữ liệu này.

    Ví dụ số hồ sơ trùng (viết tên gọi của hồ sơ), cơ quan kế thừa, tỷ lệ phiếu, số văn bản.

    EN: The finding carries this value: the other file's number, the successor, the share of votes.
    VD: Và lý do "AU09" nêu "Quảng Ngãi"
    """
    values = [row.get("params", {}) for row in world.outcome.findings if row["code"] == code]
    case = world.cases.get(fold(words))
    words = world.view(case)["number"] if case else words
    assert any(words in str(params) for params in values), f"{code} nêu: {values}"


@step("cách khắc phục {code} nêu {words}", chapter=CHAPTER)
def tells_what_to_do(world: World, code: str, words: str) -> None:
    """Lý do từ chối nói rõ phải làm gì, có các từ này.

    EN: What to do about the finding holds these words.
    VD: Và cách khắc phục "G10" nêu "rút hồ sơ ấy"
    """
    texts = findings.remedies(world, code)
    assert any(words.casefold() in told.casefold() for told in texts), f"{code}: {texts}"


@step("bước {state} ghi là không áp dụng", chapter=CHAPTER)
def is_not_applicable(world: World, state: str) -> None:
    """Đường đi của hồ sơ cho thấy bước đó không áp dụng, kèm căn cứ.

    EN: The path shows the step as not applicable, with its ground.
    VD: Và bước "Đã thẩm định Nội vụ" ghi là không áp dụng
    """
    path = {row["step"]: row for row in world.view()["path"]}
    step_of = path[find_code("states", state)]
    assert step_of["standing"] == "not-applicable", step_of
    assert step_of["ground_vi"], "bước không áp dụng phải nêu căn cứ"


@step("hồ sơ đi theo quy trình {flow}", chapter=CHAPTER)
def follows_flow(world: World, flow: str) -> None:
    """Quy trình đã chọn theo kế hoạch, hình thức và cấp quyết định.

    EN: The flow chosen for the proposal.
    VD: Thì hồ sơ đi theo quy trình "F4b"
    """
    view = world.view()
    assert view["flow_code"] == flow, view["flow_code"]


@step("hồ sơ áp dụng bộ quy tắc {regime}", chapter=CHAPTER)
def is_under(world: World, regime: str) -> None:
    """Bộ quy tắc quốc gia đã ghim khi tiếp nhận (national-g1, national-g1b, national-g2, national-g3, national-g4).

    EN: The national pack pinned at receipt.
    VD: Thì hồ sơ áp dụng bộ quy tắc "national-g1"
    """
    pinned = [name.partition("@")[0] for name in world.view()["rulebook"].split()]
    assert regime in pinned, pinned


@step("hồ sơ[ {label}] xét theo hướng dẫn {name}[ bản {number:count}]", chapter=CHAPTER)
def is_entered_under(world: World, label: str | None, name: str, number: int | None) -> None:
    """Hồ sơ đã gửi theo bản hướng dẫn này và được xét theo bản đó; ghi "" khi chưa gửi theo hướng dẫn nào.

    EN: The version of the guidance that the entry was made under; empty while it was made under none.
    VD: Thì hồ sơ xét theo hướng dẫn "gia-dinh-snv-2025" bản 1
    """
    found = world.view(world.find(label))["guidance"]
    assert found == (f"{name}@{number}" if name else ""), found


@step("ngày tiếp nhận của hồ sơ là {day:day}", chapter=CHAPTER)
def received_on(world: World, day: Any) -> None:
    """Ngày hồ sơ tới cơ quan thẩm định (hoặc thẩm tra, khi quy trình không có cơ quan thẩm định).

    EN: The day on which the dossier reached the appraising body.
    VD: Thì ngày tiếp nhận của hồ sơ là ngày 20/06/2025
    """
    assert world.view()["received_on"] == day.isoformat(), world.view()["received_on"]


@step("(xem trước|bản xem trước) báo {code}[ về {about}][ ở bước {state}]", chapter=CHAPTER)
def foresees(world: World, code: str, about: str | None, state: str | None) -> None:
    """Bản xem trước nêu điều kiện chưa đạt này, ở bước dẫn tới trạng thái đó nếu có nêu.

    EN: The preflight names this unmet check, at the step that leads to that state when given.
    VD: Thì xem trước báo "G03" về "HT-CN-2" ở bước "Đã thẩm tra nhân sự"
    """
    assert findings.foreseen(world.shown, code, about, state), findings.summary(world.shown)


@step("(xem trước|bản xem trước) không báo {code}[ về {about}]", chapter=CHAPTER)
def does_not_foresee(world: World, code: str, about: str | None) -> None:
    """Bản xem trước không nêu điều kiện này ở bước nào.

    EN: The preflight names this check at no step.
    VD: Và xem trước không báo "G02"
    """
    assert not findings.foreseen(world.shown, code, about, None), findings.summary(world.shown)


@step("xem trước báo bước {state} {is_in_time:negation}quá hạn {days:count} ngày làm việc", chapter=CHAPTER)
def is_overdue(world: World, state: str, is_in_time: bool, days: int) -> None:
    """Thời hạn của bước đang chờ đã quá (hoặc không quá); trạng thái không tự đổi.

    Đếm ngày làm việc từ ngày tiếp nhận.

    EN: The time limit of the awaited step, in working days from receipt, has passed or has not; nothing moves by
    itself.
    VD: Thì xem trước báo bước "Sở Nội vụ đã thẩm định" quá hạn 25 ngày làm việc
    """
    target = find_code("states", state)
    limits = [limit for row in world.shown["steps"] if row["target"] == target for limit in row["time_limits"]]
    found = [limit["is_overdue"] for limit in limits if limit["working_days"] == days]
    assert found, limits
    assert any(found) is not is_in_time, limits


@step("lô có {moved:count} hồ sơ chuyển được và {refused:count} hồ sơ bị từ chối", chapter=CHAPTER)
def batch_counts(world: World, moved: int, refused: int) -> None:
    """Kết quả từng dòng của lượt chuyển (hoặc chạy thử) vừa rồi.

    EN: The per-row results of the batch or trial run.
    VD: Thì lô có 7 hồ sơ chuyển được và 2 hồ sơ bị từ chối
    """
    results = [row["result"] for row in world.shown["rows"]]
    good = sum(result in {"moved", "would-move"} for result in results)
    assert (good, len(results) - good) == (moved, refused), world.shown["rows"]


@step("trong lô, hồ sơ {label} bị từ chối vì {code}[ về {about}]", chapter=CHAPTER)
def batch_row(world: World, label: str, code: str, about: str | None) -> None:
    """Một hồ sơ của lô bị từ chối với mã này.

    EN: One proposal of the batch was refused for this code.
    VD: Và trong lô, hồ sơ "Xã Ia Hrú" bị từ chối vì "G03"
    """
    key = world.find(label).id
    row = next(row for row in world.shown["rows"] if row["proposal_id"] == key)
    stops = [(found["code"], found["about"]) for found in row["findings"] if found.get("blocks")]
    assert any(code == said and about in {None, what} for said, what in stops) or row.get("code") == code, row


@step("chỉ một người thành công", chapter=CHAPTER)
def one_wins(world: World) -> None:
    """Trong hai lần làm cùng lúc, một lần thành công; lần kia bị từ chối vì trạng thái hay phiên bản đã đổi.

    EN: Of two simultaneous acts one succeeds; the other is told that state or version has changed.
    VD: Thì chỉ một người thành công
    """
    errors = [found for found in world.shown if isinstance(found, Exception)]
    assert len(errors) == 1, world.shown
    assert getattr(errors[0], "code", "") in {"stale", "move-not-open"}, errors


@step("lần gửi lại trả lời như lần đầu và không làm thêm gì", chapter=CHAPTER)
def same_answer(world: World) -> None:
    """Hai lần gửi cùng mã yêu cầu cho cùng một câu trả lời; hồ sơ chỉ chuyển một lần.

    EN: Two requests with one key give one answer and one move.
    VD: Thì lần gửi lại trả lời như lần đầu và không làm thêm gì
    """
    assert world.outcome.error is None, world.outcome.explain()
    assert world.outcome.result == world.shown
    assert world.view()["version"] == world.outcome.result["version"]
