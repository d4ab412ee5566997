"""The request at hand: the program's services, the one who asks, the language to answer in."""

from typing import cast

from flask import current_app, g, request

from service.i18n import LANGUAGES, Language
from service.usecases.errors import Unauthenticated
from service.usecases.services import Services
from service.usecases.tokens import authenticate
from workflows.policy import Actor

EXTENSION = "vinhdanh"
SCHEME = "Bearer "


def services() -> Services:
    """Return what the running program is made of."""
    return cast("Services", current_app.extensions[EXTENSION])


def language() -> Language:
    """Return the language to answer in: `?lang=`, then Accept-Language, then the installation's own."""
    wanted = request.args.get("lang", "")
    if wanted not in LANGUAGES:
        default = services().settings.language
        offered = sorted(LANGUAGES, key=lambda code: code != default)
        wanted = request.accept_languages.best_match(offered, default) or default
    return "en" if wanted == "en" else "vi"


def actor() -> Actor:
    """Return who asks; raises Unauthenticated without a token that is in force."""
    if "actor" not in g:
        header = request.headers.get("Authorization", "")
        if not header.startswith(SCHEME):
            raise Unauthenticated("sign-in-required")
        g.actor = authenticate(services(), token=header.removeprefix(SCHEME).strip())
    return cast("Actor", g.actor)


def network() -> str:
    """Return the address that the request came from, as the server sees it."""
    return request.remote_addr or ""
