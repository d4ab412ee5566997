"""Digests: what a person owes and how it went with what he drafted, as counts alone; nothing of it names anybody."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import NamedTuple

from service.config import Settings
from service.db import contacts, notices, outbox
from service.db.contacts import ContactRow
from service.db.work import VIETNAM, Work
from service.i18n import sentence
from service.usecases.desk.queues import MOST_COUNTED, count_inbox
from service.usecases.errors import PermissionDenied, Unauthenticated
from service.usecases.jobs.owners import actor_of
from service.usecases.notices.notices import told
from service.usecases.reports.report_reminders import count_missing_reports
from service.usecases.services import Services
from workflows.policy import Actor

BATCH = 20
DAILY, PROMPT = "daily", "prompt"
PROMPT_PAUSE = timedelta(minutes=10)  # what comes within it goes into one mail
OWED_KINDS = frozenset({"awaits", "returned", "due-soon", "overdue"})
ESCALATED = "overdue-escalated"
UNMAILED_KINDS = frozenset({"job-done", "job-failed"})  # read in the page by the one who waits for it
EVERYTHING = ("*",)


class Content(NamedTuple):
    """What a digest says, in numbers: owed in all, late, due soon; news, how new; late below; reports missing."""

    owed: int
    overdue: int
    soon: int
    news: int
    fresh: int
    below: int = 0
    reports: int = 0

    def is_worth_a_mail(self, mail: str) -> bool:
        """Tell whether there is anything to write: for those told at once only when something has come."""
        return bool(self.owed or self.news or self.below or self.reports) and (mail == DAILY or self.fresh > 0)


NOTHING = Content(0, 0, 0, 0, 0)


def make_digests(services: Services) -> int:
    """Put into the outbox what is due to be told now and return how many accounts were looked at; 0 when none is left.

    Each account is told once of each time, whoever else does the same: the mail and up to when the account has been
    told are one transaction.
    """
    settings, database = services.settings, services.database
    slot, due = database.read(lambda work: _due(settings, work))
    contents = {row: database.read(lambda work, row=row: content_of(work, row)) for row in due}  # type: ignore[misc]  # bound at once
    if contents:
        database.write(lambda work: _tell(settings, work, slot, contents))
    return len(due)


def _due(settings: Settings, work: Work) -> tuple[datetime, list[ContactRow]]:
    """Return the time that daily digests are due for, and the accounts to be told now."""
    slot = last_slot(settings, work.now)
    daily = contacts.list_untold(work, DAILY, slot, only_fresh=False, limit=BATCH)
    return slot, daily + contacts.list_untold(work, PROMPT, work.now - PROMPT_PAUSE, only_fresh=True, limit=BATCH)


def _tell(settings: Settings, work: Work, slot: datetime, contents: Mapping[ContactRow, Content]) -> None:
    for row, content in contents.items():
        if not contacts.note_told(work, row, work.now) or not content.is_worth_a_mail(row.mail):
            continue
        instant = slot if row.mail == DAILY else work.now
        key = f"{row.mail}:{row.account_id}:{instant.astimezone(VIETNAM):%Y%m%dT%H%M%S}"
        said = texts(settings, content, work.now)
        reference = message_id(settings, key)
        outbox.add_mail(work, key=key, kind=row.mail, account_id=row.account_id, message_id=reference, **said)


def last_slot(settings: Settings, now: datetime) -> datetime:
    """Return the last instant, up to now, at which daily digests were due."""
    here = now.astimezone(VIETNAM)
    today = [datetime.combine(here.date(), time(hour), VIETNAM) for hour in settings.digest_times]
    return max((slot for slot in today if slot <= here), default=today[-1] - timedelta(days=1))


def content_of(work: Work, row: ContactRow) -> Content:
    """Return what there is to tell an account as things stand now; nothing for one that may not act at all."""
    try:
        actor = actor_of(work, row.account_id, EVERYTHING)
    except Unauthenticated:
        return NOTHING
    kinds = notices.count_kinds_since(work, told(actor), row.told_until)
    mailed = {kind: count for kind, count in kinds.items() if kind not in UNMAILED_KINDS}
    news = sum(count for kind, count in mailed.items() if kind not in OWED_KINDS | {ESCALATED})
    return Content(
        *_owed(work, actor),
        news=news,
        fresh=sum(mailed.values()),
        below=mailed.get(ESCALATED, 0),
        reports=count_missing_reports(work, actor),
    )


def _owed(work: Work, actor: Actor) -> tuple[int, int, int]:
    try:
        counters = count_inbox(work, actor=actor)
    except PermissionDenied:
        return 0, 0, 0
    return counters.total.total, counters.overdue.total, counters.soon.total if counters.soon else 0


def texts(settings: Settings, content: Content, at: datetime) -> dict[str, str]:
    """Return subject and body: counts and where to sign in; no name, no number of a proposal, no reason."""
    said: dict[str, object] = {name: _counted(count) for name, count in content._asdict().items()}
    said |= {"at": f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}", "address": settings.public_url}

    def speak(code: str) -> str:
        return sentence("mails", code, said, settings.language)

    counts = [speak(code) for code in ("owed", "overdue", "soon", "below", "news", "reports") if getattr(content, code)]
    where = [speak("where"), ""] if settings.public_url else []
    lines = [speak("greeting"), "", speak("as-of"), *counts, "", *where, speak("closing"), ""]
    subject = next((code for code in ("owed", "news", "below") if getattr(content, code)), "reports")
    return {"subject": speak(f"subject-{subject}"), "body": "\n".join(lines)}


def _counted(count: int) -> str:
    return f"{MOST_COUNTED}+" if count >= MOST_COUNTED else str(count)


def message_id(settings: Settings, key: str) -> str:
    """Return the Message-ID of the mail of a key: the same however often it is tried."""
    domain = settings.mail_from.rpartition("@")[2].strip("<> ") or "vinh-danh.invalid"
    return f"{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}"
