"""The area of bodies and people, with its own tabs."""

from dataclasses import dataclass
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from service.http.context import actor
from service.usecases.accounts.accounts import MANAGE
from service.web.kit import area
from service.web.rendering import render_page
from workflows.policy import may

pages = area("people", __name__)


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of the area, and whether the reader is in it."""

    label: str
    address: str
    is_here: bool


def show(template: str, *, fragment: str | None = None, status: int = 200, **context: Any) -> Response:
    """Return a page of this area with its tabs."""
    manages = may(actor(), MANAGE)
    return render_page(
        f"people/{template}", fragment=fragment, status=status, tabs=_tabs(manages=manages), manages=manages, **context
    )


def _tabs(*, manages: bool) -> list[Tab]:
    offered = [
        (True, "index", ("index", "body", "branch"), _("Cơ quan, đơn vị")),
        (manages, "list_accounts", ("account", "role"), _("Tài khoản")),
        (True, "list_delegations", ("delegation",), _("Ủy quyền")),
        (manages, "imports", ("import",), _("Nhập từ Excel")),
    ]
    here = (request.endpoint or "").rpartition(".")[2]
    return [
        Tab(label, url_for(f"pages.people.{view}"), any(word in here for word in words))
        for shown, view, words, label in offered
        if shown
    ]
