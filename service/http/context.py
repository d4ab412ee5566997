"""The request at hand: the program's services, the one who asks, the language to answer in."""

from typing import cast

from flask import current_app, g, request

from service.db.proposals import AuthorisedCase
from service.i18n import LANGUAGES, Language
from service.usecases.accounts.browser_sessions import SignedIn, find_half_signed_in, insist_whole
from service.usecases.accounts.tokens import authenticate, authenticate_for
from service.usecases.errors import Unauthenticated
from service.usecases.services import Services
from workflows.policy import Actor

EXTENSION = "vinhdanh"
SCHEME = "Bearer "
API_ROOT = "/api/v1/"
SESSION_COOKIE, LANGUAGE_COOKIE = "vinhdanh_session", "vinhdanh_language"


def services() -> Services:
    """Return what the running program is made of."""
    return cast("Services", current_app.extensions[EXTENSION])


def language() -> Language:
    """Return the language to answer in: `?lang=`, for programs Accept-Language, for pages the one chosen before.

    Pages do not follow Accept-Language: many an official's browser asks for English that he does not read.
    """
    wanted = request.args.get("lang", "")
    if wanted not in LANGUAGES:
        wanted = services().settings.language
        if request.path.startswith(API_ROOT):
            offered = sorted(LANGUAGES, key=lambda code: code != wanted)
            wanted = request.accept_languages.best_match(offered, wanted) or wanted
        else:
            wanted = request.cookies.get(LANGUAGE_COOKIE, wanted)
    return "en" if wanted == "en" else "vi"


def actor() -> Actor:
    """Return who asks, by token for the API and by sign-in for pages; raises Unauthenticated when nobody is known."""
    if "actor" not in g:
        is_program = request.path.startswith(API_ROOT)
        g.actor = authenticate(services(), token=_token()) if is_program else signed_in().actor
    return cast("Actor", g.actor)


def signed_in() -> SignedIn:
    """Return who sits at the browser; raises Unauthenticated when nobody is signed in there, or only by half."""
    return insist_whole(half_signed_in())


def half_signed_in() -> SignedIn:
    """Return who sits at the browser, even while the second factor is owed: for the pages that ask for it."""
    if "signed_in" not in g:
        g.signed_in = find_half_signed_in(services(), secret=request.cookies.get(SESSION_COOKIE, ""))
    return cast("SignedIn", g.signed_in)


def sign_in_for(proposal_id: str) -> None:
    """Find out who asks together with the proposal that they want to move; raises as `actor` does."""
    g.actor, g.known_case = authenticate_for(services(), token=_token(), proposal_id=proposal_id)


def known_case() -> AuthorisedCase | None:
    """Return the proposal that came with the caller's token, None when only the token was looked up."""
    return cast("AuthorisedCase | None", g.get("known_case"))


def _token() -> str:
    header = request.headers.get("Authorization", "")
    if not header.startswith(SCHEME):
        raise Unauthenticated("sign-in-required")
    return header.removeprefix(SCHEME).strip()


def network() -> str:
    """Return the address that the request came from, as the server sees it."""
    return request.remote_addr or ""
