"""A reviewer's verdict on one criterion, given beside its evidence."""

from flask import Response, url_for
from flask_babel import gettext as _

from service.http.context import actor, services
from service.schemas.moves import JudgementForm
from service.usecases.moves.judgements import record_judgement
from service.usecases.streams import proposal_stream
from service.web.forms import Form
from service.web.kit import attempt_as, flash_note, go
from service.web.proposals.area import pages
from service.web.proposals.showing import show_page


@pages.post("/proposals/<proposal_id>/judgements")
def judge(proposal_id: str) -> Response:
    """Record whether a criterion is met and return to it, or say what is lacking and keep what was typed."""
    who, catalog, form = actor(), services().catalog, Form(JudgementForm)
    values = form.load()
    if values is None:
        criterion = form.value("criterion")
        form.problems = {f"{name}-{criterion}": said for name, said in form.problems.items()}  # the ids on that page
        return show_page(proposal_id, form, status=422)
    attempt_as(
        lambda work: record_judgement(
            work,
            catalog,
            actor=who,
            proposal_id=proposal_id,
            expected_version=values.pop("version", None),
            **values,
        ),
        stream=proposal_stream(proposal_id),
        action="judge",
    )
    flash_note("good", _("Đã ghi kết luận."))
    return go(f"{url_for('pages.proposals.show', proposal_id=proposal_id)}#criterion-{values['criterion']}")
