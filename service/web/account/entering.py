"""Signing in by password, in a demonstration by one click, and signing out."""

from flask import Response, request, url_for
from flask import session as form_session

from service.demo.summary import demo_groups, demo_password
from service.http.context import SESSION_COOKIE, half_signed_in, network, services
from service.http.identity_provider import is_offered
from service.schemas.accounts import BrowserSignInInput, DemoSignInInput
from service.usecases.accounts import browser_sessions
from service.usecases.accounts.sign_ins import CODE, ENROLMENT
from service.usecases.errors import TooManyAttempts, Unauthenticated
from service.web.account.blueprint import pages
from service.web.account.locks import answer_locked
from service.web.forms import Form
from service.web.kit import go, missing, own_address, public, while_owing, write
from service.web.reauthentication import keep_signed_in
from service.web.rendering import render_page


@pages.get("/sign-in")
@public
def sign_in() -> Response:
    """Show the form to sign in with, and the other ways there are."""
    return _form(Form(BrowserSignInInput))


@pages.post("/sign-in")
@public
def enter() -> Response:
    """Sign a browser in and send it where it wanted to go."""
    form = Form(BrowserSignInInput)
    values = form.load()
    return _form(form, 422) if values is None else _enter(form, values["username"], values["password"])


@pages.post("/sign-in/demo")
@public
def enter_demo() -> Response:
    """Sign in as one of the fictitious people, in a demonstration only."""
    if not services().settings.demo:
        raise missing()
    form = Form(DemoSignInInput)
    values = form.load()
    return _form(Form(BrowserSignInInput), 422) if values is None else _enter(form, values["username"], demo_password())


@pages.post("/sign-out")
@while_owing(CODE, ENROLMENT)
def sign_out() -> Response:
    """End this browser's sign-in."""
    here = half_signed_in()
    write(lambda work: browser_sessions.end_session(work, actor=here.actor, session_id=here.session_id))
    form_session.clear()
    response = go(url_for("pages.account.sign_in"))
    response.delete_cookie(SESSION_COOKIE)
    return response


def start_session(onward: str, secret: str) -> Response:
    """Send a browser on with the cookie of its new sign-in; nothing of what it kept before goes with it."""
    form_session.clear()
    return keep_signed_in(go(onward), secret)


def onward_address() -> str:
    """Return where the browser wanted to go, if that is a page of ours, else the first page."""
    return own_address(request.values.get("next", ""), url_for("pages.queue.index"))


def _enter(form: Form, username: str, password: str) -> Response:
    try:
        secret = browser_sessions.sign_in_browser(
            services(), username=username, password=password, network=network(), agent=request.user_agent.string
        )
    except TooManyAttempts as refusal:
        return answer_locked(refusal, url_for("pages.account.sign_in", next=onward_address()))
    except Unauthenticated as refusal:
        form.refuse(refusal)
        return _form(form, 403)
    return start_session(onward_address(), secret)


def _form(form: Form, status: int = 200) -> Response:
    settings = services().settings
    return render_page(
        "account/sign_in.html",
        status=status,
        form=form,
        onward=onward_address(),
        provider=is_offered() and settings.oidc_name,
        groups=demo_groups() if settings.demo else (),
    )
