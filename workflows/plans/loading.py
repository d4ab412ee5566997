"""From the text of a plan file to a plan, or to the list of everything that is wrong with it."""

import hashlib
import json
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from workflows.plans import vocabulary as words
from workflows.plans.consistency import find_contradictions
from workflows.plans.model import Plan, SourceText, Stated
from workflows.plans.read_awards import read_deadline, read_occasion, read_phase, read_text
from workflows.plans.read_papers import (
    read_base,
    read_body,
    read_duty,
    read_recipient,
    read_source,
    read_succession,
    read_warning,
)
from workflows.plans.read_subjects import read_category, read_criterion
from workflows.plans.table_reader import TableReader


class PlanInvalid(ValueError):
    """A plan file that cannot be accepted; `problems` lists every reason with its key path."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def load_plan(text: str) -> Plan:
    """Read a plan from TOML; raises PlanInvalid with all problems at once."""
    return plan_from_data(parse_plan(text))


def parse_plan(text: str) -> dict[str, Any]:
    """Return the bare data of a plan file; raises PlanInvalid when the text is not TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PlanInvalid([f"file: not TOML: {error}"]) from error


def plan_from_data(data: Mapping[str, Any]) -> Plan:
    """Build a plan from parsed data (dates as dates or ISO texts); raises PlanInvalid with all problems at once."""
    problems = list(find_bad_values(data, ""))
    reader = TableReader(data, "", problems)
    digest = "" if problems else data_digest(data)
    plan = _read_plan(reader, digest)
    reader.finish()
    problems.extend(find_contradictions(plan))
    if problems:
        raise PlanInvalid(problems)
    return plan


def plan_digest(text: str) -> str:
    """Return the SHA-256 (hex) of the canonical JSON of a plan file; raises PlanInvalid on text that is not NFC."""
    data = parse_plan(text)
    problems = list(find_bad_values(data, ""))
    if problems:
        raise PlanInvalid(problems)
    return data_digest(data)


def canonical_json(data: Mapping[str, Any]) -> str:
    """Return the one JSON text of the data: sorted keys, no spaces, dates as ISO texts (RFC 8785 for this subset)."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_iso)


def data_digest(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hex) of the canonical JSON of parsed data."""
    return hashlib.sha256(canonical_json(data).encode()).hexdigest()


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    message = f"{type(value).__name__} has no place in such a file"
    raise TypeError(message)


def find_bad_values(value: Any, path: str) -> Iterator[str]:
    """Yield the key path of every text that is not NFC and every value that canonical JSON has no one form for."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from find_bad_values(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from find_bad_values(item, f"{path}[{index}]")
    elif isinstance(value, str):
        if not unicodedata.is_normalized("NFC", value):
            yield f"{path}: text is not NFC"
    elif not isinstance(value, int | date):
        yield f"{path}: {type(value).__name__} has no place in such a file"


def _read_plan(reader: TableReader, digest: str) -> Plan:
    identity = reader.table("identity")
    return Plan(
        code=reader.text("code"),
        version=reader.whole("version", least=1),
        file_ref=reader.text("file_ref"),
        title=identity.text("title"),
        movement_name=identity.text("movement_name"),
        movement_aliases=identity.texts("movement_aliases"),
        issuer_code=identity.text("issuer_code"),
        issuer_name=identity.text("issuer_name"),
        issuer_level=identity.word("issuer_level", words.LEVELS),
        parent=identity.optional("parent"),
        kind=identity.word("kind", words.PLAN_KINDS),
        number=identity.optional("number"),
        date_printed=identity.text("date_printed"),
        issued_on=identity.day("issued_on"),
        signer=identity.optional("signer"),
        sign_mode=identity.word("sign_mode", words.SIGN_MODES) if identity.has("sign_mode") else None,
        status=identity.word("status", words.STATUSES),
        source_quality=identity.word("source_quality", words.QUALITIES),
        effective_on=identity.day("effective_on"),
        number_printed=identity.text("number_printed", ""),
        campaign=identity.text("campaign", ""),
        place=identity.text("place", ""),
        identity_lines=_read_identity_lines(identity.table("lines")),
        digest=digest,
        **_read_lists(reader),
        **_read_stated(reader),
    )


def _read_identity_lines(table: TableReader) -> Mapping[str, tuple[int, ...]]:
    return MappingProxyType({item: table.lines(item) for item in words.IDENTITY_ITEMS if table.has(item)})


def _read_lists(reader: TableReader) -> dict[str, Any]:
    succession = read_succession(reader.table("succession")) if reader.has("succession") else None
    return {
        "succession": succession,
        "issuer_successor": succession.code if succession else None,
        "source": read_source(reader.table("source")) if reader.has("source") else SourceText("", ""),
        "phases": tuple(read_phase(table) for table in reader.tables("phases")),
        "categories": tuple(read_category(table) for table in reader.tables("categories")),
        "criteria": tuple(read_criterion(table) for table in reader.tables("criteria")),
        "occasions": tuple(read_occasion(table) for table in reader.tables("occasions")),
        "deadlines": tuple(read_deadline(table) for table in reader.tables("deadlines")),
        "duties": tuple(read_duty(table) for table in reader.tables("duties")),
        "bases": tuple(read_base(table) for table in reader.tables("bases")),
        "warnings": tuple(read_warning(table) for table in reader.tables("warnings")),
        "recipients": tuple(read_recipient(table) for table in reader.tables("recipients")),
        "bodies": tuple(read_body(table) for table in reader.tables("bodies")),
    }


def _read_stated(reader: TableReader) -> dict[str, Any]:
    texts = ("collector", "appraiser", "hr_body", "standing_body", "guidance", "budget", "awardees")
    return {
        **{key: read_text(reader, key) for key in texts},
        "period": Stated(*reader.stated("period", _read_period)),
        "registration_required": Stated(*reader.stated("registration_required", TableReader.flag)),
        "difficulty_path": Stated(*reader.stated("difficulty_path", TableReader.texts)),
    }


def _read_period(table: TableReader, key: str) -> tuple[int, int]:
    years = table.table(key)
    return years.whole("starts", least=1), years.whole("ends", least=1)
