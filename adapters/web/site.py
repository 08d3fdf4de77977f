"""Site: how the page is reached and by whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from adapters.gate import LOOPBACK, DeskGate, host_of
from adapters.web.inbound import PLACE
from adapters.web.limits import BEAT
from adapters.web.probes import Check
from bot.calls import Place


@dataclass(frozen=True, slots=True)
class Site:
    """How the page is reached: the key of its cookies, the names it answers to, whether it is under https.

    `gate` reads the links to the lead's desk and knows its public address. `manages` says that everybody here may lead,
    as on the loopback of one's own machine.
    """

    key: bytes
    gate: DeskGate
    hosts: Collection[str] = LOOPBACK
    secure: bool = False
    manages: bool = True
    place: Place = PLACE
    beat: float = BEAT
    checks: Mapping[str, Check] = field(default_factory=dict)

    @property
    def desk_host(self) -> str:
        """The name under which the lead's desk is reached."""
        return host_of(self.gate.address)

    @property
    def desk_secure(self) -> bool:
        """Whether the desk is reached by https."""
        return self.gate.address.startswith("https:")
