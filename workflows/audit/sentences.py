"""Audit events and chain breaks as sentences that a person can read, in Vietnamese or English."""

import re
from collections.abc import Mapping
from typing import Literal

from workflows.audit.chains import Break
from workflows.audit.vocabulary import event_kind, vocabulary

Language = Literal["vi", "en"]
NOTHING = "—"
_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")


def sentence(
    event: str,
    values: Mapping[str, object],
    language: Language = "vi",
    labels: Mapping[str, Mapping[str, str]] | None = None,
) -> str:
    """Return the history line of an event; a value that is missing, None or empty reads as "—".

    `labels` names codes by group: `states`, `roles`, `actions`, `forms`, `documents`, each a mapping from code to
    label in the wanted language; a code without a label is shown as it is. Raises `UnknownEvent`.
    """
    kind = event_kind(event)
    groups, named = vocabulary().label_groups, labels or {}

    def shown(placeholder: str) -> str:
        return _shown(values.get(placeholder), named.get(groups[placeholder], {}))

    return _filled(kind.vi if language == "vi" else kind.en, {name: shown(name) for name in kind.placeholders})


def break_sentence(found: Break, language: Language = "vi") -> str:
    """Return what a break of a chain means, naming the stream, the entry, and what was expected and found."""
    values = {"stream": found.stream, "seq": str(found.seq), "expected": found.expected, "found": found.found}
    return _filled(
        vocabulary().breaks[found.kind][language], {name: value or NOTHING for name, value in values.items()}
    )


def _shown(value: object, labels: Mapping[str, str]) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_shown(item, labels) for item in value) or NOTHING
    if value is None or value == "":
        return NOTHING
    return labels.get(str(value), str(value))


def _filled(template: str, values: Mapping[str, str]) -> str:
    """Fill a template in one pass, so that braces inside a value stay what they are."""
    return _PLACEHOLDER.sub(lambda match: values[match.group(1)], template)
