"""A page's source read by the rules of HTML: its errors, its ids, and every text with the language it is marked as."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import html5lib

HTML = "{http://www.w3.org/1999/xhtml}"
UNREAD = {"script", "style", "template", "noscript"}
# What stands here is quoted to the letter: code, or a name that is the same in every language.
QUOTING = {"code", "pre", "kbd", "samp", "textarea"}
# Notes on a plan quote the words of its source within a sentence of the reader's language, and a scenario stands as it
# is in its feature file, codes included: it is the specification itself.
NOTES = {"notes", "scenario"}
SPOKEN_ATTRIBUTES = ("alt", "aria-label", "aria-description", "aria-roledescription", "placeholder", "title", "label")
SPOKEN_VALUES = {"button", "submit", "reset"}
REFERRING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list", "headers")


@dataclass(frozen=True)
class Text:
    """Words that somebody reads or hears: in which language, in which element, and whether they are quoted."""

    words: str
    language: str
    place: str
    is_quoted: bool


@dataclass
class Source:
    """What a page consists of."""

    problems: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    title: str = ""
    language: str = ""

    @property
    def repeated_ids(self) -> list[str]:
        """Return the ids that stand at more than one element."""
        return [name for name, number in Counter(self.ids).items() if number > 1]

    @property
    def lost_references(self) -> list[str]:
        """Return the references to ids that are not there, such as a label's."""
        known = set(self.ids)
        return [f'{name}="{value}"' for name, value in self.references if not set(value.split()) <= known]


def read_source(text: str) -> Source:
    """Return what a page consists of, with every error that the parser of HTML found."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=True)
    root = parser.parse(text)
    found = Source()
    lines = text.splitlines()
    for (line, _column), code, details in parser.errors:
        said = html5lib.constants.E[code] % details if details else html5lib.constants.E[code]
        near = lines[line - 1].strip()[:120] if 0 < line <= len(lines) else ""
        found.problems.append(f"line {line}: {said} | {near}")
    found.language = root.get("lang", "")
    _walk(root, found, found.language, is_quoted=False)
    return found


def _walk(element: Any, found: Source, language: str, *, is_quoted: bool) -> None:
    if not isinstance(element.tag, str):
        return
    tag = element.tag.removeprefix(HTML)
    language = element.get("lang", language)
    classes = set(element.get("class", "").split())
    quoted = is_quoted or tag in QUOTING or element.get("translate") == "no" or not NOTES.isdisjoint(classes)
    _note(element, tag, found)
    if tag in UNREAD:
        return
    found.texts.extend(Text(words, language, place, quoted) for words, place in _spoken(element, tag))
    if element.text and element.text.strip():
        found.texts.append(Text(" ".join(element.text.split()), language, tag, quoted))
    for child in element:
        _walk(child, found, language, is_quoted=quoted)
        if child.tail and child.tail.strip():
            found.texts.append(Text(" ".join(child.tail.split()), language, tag, quoted))


def _note(element: Any, tag: str, found: Source) -> None:
    if "id" in element.attrib:
        found.ids.append(element.get("id"))
    found.references.extend((name, element.get(name)) for name in REFERRING if element.get(name))
    if tag == "h1":
        found.headings.append(" ".join("".join(element.itertext()).split()))
    if tag == "title" and not found.title:
        found.title = " ".join("".join(element.itertext()).split())


def _spoken(element: Any, tag: str) -> Iterator[tuple[str, str]]:
    for name in SPOKEN_ATTRIBUTES:
        words = element.get(name, "")
        if words.strip():
            yield " ".join(words.split()), f"{tag}[{name}]"
    if tag == "input" and element.get("type") in SPOKEN_VALUES and element.get("value", "").strip():
        yield element.get("value"), f"{tag}[value]"
