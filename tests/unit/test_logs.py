"""Log lines go to the standard error of the moment they are written."""

import io
import sys

import pytest
import structlog

from service.http.logs import configure_logging


def test_a_line_is_written_though_the_stream_of_the_start_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    early, late = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", early)
    configure_logging("INFO")
    early.close()
    monkeypatch.setattr(sys, "stderr", late)
    structlog.get_logger().warning("mail not sent")
    assert '"event": "mail not sent"' in late.getvalue()


def test_a_line_below_the_level_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    configure_logging("WARNING")
    structlog.get_logger().info("mail sent")
    assert stream.getvalue() == ""
    configure_logging("INFO")
