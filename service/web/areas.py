"""All areas of the pages under one blueprint: signed in unless marked public, protected from forged forms."""

from flask import Blueprint, Flask, Response, abort, request
from flask_babel import Babel
from flask_wtf.csrf import CSRFProtect

from service.http.context import LANGUAGE_COOKIE, language
from service.i18n import LANGUAGES
from service.web import (
    about,
    account,
    assets,
    audit,
    awards,
    ballots,
    batches,
    campaigns,
    councils,
    drafting,
    guidances,
    holds,
    jobs,
    notices,
    opinions,
    people,
    petitions,
    proposals,
    publishing,
    queue,
    registrations,
    reports,
    rules,
    submissions,
)
from service.web.kit import demand_sign_in
from service.web.language import VietnameseFirst, time_zone
from service.web.rendering import prepare_templates

PAGES_OF_CAMPAIGNS = (guidances, registrations)  # modules that add their pages to the area of movements
AREAS = (
    account.pages,
    queue.pages,
    proposals.pages,
    drafting.pages,
    ballots.pages,
    batches.pages,
    councils.pages,
    submissions.pages,
    campaigns.pages,
    petitions.pages,
    holds.pages,
    reports.pages,
    publishing.pages,
    rules.pages,
    audit.pages,
    people.pages,
    notices.pages,
    opinions.pages,
    awards.pages,
    jobs.pages,
    about.pages,
)
A_YEAR = 366 * 24 * 3600
FOREIGN = frozenset({"cross-site", "same-site"})

pages = Blueprint("pages", __name__, template_folder="templates")
pages.add_url_rule("/static/<path:filename>", "static", assets.send_asset)
for found in AREAS:
    pages.register_blueprint(found)


def lay_pages(app: Flask) -> None:
    """Give an application its pages, with their languages, templates and protection against forged forms."""
    app.config.update(
        SESSION_COOKIE_NAME="vinhdanh",
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    forms = CSRFProtect(app)
    babel = Babel(app, default_locale="vi", locale_selector=language, timezone_selector=time_zone)
    babel.domain_instance = VietnameseFirst()
    prepare_templates(app)

    def refuse_forged() -> None:
        if request.blueprints and request.blueprints[-1] == pages.name and request.method not in {"GET", "HEAD"}:
            if request.headers.get("Sec-Fetch-Site", "") in FOREIGN:
                abort(400)
            forms.protect()

    app.before_request(refuse_forged)
    app.register_blueprint(pages)


pages.before_request(demand_sign_in)


@pages.after_request
def remember_language(response: Response) -> Response:
    """Keep the language that was chosen by `?lang=` for the next pages."""
    wanted = request.args.get("lang", "")
    if wanted in LANGUAGES and request.cookies.get(LANGUAGE_COOKIE) != wanted:
        response.set_cookie(LANGUAGE_COOKIE, wanted, max_age=A_YEAR, samesite="Lax", httponly=True)
    return response
