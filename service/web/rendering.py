"""A page or one block of it, in the reader's language, with what every template may use."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import Flask, Response, current_app, make_response, request, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from service.http.context import language, services, signed_in
from service.i18n import LANGUAGES, name_of
from service.usecases.accounts.browser_sessions import SignedIn
from service.usecases.errors import Unauthenticated
from service.web.assets import asset
from service.web.language import ZONE
from service.web.navigation import sections
from service.web.words import spell_day, spell_money
from workflows.policy import may

NAMES_OF_LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
OPENAPI = "/api/v1/openapi.json"


def prepare_templates(app: Flask) -> None:
    """Give templates the words of every page: names of codes, days, instants, addresses of files, the form's token."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(asset=asset, csrf_field=csrf_field)
    app.context_processor(_words_of_the_page)


def render_page(template: str, *, fragment: str | None = None, status: int = 200, **context: Any) -> Response:
    """Return a page or, when a script asks for a fragment, the block of that name of the same template."""
    compiled = current_app.jinja_env.get_template(template)
    current_app.update_template_context(context)
    if fragment and request.headers.get("HX-Request"):
        body = "".join(compiled.blocks[fragment](compiled.new_context(context)))
    else:
        body = compiled.render(context)
    response = make_response(body, status)
    response.headers["Content-Language"] = language()
    response.vary.add("HX-Request")
    return response


def who_is_here() -> SignedIn | None:
    """Return who is signed in, or None on a public page that nobody signed in to."""
    try:
        return signed_in()
    except Unauthenticated:
        return None


def csrf_field() -> Markup:
    """Return the hidden field that proves that a form came from a page of ours."""
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def spell_instant(spoken: str, instant: datetime | str) -> str:
    """Return an instant as people write it, on the clocks of Vietnam: 09:14 ngày 28/11/2025."""
    read = datetime.fromisoformat(instant) if isinstance(instant, str) else instant
    local = read.replace(tzinfo=read.tzinfo or UTC).astimezone(ZoneInfo(ZONE))
    clock = f"{local.hour:02}:{local.minute:02}"
    between = ", " if spoken == "en" else " ngày "
    return f"{clock}{between}{spell_day(spoken, local.date())}"


def _words_of_the_page() -> dict[str, Any]:
    spoken, here = language(), who_is_here()
    return {
        "language": spoken,
        "languages": [(code, NAMES_OF_LANGUAGES[code], _address_in(code)) for code in LANGUAGES],
        "name": partial(_name, spoken),
        "day": partial(_day, spoken),
        "instant": partial(spell_instant, spoken),
        "money": partial(spell_money, spoken),
        "openapi": OPENAPI,
        # Where a form of this page is sent: a form that names no address keeps the part after #, which takes the focus.
        "this_page": request.full_path.rstrip("?"),
        "me": here,
        "demo_mode": services().settings.demo,
        "navigation": sections(here.actor) if here else [],
        "allowed": partial(may, here.actor) if here else lambda _permission: False,
    }


def _name(spoken: str, family: str, code: str) -> str:
    return name_of(family, code, spoken)


def _day(spoken: str, day: date | str) -> str:
    return spell_day(spoken, date.fromisoformat(day[:10]) if isinstance(day, str) else day)


def _address_in(code: str) -> str:
    """Return this page in a language; what is no page of ours, such as an error, leads to the first page."""
    endpoint = request.endpoint or ""
    if request.method != "GET" or not endpoint.startswith("pages."):
        return url_for("pages.about.landing", lang=code)
    values = {**request.args.to_dict(flat=False), "lang": code}
    return f"{url_for(endpoint, **(request.view_args or {}))}?{urlencode(values, doseq=True)}"
