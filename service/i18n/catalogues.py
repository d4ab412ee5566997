"""English sentences for the Vietnamese ones that pages and templates write in place: one catalogue file per area."""

from decimal import Decimal
from functools import cache
from importlib.resources import files
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

ENGLISH = "en"


@cache
def catalogues() -> dict[str, Catalog]:
    """Return the English catalogue of each area, by the area's name."""
    found = {}
    for file in sorted((files("service.i18n") / ENGLISH).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".po"):
            found[file.name.removesuffix(".po")] = read_po(BytesIO(file.read_bytes()), locale=ENGLISH)
    return found


@cache
def translations(language: str) -> NullTranslations:
    """Return the sentences of a language; Vietnamese ones are those of the templates themselves."""
    spoken: NullTranslations = NullTranslations()
    if language != ENGLISH:
        return spoken
    merged = Translations()
    merged.plural = _plural  # merging does not bring it along
    for catalogue in catalogues().values():
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        merged.merge(Translations(compiled))
    return merged


def _plural(number: float | Decimal) -> int:
    """Return which of the two English forms a number takes."""
    return int(number != 1)
