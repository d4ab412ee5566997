"""Submissions: proposals that go from one body to the next together, each with its own result."""

from collections.abc import Callable
from typing import Any

from flask import Response

from service.api.kit import ON_VERSION, Resource, answer, answer_page, created, read
from service.db.submissions import Wanted
from service.db.work import Work
from service.http.context import actor, services
from service.http.preconditions import seen_version
from service.schemas.submissions import (
    CandidateQuery,
    NewSubmissionInput,
    SubmissionCandidatesPage,
    SubmissionEntriesInput,
    SubmissionLanesOutput,
    SubmissionOutput,
    SubmissionPaperOutput,
    SubmissionQuery,
    SubmissionSignatureInput,
    SubmissionsPage,
    SubmissionWordsInput,
)
from service.usecases.attempts import perform
from service.usecases.submissions import submission_signing as signing
from service.usecases.submissions import submission_views as views
from service.usecases.submissions import submissions
from service.usecases.submissions.submission_papers import compose_paper
from workflows.submissions import Signature

blp = Resource("submissions", __name__, description="Tờ trình: gom, ký, gửi, tiếp nhận; mỗi đề nghị một kết quả")


@blp.get("/submissions")
@blp.arguments(SubmissionQuery, location="query")
@blp.response(200, SubmissionsPage)
def list_submissions(query: dict[str, Any]) -> Response:
    """Return the submissions of the caller's bodies, made or received, newest first."""
    who, wanted = actor(), Wanted(query["state"], query["side"])
    page = {"after": query["after"], "limit": query["limit"]}
    return answer_page(read(lambda work: views.list_submissions(work, actor=who, wanted=wanted, **page)))


@blp.get("/submissions/lanes")
@blp.response(200, SubmissionLanesOutput)
def list_lanes() -> Response:
    """Return the bodies and levels at which the caller draws up submissions."""
    who, catalog = actor(), services().catalog
    return answer({"items": read(lambda work: views.list_lanes(work, catalog, actor=who))})


@blp.get("/submissions/candidates")
@blp.arguments(CandidateQuery, location="query")
@blp.response(200, SubmissionCandidatesPage)
def list_candidates(query: dict[str, Any]) -> Response:
    """Return what may be put into a submission of a body at a level, newest first."""
    who, catalog = actor(), services().catalog
    asked = {name: query[name] for name in ("from_id", "level", "after", "limit")}
    return answer_page(read(lambda work: views.list_candidates(work, catalog, actor=who, **asked)))


@blp.post("/submissions")
@blp.arguments(NewSubmissionInput)
@blp.response(201, SubmissionOutput)
def draw_up(values: dict[str, Any]) -> Response:
    """Begin a submission with some of what lies with the caller's body."""
    who, catalog = actor(), services().catalog
    key = _perform(lambda work: submissions.draw_up(work, catalog, actor=who, **values))
    shown = _show(key)
    return created(shown, f"/submissions/{key}", version=shown["version"])


@blp.get("/submissions/<string:submission_id>")
@blp.response(200, SubmissionOutput)
def show_submission(submission_id: str) -> Response:
    """Return one submission with its entries; those that are hidden from the caller are neither told nor counted."""
    return _answer(submission_id)


@blp.get("/submissions/<string:submission_id>/paper")
@blp.response(200, SubmissionPaperOutput)
def show_paper(submission_id: str) -> Response:
    """Return the submission and its list as they are printed (Nghị định 30/2020/NĐ-CP)."""
    who, catalog = actor(), services().catalog
    return answer(read(lambda work: compose_paper(work, catalog, actor=who, submission_id=submission_id)))


@blp.patch("/submissions/<string:submission_id>")
@blp.arguments(SubmissionWordsInput)
@blp.response(200, SubmissionOutput)
@blp.doc(**ON_VERSION)
def write_words(values: dict[str, Any], submission_id: str) -> Response:
    """Change what a submission says while it is being drawn up."""
    words = {name: value for name, value in values.items() if value is not None}
    return _act(submission_id, submissions.write_words, words=words)


@blp.post("/submissions/<string:submission_id>/entries")
@blp.arguments(SubmissionEntriesInput)
@blp.response(200, SubmissionOutput)
@blp.doc(**ON_VERSION)
def add_entries(values: dict[str, Any], submission_id: str) -> Response:
    """Put further proposals into a submission that is being drawn up."""
    return _act(submission_id, submissions.add_entries, **values)


@blp.post("/submissions/<string:submission_id>/removals")
@blp.arguments(SubmissionEntriesInput)
@blp.response(200, SubmissionOutput)
@blp.doc(**ON_VERSION)
def remove_entries(values: dict[str, Any], submission_id: str) -> Response:
    """Take proposals out of a submission that is being drawn up."""
    return _act(submission_id, submissions.remove_entries, **values)


@blp.post("/submissions/<string:submission_id>/trial")
@blp.response(200, SubmissionOutput)
@blp.doc(**ON_VERSION)
def try_submission(submission_id: str) -> Response:
    """Ask in the background what would happen to each entry; nothing moves."""
    return _act(submission_id, signing.begin_trial)


@blp.post("/submissions/<string:submission_id>/signature")
@blp.arguments(SubmissionSignatureInput)
@blp.response(200, SubmissionOutput)
@blp.doc(**ON_VERSION)
def sign(values: dict[str, Any], submission_id: str) -> Response:
    """Put number, day and signer under a submission; it goes in the background, entry by entry."""
    return _act(submission_id, signing.sign, signature=Signature(**values))


@blp.post("/submissions/<string:submission_id>/resumption")
@blp.response(200, SubmissionOutput)
@blp.doc(**ON_VERSION)
def resume(submission_id: str) -> Response:
    """Let a signed submission whose sending broke off go on, under the signature that it has."""
    return _act(submission_id, signing.resume)


@blp.post("/submissions/<string:submission_id>/receipt")
@blp.response(200, SubmissionOutput)
@blp.doc(**ON_VERSION)
def receive(submission_id: str) -> Response:
    """Note that the addressee has taken up a submission."""
    return _act(submission_id, signing.receive)


@blp.post("/submissions/<string:submission_id>/settlement")
@blp.response(200, SubmissionOutput)
@blp.doc(**ON_VERSION)
def settle(submission_id: str) -> Response:
    """Close a submission of which every entry has its result."""
    return _act(submission_id, signing.settle)


@blp.delete("/submissions/<string:submission_id>")
@blp.response(200, SubmissionOutput)
@blp.doc(**ON_VERSION)
def discard(submission_id: str) -> Response:
    """Give up a submission that was never signed."""
    return _act(submission_id, submissions.discard)


def _act(submission_id: str, act: Callable[..., Any], **values: Any) -> Response:
    who, catalog, seen = actor(), services().catalog, seen_version()
    _perform(lambda work: act(work, catalog, actor=who, submission_id=submission_id, expected_version=seen, **values))
    return _answer(submission_id)


def _perform(act: Callable[[Work], Any]) -> Any:
    return perform(services(), act, actor=actor(), stream="system", action="submission")


def _show(submission_id: str) -> dict[str, Any]:
    who, catalog = actor(), services().catalog
    return read(lambda work: views.show_submission(work, catalog, actor=who, submission_id=submission_id))


def _answer(submission_id: str) -> Response:
    shown = _show(submission_id)
    return answer(shown, version=shown["version"])
