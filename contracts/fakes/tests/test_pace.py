"""The pace is measured always, and enforced as Telegram does where a test asks for it."""

from collections.abc import Callable
from typing import Any

from oye_fakes.bot_api import BotApi
from oye_fakes.pace import Exceeded, Limits, Pace

Call = Callable[..., tuple[int, Any]]


def test_a_chat_takes_one_a_second_and_says_how_long_to_wait(telegram: BotApi, call: Call) -> None:
    telegram.limit(Limits())
    assert call("sendMessage", chat_id=7, text="a")[0] == 200
    status, answer = call("sendMessage", chat_id=7, text="b")
    assert (status, answer["parameters"]) == (429, {"retry_after": 1})
    assert [over.limit for over in telegram.pace.exceeded] == ["chat"]
    assert [message["text"] for message in telegram.messages(7)] == ["a"]


def test_without_limits_the_pace_is_measured_and_nothing_is_refused(
    telegram: BotApi, call: Call
) -> None:
    for text in ("a", "b", "c"):
        assert call("sendMessage", chat_id=7, text=text)[0] == 200
    assert telegram.pace.peak(60) == 3
    assert telegram.pace.exceeded == []


def test_the_whole_bot_has_a_limit_in_any_second() -> None:
    pace = Pace(Limits(per_second=3))
    assert [pace.take(chat, 10 + chat / 10) for chat in (1, 2, 3)] == [None] * 3
    assert pace.take(4, 10.9) == Exceeded("bot", 4, 10.9, 1)
    # What was refused doesn't count, and the first is a second ago.
    assert pace.take(4, 11.1) is None
    assert pace.peak(1) == 3


def test_a_group_takes_so_many_a_minute() -> None:
    pace = Pace(Limits(per_minute=3))
    assert [pace.take(-1, at) for at in (0, 10, 20)] == [None] * 3
    assert pace.take(-1, 30) == Exceeded("group", -1, 30, 30)
    assert pace.take(-1, 60) is None
    assert [pace.take(1, at) for at in (0, 10, 20, 30)] == [None] * 4
