"""One mail to one SMTP server: sent when the server says so, and what to do when it does not."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from service.config import Settings

SECONDS = 20.0
FIRST_PERMANENT = 500


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it leaves: `message_id` without the angle brackets, the same whenever it is tried again."""

    message_id: str
    recipient: str
    subject: str
    body: str
    at: datetime


class MailRefused(Exception):
    """The server did not take it: a code and the server's number. `is_final` tells whether trying again is no use."""

    def __init__(self, reason: str, *, is_final: bool) -> None:
        super().__init__(reason)
        self.is_final = is_final


def send(settings: Settings, letter: Letter) -> None:
    """Hand a mail to the server of the settings and return once it has answered 250; raises MailRefused."""
    try:
        server = _connect(settings)
        try:
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password)
            server.send_message(compose(settings, letter), settings.mail_from, [letter.recipient])
        finally:
            _leave(server)
    except smtplib.SMTPRecipientsRefused as error:
        code = max(code for code, _ in error.recipients.values())
        raise MailRefused(f"recipient-refused {code}", is_final=code >= FIRST_PERMANENT) from None
    except UnicodeEncodeError:  # SMTP knows no such names and passwords
        raise MailRefused("server-sign-in-refused", is_final=False) from None
    except smtplib.SMTPAuthenticationError as error:
        raise MailRefused(f"server-sign-in-refused {error.smtp_code}", is_final=False) from None
    except smtplib.SMTPResponseException as error:
        raise MailRefused(f"mail-refused {error.smtp_code}", is_final=error.smtp_code >= FIRST_PERMANENT) from None
    except (smtplib.SMTPException, OSError) as error:
        raise MailRefused("server-not-reached", is_final=False) from error


def compose(settings: Settings, letter: Letter) -> EmailMessage:
    """Return the mail with its headers; machines are told not to answer it."""
    message = EmailMessage(policy=SMTP)
    message["From"] = settings.mail_from
    message["To"] = letter.recipient
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = f"<{letter.message_id}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    return message


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye; how the server answers to that says nothing about the mail."""
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()


def _connect(settings: Settings) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if settings.smtp_tls == "tls":
        return smtplib.SMTP_SSL(settings.smtp_host, settings.smtp_port, timeout=SECONDS, context=context)
    server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=SECONDS)
    if settings.smtp_tls == "starttls":
        try:
            server.starttls(context=context)
        except BaseException:
            server.close()
            raise
    return server
