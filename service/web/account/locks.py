"""What is shown when somebody has guessed too often: how long to wait, and until when."""

from datetime import timedelta
from typing import cast

from flask import Response
from flask_babel import gettext as _

from service.usecases.errors import TooManyAttempts
from service.web.kit import read
from service.web.rendering import render_page

MINUTE = 60


def answer_locked(refusal: TooManyAttempts, again: str) -> Response:
    """Return the page that asks to wait; `again` is the address to come back to."""
    seconds = int(refusal.params["retry_after_seconds"])
    until = read(lambda work: work.now) + timedelta(seconds=seconds)
    page = render_page("account/locked.html", status=429, wait=spell_wait(seconds), until=until, again=again)
    page.headers["Retry-After"] = str(seconds)
    return page


def spell_wait(seconds: int) -> str:
    """Return a time to wait in words: 45 giây, 2 phút, 1 phút 30 giây."""
    minutes, rest = divmod(seconds, MINUTE)
    if not minutes:
        return cast("str", _("%(count)s giây", count=rest))
    spoken = _("%(count)s phút", count=minutes)
    return f"{spoken} {_('%(count)s giây', count=rest)}" if rest else cast("str", spoken)
