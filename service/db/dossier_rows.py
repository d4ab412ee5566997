"""The shapes of a dossier's rows: documents, achievement texts, judgements and steps."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, TypedDict

from service.db.records import RecordRow


class DocumentRow(NamedTuple):
    """One document of a dossier; `digest` names its content in the store."""

    id: str
    proposal_id: str
    type: str
    criterion: str
    title: str
    number: str
    dated_on: date | None
    issuer: str
    copy: str
    digest: str
    size: int
    media_type: str
    file_name: str
    meta: dict[str, Any]
    version: int
    replaces_id: str | None
    attached_seq: int
    attached_by: str | None
    attached_at: datetime
    status: str


class DocumentValues(TypedDict, total=False):
    """What a document is described by; `type`, `digest`, `size` and `attached_seq` are needed."""

    id: str
    type: str
    criterion: str
    title: str
    number: str
    dated_on: date | None
    issuer: str
    copy: str
    digest: str
    size: int
    media_type: str
    file_name: str
    meta: dict[str, Any]
    attached_seq: int
    attached_by: str | None


class TextRow(NamedTuple):
    """One version of the achievement report."""

    proposal_id: str
    version: int
    text: str
    by_account: str | None
    at: datetime
    stream_seq: int


class JudgementRow(NamedTuple):
    """A verdict on one criterion; `voided_seq` is the event that voided it, if any."""

    id: str
    proposal_id: str
    criterion: str
    met: bool
    reason: str
    account_id: str | None
    person_id: str | None
    role: str
    organisation_id: str | None
    seq: int
    at: datetime
    voided_seq: int | None
    void_reason: str
    in_place_of: Sequence[str] = ()


class JudgementValues(TypedDict, total=False):
    """What a verdict says; `criterion`, `met`, `reason` and `seq` are needed."""

    id: str
    criterion: str
    met: bool
    reason: str
    account_id: str | None
    person_id: str | None
    role: str
    organisation_id: str | None
    seq: int
    in_place_of: list[str]


class StepRow(NamedTuple):
    """A move that was made; `undoes` is the number of the one that it takes back, if any."""

    proposal_id: str
    seq: int
    action: str
    source: str
    target: str
    person_id: str | None
    account_id: str | None
    role: str
    organisation_id: str | None
    on: date
    note: str
    in_place_of: Sequence[str] = ()
    undoes: int | None = None


class ActRow(NamedTuple):
    """An act between two states; `state` is open, done or dropped, `data` is what its kind keeps."""

    id: str
    proposal_id: str
    kind: str
    state: str
    outcome: str
    subject: str
    data: dict[str, Any]
    begun_seq: int
    begun_on: date
    due_on: date | None
    ended_seq: int | None
    ended_on: date | None


class GuidanceHead(NamedTuple):
    """A version of a published guidance, by name alone."""

    code: str
    version: int
    effective_on: date


class PlaceRow(NamedTuple):
    """A place of a quota that the proposal holds."""

    id: str
    guidance: str
    version: int
    quota: str
    body_id: str
    number: int


class RegisteredRow(NamedTuple):
    """A line of a registration that was sent, for the proposal's nominee."""

    id: str
    number: str
    plan_code: str
    occasion: str
    year: int
    form: str
    submitted_on: date


class DossierRows(NamedTuple):
    """All that a decision looks at beside the proposal itself."""

    documents: list[DocumentRow]
    judgements: list[JudgementRow]
    steps: list[StepRow]
    text: TextRow | None
    records: list[RecordRow]
    acts: list[ActRow]
    guidances: list[GuidanceHead]
    places: list[PlaceRow]
    registered: list[RegisteredRow]
