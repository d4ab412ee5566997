"""Pages that come late and in two parts, as they do on a bad line; a test that reads too early fails with them."""

import os
from collections.abc import Iterable, Iterator
from time import sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# Seconds before each part of a page; nothing unless asked for.
LATE = float(os.environ.get("LATE_PAGES", "0"))


def in_time(inner: "WSGIApplication", seconds: float = LATE) -> "WSGIApplication":
    """Return an application whose pages come as late as was asked for; what lies still comes at once."""

    def answer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        if not seconds or environ["PATH_INFO"].startswith("/static/"):
            return inner(environ, start)
        sleep(seconds)
        return _in_two(inner(environ, start), seconds)

    return answer


def _in_two(parts: Iterable[bytes], seconds: float) -> Iterator[bytes]:
    whole = b"".join(parts)
    if callable(close := getattr(parts, "close", None)):
        close()
    third = len(whole) // 3
    yield whole[:third]
    sleep(seconds)
    yield whole[third:]
