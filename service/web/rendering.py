"""A page in the reader's language: its template, the words it may use, and the way to the other language."""

from functools import partial
from typing import Any

from flask import Response, make_response, render_template, request, url_for

from service.http.context import language
from service.i18n import LANGUAGES, name_of
from service.web.words import say, spell_day

NAMES_OF_LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
OPENAPI = "/api/v1/openapi.json"


def render(template: str, *, status: int = 200, **context: Any) -> Response:
    """Return a page; templates say words with `say`, names of codes with `name`, days with `day`."""
    spoken = language()
    text = render_template(
        template,
        language=spoken,
        languages=[(code, NAMES_OF_LANGUAGES[code], _address_in(code)) for code in LANGUAGES],
        say=partial(say, spoken),
        name=partial(_name, spoken),
        day=partial(spell_day, spoken),
        openapi=OPENAPI,
        **context,
    )
    response = make_response(text, status)
    response.headers["Content-Language"] = spoken
    return response


def _name(spoken: str, family: str, code: str) -> str:
    return name_of(family, code, spoken)


def _address_in(code: str) -> str:
    """Return this page in a language; what is no page of ours, such as an error, leads to the first page."""
    endpoint = request.endpoint or ""
    if request.method != "GET" or not endpoint.startswith("pages."):
        return url_for("pages.landing", lang=code)
    return url_for(endpoint, **{**(request.view_args or {}), "lang": code})
