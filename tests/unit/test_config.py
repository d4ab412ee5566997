"""Settings: defaults, every wrong key at once, and no secret repeated."""

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from service.config import OPTIONAL, SETTINGS, ConfigInvalid, Settings, settings_table


def test_defaults_are_those_that_are_documented() -> None:
    assert Settings.from_environment({}) == Settings()


def test_every_field_is_documented_and_nothing_else() -> None:
    assert list(SETTINGS) == [field.name for field in fields(Settings)]
    keys = [setting.key for setting in settings_table()]
    assert len(set(keys)) == len(keys)
    assert all(setting.meaning for setting in settings_table())
    assert {name for name, setting in SETTINGS.items() if not setting.default} == OPTIONAL


def test_environment_is_read() -> None:
    settings = Settings.from_environment(
        {
            "DATABASE_URL": "postgresql+psycopg://u:p@db/vd",
            "DOCUMENTS_DIR": "/srv/ho-so",
            "PORT": " 8080 ",
            "DEMO": "Yes",
            "APP_LANGUAGE": "en",
            "UPLOAD_LIMIT_MB": "5",
            "UNKNOWN_KEY": "x",
        }
    )
    assert settings.database_url == "postgresql+psycopg://u:p@db/vd"
    assert settings.documents_dir == Path("/srv/ho-so")
    assert (settings.port, settings.demo, settings.language) == (8080, True, "en")
    assert settings.upload_limit_bytes == 5 * 1024 * 1024


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("PORT", "x"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "٨٠"),
        ("PORT", ""),
        ("DEMO", "maybe"),
        ("APP_LANGUAGE", "fr"),
        ("LOG_LEVEL", "loud"),
        ("DB_POOL_SIZE", "0"),
        ("DB_POOL_SIZE", "1" * 5000),
        ("HOST", " "),
        ("DOCUMENTS_DIR", ""),
        ("DATABASE_URL", "mysql://h/x"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite://"),
    ],
)
def test_wrong_value_is_refused_with_its_key(key: str, text: str) -> None:
    with pytest.raises(ConfigInvalid) as caught:
        Settings.from_environment({key: text})
    assert len(caught.value.problems) == 1
    assert caught.value.problems[0].startswith(key)


def test_all_problems_come_at_once() -> None:
    with pytest.raises(ConfigInvalid) as caught:
        Settings.from_environment({"PORT": "x", "DEMO": "maybe", "LOG_LEVEL": "loud"})
    assert [problem.split("=")[0] for problem in caught.value.problems] == ["PORT", "DEMO", "LOG_LEVEL"]


def test_password_in_an_address_is_never_repeated() -> None:
    with pytest.raises(ConfigInvalid) as caught:
        Settings.from_environment({"DATABASE_URL": "mysql://vinhdanh:bi-mat@db/vd"})
    assert "bi-mat" not in str(caught.value)
    assert "DATABASE_URL" in str(caught.value)


def test_settings_do_not_change() -> None:
    settings = Settings()
    with pytest.raises(FrozenInstanceError):
        settings.port = 1  # type: ignore[misc]  # that is what the test is about
