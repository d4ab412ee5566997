"""Reading a page strictly: every element closed in turn, every attribute once, texts with their language."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
ADDRESSES = frozenset({"href", "src", "action", "data-openapi", "xlink:href", "poster", "srcset"})
UNSEEN = frozenset({"script", "style"})
# Notes quote the words of the source texts within a sentence of the reader's language.
QUOTING = "notes"


@dataclass(slots=True)
class Page:
    """What was found: problems of form, elements with their attributes, and the seen texts of each language."""

    problems: list[str] = field(default_factory=list)
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    title: str = ""

    def count(self, tag: str) -> int:
        """Return how many elements of a kind there are."""
        return sum(name == tag for name, _ in self.elements)

    def values(self, *names: str) -> list[str]:
        """Return the values of attributes, in order."""
        return [value for _, attributes in self.elements for key, value in attributes.items() if key in names]

    @property
    def ids(self) -> list[str]:
        """Return every id."""
        return self.values("id")

    @property
    def addresses(self) -> list[str]:
        """Return every address that the page refers to."""
        return self.values(*ADDRESSES)

    def text(self, language: str | None = None) -> str:
        """Return what is seen, all of it or what is marked as one language, with single spaces."""
        kept = (text for spoken, text in self.texts if language in {None, spoken})
        return " ".join(" ".join(kept).split())


class _Reader(HTMLParser):
    """Follows the open elements and what language each is in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        if len(attributes) != len(attrs):
            self.page.problems.append(f"{tag} has an attribute twice at {self.getpos()}")
        self.page.elements.append((tag, attributes))
        spoken = attributes.get("lang", self._open[-1][1] if self._open else "")
        if QUOTING in attributes.get("class", "").split():
            spoken = f"{spoken}, quoting"
        if tag not in VOID:
            self._open.append((tag, spoken))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            inside = self._open[-1][0] if self._open else "nothing"
            self.page.problems.append(f"</{tag}> closes {inside} at {self.getpos()}")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        tag, spoken = self._open[-1] if self._open else ("", "")
        if tag in UNSEEN:
            self.page.scripts.append(data)
        elif tag == "title" and all(name != "svg" for name, _ in self._open):
            self.page.title += data
        elif data.strip():
            self.page.texts.append((spoken, data))

    def close(self) -> None:
        super().close()
        self.page.problems += [f"{tag} is never closed" for tag, _ in self._open]


def read_page(text: str) -> Page:
    """Return what a page holds, with every problem of its form."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.page
