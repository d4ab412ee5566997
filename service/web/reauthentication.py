"""Grave acts ask their doer once more who he is; what was sent waits in the page that asks and goes on from there.

Put `@reauthenticated` directly under the route of a view that decides, revokes, or changes rights; a view that only
sometimes does calls `ask_again()` itself and returns what it gives, if anything.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Response, after_this_request, g, request, url_for

from service.http.context import SESSION_COOKIE, language, network, services, signed_in
from service.http.identity_provider import is_offered
from service.i18n import sentence
from service.usecases.accounts.browser_proofs import confirm_by_code, confirm_identity
from service.usecases.errors import DomainError, TooManyAttempts, Unauthenticated
from service.web.forms import CODE_FIELD, NOT_OURS, PASSWORD_FIELD
from service.web.kit import go
from service.web.rendering import render_page

View = TypeVar("View", bound=Callable[..., Any])
# Moves that decide over an award: whoever makes one proves once more who he is.
GRAVE = frozenset({"approve", "reject", "revoke"})


def reauthenticated(view: View) -> View:
    """Let a view run only while its caller's identity was confirmed a few minutes ago; else ask for it first."""

    @wraps(view)
    def guarded(*args: Any, **values: Any) -> Any:
        return ask_again() or view(*args, **values)

    return cast("View", guarded)


def ask_again() -> Response | None:
    """Return the page that asks for the password or a code, or None when the act may go on.

    A page that is only looked at is come back to by 303. A form that was sent is kept in the page that asks; its files
    cannot be, so that pages with files should be guarded when they are opened, too.
    """
    if signed_in().is_confirmed:
        return None
    if request.method in {"GET", "HEAD"}:
        return go(url_for("pages.account.confirm", next=request.full_path.rstrip("?")))
    if PASSWORD_FIELD not in request.form and CODE_FIELD not in request.form:
        return _page(403)
    try:
        take_proof()
    except TooManyAttempts as refusal:
        page = _page(429, refusal)
        page.headers["Retry-After"] = str(refusal.params["retry_after_seconds"])
        return page
    except Unauthenticated as refusal:
        return _page(403, refusal)
    return None


def take_proof() -> None:
    """Confirm who sits here by the password or the code in the form; raises as `confirm_identity` does."""
    here, code = signed_in(), request.form.get(CODE_FIELD, "").strip()
    if code and here.has_factor:
        secret = confirm_by_code(services(), signed_in=here, code=code, network=network())
    else:
        password = request.form.get(PASSWORD_FIELD, "")
        secret = confirm_identity(services(), signed_in=here, password=password, network=network())
    remember_proof(secret)


def remember_proof(secret: str) -> None:
    """Let this request and the browser know that its owner has just been confirmed."""
    g.signed_in = replace(signed_in(), is_confirmed=True)
    after_this_request(lambda response: keep_signed_in(response, secret))


def keep_signed_in(response: Response, secret: str) -> Response:
    """Give the browser the cookie of its sign-in; it lasts until the browser is closed, at most."""
    is_secure = request.is_secure or services().settings.secure_cookies
    response.set_cookie(SESSION_COOKIE, secret, httponly=True, samesite="Lax", secure=is_secure)
    return response


def _page(status: int, refusal: DomainError | None = None) -> Response:
    """Return the page that asks, with everything that was sent; for a script, in place of the whole content."""
    kept = [(name, text) for name, texts in request.form.lists() if name not in NOT_OURS - {"next"} for text in texts]
    said = sentence("errors", refusal.code, refusal.params, language()) if refusal else ""
    page = render_page(
        "account/confirm_act.html",
        status=200 if request.headers.get("HX-Request") else status,
        address=request.full_path.rstrip("?"),
        kept=kept,
        files=[sent.filename for sent in request.files.values() if sent.filename],
        said=said,
        provider=is_offered() and services().settings.oidc_name,
    )
    page.headers["HX-Retarget"], page.headers["HX-Reselect"] = "#content", "#content"
    return page
