"""Console: where a chore prints. It is loaded when one does: no role prints like this, and it is slow to load."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console


def console_of(**how: Any) -> Console:
    """A console; `how` is as the library says."""
    from rich.console import Console  # noqa: PLC0415 - see above

    return Console(**how)
