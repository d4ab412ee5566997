"""Mails handed to a real server: what arrives, what is refused and how, and a way that must be secure."""

import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.config import Settings
from service.mail.smtp import Letter, MailRefused, send
from tests.support.mail_server import PASSWORD, USER, Mailbox, certificate, mail_server

LETTER = Letter(
    "abc@coquan.example", "can-bo@coquan.example", "Vinh Danh: 3 hồ sơ đang chờ xử lý",
    "Kính gửi ông/bà,\n\nHồ sơ đang chờ: 3\n", datetime(2026, 11, 22, 0, 0, tzinfo=UTC),
)  # fmt: skip


def settings(port: int, **values: str) -> Settings:
    """The settings of a server on loopback, in the open unless said otherwise."""
    said = {"smtp_tls": "none", "mail_from": "Vinh Danh <khong-tra-loi@coquan.example>", **values}
    return Settings(smtp_host="127.0.0.1", smtp_port=port, public_url="https://vinhdanh.example", **said)


def test_a_mail_arrives_as_it_was_written() -> None:
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        send(settings(port), LETTER)
    (mail,) = mailbox.mails
    assert mailbox.recipients == ["can-bo@coquan.example"]
    assert mail["Subject"] == LETTER.subject
    assert mail["Message-ID"] == "<abc@coquan.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["From"] == "Vinh Danh <khong-tra-loi@coquan.example>"
    assert mail.get_content().replace("\r\n", "\n") == LETTER.body


@pytest.mark.parametrize(
    ("answer", "said", "is_final"),
    [
        ("550 no such user", "recipient-refused 550", True),
        ("451 try later", "recipient-refused 451", False),
    ],
)
def test_a_refused_recipient_is_told_with_the_servers_number(answer: str, said: str, *, is_final: bool) -> None:
    with mail_server(Mailbox(answers=[answer])) as port, pytest.raises(MailRefused, match=said) as met:
        send(settings(port), LETTER)
    assert met.value.is_final is is_final
    assert "can-bo" not in str(met.value)


@pytest.mark.parametrize(("answer", "is_final"), [("554 no", True), ("452 full", False)])
def test_a_refused_content_is_told(answer: str, *, is_final: bool) -> None:
    mailbox = Mailbox(data_answers=[answer])
    with mail_server(mailbox) as port, pytest.raises(MailRefused, match="mail-refused") as met:
        send(settings(port), LETTER)
    assert met.value.is_final is is_final
    assert not mailbox.mails


def test_a_server_that_is_away_is_told() -> None:
    with mail_server(Mailbox()) as port:
        pass
    with pytest.raises(MailRefused, match="server-not-reached") as met:
        send(settings(port), LETTER)
    assert not met.value.is_final


def test_a_secure_way_with_sign_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pem = certificate(tmp_path)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(pem)
    mailbox = Mailbox()
    signs_in = {"smtp_tls": "starttls", "smtp_user": USER, "smtp_password": PASSWORD}
    with mail_server(mailbox, tls=tls, with_login=True) as port:
        with pytest.raises(MailRefused, match="server-not-reached"):
            send(settings(port, **signs_in), LETTER)  # nobody vouches for the certificate
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        with pytest.raises(MailRefused, match="server-sign-in-refused 535") as met:
            send(settings(port, **{**signs_in, "smtp_password": "sai"}), LETTER)
        assert not met.value.is_final
        with pytest.raises(MailRefused, match="server-sign-in-refused"):
            send(settings(port, **{**signs_in, "smtp_password": "mật khẩu"}), LETTER)
        send(settings(port, **signs_in), LETTER)
    assert len(mailbox.mails) == 1


def test_a_server_without_a_secure_way_gets_nothing() -> None:
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        for way in ("starttls", "tls"):
            with pytest.raises(MailRefused, match="server-not-reached"):
                send(settings(port, smtp_tls=way), LETTER)
    assert not mailbox.mails
