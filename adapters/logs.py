"""Logs: columns for people, JSON for machines, secrets for nobody."""

from __future__ import annotations

import logging
import re
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

SECRETS = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}|(?<=://)[^/@\s:]+:[^/@\s]+(?=@)"
)
"""Slack's tokens, Discord's tokens, and passwords in addresses."""


def hide_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Blot out what looks like a token in any text of a log line."""
    return {name: SECRETS.sub("[hidden]", value) if isinstance(value, str) else value for name, value in event.items()}


def start_logs(level: str, *, machine: bool | None = None) -> None:
    """Send every log line to standard error; as JSON when nobody is watching (or `machine` says so)."""
    as_json = not sys.stderr.isatty() if machine is None else machine
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    tail: list[Any] = (
        [structlog.processors.format_exc_info, hide_secrets, structlog.processors.JSONRenderer()]
        if as_json
        else [hide_secrets, structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *tail]
    )
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
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
