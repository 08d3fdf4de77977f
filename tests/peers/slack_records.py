"""What the strict peer writes down: calls, violations and deliveries, and the faults it was told to play."""

from dataclasses import dataclass, field
from typing import Any

from tests.peers.slack_limits import Body


@dataclass(frozen=True, slots=True)
class ApiCall:
    """One request the bot made, with what it got."""

    method: str
    body: Body
    at: float
    answer: Body
    scope: str = ""


@dataclass(slots=True)
class Fault:
    """Something that goes wrong on purpose, a number of times."""

    method: str
    error: str = ""
    status: int = 0
    retry_after: int = 0
    cut: str = ""
    channel: str = ""
    times: int = 1

    def fits(self, method: str, channel: str) -> bool:
        """Whether it strikes this call."""
        return self.times > 0 and self.method == method and self.channel in {"", channel}


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something Slack tells the bot: a command, an interaction or an event."""

    kind: str
    payload: Body
    sort: str
    view: Body | None = None


@dataclass(frozen=True, slots=True)
class Ack:
    """How the bot answered a delivery; the status is 0 when it did not in time."""

    status: int
    body: Any
    seconds: float
    headers: Body = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether Slack takes it for done."""
        return 200 <= self.status < 300


@dataclass(slots=True)
class Records:
    """The peer's notebook."""

    calls: list[ApiCall] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    acks: list[Ack] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, method: str, channel: str) -> Fault | None:
        """Take the next fault that fits, if any."""
        for fault in self.faults:
            if fault.fits(method, channel):
                fault.times -= 1
                return fault
        return None
