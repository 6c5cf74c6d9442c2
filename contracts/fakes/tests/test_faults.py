"""Failures come at random, by shares that hold, and the same ones each time."""

from collections.abc import Callable
from http.client import RemoteDisconnected
from typing import Any

import pytest
from oye_fakes.behaviour import Cut, Drop, Null
from oye_fakes.bot_api import BotApi
from oye_fakes.faults import Faults

Call = Callable[..., tuple[int, Any]]


def test_the_shares_hold_and_a_seed_says_the_same_in_any_order() -> None:
    one, other = (Faults(3, rate429=0.05, rate403=0.02, rate502=0.01, cut=0.02) for _ in range(2))
    met = [one.behaviour("sendMessage", chat) for chat in range(4000)]
    assert [other.behaviour("sendMessage", chat) for chat in reversed(range(4000))] == met[::-1]
    assert one.met == other.met
    for name, share in {"429": 0.05, "403": 0.02, "502": 0.01, "cut": 0.02}.items():
        assert 0.6 * share < one.met[name] / 4000 < 1.4 * share
    assert {behaviour.taken for behaviour in met if isinstance(behaviour, Cut)} == {True, False}


def test_other_methods_do_not_fail() -> None:
    faults = Faults(1, rate429=1, drop=1)
    assert faults.behaviour("getMe", 7) is None
    assert not faults.drops("getMe")


def test_a_dropped_connection_leaves_no_trace(telegram: BotApi, call: Call) -> None:
    telegram.plan("sendMessage", Drop())
    with pytest.raises((RemoteDisconnected, ConnectionError)):
        call("sendMessage", chat_id=7, text="a")
    assert telegram.calls("sendMessage") == []
    assert call("sendMessage", chat_id=7, text="a")[0] == 200
    telegram.faults(Faults(1, drop=1))
    with pytest.raises((RemoteDisconnected, ConnectionError)):
        call("sendMessage", chat_id=7, text="b")
    telegram.faults(None)
    assert call("sendMessage", chat_id=7, text="b")[0] == 200


def test_an_edit_may_be_answered_with_null(telegram: BotApi, call: Call) -> None:
    _, sent = call("sendMessage", chat_id=7, text="a")
    telegram.plan("editMessageText", Null())
    place = {"chat_id": 7, "message_id": sent["result"]["message_id"]}
    assert call("editMessageText", **place, text="b") == (200, {"ok": True, "result": None})
    assert telegram.messages(7)[0]["text"] == "b"
