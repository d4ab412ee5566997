"""The fields of a move's statement as people see them: label, hint, how they are filled, what may be chosen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext as _
from markupsafe import Markup

from service.http.context import language
from service.i18n import name_of
from service.usecases.moves.considering import Considered
from service.web.forms import Form
from workflows.plans.vocabulary import DECIDER_ROLES

MANDATE = frozenset({"decision.mandate_number", "decision.mandate_from", "decision.mandate_to"})
OPTIONAL = MANDATE | {"decision.number", "decision.signed_on", "decision.sign_mode", "submission.sign_mode"}
OPTIONAL |= {"decision.legal_bases", "hold_kind"}
POSTS = ("deputy", "subordinate", "authorised")


@dataclass(frozen=True, slots=True)
class Asked:
    """One field to fill; `control` is the macro that draws it."""

    name: str
    label: str
    control: str
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    is_required: bool = True


def asked_fields(considered: Considered) -> list[Asked]:
    """Return the fields that a move asks for, in order, in the reader's language."""
    labels = _labels()
    found = []
    for name in considered.fields:
        label, control, hint = labels[name]
        options = _options(name, considered)
        if control == "line" and options:  # what a line would ask to write is there to be chosen
            control, hint = "choice", ""
        found.append(Asked(name, label, control, hint, options, name not in OPTIONAL))
    return found


def blanks(fields: Iterable[Asked], form: Form) -> Iterator[dict[str, str]]:
    """Yield a problem for each field that has to be filled and is blank, beside the reasons that the rules give."""
    for asked in fields:
        if asked.is_required and asked.control != "picks" and not form.value(asked.name).strip():
            yield {"path": asked.name, "code": "required"}


def _options(name: str, considered: Considered) -> tuple[tuple[str, str], ...]:
    spoken = language()
    if name.endswith(".sign_mode"):
        return tuple((code, name_of("sign_modes", code, spoken)) for code in ("TM", "KT", "TL", "TUQ"))
    if name.endswith(".signer_post"):
        head = considered.data.body("decider" if name.startswith("decision") else "submitter")
        heads = [head.head_role] if head and head.head_role else list(DECIDER_ROLES)
        named = [(code, name_of("roles", code, spoken)) for code in heads]
        return (*named, *((code, name_of("posts", code, spoken)) for code in POSTS))
    if name == "cleared":
        return (("true", _("Không vi phạm, cho tiếp tục")), ("false", _("Có vi phạm")))
    if name == "hold_kind":
        kinds = ("inspection", "investigation", "complaint", "denunciation", "discipline", "press")
        return tuple((code, name_of("matters", code, spoken)) for code in kinds)
    if name == "missing":
        wording = {item.code: item.wording for item in considered.data.plan.criteria_of(considered.data.case.category)}
        return tuple(
            (code, _in_vietnamese(wording[code]) if code in wording else name_of("document_types", code, spoken))
            for code in considered.choices[name]
        )
    family = "reasons" if name == "submission.parts" else "grounds"
    return tuple((code, name_of(family, code, spoken)) for code in considered.choices.get(name, ()))


def _in_vietnamese(wording: str) -> Markup:
    """Return the wording of a plan marked as what it is, for whoever reads an English page aloud."""
    return Markup('<span lang="vi">{}</span>').format(wording)


def _labels() -> dict[str, tuple[str, str, str]]:
    """Return label, control and hint of every field that a move may ask for."""
    return {
        "reason": (_("Lý do"), "text", _("Người đọc hồ sơ và kiểm toán viên sẽ đọc nguyên văn.")),
        "missing": (_("Cần bổ sung, hoàn thiện"), "picks", _("Chọn đúng mục còn thiếu để đơn vị biết phải làm gì.")),
        "legal_ground": (_("Căn cứ pháp lý"), "line", _("Ghi điều, khoản, văn bản.")),
        "source_body": (_("Cơ quan có văn bản yêu cầu tạm dừng"), "line", ""),
        "source_number": (_("Số, ký hiệu văn bản"), "line", ""),
        "hold_kind": (_("Vụ việc"), "choice", ""),
        "conclusion_number": (_("Số, ký hiệu kết luận"), "line", ""),
        "cleared": (_("Kết luận"), "choice", ""),
        "decision.number": (_("Số quyết định"), "line", _("Ví dụ 1034/QĐ-UBND; để trống nếu chưa cấp số.")),
        "decision.signed_on": (_("Ngày ký"), "date", ""),
        "decision.signer_name": (_("Người ký"), "line", ""),
        "decision.signer_post": (_("Chức vụ người ký"), "line", ""),
        "decision.sign_mode": (_("Thể thức ký"), "choice", _("Để trống khi người đứng đầu tự ký.")),
        "decision.mandate_number": (_("Văn bản giao ký thay, ủy quyền"), "line", ""),
        "decision.mandate_from": (_("Có hiệu lực từ ngày"), "date", ""),
        "decision.mandate_to": (_("Đến ngày"), "date", ""),
        "decision.legal_bases": (_("Căn cứ in trong quyết định"), "text", ""),
        "submission.number": (_("Số tờ trình"), "line", ""),
        "submission.signed_on": (_("Ngày ký tờ trình"), "date", ""),
        "submission.signer_post": (_("Chức vụ người ký tờ trình"), "line", ""),
        "submission.sign_mode": (_("Thể thức ký"), "choice", _("Để trống khi người đứng đầu tự ký.")),
        "submission.parts": (_("Nội dung tờ trình"), "picks", ""),
        "submission.paper_received_on": (_("Ngày nhận bản giấy"), "date", ""),
        "submission.electronic_received_on": (_("Ngày nhận bản điện tử"), "date", ""),
    }
