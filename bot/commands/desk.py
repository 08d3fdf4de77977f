"""What can be wanted of the lead's desk."""

from __future__ import annotations

from dataclasses import dataclass

from bot.commands.command import Command, option


@dataclass(frozen=True, slots=True)
class ShowDesk(Command):
    """Get a link to the lead’s desk: the whole group on one page, with tables and pictures to keep."""

    link: str = option("", "off ends every link and visit of yours", choices="desk", single=True)
