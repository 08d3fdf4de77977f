"""Site: how the page is reached, and by whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from adapters.web.guards import LOOPBACK
from adapters.web.inbound import PLACE
from adapters.web.limits import BEAT
from adapters.web.probes import Check
from bot.calls import Place


@dataclass(frozen=True, slots=True)
class Site:
    """How the page is reached and by whom: the key of its cookies, the names it answers to, whether it is under https.

    `manages` says that everybody here may lead, as on the loopback of one's own machine.
    """

    key: bytes
    hosts: Collection[str] = LOOPBACK
    secure: bool = False
    manages: bool = True
    place: Place = PLACE
    beat: float = BEAT
    checks: Mapping[str, Check] = field(default_factory=dict)
