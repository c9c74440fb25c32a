"""Structured logs in which no token can appear, whatever fails."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

# A Telegram token: digits, a colon, 35 characters (fewer in tests and in the sandbox).
_TOKEN = re.compile(r"\b(bot)?\d{3,}(:|%3A)[A-Za-z0-9_-]{20,}")
_secrets: set[str] = set()


def redact(text: str) -> str:
    """The text without tokens: those we were told of, and whatever looks like one."""
    for secret in _secrets:
        text = text.replace(secret, "[token]")
    return _TOKEN.sub("[token]", text)


class _Redacting(logging.Formatter):
    """The last step before a line is written, tracebacks included."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        return redact(self._inner.format(record))


def start(*secrets: str, level: int = logging.INFO) -> None:
    """Sets up the root logger: JSON lines, or readable ones on a terminal."""
    for secret in filter(None, secrets):
        _secrets.add(secret)
        _secrets.update(part for part in secret.split(":") if len(part) >= 20)
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _format_exception,
    ]
    renderer: Any = (
        structlog.dev.ConsoleRenderer(colors=False)
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _Redacting(
            structlog.stdlib.ProcessorFormatter(
                foreign_pre_chain=shared,
                processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            )
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("httpx", "httpcore", "telegram", "aiosqlite", "apscheduler", "uvicorn"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    sys.excepthook = _log_uncaught


def _format_exception(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return structlog.processors.format_exc_info(None, "", event)


def _log_uncaught(kind: Any, error: BaseException, trace: Any) -> None:
    logging.getLogger("minga").critical("uncaught", exc_info=(kind, error, trace))
