"""One's own account: signing in and out."""

from flask import Response, request, url_for
from flask import session as form_session

from service.http.context import SESSION_COOKIE, actor, network, services, signed_in
from service.schemas.accounts import BrowserSignInInput
from service.usecases import browser_sessions
from service.usecases.errors import TooManyAttempts, Unauthenticated
from service.web.forms import Form
from service.web.kit import area, go, own_address, public, write
from service.web.rendering import render_page

pages = area("account", __name__)


@pages.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Response:
    """Sign a browser in and send it where it wanted to go."""
    form = Form(BrowserSignInInput)
    onward = own_address(request.values.get("next", ""), url_for("pages.queue.index"))
    values = form.load() if request.method == "POST" else None
    if values is None:
        return render_page("account/sign_in.html", form=form, onward=onward, status=422 if form.problems else 200)
    try:
        secret = browser_sessions.sign_in_browser(
            services(),
            username=values["username"],
            password=values["password"],
            network=network(),
            agent=request.user_agent.string,
        )
    except (Unauthenticated, TooManyAttempts) as refusal:
        form.refuse(refusal)
        return render_page("account/sign_in.html", form=form, onward=onward, status=403)
    form_session.clear()
    return keep_signed_in(go(onward), secret)


@pages.post("/sign-out")
def sign_out() -> Response:
    """End this browser's sign-in."""
    who, here = actor(), signed_in()
    write(lambda work: browser_sessions.end_session(work, actor=who, session_id=here.session_id))
    form_session.clear()
    response = go(url_for("pages.account.sign_in"))
    response.delete_cookie(SESSION_COOKIE)
    return response


def keep_signed_in(response: Response, secret: str) -> Response:
    """Give the browser the cookie of its sign-in; it lasts until the browser is closed, at most."""
    is_secure = request.is_secure or services().settings.secure_cookies
    response.set_cookie(SESSION_COOKIE, secret, httponly=True, samesite="Lax", secure=is_secure)
    return response
