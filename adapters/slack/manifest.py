"""The Slack app as Slack wants it described: commands, shortcuts, events and the fewest scopes."""

from __future__ import annotations

import dataclasses
import json

from adapters.slack.limits import Body, shorten
from bot.rules.groups import Role
from bot.usecases import CATALOGUE
from bot.usecases.verb import Verb

SCOPES = ("chat:write", "commands", "files:write", "users:read")
"""Posting and amending; slash commands and shortcuts; pictures of figures; names for the board and the zone that set-up
starts from."""

EVENTS = ("app_home_opened", "app_uninstalled", "tokens_revoked")
REPORT = "report_question"
EXPLAIN = "explain_question"
QUIZ = "start_quiz"
PATH = "/slack/events"
HINT = 1000
ABOUT = (
    "Cohort posts one exam question a day where your study group talks. Everybody answers in private; when time is "
    "up it gives the key, the reason of every option and links to read more. Streaks, a weekly board and practice "
    "on demand keep the group going. The questions follow the official outline of the exam. Cohort is independent "
    "study material."
)


def slack_manifest(url: str = "") -> Body:
    """The app manifest: for Socket Mode, or for signed HTTP at a public address."""
    address = f"{url.rstrip('/')}{PATH}" if url else ""
    request = {"request_url": address} if address else {}
    return {
        "display_information": {
            "name": "Cohort",
            "description": "One exam question a day for your study group",
            "long_description": ABOUT,
            "background_color": "#0b4f5c",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": "Cohort", "always_online": True},
            "shortcuts": [
                _shortcut("Report this question", "message", REPORT, "Say what is wrong with a question"),
                _shortcut("Explain this question", "message", EXPLAIN, "See the key and the reason of every option"),
                _shortcut("Start a quiz", "global", QUIZ, "Get a question of your own to practise"),
            ],
            "slash_commands": [command | ({"url": address} if address else {}) for command in _commands()],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**request, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **request},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not address,
            "token_rotation_enabled": False,
        },
    }


def print_manifest(url: str = "") -> str:
    """The manifest as JSON, to paste when the app is created."""
    return json.dumps(slack_manifest(url), indent=2)


def _shortcut(name: str, kind: str, callback: str, about: str) -> Body:
    return {"name": name, "type": kind, "callback_id": callback, "description": about}


def _commands() -> list[Body]:
    said = [verb for verb in CATALOGUE if verb.scope != "hidden" and verb.by is not Role.CLOCK]
    quiz = next(verb for verb in said if verb.name == "quiz")
    hint = shorten(" | ".join(verb.name for verb in said), HINT)
    return [
        _command("/cohort", "Your study group: today's question, your streak, the board, set-up, help", f"[{hint}]"),
        _command("/quiz", quiz.summary, _fields(quiz)),
    ]


def _fields(verb: Verb) -> str:
    return " ".join(f"[{field.name}]" for field in dataclasses.fields(verb.command))  # type: ignore[arg-type] # every command is a dataclass


def _command(command: str, about: str, hint: str) -> Body:
    return {"command": command, "description": about, "usage_hint": hint, "should_escape": False}
