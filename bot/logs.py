"""Structured logs: what happened, where, how long; never what somebody said, and never a secret."""

import logging
import sys
import traceback
from contextlib import suppress
from types import TracebackType
from typing import TypeAlias

import structlog

_Raised: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def configure(*, verbose: bool = False) -> None:
    """One line per event on standard error: readable in a terminal, JSON elsewhere."""
    terminal = sys.stderr.isatty()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(without_words),
            structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG if verbose else logging.INFO),
        logger_factory=lambda *_: _Lines(),
        cache_logger_on_first_use=False,
    )
    libraries = logging.StreamHandler(sys.stderr)
    libraries.setFormatter(_Libraries("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[libraries])


class _Lines:
    """Standard error, line by line. A log that cannot be written, on a full disk, must stop nothing."""

    def msg(self, line: str) -> None:
        with suppress(OSError):
            print(line, file=sys.stderr, flush=True)  # noqa: T201 - this is where logs go

    debug = info = warning = error = critical = exception = msg


class _Libraries(logging.Formatter):
    """The lines of libraries, with exceptions told in our way."""

    def formatException(self, ei: _Raised) -> str:  # noqa: N802 - logging calls it so
        return without_words(ei)


def without_words(exc_info: _Raised) -> str:
    """An exception as its kind and the places that it went through. Its message stays unsaid: it may quote
    what somebody wrote."""
    error, told = exc_info[1], []
    while error is not None:
        kind = f"{type(error).__module__}.{type(error).__qualname__}"
        told.append("".join([*traceback.format_tb(error.__traceback__), kind]))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\nwhich came from:\n".join(told)
