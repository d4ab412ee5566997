"""Pages as a browser asks for them: whole requests over HTTP with a sign-in, on a large database."""

import http.client
import os
import statistics
import time
import uuid
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from service.db import browser_sessions
from service.db.database import Database
from service.db.work import Work
from service.http.context import SESSION_COOKIE
from service.usecases.accounts.browser_sessions import digest_of_secret
from service.usecases.accounts.tokens import find_actor
from service.usecases.desk.queues import list_inbox
from tests.bench.grounds import Ground, Grounds
from tests.bench.places import MORNING
from tests.bench.seeds import token_of
from tests.bench.servers import THREADS, Server, serve
from tests.bench.walking import WrongAnswer

PARTS = ("auditor", "agency", "unit", "collect", "head")
WARM = 2  # requests that make templates and plans
DEEP_PAGES = 20  # of the queue, before the page that is called deep


@dataclass(frozen=True)
class WebTime:
    """One page: median and 99th percentile of a request, CPU time of the server for it, in milliseconds; its bytes."""

    engine: str
    size: int
    name: str
    median: float
    worst: float
    cpu: float
    size_bytes: int


def measure_web(grounds: Grounds, ground: Ground, repeats: int) -> list[WebTime]:
    """Ask for each page so many times over one connection; raises WrongAnswer for anything but a page."""
    secrets, deep = _prepare(ground)
    pages = {
        "my work, the collector": ("collect", "/"),
        "my work, the collector, page 21": ("collect", f"/?after={deep}"),
        "my work, the head of 500 units": ("head", "/"),
        "my work, one unit's head": ("unit", "/"),
        "open the next, the collector": ("collect", "/queue/next"),
        "proposals of the agency": ("agency", "/proposals"),
        "proposals, an auditor": ("auditor", "/proposals"),
        "search “nguyen”, an auditor": ("auditor", "/proposals?q=nguyen"),
        "search “nguyen van an”, an auditor": ("auditor", "/proposals?q=nguyen%20van%20an"),
    }
    environment = {
        "DATABASE_URL": ground.url,
        "DOCUMENTS_DIR": str(grounds.folder / "documents"),
        "DB_POOL_SIZE": str(THREADS),
    }
    log = grounds.folder / f"{ground.engine}-{ground.size}-web.log"
    with serve("tests.bench.application", environment, workers=1, log=log) as server:
        return [
            _measure(ground, server, name, address, secrets[part], repeats) for name, (part, address) in pages.items()
        ]


def _prepare(ground: Ground) -> tuple[dict[str, str], str]:
    """Sign everybody in, and return their secrets and where a deep page of the collector's queue begins."""
    database = Database(
        ground.url, clock=lambda: MORNING, new_id=lambda: uuid.uuid4().hex, random_bytes=os.urandom, pool_size=2
    )
    with closing(database):
        secrets = database.write(lambda work: {part: _sign_in(work, part) for part in PARTS})
        after = None
        for _ in range(DEEP_PAGES):
            after = database.read(
                lambda work, after=after: (
                    list_inbox(  # type: ignore[misc]  # bound at once
                        work, actor=find_actor(work, token_of("collect")), after=after, limit=50
                    ).next
                )
            )
    return secrets, after or ""


def _sign_in(work: Work, part: str) -> str:
    secret = uuid.uuid4().hex
    browser_sessions.add_session(
        work,
        find_actor(work, token_of(part)).account_id,
        digest_of_secret(secret),
        method="password",
        network="bench",
        agent="bench",
        expires_at=MORNING + timedelta(hours=12),
        has_second_factor=True,
        confirmed_at=MORNING,
    )
    return secret


def _measure(ground: Ground, server: Server, name: str, address: str, secret: str, repeats: int) -> WebTime:
    times, size, before = [], 0, 0.0
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)) as connection:
        for number in range(repeats + WARM):
            before = server.cpu_seconds() if number == WARM else before
            began = time.perf_counter()
            connection.request("GET", address, headers={"Cookie": f"{SESSION_COOKIE}={secret}"})
            answer = connection.getresponse()
            body = answer.read()
            times.append(1000 * (time.perf_counter() - began))
            if answer.status not in {HTTPStatus.OK, HTTPStatus.SEE_OTHER} or b"/sign-in?next" in body:
                raise WrongAnswer(f"{name}: {answer.status}")
            size = len(body)
    cpu = 1000 * (server.cpu_seconds() - before) / repeats
    counted = sorted(times[WARM:])
    worst = counted[int(0.99 * (len(counted) - 1))]
    return WebTime(ground.engine, ground.size, name, statistics.median(counted), worst, cpu, size)
