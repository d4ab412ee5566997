"""The outbox and a real mail server: sent once, tried again, given up, and nothing that was done meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from service.db.outbox import MailRow, add_mail, list_mails
from service.db.work import Work
from service.usecases.errors import Conflict, NotFound, PermissionDenied
from service.usecases.notices.mailing import PAUSES, send_due
from service.usecases.notices.outboxes import list_outbox, send_again, show_mail
from service.usecases.services import Services
from tests.integration.services import add_actor
from tests.integration.usecases.told import Telling
from tests.support.mail_server import Mailbox, mail_server
from workflows.policy import Actor


@contextmanager
def with_server(place: Telling, mailbox: Mailbox) -> Iterator[None]:
    """Give the installation a mail server."""
    with mail_server(mailbox) as port:
        place.configure(
            smtp_host="127.0.0.1", smtp_port=port, smtp_tls="none", mail_from="vd@coquan.example",
            public_url="https://vd.example",
        )  # fmt: skip
        yield


def one_mail(place: Telling) -> str:
    """Let one mail wait to be sent, and return the proposal it is about."""
    (one,) = place.ready(1)
    place.write_to("appraise")
    place.move(one, "collect")
    place.clock.move(days=1)
    place.mails()
    return one


def outbox(place: Telling) -> MailRow:
    (mail,) = place.services.database.read(list_mails)
    return mail


def administrator(place: Telling) -> Actor:
    body = place.actor("auditor").holdings[0].organisation_id
    return place.services.database.write(lambda work: add_actor(work, "quan-tri-thu", "administrator", body))


def test_without_a_server_a_mail_waits_and_is_read_by_administrators_alone(place: Telling) -> None:
    one_mail(place)
    assert not send_due(place.services)
    database, who = place.services.database, administrator(place)
    (row,) = database.read(lambda work: list_outbox(work, actor=who)).items
    assert (row["state"], row["attempts"]) == ("waiting", 0)
    assert "can-bo@coquan.example" not in repr(row)
    assert "1" in database.read(lambda work: show_mail(work, actor=who, mail_id=row["id"]))["body"]
    for part in ("appraise", "auditor"):
        with pytest.raises(PermissionDenied):
            database.read(lambda work, part=part: list_outbox(work, actor=place.actor(part)))
        with pytest.raises(PermissionDenied):
            database.read(lambda work, part=part: show_mail(work, actor=place.actor(part), mail_id=row["id"]))
    with pytest.raises(NotFound):
        database.read(lambda work: show_mail(work, actor=who, mail_id="f" * 32))


def test_a_mail_is_sent_once(place: Telling) -> None:
    one_mail(place)
    mailbox = Mailbox()
    with with_server(place, mailbox):
        assert send_due(place.services)
        assert not send_due(place.services)
        place.clock.move(days=1)
        assert not send_due(place.services)
    (mail,) = mailbox.mails
    row = outbox(place)
    assert (row.state, row.attempts, row.error) == ("sent", 1, "")
    assert row.sent_at is not None
    assert mail["Message-ID"] == f"<{row.message_id}>"
    assert mailbox.recipients == ["can-bo@coquan.example"]
    assert "https://vd.example" in mail.get_content()


def test_what_was_done_meanwhile_is_not_mailed(place: Telling) -> None:
    one = one_mail(place)
    place.move(one, "appraise")
    mailbox = Mailbox()
    with with_server(place, mailbox):
        assert send_due(place.services)
    assert not mailbox.mails
    assert (outbox(place).state, outbox(place).error) == ("dropped", "nothing-left")


def test_who_wants_no_mail_any_more_gets_none(place: Telling) -> None:
    one_mail(place)
    place.write_to("appraise", mail="none")
    mailbox = Mailbox()
    with with_server(place, mailbox):
        assert send_due(place.services)
    assert not mailbox.mails
    assert (outbox(place).state, outbox(place).error) == ("dropped", "no-address")


def test_what_is_old_is_left_to_the_next_digest(place: Telling) -> None:
    one_mail(place)
    place.clock.move(hours=21)
    mailbox = Mailbox()
    with with_server(place, mailbox):
        assert send_due(place.services)
    assert not mailbox.mails
    assert (outbox(place).state, outbox(place).error) == ("dropped", "outdated")


def test_a_server_that_is_busy_is_asked_again_later(place: Telling) -> None:
    one_mail(place)
    mailbox = Mailbox(answers=["451 later", "451 later"])
    with with_server(place, mailbox):
        for attempt, pause in enumerate(PAUSES[:2], start=1):
            assert send_due(place.services)
            row = outbox(place)
            assert (row.state, row.attempts, row.error) == ("waiting", attempt, "recipient-refused 451")
            assert not send_due(place.services)
            place.clock.move(seconds=pause.total_seconds())
        assert send_due(place.services)
    assert (outbox(place).state, outbox(place).attempts, len(mailbox.mails)) == ("sent", 3, 1)


def test_a_mail_is_given_up_and_sent_again_when_an_administrator_says_so(place: Telling) -> None:
    one_mail(place)
    who, database = administrator(place), place.services.database
    mailbox = Mailbox(answers=["550 unknown"])
    with with_server(place, mailbox):
        assert send_due(place.services)
        row = outbox(place)
        assert (row.state, row.error) == ("failed", "recipient-refused 550")
        assert not send_due(place.services)
        with pytest.raises(PermissionDenied):
            database.write(lambda work: send_again(work, actor=place.actor("appraise"), mail_id=row.id))
        place.clock.move(hours=30)
        database.write(lambda work: send_again(work, actor=who, mail_id=row.id))
        with pytest.raises(Conflict):
            database.write(lambda work: send_again(work, actor=who, mail_id=row.id))
        assert send_due(place.services)
    assert (outbox(place).state, len(mailbox.mails)) == ("sent", 1)
    assert mailbox.mails[0]["Message-ID"] == f"<{row.message_id}>"
    events = place.ground.ask("SELECT count(*) FROM audit_event WHERE event = 'mail.sent-again'")
    assert events == [(1,)]


def test_a_server_that_never_answers_is_given_up(place: Telling) -> None:
    one_mail(place)
    place.configure(smtp_host="127.0.0.1", smtp_port=1, smtp_tls="none", mail_from="vd@coquan.example")
    for pause in (*PAUSES, timedelta()):
        assert send_due(place.services)
        place.clock.move(seconds=pause.total_seconds())
    assert (outbox(place).state, outbox(place).error) == ("failed", "server-not-reached")


def test_two_who_send_at_once_send_it_once(place: Telling) -> None:
    one_mail(place)
    mailbox = Mailbox()
    taken: list[Any] = []
    with with_server(place, mailbox):
        mailbox.on_data = lambda: taken.append(send_due(place.services))
        assert send_due(place.services)
    assert taken == [False]
    assert len(mailbox.mails) == 1


@pytest.fixture
def administrator_with_mails(services: Services, administrator: Actor) -> Actor:
    """One who manages an outbox of three mails."""

    def fill(work: Work) -> None:
        for number in (1, 2, 3):
            add_mail(
                work, key=f"daily:{number}", kind="daily", account_id=administrator.account_id,
                message_id=f"{number}@x", subject=f"thư {number}", body="",
            )  # fmt: skip

    services.database.write(fill)
    return administrator


def test_mails_come_newest_first_by_pages_and_states(services: Services, administrator_with_mails: Actor) -> None:
    database, who = services.database, administrator_with_mails
    first = database.read(lambda work: list_outbox(work, actor=who, limit=2))
    rest = database.read(lambda work: list_outbox(work, actor=who, after=first.next, limit=2))
    assert [row["subject"] for row in (*first.items, *rest.items)] == ["thư 3", "thư 2", "thư 1"]
    assert not database.read(lambda work: list_outbox(work, actor=who, state="sent")).items
