"""What the rules see of the guidance that a proposal falls under."""

from dataclasses import dataclass
from datetime import date

from workflows.guidance.model import Exclusion, Paper


@dataclass(frozen=True, slots=True)
class QuotaFacts:
    """A quota that a proposal falls under, for the body that is counted (`body_id` is empty for a total).

    `limit` is None while the number of eligible subjects is not recorded. How many places are taken is not told: a
    proposal hidden from the reader may hold one; whether a place is left must be.
    """

    code: str
    kind: str
    body_id: str
    body: str
    limit: int | None
    is_full: bool = False
    holds: bool = False  # does this proposal hold a place already?
    must_know: bool = False
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GuidanceFacts:
    """A guidance in force for a proposal; None in ProposalFacts means that none was found.

    `higher_forms` are the forms that it lets be proposed on this occasion; where the proposal's form is none of them,
    nothing below them is filled. `is_covered` tells whether the type of subject is meant.
    """

    code: str
    submit_before: date | None = None
    higher_forms: tuple[str, ...] = ()
    version: int = 1
    cited: str = ""
    digest: str = ""
    is_over: bool = False
    is_covered: bool = True
    submit_to: str = ""
    quotas: tuple[QuotaFacts, ...] = ()
    papers: tuple[Paper, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()

    @property
    def name(self) -> str:
        """Return the pinned name, `code@version`."""
        return f"{self.code}@{self.version}"
