"""Registrations of units: begin a list, fill it, send it; lists and sums of what was registered."""

from collections.abc import Callable
from typing import Any

from flask import Response

from service.api.kit import ON_VERSION, Resource, answer, answer_page, created, read
from service.db.work import Work
from service.http.context import actor, services
from service.http.preconditions import seen_version
from service.schemas.registrations import (
    RegistrationDetailOutput,
    RegistrationEntryInput,
    RegistrationInput,
    RegistrationOutput,
    RegistrationQuery,
    RegistrationsPage,
    RegistrationSummaryOutput,
    SummaryQuery,
)
from service.usecases.attempts import perform
from service.usecases.registrations import registration_lists, registrations
from service.usecases.streams import registration_stream

blp = Resource("registrations", __name__, description="Đăng ký danh hiệu, hình thức khen thưởng trước khi đề nghị")
ACTION = "register"


@blp.get("/registrations")
@blp.arguments(RegistrationQuery, location="query")
@blp.response(200, RegistrationsPage)
def list_registrations(query: dict[str, Any]) -> Response:
    """Return registrations of the units that you read for, newest first."""
    who = actor()
    page = {name: query[name] for name in ("plan_code", "after", "limit")}
    return answer_page(read(lambda work: registration_lists.list_registrations(work, actor=who, **page)))


@blp.get("/registrations/summary")
@blp.arguments(SummaryQuery, location="query")
@blp.response(200, RegistrationSummaryOutput)
def sum_up(query: dict[str, Any]) -> Response:
    """Return what was registered under a plan, by form and kind of subject."""
    who = actor()
    found = read(lambda work: registration_lists.roll_up(work, actor=who, plan_code=query["plan_code"]))
    return answer({"items": found})


@blp.post("/registrations")
@blp.arguments(RegistrationInput)
@blp.response(201, RegistrationOutput)
def open_registration(values: dict[str, Any]) -> Response:
    """Begin a list of a unit under a plan that asks for registration."""
    who, catalog = actor(), services().catalog
    made = _act("", lambda work: registrations.open_registration(work, catalog, actor=who, values=values))
    return created(made, f"/registrations/{made['id']}", version=made["version"])


@blp.get("/registrations/<string:registration_id>")
@blp.response(200, RegistrationDetailOutput)
def show_registration(registration_id: str) -> Response:
    """Return one registration with its lines and what you may do with it."""
    who, catalog = actor(), services().catalog
    found = read(
        lambda work: registration_lists.show_registration(work, catalog, actor=who, registration_id=registration_id)
    )
    return answer(found, version=found["version"])


@blp.post("/registrations/<string:registration_id>/entries")
@blp.arguments(RegistrationEntryInput)
@blp.doc(**ON_VERSION)
@blp.response(200, RegistrationOutput)
def add_entry(values: dict[str, Any], registration_id: str) -> Response:
    """Put a subject and a form into a list that is not sent."""
    who, catalog, version = actor(), services().catalog, seen_version()
    done = _act(
        registration_id,
        lambda work: registrations.add_entry(
            work, catalog, actor=who, registration_id=registration_id, expected_version=version, values=values
        ),
    )
    return answer(done, version=done["version"])


@blp.delete("/registrations/<string:registration_id>/entries/<string:entry_id>")
@blp.doc(**ON_VERSION)
@blp.response(200, RegistrationOutput)
def remove_entry(registration_id: str, entry_id: str) -> Response:
    """Take a line out of a list that is not sent."""
    who, version = actor(), seen_version()
    done = _act(
        registration_id,
        lambda work: registrations.remove_entry(
            work, actor=who, registration_id=registration_id, entry_id=entry_id, expected_version=version
        ),
    )
    return answer(done, version=done["version"])


@blp.post("/registrations/<string:registration_id>/submission")
@blp.doc(**ON_VERSION)
@blp.response(200, RegistrationOutput)
def send_registration(registration_id: str) -> Response:
    """Send a list for good, in the name of the unit's head."""
    who, catalog, version = actor(), services().catalog, seen_version()
    done = _act(
        registration_id,
        lambda work: registrations.send_registration(
            work, catalog, actor=who, registration_id=registration_id, expected_version=version
        ),
    )
    return answer(done, version=done["version"])


def _act(registration_id: str, act: Callable[[Work], dict[str, Any]]) -> dict[str, Any]:
    stream = registration_stream(registration_id)
    return perform(services(), act, actor=actor(), stream=stream, action=ACTION)
