"""Logs as lines of JSON: what happened and where, and never a variable's value, which may be personal or secret."""

import logging
import sys

import structlog


def configure_logging(level: str) -> None:
    """Write structured lines to standard error from this level up; tracebacks name places, not values."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False)),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=_to_standard_error,
        cache_logger_on_first_use=False,
    )


def _to_standard_error(*_names: object) -> structlog.PrintLogger:
    """Return a writer to what is standard error now: the stream of the start may be closed by then."""
    return structlog.PrintLogger(sys.stderr)
