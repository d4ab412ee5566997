"""Who is among those a council agrees to honour: what is answered."""

from service.schemas.council_views import CouncilOutput, CouncilSessionOutput
from service.schemas.findings import CitationOutput
from service.schemas.outputs import OutputSchema, flag, integer, many, one_of, part, said, texts

POPULATIONS = ("agreed", "not_agreed", "agenda", "campaign", "past")


class FairnessPopulationOutput(OutputSchema):
    """A set of proposals whose nominees are looked at; `year` is 0 for those of the session itself."""

    code = one_of(*POPULATIONS)
    year = integer()
    total = integer()


class FairnessShareOutput(OutputSchema):
    """How many of a population belong to a group: `yes` of `known`; of the others nobody recorded it."""

    population = one_of(*POPULATIONS)
    year = integer()
    yes = integer()
    known = integer()
    unrecorded = integer()
    percent = said()


class FairnessGroupOutput(OutputSchema):
    """One group in every population; `below` names those in which its share is larger than among those agreed."""

    code = said()
    is_judged = flag()
    citation = part(CitationOutput)
    below = texts()
    shares = many(FairnessShareOutput)


class CouncilFairnessOutput(CouncilSessionOutput):
    """The fairness view of a session, counted from what the caller may open; it warns, nothing follows from it."""

    council = part(CouncilOutput)
    is_pending = flag()
    is_capped = flag()
    fewest = integer()
    populations = many(FairnessPopulationOutput)
    groups = many(FairnessGroupOutput)
