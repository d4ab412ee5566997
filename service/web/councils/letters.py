"""Letters of absent members: taken in with a written opinion, and handed out to whoever may read the votes by name."""

from flask import Response, request, url_for
from flask_babel import gettext as _

from service.http.context import actor, services
from service.http.files import file_response
from service.schemas.councils import CouncilOpinionForm
from service.usecases.councils.council_letters import open_letter
from service.usecases.councils.council_opinions import Letter, receive_opinion
from service.usecases.errors import DomainError, UploadRefused
from service.web.councils.area import ITEM, pages
from service.web.councils.voting import REFUSALS, show_page
from service.web.forms import Form, refuse_beside_file
from service.web.kit import flash_note, go

REFUSED: tuple[type[DomainError], ...] = (*REFUSALS, UploadRefused)


@pages.post(f"{ITEM}/opinion")
def take_opinion(session_id: str, item_id: str) -> Response:
    """Keep what an absent member wrote, with his letter."""
    form, who = Form(CouncilOpinionForm), actor()
    values = form.load()
    if values is None:
        return show_page(session_id, item_id, {"opinion": form}, status=422)
    try:
        receive_opinion(
            services(), actor=who, session_id=session_id, item_id=item_id, values=values, letter=_letter_sent()
        )
    except REFUSED as error:
        refuse_beside_file(form, error)
        return show_page(session_id, item_id, {"opinion": form}, status=422)
    flash_note("good", _("Đã ghi ý kiến bằng văn bản."))
    return go(url_for("pages.councils.show_item", session_id=session_id, item_id=item_id))


@pages.get(f"{ITEM}/opinions/<string:writer_id>/file")
def show_letter(session_id: str, item_id: str, writer_id: str) -> Response:
    """Send the letter of an absent member."""
    file, content = open_letter(services(), actor=actor(), session_id=session_id, item_id=item_id, member_id=writer_id)
    return file_response(file.file_name, file.media_type, content, digest=file.digest)


def _letter_sent() -> Letter:
    sent, limit = request.files.get("file"), services().settings.upload_limit_bytes
    return Letter(sent.filename or "", sent.read(), limit) if sent else Letter("", b"", limit)
