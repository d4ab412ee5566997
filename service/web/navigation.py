"""The sections of the workplace that a person sees; what he may do there is asked again by every use case."""

from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_babel import gettext as _

from service.usecases.councils.council_access import is_concerned
from workflows.policy import Actor, may, roles

KINDS = ("plan", "flow", "rulebook", "calendar", "council_rule", "guidance")


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the navigation, and whether the reader is in it."""

    label: str
    address: str
    is_here: bool


def sections(actor: Actor) -> list[Section]:
    """Return the sections for this person, in the order of the day's work."""
    works = any(roles()[held.role].opens_dossiers for held in actor.holdings)
    publishes = any(may(actor, f"{kind}:publish") for kind in KINDS)
    offered = [
        (works, "queue", _("Việc của tôi")),
        (works, "proposals", _("Đề nghị")),
        (is_concerned(actor), "councils", _("Hội đồng")),
        (works, "submissions", _("Tờ trình")),
        (may(actor, "consultation:answer"), "opinions", _("Được lấy ý kiến")),
        (True, "campaigns", _("Phong trào")),
        (works or actor.person_id != actor.account_id, "petitions", _("Kiến nghị")),
        (True, "rules", _("Quy trình, quy định")),
        (may(actor, "audit:read"), "audit", _("Nhật ký")),
        (may(actor, "account:manage"), "people", _("Đơn vị, người dùng")),
        (publishes, "publishing", _("Công bố")),
    ]
    return [_section(name, label) for shown, name, label in offered if shown and _exists(name)]


def _exists(name: str) -> bool:
    return f"pages.{name}.index" in current_app.view_functions


def _section(name: str, label: str) -> Section:
    endpoint = request.endpoint or ""
    return Section(label, url_for(f"pages.{name}.index"), endpoint.startswith(f"pages.{name}."))
