"""Sending what lies in the outbox: one mail at a time, said anew as things stand, settled once the server has it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

import structlog

from service.db import contacts, outbox
from service.db.contacts import ContactRow
from service.db.outbox import MailRow
from service.db.work import Work
from service.mail.smtp import Letter, MailRefused, send
from service.usecases.notices.digests import DAILY, content_of, texts
from service.usecases.services import Services

LONGEST_ATTEMPT = timedelta(minutes=2)  # longer than the server is waited for: after it another may try
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
MOST_ATTEMPTS = len(PAUSES) + 1
GIVEN_UP = "given-up"
OUTDATED = timedelta(hours=20)  # the next digest says it better


class Taken(NamedTuple):
    """A mail in hand for one attempt: the letter, or why there is none."""

    row: MailRow
    token: str
    letter: Letter | None
    why_not: str


def send_due(services: Services) -> bool:
    """Send the mail that is due first; False when none is, or no server is set.

    A mail whose acceptance could not be noted, because the process was killed in between, is sent again with the same
    Message-ID, by which mailboxes know it for the same.
    """
    database, settings = services.database, services.settings
    if not settings.smtp_host or not database.glance(outbox.find_due):
        return False
    taken = database.write(lambda work: _take(services, work))
    if taken is None:
        return False
    values = _attempt(services, taken)
    database.write(lambda work: _settle(work, taken, values))
    return True


def _take(services: Services, work: Work) -> Taken | None:
    token = work.new_id()
    row = outbox.take_due(work, token=token, until=work.now + LONGEST_ATTEMPT)
    if row is None:
        return None
    if row.attempts > MOST_ATTEMPTS:
        return Taken(row, token, None, GIVEN_UP)
    contact = contacts.find_contact(work, row.account_id)
    if contact is None or not contact.email or contact.mail == "none":
        return Taken(row, token, None, "no-address")
    if work.now - row.due_at > OUTDATED:
        return Taken(row, token, None, "outdated")
    said = _as_things_stand(services, work, row, contact)
    if said is None:
        return Taken(row, token, None, "nothing-left")
    return Taken(row, token, Letter(row.message_id, contact.email, said["subject"], said["body"], work.now), "")


def _as_things_stand(services: Services, work: Work, row: MailRow, contact: ContactRow) -> dict[str, str] | None:
    """Return the texts of a mail with the counts of this moment; None when all of it was done meanwhile."""
    since = contact._replace(told_until=row.created_at - timedelta(days=1))
    content = content_of(work, since)
    return texts(services.settings, content, work.now) if content.is_worth_a_mail(DAILY) else None


def _attempt(services: Services, taken: Taken) -> Mapping[str, Any]:
    if taken.letter is None:
        state = outbox.FAILED if taken.why_not == GIVEN_UP else outbox.DROPPED
        return {"state": state, "error": taken.why_not}
    try:
        send(services.settings, taken.letter)
    except MailRefused as refusal:
        structlog.get_logger().warning("mail not sent", mail=taken.row.id, reason=str(refusal))
        pauses_left = PAUSES[taken.row.attempts - 1 :]
        if refusal.is_final or not pauses_left:
            return {"state": outbox.FAILED, "error": str(refusal)}
        return {"error": str(refusal), "pause": pauses_left[0]}
    return {"state": outbox.SENT, "error": "", "subject": taken.letter.subject, "body": taken.letter.body}


def _settle(work: Work, taken: Taken, values: Mapping[str, Any]) -> None:
    said = dict(values)
    pause = said.pop("pause", None)
    if pause is not None:
        said["due_at"] = work.now + pause
    if said.get("state") == outbox.SENT:
        said["sent_at"] = work.now
    outbox.settle_mail(work, taken.row.id, taken.token, said)
