"""The `cohort` command for tests: an environment without settings, and real processes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

DEAD = "postgresql://maya:s3cret@127.0.0.1:1/cohort"
"""A database server that is not there."""


def without_settings(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """No settings but a data folder inside this one, where we stand from now on."""
    for name in [*os.environ]:
        if name.startswith(("COHORT_", "SLACK_", "DISCORD_", "DATABASE_")):
            patch.delenv(name)
    patch.setenv("COHORT_DATA", str(folder / "data"))
    patch.setenv("COLUMNS", "200")
    patch.chdir(folder)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def refused(*words: str) -> str:
    """What a process says that cannot start; it ends with 1 and without a traceback."""
    command = [sys.executable, "-m", "adapters", *words]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    assert ended.returncode == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stderr


@contextmanager
def running(
    port: int,
    *,
    host: str = "localhost",
    command: Sequence[str] = (sys.executable, "-m", "adapters"),
    first: str = "",
) -> Iterator[subprocess.Popen[str]]:
    """A process that is ready at this address and says `first` before, stopped at the end of the block."""
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            assert process.stderr is not None
            assert not first or process.stderr.readline() == first
            assert process.stderr.readline() == f"Cohort is ready: http://{host}:{port}/\n"
            yield process
        finally:
            process.kill()
