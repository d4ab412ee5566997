"""One browser per worker, one filled database per run, and for each test a fresh visitor who overlooks nothing."""

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.browser.kit import DESKTOP, HEIGHT, Complaints, Visitor
from tests.browser.serving import Site, fill_template, serve
from tests.support.browser import FLAGS, Machine

Open = Callable[..., Visitor]
# Milliseconds that a page may take on a machine that does other things beside; what is there is not waited for.
PATIENCE = 30_000


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The Chromium of this machine."""
    return Machine.present().require()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright itself."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: Path) -> Iterator[Browser]:
    """A browser of this worker's own."""
    # Fields of days take a day apart in the language of the browser itself, whatever the page speaks.
    environment = {**os.environ, "LANGUAGE": "en_US"}
    launched = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS), env=environment)
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder with the demonstration's database and documents, filled by whichever worker asks first."""
    mine = tmp_path_factory.getbasetemp()
    shared = mine if worker_id == "master" else mine.parent
    folder, done = shared / "demo-template", shared / "demo-template.done"
    with (shared / "demo-template.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not done.exists():
            fill_template(folder)
            done.touch()
    return folder


@pytest.fixture(scope="session")
def site(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running service for the tests that only look."""
    with serve(demo_template, tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture
def own_site(demo_template: Path, tmp_path: Path) -> Iterator[Site]:
    """A running service of the test's own, to be changed."""
    with serve(demo_template, tmp_path / "site") as running:
        yield running


@pytest.fixture
def open_visitor(browser: Browser) -> Iterator[Open]:
    """Bring somebody in front of a site, with nothing remembered; whatever their browser complains of is a failure."""
    contexts, complaints = [], Complaints()

    def bring(site: Site, *, script: bool = True, width: int = DESKTOP) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHT}, java_script_enabled=script, locale="vi-VN"
        )
        context.set_default_timeout(PATIENCE)
        complaints.watch(context)
        contexts.append(context)
        return Visitor(site, context.new_page(), complaints)

    yield bring
    for context in contexts:
        context.close()
    assert not complaints.lines, "\n".join(complaints.lines)


@pytest.fixture
def visitor(open_visitor: Open, site: Site) -> Visitor:
    """Somebody who has not signed in, in front of the site that is only looked at."""
    return open_visitor(site)
