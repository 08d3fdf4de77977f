"""Finished components in the wrapper that discord.py posts; it keeps no record of them, so a restart loses nothing."""

from __future__ import annotations

from typing import Any

import discord

Component = dict[str, Any]


class Layout(discord.ui.LayoutView):
    """A message of finished components."""

    def __init__(self, components: list[Component]) -> None:
        """Wrap them."""
        super().__init__(timeout=None)
        self._components = components

    def to_components(self) -> list[Component]:
        """The components, as they are sent."""
        return self._components

    def has_components_v2(self) -> bool:
        """Always: a container is of the newer sort."""
        return True

    def is_finished(self) -> bool:
        """Always: nothing waits here for a press; one listener reads every token."""
        return True
