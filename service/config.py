"""The settings of an installation: read from the environment once, checked at start, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

MEGABYTE = 1024 * 1024
TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off", ""})
LANGUAGES = ("vi", "en")
TLS_WAYS = ("starttls", "tls", "none")
HOURS = frozenset(str(hour) for hour in range(24))
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
GREATEST_PORT = 65_535
MOST_DIGITS = 9
# Values that may carry a secret and are never repeated.
UNSPOKEN = frozenset({"database_url", "oidc_client_secret", "secret_key", "smtp_password"})
# Texts that may be left empty.
OPTIONAL = frozenset(
    {
        *("secret_key", "public_url", "smtp_host", "smtp_user", "smtp_password", "mail_from", "scan_command"),
        *("oidc_issuer", "oidc_client_id", "oidc_client_secret", "oidc_email_domain", "oidc_name"),
    }
)
MAY_BE_ZERO = frozenset({"job_workers"})
DAYS_BEFORE = frozenset(str(days) for days in range(1, 31))
OIDC_CLAIMS = ("preferred_username", "email", "sub")
SQLITE = "sqlite:///"
POSTGRESQL = ("postgresql://", "postgresql+psycopg://")


class ConfigInvalid(ValueError):
    """The environment cannot be used; `problems` names every key that is wrong and what it takes."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as it is documented: its key, what it means, and its default as written in the environment."""

    key: str
    meaning: str
    default: str


