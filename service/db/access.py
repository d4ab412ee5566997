"""Who may read a proposal: the bodies it was opened to, those who read everything, and never whom it is hidden from.

The one place of this rule: `may_read` for one proposal, `Reader` for lists, `AuthorisedCase` for the hot path.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, exists, literal, select

from service.db.expressions import AnyOf
from service.db.proposals import ACCESS
from service.db.recusals import in_force, not_hidden
from service.db.statements import Query
from service.db.work import Work


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a list: the person, and the bodies in whose name he reads (None for those who read everything)."""

    person_id: str
    organisation_ids: tuple[str, ...] | None

    def sees(self, proposal_id: ColumnElement[str]) -> ColumnElement[bool]:
        """Return the condition that nothing hides the proposal in this column from the reader."""
        return not_hidden(proposal_id, self.person_id)

    def was_opened(self, proposal_id: ColumnElement[str]) -> list[ColumnElement[bool]]:
        """Return the conditions under which the proposal in this column may be read, for rows found by other means."""
        conditions = [self.sees(proposal_id)]
        if self.organisation_ids is not None:
            opened = ACCESS.c.organisation_id.in_(sorted(set(self.organisation_ids)))
            conditions.append(exists().where(ACCESS.c.proposal_id == proposal_id, opened))
        return conditions


WHOEVER = Reader("", None)  # for what is kept or closed as a whole; nobody is shown anything by it
_PROPOSAL: ColumnElement[str] = bindparam("proposal_id", type_=ACCESS.c.proposal_id.type)
_OPENED = exists().where(ACCESS.c.proposal_id == _PROPOSAL, AnyOf(ACCESS.c.organisation_id, "ids"))
_IS_HIDDEN = in_force(_PROPOSAL, bindparam("person_id"))
_ANY = Query(select(literal(1)).where(_OPENED, ~_IS_HIDDEN), lambda row: int(row[0]))
_NOT_HIDDEN = Query(select(literal(1)).where(~_IS_HIDDEN), lambda row: int(row[0]))


def may_read(work: Work, proposal_id: str, *, person_id: str, organisation_ids: Sequence[str] | None) -> bool:
    """Tell whether a person reads a proposal in the name of any of these bodies, or of his own right (None)."""
    values = {"proposal_id": proposal_id, "person_id": person_id}
    if organisation_ids is None:
        return _NOT_HIDDEN.first(work, values) is not None
    return _ANY.first(work, {**values, "ids": list(organisation_ids)}) is not None
