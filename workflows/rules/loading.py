"""From the text of a rulebook to its frozen form, or to the list of everything that is wrong with it."""

import tomllib
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

import workflows.checks.all  # noqa: F401 - registers the kinds that a rulebook may name
from workflows.checks.registry import kinds
from workflows.plans.loading import data_digest, find_bad_values
from workflows.plans.table_reader import TableReader
from workflows.rules import vocabulary as words
from workflows.rules.model import CheckSpec, Rulebook
from workflows.rules.read_checks import read_check, read_free


class RulebookInvalid(ValueError):
    """A rulebook that cannot be accepted; `problems` lists every reason with its key path."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def load_rulebook(text: str) -> Rulebook:
    """Read a rulebook from TOML; raises RulebookInvalid with all problems at once."""
    return rulebook_from_data(parse_rulebook(text))


def parse_rulebook(text: str) -> dict[str, Any]:
    """Return the bare data of a rulebook; raises RulebookInvalid when the text is not TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulebookInvalid([f"file: not TOML: {error}"]) from error


def rulebook_digest(text: str) -> str:
    """Return the SHA-256 (hex) of the canonical JSON of a rulebook; raises RulebookInvalid on text that is not NFC."""
    data = parse_rulebook(text)
    problems = list(find_bad_values(data, ""))
    if problems:
        raise RulebookInvalid(problems)
    return data_digest(data)


def rulebook_from_data(data: Mapping[str, Any]) -> Rulebook:
    """Build a rulebook from parsed data (dates as dates or ISO texts); raises RulebookInvalid with all problems."""
    problems = list(find_bad_values(data, ""))
    reader = TableReader(data, "", problems)
    book = _read_rulebook(reader, "" if problems else data_digest(data), kinds())
    reader.finish()
    if problems:
        raise RulebookInvalid(problems)
    return book


def _read_rulebook(reader: TableReader, digest: str, known: Collection[str]) -> Rulebook:
    read = [read_check(table, known) for table in reader.tables("checks")]
    book = Rulebook(
        code=reader.text("code"),
        version=reader.whole("version", least=1),
        level=reader.word("level", words.LEVELS),
        title_vi=reader.text("title_vi"),
        title_en=reader.text("title_en"),
        starts_on=reader.day("starts_on"),
        ends_on=reader.day("ends_on"),
        law=reader.text("law", ""),
        decree=reader.text("decree", ""),
        circular=reader.text("circular", ""),
        issuer=reader.text("issuer", ""),
        made_under=reader.text("made_under", ""),
        forms=reader.words("forms", words.FORMS),
        enables=reader.texts("enables"),
        values=read_free(reader, "values"),
        is_example=reader.flag("is_example"),
        confirmed=not reader.has("confirmed") or reader.flag("confirmed"),
        without_local=reader.flag("without_local"),
        keeps_sent=reader.flag("keeps_sent"),
        overrides=_read_overrides(reader),
        checks=tuple(spec for spec, active in read if active),
        reserved=tuple(spec for spec, active in read if not active),
        digest=digest,
    )
    _find_problems(book, reader)
    _find_duplicates([spec for spec, _ in read], reader)
    return book


def _read_overrides(reader: TableReader) -> dict[str, Mapping[str, Any]]:
    table = reader.table("overrides")
    return {code: read_free(table.table(code), "params") for code in table.keys()}  # noqa: SIM118 - marks them as read


def _find_problems(book: Rulebook, reader: TableReader) -> None:
    is_local = book.level in {"ministry", "province"}
    if book.level != "house" and book.starts_on is None:
        reader.problem("starts_on", "missing: the pack of a regime or an issuer begins on a day")
    if book.starts_on and book.ends_on and book.ends_on < book.starts_on:
        reader.problem("ends_on", "earlier than starts_on")
    if is_local and not book.issuer:
        reader.problem("issuer", "missing: a local pack names the body that made it")
    for key in ("issuer", "made_under", "enables", "overrides"):
        if not is_local and getattr(book, key):
            reader.problem(key, "only a ministry's or a province's pack may say this")
    if book.level != "house" and any(spec.overridable for spec in book.checks):
        reader.problem("overridable", "only the house rules say what may be overridden")
    for name, table in book.values.items():
        if not _is_cited(table):
            reader.problem(f"values.{name}", "no citation: a table says where its numbers stand")


def _is_cited(table: Any) -> bool:
    """Tell whether a table of values has a citation with a text, itself or in each of its own tables."""
    if not isinstance(table, Mapping):
        return False
    citation = table.get("citation")
    if isinstance(citation, Mapping) and citation.get("text"):
        return True
    return bool(table) and all(_is_cited(below) for below in table.values())


def _find_duplicates(specs: list[CheckSpec], reader: TableReader) -> None:
    asked = Counter(
        (spec.code, spec.kind, spec.force, phase, spec.forms, spec.subjects, spec.bases, spec.valid_from)
        for spec in specs
        for phase in spec.at
    )
    for (code, kind, _, phase, *_), count in asked.items():
        if count > 1:
            reader.problem("checks", f"{code} {kind} is asked {count} times at {phase}")
