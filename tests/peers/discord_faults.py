"""The bad days of Discord's API: what a test may ask the peer to do instead of answering."""

from dataclasses import dataclass, field
from typing import Literal

from tests.peers.discord_model import JSON


@dataclass
class Fault:
    """One misfortune, for the next so many requests to a route."""

    method: str
    route: str
    times: int = 1
    status: int = 0
    code: int = 0
    message: str = ""
    retry_after: float = 0.0
    cut: Literal["before", "after"] | None = None
    lasts: float = 0.0  # seconds the answer is held back, after the effect
    where: str = ""  # only where the path holds this

    def hits(self, method: str, route: str, path: str) -> bool:
        """Whether it is the turn of this request; taking it uses it up."""
        if self.times <= 0 or method != self.method or route != self.route or self.where not in path:
            return False
        self.times -= 1
        return True

    @property
    def body(self) -> JSON:
        """What the API says."""
        said: JSON = {"code": self.code, "message": self.message}
        return said | ({"retry_after": self.retry_after, "global": False} if self.status == 429 else {})

    @property
    def headers(self) -> dict[str, str]:
        """The headers that make it believable."""
        return {"Via": "1.1 peer", "Retry-After": str(self.retry_after)} if self.status == 429 else {}


POST_MESSAGE = ("POST", "/channels/{channel_id}/messages")
EDIT_MESSAGE = ("PATCH", "/channels/{channel_id}/messages/{message_id}")
START_THREAD = ("POST", "/channels/{channel_id}/messages/{message_id}/threads")
FIRST_RESPONSE = ("POST", "/interactions/{interaction_id}/{interaction_token}/callback")
FOLLOW_UP = ("POST", "/webhooks/{webhook_id}/{webhook_token}")
EDIT_ORIGINAL = ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}")
REGISTER = ("PUT", "/applications/{application_id}/commands")


@dataclass
class Faults:
    """All misfortunes still to come."""

    coming: list[Fault] = field(default_factory=list)

    def take(self, method: str, route: str, path: str) -> Fault | None:
        """The misfortune of this request, if any."""
        return next((fault for fault in self.coming if fault.hits(method, route, path)), None)
