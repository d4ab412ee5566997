"""The area of councils, and how its pages do something in a session."""

from collections.abc import Callable
from typing import Any

from service.db.work import Work
from service.usecases.streams import session_stream
from service.web.kit import area, attempt_as

pages = area("councils", __name__)
SESSION = "/council-sessions/<string:session_id>"
ITEM = f"{SESSION}/items/<string:item_id>"


def run(session_id: str, act: Callable[[Work], Any], action: str = "run-session") -> Any:
    """Do something in a session; a refused attempt is recorded beside its stream."""
    return attempt_as(act, stream=session_stream(session_id), action=action)