# Field of Settings → key, meaning, default.
SETTINGS: Mapping[str, Setting] = {
    "database_url": Setting(
        "DATABASE_URL", "SQLite file or PostgreSQL address (`postgresql+psycopg://…`)", "sqlite:///var/vinhdanh.db"
    ),
    "documents_dir": Setting("DOCUMENTS_DIR", "folder of the dossiers' files", "var/documents"),
    "host": Setting("HOST", "address to listen on", "127.0.0.1"),
    "port": Setting("PORT", "port to listen on (1 to 65535)", "8000"),
    "demo": Setting("DEMO", "show the fictitious demo accounts (`1` or `0`)", "0"),
    "language": Setting("APP_LANGUAGE", "language of people who state none (`vi`, `en`)", "vi"),
    "upload_limit_mb": Setting("UPLOAD_LIMIT_MB", "greatest size of one document, in MB", "20"),
    "scan_command": Setting(
        "SCAN_COMMAND", "virus scanner run on each upload (`clamdscan --fdpass`): 0 lets it in, else refused", ""
    ),
    "scan_seconds": Setting("SCAN_SECONDS", "how long the scanner may take before the upload is refused", "60"),
    "token_lifetime_hours": Setting("TOKEN_LIFETIME_HOURS", "longest life of an API token, in hours", "720"),
    "login_failures_allowed": Setting("LOGIN_FAILURES_ALLOWED", "failed sign-ins before waiting begins", "5"),
    "login_window_minutes": Setting("LOGIN_WINDOW_MINUTES", "how long failed sign-ins count, in minutes", "15"),
    "secret_key": Setting(
        "SECRET_KEY", "secret that signs forms and cookies; empty: one made at first start beside the documents", ""
    ),
    "secure_cookies": Setting("SECURE_COOKIES", "send cookies over HTTPS only (`1` or `0`)", "0"),
    "session_idle_minutes": Setting("SESSION_IDLE_MINUTES", "a browser unused so long signs in again", "60"),
    "session_lifetime_hours": Setting("SESSION_LIFETIME_HOURS", "longest life of one sign-in in a browser", "12"),
    "confirm_minutes": Setting("CONFIRM_MINUTES", "how long a password counts as just given for a decision", "10"),
    "undo_minutes": Setting("UNDO_MINUTES", "how long one may undo the step one has just made", "30"),
    "second_factor_required": Setting(
        "SECOND_FACTOR_REQUIRED", "whoever decides, appraises or administers needs a second factor (`1` or `0`)", "0"
    ),
    "public_url": Setting("PUBLIC_URL", "address that browsers know the service by, as `https://vd.example`", ""),
    "oidc_issuer": Setting("OIDC_ISSUER", "address of the identity provider (OpenID Connect); empty: none", ""),
    "oidc_client_id": Setting("OIDC_CLIENT_ID", "the service's name at the identity provider", ""),
    "oidc_client_secret": Setting("OIDC_CLIENT_SECRET", "the service's secret at the identity provider", ""),
    "oidc_name": Setting("OIDC_NAME", "what people call the identity provider, shown on its button", ""),
    "oidc_claim": Setting(
        "OIDC_CLAIM", "claim that names the account at first use (`preferred_username`, `email`, `sub`)", OIDC_CLAIMS[0]
    ),
    "oidc_email_domain": Setting("OIDC_EMAIL_DOMAIN", "domain whose verified addresses name accounts", ""),
    "oidc_second_factor": Setting(
        "OIDC_SECOND_FACTOR", "take the provider's word (`amr`) for a second factor (`1` or `0`)", "0"
    ),
    "db_pool_size": Setting("DB_POOL_SIZE", "database connections of one process", "8"),
    "threads": Setting("THREADS", "threads that serve requests in one process", "8"),
    "job_workers": Setting("JOB_WORKERS", "threads of one process that do long work (`0` leaves it to others)", "1"),
    "smtp_host": Setting("SMTP_HOST", "mail server; empty: mails are only read in the outbox page", ""),
    "smtp_port": Setting("SMTP_PORT", "port of the mail server (1 to 65535)", "587"),
    "smtp_user": Setting("SMTP_USER", "name to sign in to the mail server with; empty: without", ""),
    "smtp_password": Setting("SMTP_PASSWORD", "password of that name", ""),
    "smtp_tls": Setting(
        "SMTP_TLS", "how the way to the mail server is secured (`starttls`, `tls`, `none`)", "starttls"
    ),
    "mail_from": Setting("MAIL_FROM", "address that mails come from; needed with SMTP_HOST", ""),
    "digest_hours": Setting("DIGEST_HOURS", "hours of the day in Vietnam at which digests are made (`7,13`)", "7"),
    "remind_days": Setting(
        "REMIND_DAYS", "working days before a step is due on which whoever owes it is reminded (`3,1`)", "3,1"
    ),
    "escalate_days": Setting(
        "ESCALATE_DAYS", "working days after which an overdue step is told to the head of the body that owes it", "1"
    ),
    "keep_sign_in_days": Setting("KEEP_SIGN_IN_DAYS", "days that ended sign-ins and failed ones are kept", "90"),
    "keep_unsaved_days": Setting(
        "KEEP_UNSAVED_DAYS", "days that files held for a form and tried imports are kept without being used", "30"
    ),
    "log_level": Setting("LOG_LEVEL", "least level that is logged (`DEBUG`, `INFO`, `WARNING`, `ERROR`)", "INFO"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """A checked configuration. `upload_limit_mb` counts megabytes of 1024 × 1024 bytes."""

    database_url: str = "sqlite:///var/vinhdanh.db"
    documents_dir: Path = Path("var/documents")
    host: str = "127.0.0.1"
    port: int = 8000
    demo: bool = False
    language: str = "vi"
    upload_limit_mb: int = 20
    scan_command: str = ""
    scan_seconds: int = 60
    token_lifetime_hours: int = 720
    login_failures_allowed: int = 5
    login_window_minutes: int = 15
    secret_key: str = ""
    secure_cookies: bool = False
    session_idle_minutes: int = 60
    session_lifetime_hours: int = 12
    confirm_minutes: int = 10
    undo_minutes: int = 30
    second_factor_required: bool = False
    public_url: str = ""
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_name: str = ""
    oidc_claim: str = OIDC_CLAIMS[0]
    oidc_email_domain: str = ""
    oidc_second_factor: bool = False
    db_pool_size: int = 8
    threads: int = 8
    job_workers: int = 1
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_tls: str = "starttls"
    mail_from: str = ""
    digest_hours: str = "7"
    remind_days: str = "3,1"
    escalate_days: int = 1
    keep_sign_in_days: int = 90
    keep_unsaved_days: int = 30
    log_level: str = "INFO"

    @property
    def upload_limit_bytes(self) -> int:
        """Return the greatest size of one document in bytes."""
        return self.upload_limit_mb * MEGABYTE

    @property
    def digest_times(self) -> tuple[int, ...]:
        """Return the hours of the day in Vietnam at which digests are made, in order."""
        return tuple(sorted({int(part) for part in self.digest_hours.split(",")}))

    @property
    def days_before(self) -> tuple[int, ...]:
        """Return how many working days before a step is due people are reminded, the nearest first."""
        return tuple(sorted({int(part) for part in self.remind_days.split(",")}))

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Return the settings that an environment states; raises ConfigInvalid with every wrong key at once."""
        problems: list[str] = []
        values: dict[str, Any] = {}
        for item in fields(cls):
            setting = SETTINGS[item.name]
            text = environment.get(setting.key, setting.default).strip()
            value = _read(item.name, item.type, text)
            if value is None:
                stated = "" if item.name in UNSPOKEN else f"={text!r}"
                problems.append(f"{setting.key}{stated}: {setting.meaning}")
            values[item.name] = value
        needed = ("mail_from", "public_url") if values["smtp_host"] else ()
        problems += [f"{SETTINGS[name].key}: {SETTINGS[name].meaning}" for name in needed if values[name] == ""]
        if problems:
            raise ConfigInvalid(problems)
        return cls(**values)


def _read(name: str, kind: Any, text: str) -> Any:  # a value of the field's own type, None when wrong
    if kind in {bool, "bool"}:
        lowered = text.lower()
        return lowered in TRUE_WORDS if lowered in TRUE_WORDS | FALSE_WORDS else None
    if kind in {int, "int"}:
        return int(text) if _is_counted(name, text) else None
    if kind in {Path, "Path"}:
        return Path(text) if text else None
    return text if _is_allowed(name, text) else None


def _is_counted(name: str, text: str) -> bool:
    if not text.isascii() or not text.isdecimal() or len(text) > MOST_DIGITS:
        return False
    return int(text) >= (name not in MAY_BE_ZERO) and (not name.endswith("port") or int(text) <= GREATEST_PORT)


def _is_allowed(name: str, text: str) -> bool:
    allowed = {
        "language": text in LANGUAGES,
        "log_level": text in LOG_LEVELS,
        "smtp_tls": text in TLS_WAYS,
        "digest_hours": all(part.strip() in HOURS for part in text.split(",")),
        "remind_days": all(part.strip() in DAYS_BEFORE for part in text.split(",")),
        "mail_from": not text or "@" in text,
        "oidc_claim": text in OIDC_CLAIMS,
        "oidc_client_id": text.isascii(),
        "oidc_client_secret": text.isascii(),
        "oidc_issuer": _is_web_address(text),
        "public_url": _is_web_address(text),
        "database_url": text.startswith(POSTGRESQL) or (text.startswith(SQLITE) and text != SQLITE),
    }
    return (bool(text) or name in OPTIONAL) and allowed.get(name, True)


def _is_web_address(text: str) -> bool:
    return not text or text.startswith(("https://", "http://localhost:", "http://127.0.0.1:"))


def settings_table() -> list[Setting]:
    """Return every setting in the order it is documented."""
    return list(SETTINGS.values())
