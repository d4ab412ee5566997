"""After the decision: what is stated with each act, with a report for revocation, and what is answered."""

from marshmallow import fields, validate

from service.schemas.base import InputSchema, PageQuery, day, has_no_nul, line, text, whole
from service.schemas.moves import AcknowledgementInput
from service.schemas.outputs import (
    OutputSchema,
    date_on,
    flag,
    free,
    instant,
    integer,
    many,
    maybe,
    one_of,
    page_of,
    said,
    texts,
)
from service.schemas.proposal_views import ListedProposalOutput

MOST_MONEY = 1_000_000_000
LONGEST_QUERY = 200


class CompletionInput(InputSchema):
    """One act after the decision; which of these are needed depends on its kind."""

    on = day()
    number = line()
    signed_on = day()
    signer_name = line()
    signer_post = line()
    place = line()
    amount = whole(most=MOST_MONEY, load_default=0)
    payer_id = line()
    note = text()
    acknowledgements = fields.List(fields.Nested(AcknowledgementInput), load_default=list)


class CompletionForm(CompletionInput):
    """The same as a page sends it: the version was seen with the form; `other_amount` says why the amount differs."""

    version = whole(least=1, required=True)
    other_amount = text()


class RevocationReportInput(InputSchema):
    """Why an award should be revoked, on which conclusion, found when."""

    legal_ground = line()
    source_body = line()
    source_number = line()
    found_on = day()
    reason = text()
    late_reason = text()


class RevocationReportForm(RevocationReportInput):
    """The same as a page sends it."""

    version = whole(least=1, required=True)


class DismissalInput(InputSchema):
    """Why an award stands."""

    reason = text(required=True)


class DismissalForm(DismissalInput):
    """The same as a page sends it."""

    version = whole(least=1, required=True)


class RecoveryInput(InputSchema):
    """What came back after a revocation, and when."""

    returned_on = day()
    amount = whole(most=MOST_MONEY, load_default=0)
    note = text()


class RecoveryForm(RecoveryInput):
    """The same as a page sends it."""

    version = whole(least=1, required=True)


class ActDone(OutputSchema):
    """What was recorded, and the version of the proposal by now."""

    id = said()
    act = said()
    version = integer()
    state = said()


class ActLimitOutput(OutputSchema):
    """The limit of an act after the end: by when, on which ground, and how sure; told, never enforced.

    `limit`: it is `running`, `waiting` for the act that starts it, depends on the number of `cases` of the decision,
    which nobody recorded, or no text sets one (`none`). Nobody is late by a ground of confidence R or U.
    """

    due_on = date_on()
    is_late = flag()
    limit = one_of("running", "waiting", "cases", "none")
    limit_citation = said()
    limit_confidence = one_of("", "V", "V2", "R", "U")


class CompletionOutput(ActLimitOutput):
    """One kind of act after the decision: whether it was done, by when, and whether the caller may do it."""

    kind = said()
    label_vi = said()
    label_en = said()
    need = said()
    citation = said()
    roles = texts()
    is_done = flag()
    done_on = maybe()
    data = free()
    may_do = flag()


class PayerOutput(OutputSchema):
    """A body that may be named as paying."""

    id = said()
    name = said()


class CitedOutput(OutputSchema):
    """A text behind an amount, and how well it was read."""

    text = said()
    confidence = said()


class RewardOutput(OutputSchema):
    """The money of an award in đồng, and the texts it rests on; `multiple` is an exact decimal such as 5.25."""

    amount = integer()
    base_salary = integer()
    multiple = said()
    payer = said()
    is_read = flag()
    citations = many(CitedOutput)


class AfterOutput(OutputSchema):
    """Everything after the decision of one proposal; `reward` is null where no text states an amount."""

    id = said()
    number = said()
    state = said()
    version = integer()
    nominee = said()
    form = said()
    decision = free()
    acts = many(CompletionOutput)
    reward = fields.Nested(RewardOutput, required=True, allow_none=True)
    payers = many(PayerOutput)


class RevocationCaseOutput(OutputSchema):
    """One case for revocation, or what came back after it."""

    id = said()
    state = said()
    outcome = said()
    begun_on = said()
    due_on = maybe()
    ended_on = maybe()
    data = free()


class RevocationOutput(OutputSchema):
    """The cases for revocation of one award, and what the caller may do about them."""

    version = integer()
    cases = many(RevocationCaseOutput)
    open = fields.Nested(RevocationCaseOutput, required=True, allow_none=True)
    recovery = fields.Nested(RevocationCaseOutput, required=True, allow_none=True)
    recovery_due_on = maybe()
    may_report = flag()
    may_decide = flag()
    may_recover = flag()


class ReliedFinding(OutputSchema):
    """A finding that took the award as evidence, and the event it stands in."""

    code = said()
    verdict = said()
    rulebook = said()
    event = said()
    seq = integer()
    at = instant()


class ReliantOutput(OutputSchema):
    """A later proposal that relied on the award."""

    id = said()
    number = said()
    form = said()
    state = said()
    findings = many(ReliedFinding)


ReliantPage = page_of(ReliantOutput, "ReliantPage")


class PublishedQuery(PageQuery):
    """Which page of the published awards; `q` finds by name and unit, with or without diacritics."""

    q = fields.String(load_default="", validate=[validate.Length(max=LONGEST_QUERY), has_no_nul])


class PublishedAwardOutput(OutputSchema):
    """An award that was published: what the publication stated, and nothing else of the person or the dossier.

    `number` and `signed_on` are of the decision, `body` is who decided, `place` where it was published. An award that
    was revoked afterwards stays and is told as such.
    """

    id = said()
    name = said()
    form = said()
    number = said()
    signed_on = date_on()
    body = said()
    place = said()
    published_on = date_on()
    is_revoked = flag()


class OwedActOutput(ActLimitOutput):
    """An act that follows a decision and that nobody has recorded yet, with the roles and the body that record it.

    `is_mine` tells that the caller may record it.
    """

    kind = said()
    label_vi = said()
    label_en = said()
    roles = texts()
    body = said()
    is_mine = flag()


class OwedProposalOutput(ListedProposalOutput):
    """A proposal after its decision, with the acts that are still owed."""

    decision = free()
    owed = many(OwedActOutput)


PublishedAwardsPage = page_of(PublishedAwardOutput, "PublishedAwardsPage")
OwedActsPage = page_of(OwedProposalOutput, "OwedActsPage")
