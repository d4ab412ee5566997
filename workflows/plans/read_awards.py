"""Occasions, phases and report deadlines of a plan file."""

from types import MappingProxyType

from workflows.plans import vocabulary as words
from workflows.plans.model import Deadline, FormGroup, Occasion, Phase, Stated
from workflows.plans.table_reader import TableReader


def read_text(table: TableReader, key: str) -> Stated[str]:
    """Read a text that the source may not state."""
    return Stated(*table.stated(key, TableReader.text))


def read_occasion(table: TableReader) -> Occasion:
    """Read one `[[occasions]]` table."""
    deciders = table.table("decider_by_form")
    return Occasion(
        code=table.word("code", words.OCCASIONS),
        label=table.text("label"),
        label_en=table.text("label_en"),
        starts_on=table.day("starts_on"),
        ends_on=table.day("ends_on"),
        period_state=table.word("period_state", words.STATES, "not_stated"),
        forms=Stated(*table.stated("forms", _read_forms)),
        open_wording=table.text("open_wording", ""),
        form_groups=tuple(_read_group(item) for item in table.tables("form_groups")),
        decider_by_form=MappingProxyType(
            {
                form: Stated(*deciders.stated(form, _read_role))
                for form in deciders.keys()  # noqa: SIM118 - a reader, not a dict: asking marks the keys as known
            }
        ),
        higher_forms_by_guidance=table.flag("higher_forms_by_guidance"),
        standard=read_text(table, "standard"),
        lines=table.lines(),
        decider_wording=read_text(table, "decider_wording"),
        proposer=read_text(table, "proposer"),
        appraiser=read_text(table, "appraiser"),
    )


def read_phase(table: TableReader) -> Phase:
    """Read one `[[phases]]` table."""
    return Phase(
        number=table.whole("number", least=1),
        starts=table.whole("starts", least=1),
        ends=table.whole("ends", least=1),
        review=table.word("review", words.OCCASIONS),
        review_year=table.optional_whole("review_year"),
        lines=table.lines(),
        wording=table.text("wording", ""),
        source_wording=table.text("source_wording", ""),
    )


def read_deadline(table: TableReader) -> Deadline:
    """Read one `[[deadlines]]` table."""
    return Deadline(
        code=table.text("code"),
        reporter=table.text("reporter"),
        receiver=table.optional("receiver"),
        before=table.day_of_year("before"),
        recurrence=table.word("recurrence", words.RECURRENCES, "not_stated"),
        lines=table.lines(),
        year=table.optional_whole("year"),
        wording=table.text("wording", ""),
    )


def _read_forms(table: TableReader, key: str) -> tuple[str, ...]:
    return table.words(key, words.FORMS)


def _read_role(table: TableReader, key: str) -> str:
    return table.word(key, words.DECIDER_ROLES)


def _read_group(table: TableReader) -> FormGroup:
    return FormGroup(wording=table.text("wording"), forms=table.words("forms", words.FORMS), lines=table.lines())
