"""Guidances beyond their text: the use of quotas, and numbers of eligible subjects."""

from typing import Any

from flask import Response

from service.api.kit import Resource, answer, read
from service.http.context import actor, services
from service.schemas.guidances import EligibleInput, EligibleOutput, GuidanceUseOutput
from service.usecases.attempts import perform
from service.usecases.publishing import guidances
from service.usecases.recording import plain
from service.usecases.streams import publication_stream

blp = Resource("guidances", __name__, description="Hướng dẫn khen thưởng: số lượng đã dùng, số đối tượng đủ điều kiện")
SHOWN = ("id", "quota", "body_id", "number", "document", "recorded_by", "recorded_at")


@blp.get("/guidances/<string:code>/use")
@blp.response(200, GuidanceUseOutput)
def show_use(code: str) -> Response:
    """Return each quota with the places held by proposals that you may open; what is hidden from you is not counted."""
    who, catalog = actor(), services().catalog
    view = read(lambda work: guidances.show_guidance(work, catalog, actor=who, code=code))
    quotas = [
        {
            "code": row.quota.code,
            "kind": row.quota.kind,
            "value": str(row.quota.value),
            "held": row.held,
            "numbers": [{name: plain(getattr(number, name)) for name in SHOWN} for number in row.numbers],
        }
        for row in view.quotas
    ]
    return answer({"code": code, "version": view.item.guidance.version, "quotas": quotas})


@blp.post("/guidances/<string:code>/eligible")
@blp.arguments(EligibleInput)
@blp.response(201, EligibleOutput)
def record_eligible(values: dict[str, Any], code: str) -> Response:
    """Record how many eligible subjects a body has under a quota, by which paper."""
    who, catalog = actor(), services().catalog
    done = perform(
        services(),
        lambda work: guidances.record_eligible(work, catalog, actor=who, code=code, values=values),
        actor=who,
        stream=publication_stream("guidance", code),
        action="count-eligible",
    )
    return answer(plain(done), 201)
