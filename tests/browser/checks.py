"""What every page must be: each check returns its complaints, so that a page is told all that is wrong with it."""

import hashlib
import re
from collections.abc import Collection
from functools import cache
from typing import Any

from playwright.sync_api import Page

from tests.browser.sources import Source, read_source
from tests.browser.vocabulary import VIETNAMESE, raw_codes
from tests.support.tree import ROOT

AXE = ROOT / "tests" / "support" / "vendor" / "axe-core" / "axe.min.js"
LETTERS = re.compile(r"[^\W\d_]")
CAPITALS_OF_A_NAME = 3
QUOTED = re.compile("“[^“”]*”")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
RUN_AXE = """(rules) => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})
  .then((found) => found.violations.map((item) => ({
    id: item.id, help: item.help,
    nodes: item.nodes.slice(0, 5).map((node) => `${node.target.join(' ')}: ${node.failureSummary}`),
  })))"""
# How a page is built, without its words: two pages of one shape need not be judged twice.
SHAPE = """() => [...document.querySelectorAll('body, body *')].map((element) =>
  [element.tagName, element.className.baseVal ?? element.className, element.getAttribute('role') ?? '',
   element.getAttribute('type') ?? '', element.hasAttribute('hidden'),
   ...element.getAttributeNames().filter((name) => name.startsWith('aria-') && name !== 'aria-label')].join(' ')
).join('\\n')"""
OVERFLOW = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const wide = [...document.querySelectorAll('body *')].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.right > root.clientWidth + 1;
  });
  return [`${root.scrollWidth} px wide in ${root.clientWidth} px`].concat(wide.slice(0, 5).map((element) =>
    `${element.tagName.toLowerCase()}.${element.className.baseVal ?? element.className} to ${
      Math.round(element.getBoundingClientRect().right)} px`));
}"""


def check_source(text: str, language: str, data: Collection[str] = ()) -> list[str]:
    """Return what is wrong with a served page: its HTML, its head, its headings, its words.

    `data` are the words that people typed into this installation: an English page shows them as they are.
    """
    source = read_source(text)
    found = [f"HTML: {problem}" for problem in source.problems]
    found += [f"id twice: {name}" for name in source.repeated_ids]
    found += [f"refers to what is not there: {reference}" for reference in source.lost_references]
    if len(source.headings) != 1 or not source.headings[0]:
        found.append(f"h1 must be one and say something: {source.headings}")
    if not source.title:
        found.append("the title is empty")
    if source.language != language:
        found.append(f"html lang is {source.language!r}, not {language!r}")
    return found + check_words(source, language, data)


def check_words(source: Source, language: str, data: Collection[str] = ()) -> list[str]:
    """Return raw codes, and Vietnamese words of an English page that are not marked as such."""
    found = []
    # A title cannot mark a part of itself, so it may say what the page marks elsewhere, such as the name of a campaign.
    marked = {*data, *(text.words for text in source.texts if text.language == "vi")}
    for text in source.texts:
        if text.is_quoted:
            continue
        raw = raw_codes(text.words, text.language) - set(data)
        found += [f"raw code {code!r} in {text.place}: {text.words[:80]}" for code in sorted(raw)]
        if (
            language == "en"
            and text.language == "en"
            and not is_english(text.words, marked if text.place == "title" else data)
        ):
            found.append(f"not in English in {text.place}: {text.words[:80]}")
    return found


def is_english(words: str, data: Collection[str]) -> bool:
    """Say whether a text is English but for what people typed, what it quotes between marks, and proper names."""
    if not VIETNAMESE.search(words):
        return True
    left, quotes = without_data(words, data), 1
    while quotes:  # a quotation may hold another
        left, quotes = QUOTED.subn("", left)
    has_english = any(word.isascii() and word.isalpha() and word.islower() for word in left.split())
    runs: list[list[str]] = [[]]
    for word in left.split():
        runs[-1].append(word) if VIETNAMESE.search(word) or is_capital(word) else runs.append([])
    return all(is_name(run) for run in runs) and (has_english or not VIETNAMESE.search(left))


def is_name(run: list[str]) -> bool:
    """Say whether words in a row are a proper name: all begin with capitals, or in a long one most of them do."""
    capitals = sum(is_capital(word) for word in run)
    return capitals == len(run) or capitals >= CAPITALS_OF_A_NAME


def is_capital(word: str) -> bool:
    """Say whether a word begins with a capital letter, or is a reference such as 74.1.đ."""
    return any(sign.isdigit() for sign in word) or (LETTERS.findall(word) or "a")[0].isupper()


def without_data(words: str, data: Collection[str]) -> str:
    """Return a text without the phrases that people typed."""
    if words in data:
        return ""
    for phrase in sorted((phrase for phrase in data if phrase in words), key=len, reverse=True):
        words = words.replace(phrase, "")
    return words


@cache
def axe_source() -> str:
    """Return axe-core as a script."""
    return AXE.read_text(encoding="utf-8")


def check_accessibility(page: Page) -> list[str]:
    """Return what axe-core finds against WCAG 2.2 A and AA on the page as it stands."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(axe_source())
    found: list[dict[str, Any]] = page.evaluate(RUN_AXE, list(RULES))
    return [f"axe {item['id']}: {item['help']}: {node}" for item in found for node in item["nodes"]]


def shape_of(page: Page) -> str:
    """Return a digest of how the page is built, without its words."""
    return hashlib.sha256(str(page.evaluate(SHAPE)).encode()).hexdigest()


def check_width(page: Page) -> list[str]:
    """Return what makes the whole page scroll sideways at the present width."""
    return [f"scrolls sideways: {line}" for line in page.evaluate(OVERFLOW)]
