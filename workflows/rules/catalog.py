"""The rulebooks that ship with the product, read once."""

from functools import cache
from importlib.resources import files

from workflows.rules.loading import load_rulebook
from workflows.rules.model import Rulebook


@cache
def packaged_rulebooks() -> tuple[Rulebook, ...]:
    """Return every packaged rulebook version by code and version; raises RulebookInvalid for a broken file."""
    books = (load_rulebook(text) for text in packaged_rulebook_texts().values())
    return tuple(sorted(books, key=lambda book: (book.code, book.version)))


@cache
def packaged_rulebook(code: str) -> Rulebook:
    """Return the newest packaged version of one rulebook; raises KeyError when none has that code."""
    texts = [text for name, text in packaged_rulebook_texts().items() if name.split("/")[0] == code]
    if not texts:
        raise KeyError(code)
    return max((load_rulebook(text) for text in texts), key=lambda book: book.version)


def packaged_rulebook_texts() -> dict[str, str]:
    """Return the text of every packaged rulebook file under its name, such as `house/1.toml`."""
    folder = files("workflows").joinpath("data", "rules")
    return {
        f"{book.name}/{version.name}": version.read_text(encoding="utf-8")
        for book in sorted(folder.iterdir(), key=lambda item: item.name)
        for version in sorted(book.iterdir(), key=lambda item: item.name)
        if version.name.endswith(".toml")
    }
