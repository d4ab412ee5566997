"""Mails under a killed process: none is lost, and one that the server has already is known by its Message-ID."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from service.db.outbox import MailRow, add_mail, list_mails
from service.usecases.accounts.contacts import set_contact
from service.usecases.accounts.tokens import authenticate
from service.usecases.notices.mailing import LONGEST_ATTEMPT
from tests.bench.grounds import Ground
from tests.bench.seeds import Seed, token_of
from tests.reliability.moving import ask
from tests.reliability.test_failures import wait_for_the_end_of
from tests.support.applications import app_of
from tests.support.dossiers import open_services
from tests.support.mail_server import Mailbox, mail_server
from tests.support.tree import ROOT

PATIENCE = 60


def write_a_mail(ground: Ground, seed: Seed, folder: Path) -> None:
    """Let a step wait for somebody, and a mail that says so wait to be sent."""
    (one,) = ground.ready(1)
    with open_services(ground, folder) as services:
        assert ask(app_of(services), seed, one, "collect", seed.ready_version).status_code == 200
        who = authenticate(services, token=token_of("appraise"))
        values = {"email": "can-bo@coquan.example"}
        services.database.write(lambda work: set_contact(work, actor=who, account_id=who.account_id, values=values))
        services.database.write(lambda work: add_mail(
            work, key="daily:1", kind="daily", account_id=who.account_id, message_id="one@coquan.example",
            subject="", body="",
        ))  # fmt: skip


def sender(ground: Ground, folder: Path, port: int, *, shift: float = 0) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "tests.reliability.mail_sender",
        ground.url,
        str(folder),
        str(port),
        f"{shift:.0f}",
    ]
    return subprocess.Popen(command, cwd=ROOT)


def sent(ground: Ground, folder: Path) -> MailRow:
    with open_services(ground, folder) as services:
        (row,) = services.database.read(list_mails)
        return row


def test_a_mail_whose_acceptance_was_not_noted_goes_out_under_the_same_id(
    ground: Ground, seed: Seed, tmp_path: Path
) -> None:
    write_a_mail(ground, seed, tmp_path)
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        process = sender(ground, tmp_path, port)
        mailbox.on_data = lambda: os.kill(process.pid, signal.SIGKILL)  # the server has it, nobody will note it
        assert process.wait(PATIENCE) == -signal.SIGKILL
        wait_for_the_end_of([process.pid])
        assert len(mailbox.mails) == 1
        assert (sent(ground, tmp_path).state, sent(ground, tmp_path).attempts) == ("waiting", 1)

        mailbox.on_data = lambda: None
        assert sender(ground, tmp_path, port).wait(PATIENCE) == 0
        assert len(mailbox.mails) == 1, "the attempt of the one that was killed is not over yet"
        later = LONGEST_ATTEMPT.total_seconds() + 1
        assert sender(ground, tmp_path, port, shift=later).wait(PATIENCE) == 0
        assert sender(ground, tmp_path, port, shift=2 * later).wait(PATIENCE) == 0

    row = sent(ground, tmp_path)
    assert (row.state, row.attempts) == ("sent", 2)
    assert [mail["Message-ID"] for mail in mailbox.mails] == ["<one@coquan.example>"] * 2
    assert "Hồ sơ đang chờ ông/bà xử lý: 1" in mailbox.mails[-1].get_content()
