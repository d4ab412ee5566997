"""One count of a council's votes, by hand or by ballot, and whether its figures agree with each other."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of one vote: who could vote, which ballots went out and came back, and what stood on them.

    `yes`, `no` and `blank` are what stood on valid ballots of those present; `written` is how many absent members sent
    an opinion, whose answers are kept apart. A hand vote is a ballot that everybody asked got and gave back.
    """

    members: int = 0
    present: int = 0
    written: int = 0
    issued: int = 0
    returned: int = 0
    invalid: int = 0
    yes: int = 0
    no: int = 0
    blank: int = 0

    @property
    def valid(self) -> int:
        """Return how many of the ballots that came back count."""
        return self.returned - self.invalid


def find_tally_problems(tally: Tally) -> tuple[str, ...]:
    """Return the codes of all figures that contradict each other; none for a sound tally."""
    if any(getattr(tally, field.name) < 0 for field in fields(tally)):
        return ("tally-negative",)
    contradictions = {
        "tally-present-over-members": tally.present + tally.written > tally.members,
        "tally-issued-over-present": tally.issued > tally.present,
        "tally-returned-over-issued": tally.returned > tally.issued,
        "tally-invalid-over-returned": tally.invalid > tally.returned,
        "tally-votes-not-valid-ballots": tally.yes + tally.no + tally.blank != tally.valid,
    }
    return tuple(code for code, is_so in contradictions.items() if is_so)
