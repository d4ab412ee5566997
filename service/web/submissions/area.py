"""The area of submissions."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response, flash, url_for

from service.db.work import Work
from service.http.context import actor, language, services
from service.i18n import sentence
from service.usecases.errors import DomainError
from service.usecases.submissions.submission_views import show_submission
from service.web.kit import area, attempt_as, go, read
from service.web.lists import words_of_lists

T = TypeVar("T")
pages = area("submissions", __name__)
pages.context_processor(words_of_lists)


def found(submission_id: str) -> dict[str, Any]:
    """Return one submission as the one who is signed in may see it; raises NotFound."""
    who, catalog = actor(), services().catalog
    return read(lambda work: show_submission(work, catalog, actor=who, submission_id=submission_id))


def attempt(act: Callable[[Work], T]) -> T:
    """Do something with submissions in the name of whoever is signed in; a refused attempt is recorded."""
    return attempt_as(act, stream="system", action="submission")


def back_to(submission_id: str, refusal: DomainError | None = None, said: str = "") -> Response:
    """Lead back to the page of a submission, with what was done or why it was not."""
    if refusal is not None:
        problems = refusal.params.get("problems", ())
        told = [sentence("problems", item["code"], item.get("params", {}), language()) for item in problems]
        flash(" ".join([sentence("errors", refusal.code, refusal.params, language()), *told]), "bad")
    elif said:
        flash(said, "good")
    return go(url_for("pages.submissions.show", submission_id=submission_id))
