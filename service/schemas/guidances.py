"""Guidances: numbers of eligible subjects as they are stated, and the use of quotas as it is answered."""

from service.schemas.base import InputSchema, line, whole
from service.schemas.outputs import OutputSchema, instant, integer, many, said


class EligibleInput(InputSchema):
    """How many eligible subjects a body has under a quota, and the paper that says so."""

    quota = line(required=True)
    body_id = line(required=True)
    number = whole(most=10_000_000, required=True)
    document = line(required=True)


class EligibleOutput(OutputSchema):
    """One number as it was recorded; the newest of a body counts."""

    id = said()
    quota = said()
    body_id = said()
    number = integer()
    document = said()
    recorded_by = said()
    recorded_at = instant()


class QuotaUseOutput(OutputSchema):
    """A quota: how many places proposals hold that the caller may open, and the numbers of his bodies."""

    code = said()
    kind = said()
    value = said()
    held = integer()
    numbers = many(EligibleOutput)


class GuidanceUseOutput(OutputSchema):
    """The quotas of a guidance as far as the caller may know of their use."""

    code = said()
    version = integer()
    quotas = many(QuotaUseOutput)
