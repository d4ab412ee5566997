"""Written opinions of absent council members: taken in with their letter, and the letter handed out."""

from typing import Any

from flask import Response

from service.api.kit import BYTES, Resource, answer
from service.api.parsing import MULTIPART
from service.http.context import actor, services
from service.http.files import file_response
from service.schemas.base import QueryInput
from service.schemas.council_views import CouncilOpinionState
from service.schemas.councils import CouncilOpinionInput, CouncilOpinionUpload
from service.schemas.proposals import FileInput
from service.usecases.councils.council_letters import open_letter
from service.usecases.councils.council_opinions import Letter, receive_opinion

blp = Resource("council-opinions", __name__, description="Ý kiến bằng văn bản của thành viên Hội đồng vắng mặt")
ALL = "/council-sessions/<string:session_id>/items/<string:item_id>/opinions"


@blp.post(ALL)
@blp.arguments(CouncilOpinionInput, location="form")
@blp.arguments(FileInput, location="files")
@blp.doc(requestBody={"content": {MULTIPART: {"schema": CouncilOpinionUpload}}})
@blp.response(201, CouncilOpinionState)
def record_opinion(values: dict[str, Any], files: dict[str, Any], session_id: str, item_id: str) -> Response:
    """Keep what an absent member wrote (multipart form with `file`, the letter itself)."""
    file, limit = files["file"], services().settings.upload_limit_bytes
    made = receive_opinion(
        services(),
        actor=actor(),
        session_id=session_id,
        item_id=item_id,
        values=values,
        letter=Letter(file.filename or "", file.read(), limit),
    )
    return answer(made, 201, version=made["version"])


@blp.get(f"{ALL}/<string:writer_id>/file")
@blp.arguments(QueryInput, location="query")
@blp.response(200, BYTES, content_type="application/octet-stream")
def show_letter(_query: dict[str, Any], session_id: str, item_id: str, writer_id: str) -> Response:
    """Return the letter of an absent member (`writer_id`, his `member_id`) to whoever may read the votes by name."""
    file, content = open_letter(services(), actor=actor(), session_id=session_id, item_id=item_id, member_id=writer_id)
    return file_response(file.file_name, file.media_type, content, digest=file.digest)
