"""The page of one proposal: its path, criteria beside evidence, what may be done, what it has been through."""

from flask import Response

from service.http.context import actor, language, services
from service.schemas.moves import JudgementForm
from service.usecases.desk.case_files import show_case_file
from service.usecases.desk.queues import find_place
from service.usecases.drafting.reads import note_opening
from service.usecases.streams import proposal_stream
from service.usecases.trail.history import read_history
from service.web.forms import Form
from service.web.kit import allow_frames, look_at
from service.web.proposals.area import pages
from service.web.rendering import render_page
from workflows.policy import may


@pages.get("/proposals/<proposal_id>")
def show(proposal_id: str) -> Response:
    """Show one proposal to somebody who may open it."""
    return show_page(proposal_id, Form(JudgementForm))


def show_page(proposal_id: str, form: Form, *, status: int = 200) -> Response:
    """Return the page of a proposal, with what is wrong with a form of it that was sent."""
    who, catalog, spoken = actor(), services().catalog, language()
    undo_minutes = services().settings.undo_minutes
    file, told, place = look_at(
        lambda work: (
            show_case_file(
                work, catalog, actor=who, proposal_id=proposal_id, language=spoken, undo_minutes=undo_minutes
            ),
            read_history(work, actor=who, proposal_id=proposal_id, language=spoken),
            find_place(work, actor=who, proposal_id=proposal_id),
        ),
        stream=proposal_stream(proposal_id),
    )
    note_opening(services(), actor=who, proposal_id=proposal_id)
    page = render_page(
        "proposals/show.html",
        status=status,
        form=form,
        file=file,
        proposal=file["proposal"],
        place=place,
        history=told[::-1],
        may_trace=may(who, "audit:read"),
    )
    return allow_frames(page)
