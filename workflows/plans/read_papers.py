"""Duties, cited bases, warnings, bodies and source notes of a plan file."""

from workflows.plans import vocabulary as words
from workflows.plans.model import Body, CitedBase, Duty, PlanWarning, Recipient, SourceText, Succession
from workflows.plans.table_reader import TableReader


def read_duty(table: TableReader) -> Duty:
    """Read one `[[duties]]` table."""
    state = table.word("state", words.STATES, "stated")
    return Duty(
        kind=table.word("kind", words.DUTY_KINDS),
        state=state,
        text=table.text("text") if state == "stated" else table.text("text", ""),
        owner=table.optional("owner"),
        time=table.optional("time"),
        lines=table.lines(),
    )


def read_base(table: TableReader) -> CitedBase:
    """Read one `[[bases]]` table."""
    return CitedBase(
        text=table.text("text"),
        number=table.optional("number"),
        cited_date=table.optional("cited_date"),
        canonical_number=table.optional("canonical_number"),
        canonical_date=table.day("canonical_date"),
        warning=table.optional("warning"),
        lines=table.lines(),
        aliases=table.texts("aliases"),
        repealed_on=table.day("repealed_on"),
    )


def read_warning(table: TableReader) -> PlanWarning:
    """Read one `[[warnings]]` table."""
    return PlanWarning(
        code=table.text("code"),
        message_vi=table.text("message_vi"),
        message_en=table.text("message_en"),
        lines=table.lines(),
    )


def read_body(table: TableReader) -> Body:
    """Read one `[[bodies]]` table."""
    return Body(
        code=table.text("code"),
        name=table.text("name"),
        level=table.word("level", words.LEVELS),
        lines=table.lines(),
        aliases=table.texts("aliases"),
    )


def read_recipient(table: TableReader) -> Recipient:
    """Read one `[[recipients]]` table."""
    return Recipient(name=table.text("name"), body=table.optional("body"), lines=table.lines())


def read_succession(table: TableReader) -> Succession:
    """Read the `[succession]` table."""
    return Succession(
        code=table.text("code"),
        name=table.text("name"),
        since=table.day("since"),
        confidence=table.word("confidence", words.CONFIDENCES),
        ground=table.text("ground"),
    )


def read_source(table: TableReader) -> SourceText:
    """Read the `[source]` table."""
    return SourceText(
        criteria_from=table.text("criteria_from"),
        criteria_until=table.text("criteria_until"),
        footnotes=table.lines("footnotes"),
        boilerplate_from=table.optional_whole("boilerplate_from"),
    )
