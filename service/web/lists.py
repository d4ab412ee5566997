"""What pages with lists share: the words of the address, the next page, and which rows are ticked."""

from collections.abc import Callable, Container
from urllib.parse import urlencode

from flask import request

LONGEST = 200


def argument(name: str, known: Container[str] | None = None) -> str:
    """Return a word of the address, empty when it is absent, too long, or not one of those known."""
    value = request.args.get(name, "").strip()
    if len(value) > LONGEST or (known is not None and value not in known):
        return ""
    return value


def this_list(**changes: str) -> str:
    """Return the address of this list with other words; an empty one is left out."""
    values = {name: request.args[name] for name in request.args if name not in {"lang", "after", "tick"}}
    values |= changes
    query = urlencode({name: value for name, value in values.items() if value})
    return f"{request.path}?{query}" if query else request.path


def next_page(after: str | None) -> str:
    """Return the address of the next page of this list, empty at its end."""
    return this_list(after=after) if after else ""


def selected() -> bool:
    """Tell whether every row of the page is to be ticked; asked for by a link, so that no script is needed."""
    return request.args.get("tick") == "all"


def words_of_lists() -> dict[str, Callable[..., str]]:
    """Return what templates of lists may use; for the context of an area."""
    return {"this_list": this_list}
