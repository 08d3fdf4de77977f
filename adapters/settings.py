"""Settings: everything that can be set, read once from the environment and `.env`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import AliasChoices, Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

REPOSITORY = Path(__file__).resolve().parent.parent
SHIPPED = Path(__file__).resolve().parent / "_shipped"
STARTS = {"slack_bot_token": ("xoxb-", "xoxe.xoxb-"), "slack_app_token": ("xapp-",)}
"""How Slack's two tokens begin; they are easily put into each other's place."""


def _content() -> Path:
    """The packs beside the code, or those that came with the installed package."""
    beside = REPOSITORY / "content"
    return beside if beside.is_dir() else SHIPPED / "content"


def _named(name: str) -> AliasChoices:
    return AliasChoices(name)


class Settings(BaseSettings):
    """One value per setting; docs/settings.md says the same for people."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8-sig", extra="ignore", frozen=True, env_ignore_empty=True
    )

    database_url: str = Field("", validation_alias=_named("DATABASE_URL"), repr=False)
    """Where the facts are kept; empty means an SQLite file in the data folder."""

    slack_bot_token: SecretStr | None = Field(None, validation_alias=_named("SLACK_BOT_TOKEN"))
    """The bot token of the Slack app, starting with xoxb-."""

    slack_app_token: SecretStr | None = Field(None, validation_alias=_named("SLACK_APP_TOKEN"))
    """The app-level token for Socket Mode, starting with xapp-."""

    slack_signing_secret: SecretStr | None = Field(None, validation_alias=_named("SLACK_SIGNING_SECRET"))
    """The secret that Slack signs HTTP requests with."""

    discord_token: SecretStr | None = Field(None, validation_alias=_named("DISCORD_TOKEN"))
    """The token of the Discord bot."""

    slack_api_url: str = Field("https://slack.com/api/", validation_alias=_named("SLACK_API_URL"))
    """Slack's Web API, for a proxy."""

    discord_api_url: str = Field("https://discord.com/api/v10", validation_alias=_named("DISCORD_API_URL"))
    """Discord's HTTP API, for a proxy."""

    discord_gateway_url: str = Field("wss://gateway.discord.gg/", validation_alias=_named("DISCORD_GATEWAY_URL"))
    """Discord's gateway, for a proxy."""

    host: str = Field("127.0.0.1", validation_alias=_named("COHORT_HOST"))
    """The address the page listens on; anything but loopback opens it to others."""

    port: int = Field(8710, ge=0, le=65535, validation_alias=_named("COHORT_PORT"))
    """The port the page listens on; 0 lets the system choose."""

    url: str = Field("", validation_alias=_named("COHORT_URL"))
    """The public address of the lead's page; empty means the loopback address and the port."""

    content: Path = Field(default_factory=_content, validation_alias=_named("COHORT_CONTENT"))
    """The folder of packs."""

    data: Path = Field(
        default_factory=lambda: user_data_path("cohort", appauthor=False), validation_alias=_named("COHORT_DATA")
    )
    """The folder for the SQLite file and the page's own key."""

    retention: int = Field(30, ge=1, le=3650, validation_alias=_named("COHORT_RETENTION"))
    """Days for which a group is kept that we were removed from everywhere; `bot.app.RETENTION` says why thirty."""

    log: Literal["debug", "info", "warning", "error"] = Field("info", validation_alias=_named("COHORT_LOG"))
    """How much is logged."""

    @field_validator("database_url")
    @classmethod
    def _reads_as_address(cls, address: str) -> str:
        """A database that we know, spelled as SQLAlchemy spells it; the fault must not repeat the password."""
        wanted = "it should look like sqlite:///file.db or postgresql://user:password@host/name"
        scheme, mark, rest = address.partition("://")
        if not address:
            return ""
        try:
            urlsplit(address).port  # noqa: B018 - raises for a port that is no number
        except ValueError:
            raise ValueError(f"{wanted}, with signs such as / or @ in the password written as %2F or %40") from None
        if not mark or scheme.partition("+")[0] not in {"sqlite", "postgresql", "postgres"}:
            raise ValueError(wanted)
        return f"postgresql://{rest}" if scheme == "postgres" else address

    @field_validator("url")
    @classmethod
    def _is_an_address_of_a_page(cls, address: str) -> str:
        wanted = "it should look like https://cohort.example.org, with no path after the name"
        try:
            parts = urlsplit(address.strip())
            port = parts.port
        except ValueError:
            raise ValueError(wanted) from None
        if not address:
            return ""
        bare = parts.path in {"", "/"} and not (parts.query or parts.fragment or parts.username or parts.password)
        if parts.scheme not in {"http", "https"} or not parts.hostname or not bare:
            raise ValueError(wanted)
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        return f"{parts.scheme}://{host}{f':{port}' if port is not None else ''}"

    @field_validator("slack_bot_token", "slack_app_token")
    @classmethod
    def _is_the_right_token(cls, token: SecretStr | None, about: ValidationInfo) -> SecretStr | None:
        starts = STARTS[about.field_name or ""]
        if token is not None and not token.get_secret_value().startswith(starts):
            raise ValueError(f"it should start with {starts[0]}, so this is another token or secret of the app")
        return token

    @property
    def database(self) -> str:
        """The URL of the database: the one set, or the SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.data / 'cohort.db'}"

    @property
    def slack(self) -> Literal["socket", "http", ""]:
        """How Slack reaches us: by Socket Mode when there is an app token, else signed HTTP, else not at all."""
        if self.slack_bot_token is None:
            return ""
        if self.slack_app_token is not None:
            return "socket"
        return "http" if self.slack_signing_secret is not None else ""

    @property
    def on_loopback(self) -> bool:
        """Whether only people on this machine can open the page."""
        return self.host in {"127.0.0.1", "::1", "localhost"}

    @property
    def address(self) -> str:
        """Where the lead's page is reached: the address set, or this machine's own."""
        return self.url or f"http://localhost:{self.port}"


NAMES = tuple(
    str(field.validation_alias.choices[0])
    for field in Settings.model_fields.values()
    if isinstance(field.validation_alias, AliasChoices)
)
"""Every setting as the environment calls it."""
