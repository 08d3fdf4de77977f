"""Logs: columns for people, JSON for machines, secrets for nobody."""

from __future__ import annotations

import logging
import re
import sys
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from structlog.typing import Processor, WrappedLogger

SECRETS = re.compile(
    r"xox[a-z](?:\.xox[a-z])?-[\w-]+|xapp-[\w-]+"
    r"|[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}"
    r"|(?<=://)[^/@\s:]*:[^/@\s]+(?=@)"
    r"|(?<=/webhooks/)\d+/[\w-]{20,}|(?<=/interactions/)\d+/[\w-]{20,}|(?<=hooks\.slack\.com/)[\w/-]+"
)
"""Slack's tokens, Discord's tokens, passwords in addresses, and addresses that let anybody reply."""


def hide_secrets(words: str) -> str:
    """The words with everything blotted out that looks like a secret."""
    return SECRETS.sub("[hidden]", words)


def _hide(_logger: WrappedLogger, _method: str, line: Any) -> str:
    """The last step of a line, so that no field and no traceback slips by."""
    return hide_secrets(str(line))


class _Form(logging.Formatter):
    """The form of a line. What makes it is slow to load and comes with the first line: a quiet start has none."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """One line, or more with a traceback."""
        return self._made.format(record)

    @cached_property
    def _made(self) -> logging.Formatter:
        import structlog  # noqa: PLC0415 - see above

        shared: list[Processor] = [
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ]
        renderer: Any = (
            structlog.processors.JSONRenderer()
            if self._as_json
            else structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        )
        return structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                renderer,
                _hide,
            ],
        )


def start_logs(level: str, *, machine: bool | None = None) -> None:
    """Send every log line to standard error; as JSON when nobody is watching (or `machine` says so)."""
    as_json = not sys.stderr.isatty() if machine is None else machine
    handler = logging.StreamHandler()
    handler.setFormatter(_Form(as_json=as_json))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for chatty in (
        "apscheduler",
        "uvicorn.error",
        "uvicorn.access",
        "slack_bolt",
        "discord",
        "alembic",
        "aiohttp.access",
    ):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))
    # It warns each second while a beat takes longer; the next beat finds what is due, so nobody need know.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
