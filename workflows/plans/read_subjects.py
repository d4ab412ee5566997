"""Categories and criteria of a plan file."""

from types import MappingProxyType

from workflows.plans import vocabulary as words
from workflows.plans.model import Category, Criterion, EvidenceNeed, TitleNeed
from workflows.plans.table_reader import TableReader


def read_category(table: TableReader) -> Category:
    """Read one `[[categories]]` table."""
    subjects = table.table("legal_subjects")
    kinds = table.words("nominee_kinds", words.NOMINEE_KINDS)
    named = {
        kind: subjects.word(kind, words.LEGAL_SUBJECTS)
        for kind in subjects.keys()  # noqa: SIM118 - a reader, not a dict: asking marks the keys as known
    }
    usual = {kind: words.USUAL_SUBJECTS[kind] for kind in kinds if kind in words.USUAL_SUBJECTS}
    return Category(
        code=table.text("code"),
        printed_label=table.text("printed_label"),
        label=table.text("label"),
        label_en=table.text("label_en"),
        nominee_kinds=kinds,
        functions=table.words("functions", words.FUNCTIONS),
        levels=table.words("levels", words.LEVELS),
        excluded_functions=table.words("excluded_functions", words.FUNCTIONS),
        scope=table.word("scope", words.SCOPES),
        closed_from=table.day("closed_from"),
        closed_ground=table.text("closed_ground", ""),
        lines=table.lines(),
        legal_subjects=MappingProxyType(usual | named),
    )


def read_criterion(table: TableReader) -> Criterion:
    """Read one `[[criteria]]` table."""
    return Criterion(
        code=table.text("code"),
        category=table.text("category"),
        kind=table.word("kind", words.CRITERION_KINDS),
        wording=table.text("wording"),
        source_wording=table.texts("source_wording"),
        lines=table.lines(),
        title=_read_title(table.table("title")) if table.has("title") else None,
        initiatives=table.whole("initiatives", 0),
        initiatives_reading=table.text("initiatives_reading", ""),
        confirmation=table.flag("confirmation"),
        evidence=tuple(_read_evidence(item) for item in table.tables("evidence")),
        needs_evidence=table.flag("needs_evidence"),
        paraphrase_en=table.text("paraphrase_en"),
        needs_clean_record=table.flag("needs_clean_record"),
    )


def _read_title(table: TableReader) -> TitleNeed:
    return TitleNeed(
        titles=table.words("titles", words.TITLES),
        level=table.word("level", words.TERRITORY_LEVELS) if table.has("level") else None,
        criteria_set=table.optional("criteria_set"),
        year=table.optional_whole("year"),
    )


def _read_evidence(table: TableReader) -> EvidenceNeed:
    return EvidenceNeed(
        document_type=table.word("document_type", words.DOCUMENT_TYPES),
        per=table.word("per", words.PER, "period"),
        count=table.whole("count", 1, least=1),
    )
