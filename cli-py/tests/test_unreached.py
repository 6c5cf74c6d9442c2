"""Who takes a channel away is told which reminders have none left, and what to do."""

from typing import Any

import pytest

from .conftest import Oye
from .examples import channel, reminder
from .pretend import Api, Reply

INBOX = channel(id=1, kind="inbox", address=None, is_default=False)
WAITING = {"state": "waiting", "next_occurrence": None, "channels": [3]}


def left(api: Api, channels: list[dict[str, Any]], *reminders: dict[str, Any]) -> None:
    """What there is once channel 3 was removed or disabled."""
    api.on("DELETE", "/v1/channels/3", Reply(204))
    off = channel(enabled=False, disabled_reason="by_the_person")
    api.on("PATCH", "/v1/channels/3", Reply(200, off, "Channel"))
    api.on("GET", "/v1/channels", Reply(200, {"items": channels}, "ChannelPage"))
    page = {"items": list(reminders), "next_cursor": None}
    api.on("GET", "/v1/reminders", Reply(200, page, "ReminderPage"))


def test_a_reminder_that_names_the_removed_one_alone_is_named(api: Api, oye: Oye) -> None:
    named, both = reminder(id=15, channels=[3]), reminder(id=16, channels=[1, 3])
    left(api, [INBOX], named, both, reminder(id=17, channels=None), reminder(id=18, **WAITING))
    ran = oye("channels", "rm", "3")
    assert ran.out == "3  removed\n"
    assert ran.err == (
        "Note: reminder 15 names no channel that is enabled: oye edit 15 --default-channels\n"
    )


def test_several_are_named_in_one_line(api: Api, oye: Oye) -> None:
    left(api, [INBOX], reminder(id=15, channels=[3]), reminder(id=17, channels=[3]))
    assert oye("channels", "rm", "3").err == (
        "Note: reminders 15, 17 name no channel that is enabled: oye edit 15 --default-channels\n"
    )


def test_where_the_only_default_is_disabled_it_is_said_that_nothing_arrives(
    api: Api, oye: Oye
) -> None:
    left(api, [INBOX, channel(enabled=False, disabled_reason="by_the_person")], reminder())
    ran = oye("channels", "disable", "3")
    assert ran.out.rstrip().endswith("default, disabled by you")
    assert ran.err == (
        "Note: no default channel is enabled, so what names none will not arrive: "
        "oye channels enable NUMBER\n"
    )


def test_nothing_is_said_where_all_have_another(api: Api, oye: Oye) -> None:
    left(api, [INBOX], reminder(), reminder(id=16, channels=[1]))
    assert oye("channels", "rm", "3").err == ""


@pytest.mark.parametrize(
    ("words", "there"),
    [(["channels", "remove", "3"], "add, default, "), (["lst"], "add, list, ")],
)
def test_a_command_that_is_none_is_answered_with_those_that_are(
    oye: Oye, words: list[str], there: str
) -> None:
    ran = oye(*words)
    assert ran.code == 2
    assert f"There are: {there}" in ran.err
