"""Trouble with a server: what PostgreSQL's driver raises, each as one sentence; loaded with the first of it."""

from __future__ import annotations

import re
from collections.abc import Collection

import psycopg

from adapters.store.trouble import MIGRATE, named

_POSTGRES = {
    "08": "The connection to {where} broke. Nothing was saved; check the server and the network, then try again.",
    "28": "{where} refused the user or the password. Check DATABASE_URL.",
    "3D": "{where} has no such database. Create it, or check DATABASE_URL.",
    "42501": "{where} keeps its tables from this user. Grant the rights, or run `cohort migrate` as their owner.",
    "42P01": MIGRATE,
    "42703": MIGRATE,
    "25006": "{where} takes no writes just now (a standby?). Nothing was saved; check DATABASE_URL, then try again.",
    "40": "Two calls met at {where} and one had to give way. Nothing of it was saved; try again.",
    "53100": "{where} has no disk space left. Nothing was saved; free some space, then try again.",
    "53300": "{where} has no connection left for us. Raise its max_connections, or run fewer processes.",
    "55P03": "A lock at {where} was not freed in time. Nothing was saved; look for a long transaction, then try again.",
    "57014": "{where} took too long. Nothing was saved; look for a slow query or a lock, then try again.",
    "57P": "{where} is shutting down or starting up. Nothing was saved; try again in a moment.",
}
_NO_SERVER = "{where} cannot be reached. Check that the server runs, then DATABASE_URL."
_REFUSED = "{where} cannot be used as DATABASE_URL says: %s. Correct it, or the server's settings."
_AWAY = (
    *("Connection refused", "No such file", "timeout expired", "timed out", "unreachable", "No route to host"),
    *("resolve host", "translate host name", "closed the connection", "reset by peer"),
)
"""What is said where no server answers; everything else is its reason to refuse us, or the driver's."""

_WHILE_CONNECTING = "connection failed: ", "connection is bad: "
_BEFORE_THE_REASON = re.compile(
    r"^(?:connection (?:failed|is bad): )?(?:connection to server .*? failed: )?(?:FATAL: +)?"
)


def sentence_of(error: BaseException | None, secrets: Collection[str] = ()) -> str | None:
    """What is wrong with the server, in words that hold none of the `secrets`; None for a defect of ours."""
    match error:
        case psycopg.Error(sqlstate=str(state)):
            return named(state, _POSTGRES)
        case psycopg.OperationalError():
            return _connecting(str(error), secrets)
        case psycopg.ProgrammingError() if str(error).startswith("invalid connection option"):
            return _reason(str(error), secrets)
        case _:
            return None


def met_another(error: Exception) -> bool:
    """Whether another transaction was in the way: a deadlock, or what a row belongs to was deleted meanwhile."""
    return isinstance(error, psycopg.Error) and (error.sqlstate or "").startswith(("40", "23503"))


def _connecting(words: str, secrets: Collection[str]) -> str:
    # The server's refusal of a connection comes without its code: only its words tell.
    if "does not exist" in words and "database" in words:
        return _POSTGRES["3D"]
    if "password" in words or ("role" in words and "does not exist" in words):
        return _POSTGRES["28"]
    if "too many" in words or "remaining connection slots" in words:
        return _POSTGRES["53300"]
    if "starting up" in words or "shutting down" in words:
        return _POSTGRES["57P"]
    away = not words.startswith(_WHILE_CONNECTING) or any(sign in words for sign in _AWAY)
    return _NO_SERVER if away else _reason(words, secrets)


def _reason(words: str, secrets: Collection[str]) -> str:
    """The reason as the server or the driver gives it, unless it repeats a secret."""
    reason = _BEFORE_THE_REASON.sub("", words.strip()).partition("\n")[0].rstrip(".")
    if not reason or any(secret in reason for secret in secrets):
        return _NO_SERVER
    return _REFUSED % reason.replace("{", "{{").replace("}", "}}")
