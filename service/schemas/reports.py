"""Yearly reports: what is asked, what is stated of one, and what is answered."""

from flask_smorest.fields import Upload
from marshmallow import fields

from service.schemas.base import InputSchema, QueryInput, day, line, whole
from service.schemas.outputs import OutputSchema, date_on, flag, instant, integer, many, maybe, one_of, said


class ReportsQuery(QueryInput):
    """Which year; this one when none is named."""

    year = whole(least=2000, most=2200, load_default=None, allow_none=True)


class ReportForm(InputSchema):
    """What is stated of a report; `received_on` only by the receiving body, for one that came on paper."""

    chain = line(required=True)
    year = whole(least=1, most=9999, required=True)
    organisation_id = line(required=True)
    number = line()
    dated_on = day()
    received_on = day()


class ReportFile(InputSchema):
    """The file of a report."""

    file = Upload(required=True)


class ReportUpload(ReportForm, ReportFile):
    """A report as it is uploaded."""


class ReportOutput(OutputSchema):
    """A report that came in: its document by the SHA-256, when it came, whether too late."""

    id = said()
    chain = said()
    year = integer()
    organisation_id = said()
    number = said()
    dated_on = date_on()
    received_on = date_on()
    due_on = date_on()
    is_late = flag()
    file_name = said()
    media_type = said()
    size = integer()
    digest = said()
    filed_by = said()
    filed_at = instant()


class OwedReportOutput(OutputSchema):
    """One body that owes a report, and how it stands; without a date in the plan nobody is ever late."""

    chain = said()
    organisation_id = said()
    organisation_name = said()
    last_day = date_on()
    standing = one_of("received", "late", "overdue", "owed", "undated")
    received = many(ReportOutput)


class ReportsPage(OutputSchema):
    """All reports of a plan in a year that the caller may know of."""

    items = many(OwedReportOutput)
    next = maybe()
    year = integer()
    is_whole = fields.Boolean(required=True)
