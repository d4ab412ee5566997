"""What runs in the background every few seconds, and the count in each page's header, read no whole table."""

from collections.abc import Callable
from typing import Any

import pytest

from service.db import acting, contacts, cursors, jobs, notices, outbox, recipients
from service.db.access import Reader
from service.db.notices import Told
from service.db.queues import Waiting
from service.db.work import Work
from tests.integration.db.test_plans import plan, scans
from tests.support.databases import Statements, open_database
from workflows.policy import Holding

ID = "1" * 32
HELD = (Holding("unit_head", ID, f"/{ID}/"), Holding("agency_head", ID, f"/{ID}/"))
TOLD = Told(ID, Reader(ID, (ID,)), Waiting(HELD, ID))
AUDITOR = Told(ID, Reader(ID, None), Waiting((), ID))
READS: dict[str, Callable[[Work], Any]] = {
    "unread": lambda w: notices.count_unread(w, TOLD),
    "unread of an auditor": lambda w: notices.count_unread(w, AUDITOR),
    "notices": lambda w: notices.list_notices(w, TOLD, after=ID),
    "notice": lambda w: notices.find_notice(w, TOLD, ID),
    "fresh": lambda w: notices.count_kinds_since(w, TOLD, w.now),
    "old notices": lambda w: notices.is_any_older(w, w.now),
    "own jobs": lambda w: jobs.list_jobs(w, ID, after=ID),
    "expired files": jobs.list_expired_files,
    "due mail": outbox.find_due,
    "mails of a state": lambda w: outbox.list_mails(w, state="failed", after=ID),
    "told daily": lambda w: contacts.list_untold(w, "daily", w.now, only_fresh=False),
    "told promptly": lambda w: contacts.list_untold(w, "prompt", w.now, only_fresh=True),
    "contact": lambda w: contacts.find_contact(w, ID),
    "cursor": lambda w: cursors.read_cursor(w, "notices"),
    "awaiting": lambda w: recipients.load_awaiting(w, [ID]),
    "holders below": lambda w: recipients.list_holders(w, "unit_head", ID, w.today),
    "holders": lambda w: recipients.list_holders(w, "agency_head", ID, w.today),
    "actor": lambda w: acting.find_acting(w, ID),
    "ready": jobs.is_any_ready,
}
WRITES: dict[str, Callable[[Work], Any]] = {
    "take a job": lambda w: jobs.take_next(w, token=ID, lease_until=w.now),
    "change a job": lambda w: jobs.change_held(w, ID, ID, {"done": 1}),
    "take a mail": lambda w: outbox.take_due(w, token=ID, until=w.now),
    "read one": lambda w: notices.mark_read(w, ID, ID),
    "read all": lambda w: notices.mark_read(w, ID),
    "settle": lambda w: notices.settle_owed(w, [ID]),
    "move the cursor": lambda w: cursors.move_cursor(w, "notices", 1, 2),
}


@pytest.mark.parametrize("name", [*READS, *WRITES])
def test_background_statement_uses_an_index(sqlite_url: str, name: str) -> None:
    database = open_database(sqlite_url)
    seen = Statements()
    database.watch(seen)
    (database.write if name in WRITES else database.read)((READS | WRITES)[name])
    texts = list(seen.texts)
    assert texts
    for text in texts:
        lines = database.read(lambda work, text=text: plan(work, text))
        assert scans(lines) == [], "\n".join([text, *lines])
    database.close()
