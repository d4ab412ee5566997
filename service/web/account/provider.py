"""Single sign-on: to the identity provider and back, to sign in or to confirm who sits here."""

from datetime import timedelta

from flask import Response, request, url_for
from flask import session as form_session

from service.http.context import network, services, signed_in
from service.http.identity_provider import claims_of_answer, is_offered, send_to_provider
from service.usecases.accounts.browser_proofs import confirm_by_provider
from service.usecases.accounts.provider_sign_ins import Claims, sign_in_by_provider
from service.usecases.errors import Unauthenticated
from service.web.account.blueprint import pages
from service.web.account.entering import onward_address, start_session
from service.web.kit import go, missing, own_address, public, read
from service.web.reauthentication import remember_proof

ONWARD, CONFIRMS = "provider-onward", "provider-confirms"
CALLBACK = "pages.account.return_from_provider"
LATEST = timedelta(minutes=5)  # how long ago the provider may have asked for the password to confirm somebody


@pages.get("/sign-in/provider")
@public
def go_to_provider() -> Response:
    """Send a stranger to the identity provider."""
    if not is_offered():
        raise missing()
    form_session[ONWARD] = onward_address()
    form_session.pop(CONFIRMS, None)
    return send_to_provider(CALLBACK)


@pages.get("/sign-in/confirm/provider")
def confirm_at_provider() -> Response:
    """Send somebody who is signed in to the provider, which must ask for the password itself."""
    if not is_offered():
        raise missing()
    form_session[ONWARD], form_session[CONFIRMS] = onward_address(), signed_in().session_id
    return send_to_provider(CALLBACK, prompt="login", max_age=0)


@pages.get("/sign-in/provider/callback")
@public
def return_from_provider() -> Response:
    """Take the provider's answer: open a sign-in, or note that its owner was confirmed."""
    if not is_offered():
        raise missing()
    claims = claims_of_answer()
    onward = own_address(form_session.pop(ONWARD, ""), url_for("pages.queue.index"))
    if form_session.pop(CONFIRMS, ""):
        return _confirm(claims, onward)
    secret = sign_in_by_provider(services(), claims=claims, network=network(), agent=request.user_agent.string)
    return start_session(onward, secret)


def _confirm(claims: Claims, onward: str) -> Response:
    now = read(lambda work: work.now)
    if claims.authenticated_at is None or now - claims.authenticated_at > LATEST:
        raise Unauthenticated("provider-not-confirmed")
    remember_proof(confirm_by_provider(services(), signed_in=signed_in(), claims=claims))
    return go(onward)
