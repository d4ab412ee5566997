"""The area itself, which the modules of its views share, and the steps of the wizard."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from service.web.kit import area

pages = area("drafting", "service.web.drafting")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the wizard: its name, where it is (empty while it cannot be opened), and whether one is in it."""

    label: str
    address: str
    is_here: bool
    is_done: bool


def steps(here: str, proposal_id: str = "", *, may_write: bool = True) -> list[Step]:
    """Return the five steps for people; the later ones open once the proposal is there, to whoever may write in it."""
    named = [
        ("opening", _("Kế hoạch và hình thức"), ""),
        ("nominee", _("Đối tượng"), ""),
        ("edit", _("Thời gian và thành tích"), "edit"),
        ("documents", _("Tài liệu"), "documents"),
        ("preflight", _("Kiểm tra trước khi trình"), "preflight"),
    ]
    order = [key for key, _label, _view in named]
    return [
        Step(
            label,
            url_for(f"pages.drafting.{view}", proposal_id=proposal_id)
            if view and proposal_id and (may_write or key == here)
            else "",
            key == here,
            order.index(key) < order.index(here),
        )
        for key, label, view in named
    ]
