"""The gate: links that nobody can guess or change, read by every process with the same key, and their address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from adapters.gate import DeskGate, NoLinkError, OldLinkError, host_of, is_loopback
from bot.rules.desk_links import LINK_LASTS

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
GATE = DeskGate("key", "https://cohort.example.org/")


def link_of(address: str) -> str:
    return address.partition("?link=")[2]


def test_a_link_leads_to_the_desk_and_tells_its_group_and_secret() -> None:
    way = GATE.way("group1", AT)

    assert way.address.startswith("https://cohort.example.org/desk/open?link=group1.")
    assert GATE.read(link_of(way.address), AT + timedelta(minutes=3)) == ("group1", way.secret)
    assert not way.near


def test_links_fit_a_button_and_need_no_escaping() -> None:
    address = GATE.way("abcdefghijklm", AT).address

    assert len(address) < 200
    assert set(link_of(address)) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")


def test_no_two_links_are_alike() -> None:
    assert len({GATE.way("g", AT).secret for _ in range(200)}) == 200


def test_every_process_with_the_key_reads_it_and_no_other() -> None:
    way = GATE.way("g", AT)

    assert DeskGate("key", "http://elsewhere").read(link_of(way.address), AT) == ("g", way.secret)
    with pytest.raises(NoLinkError):
        DeskGate("another key", "https://cohort.example.org").read(link_of(way.address), AT)


def test_it_is_old_after_its_time_and_not_before() -> None:
    link = link_of(GATE.way("g", AT).address)

    GATE.read(link, AT + LINK_LASTS)
    GATE.read(link, AT - timedelta(seconds=5))
    with pytest.raises(OldLinkError):
        GATE.read(link, AT + LINK_LASTS + timedelta(seconds=1))


@pytest.mark.parametrize(
    "change",
    [
        lambda _link: "",
        lambda _link: "nonsense",
        lambda _link: "ü.ü.ü.ü",
        lambda link: link[:-1],
        lambda link: f"h{link[1:]}",
        lambda link: link.replace(".", "", 1),
        lambda link: f"{link}x",
        lambda link: "\x00" + link,
    ],
)
def test_a_link_that_was_changed_is_none(change: object) -> None:
    link = link_of(GATE.way("g", AT).address)

    with pytest.raises(NoLinkError):
        GATE.read(change(link), AT)  # type: ignore[operator] # a function of the link


@pytest.mark.parametrize(
    ("address", "host", "near"),
    [
        ("http://localhost:8710", "localhost", True),
        ("http://127.0.0.1:9000/", "127.0.0.1", True),
        ("http://[::1]:8710", "::1", True),
        ("https://Cohort.Example.org", "cohort.example.org", False),
        ("http://192.168.1.7:8710", "192.168.1.7", False),
        ("", "", False),
    ],
)
def test_an_address_leads_here_or_elsewhere(address: str, host: str, *, near: bool) -> None:
    assert host_of(address) == host
    assert is_loopback(address) is near
    if address:
        assert DeskGate("key", address).way("g", AT).near is near
