"""One event as it is stored: raw, with its hashes, its findings and the evidence as it was then."""

import json

from flask import Response

from service.http.context import actor, language, services
from service.usecases.trail.evidence import show_event
from service.web.audit.area import pages
from service.web.kit import look_at
from service.web.rendering import render_page


@pages.get("/audit/events/<path:stream>/<int:seq>")
def event(stream: str, seq: int) -> Response:
    """Show one event and how anyone can compute its hash again."""
    who, spoken, catalog = actor(), language(), services().catalog
    found = look_at(
        lambda work: show_event(work, catalog, actor=who, stream=stream, seq=seq, language=spoken), stream="system"
    )
    payload = json.dumps(found["payload"], ensure_ascii=False, indent=2, sort_keys=True)
    return render_page("audit/event.html", event=found, payload=payload)
