"""The kit of every page: areas that are closed by default, transactions, answers to scripts and to plain browsers."""

from collections.abc import Callable
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, flash, redirect, request, url_for
from werkzeug.exceptions import NotFound

from service.db.work import Work
from service.http.context import actor, half_signed_in, services
from service.http.headers import POLICY
from service.usecases.accounts.sign_ins import CODE, ENROLMENT
from service.usecases.attempts import look, perform
from service.usecases.errors import Unauthenticated

T = TypeVar("T")
View = TypeVar("View", bound=Callable[..., Any])
PUBLIC, OWING = "is_public", "opens_while_owing"
OWED_PAGES = {CODE: "pages.account.second_factor", ENROLMENT: "pages.account.device"}


def area(name: str, import_name: str) -> Blueprint:
    """Return the blueprint of one area of the pages; its endpoints are `pages.<name>.<view>`."""
    return Blueprint(name, import_name)


def public(view: View) -> View:
    """Mark a view that everybody may open, signed in or not; put it directly above the function."""
    setattr(view, PUBLIC, True)
    return view


def while_owing(*owed: str) -> Callable[[View], View]:
    """Mark a view that opens to a half sign-in that owes one of these: the pages that ask for a second factor."""

    def mark(view: View) -> View:
        setattr(view, OWING, owed)
        return view

    return mark


def demand_sign_in() -> Response | None:
    """Send whoever is not signed in to the sign-in page and back; every page is closed unless marked public."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or getattr(view, PUBLIC, False):
        return None
    try:
        owed = half_signed_in().owes
    except Unauthenticated:
        return _lead_to("pages.account.sign_in")
    return None if owed in ("", *getattr(view, OWING, ())) else _lead_to(OWED_PAGES[owed])


def _lead_to(endpoint: str) -> Response:
    """Send the browser to a page of signing in, and from there back."""
    if request.headers.get("HX-Request"):
        # A fragment cannot show that page: the script opens it as a whole.
        return Response(status=401, headers={"HX-Redirect": url_for(endpoint)})
    here = request.full_path.rstrip("?") if request.method == "GET" else url_for("pages.queue.index")
    return go(url_for(endpoint, next=here))


def read(act: Callable[[Work], T]) -> T:
    """Run an act on one snapshot."""
    return services().database.read(act)


def write(act: Callable[[Work], T]) -> T:
    """Run an act in one transaction."""
    return services().database.write(act)


def look_at(act: Callable[[Work], T], *, stream: str, action: str = "open") -> T:
    """Run an act that only reads, in the name of whoever is signed in; a denied look is recorded."""
    return look(services(), act, actor=actor(), stream=stream, action=action)


def attempt_as(act: Callable[[Work], T], *, stream: str, action: str) -> T:
    """Run an act in one transaction, in the name of whoever is signed in; a refused attempt is recorded."""
    return perform(services(), act, actor=actor(), stream=stream, action=action)


def flash_note(kind: str, said: str, *more: str) -> None:
    """Keep a note (`good`, `bad`, `mind`) for the next page: what was done, or why it was not."""
    flash(" ".join((said, *more)), kind)


def allow_frames(response: Response) -> Response:
    """Let this page frame documents of ours; every other page frames nothing."""
    response.headers["Content-Security-Policy"] = f"{POLICY}; frame-src 'self'"
    return response


def go(address: str) -> Response:
    """Send the browser on with 303, so that a reload repeats nothing."""
    return cast("Response", redirect(address, code=303))


def own_address(wanted: str, fallback: str) -> str:
    """Return an address given from outside if it is a page of ours, else the fallback: no way leads elsewhere."""
    parts = urlsplit(wanted)
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return wanted if is_ours and wanted.isprintable() else fallback


def missing() -> NotFound:
    """Return the error to raise for a page that is absent or hidden: the two are not told apart."""
    return NotFound()
