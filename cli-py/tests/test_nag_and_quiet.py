"""Being told again until done, and hours in which nothing rings."""

from typing import Any

import pytest

from .conftest import Oye
from .examples import me, reminder
from .pretend import Api, Reply

NAG = {"every_seconds": 900, "times": 12, "for_seconds": 86400}
INBOX = {"id": 1, "kind": "inbox", "address": None, "is_default": True, "enabled": True}
INBOX |= {"created_at": "2026-11-23T10:00:00Z"}
HOOK = {**INBOX, "id": 3, "kind": "webhook", "address": "https://example.org/hook"}
QUIET = {"from": "22:00", "until": "07:00", "mode": "defer"}


def channels(*more: dict[str, Any]) -> Reply:
    return Reply(200, {"items": [INBOX, *more]}, "ChannelPage")


def test_a_nag_is_asked_for_and_told(api: Api, oye: Oye) -> None:
    api.on("POST", "/v1/reminders", Reply(201, reminder(nag=NAG), "Reminder"))
    api.on("GET", "/v1/channels", channels(HOOK))
    ran = oye("add", "pills at 8pm", "--nag", "15m", "--nag-times", "5", "--urgent")
    assert api.asked[0].body == {
        "text": "pills at 8pm",
        "nag": {"every_seconds": 900, "times": 5},
        "urgent": True,
    }
    assert ran.out.rstrip().endswith("; nags every 15 minutes until done")
    assert ran.err == ""


@pytest.mark.parametrize(
    ("chosen", "there"),
    [
        (None, []),
        (None, [{**HOOK, "enabled": False}]),
        (None, [{**HOOK, "is_default": False}]),
        ([1], [HOOK]),
    ],
)
def test_who_has_the_inbox_alone_is_told_that_nothing_nags_there(
    api: Api, oye: Oye, chosen: list[int] | None, there: list[dict[str, Any]]
) -> None:
    made = reminder(nag=NAG, channels=chosen)
    api.on("POST", "/v1/reminders", Reply(201, made, "Reminder"))
    api.on("GET", "/v1/channels", channels(*there))
    ran = oye("add", "pills at 8pm !15m")
    assert ran.code == 0
    assert ran.err.startswith("Note: nothing nags in the inbox alone; ")


def test_a_chosen_channel_nags_though_it_is_no_default(api: Api, oye: Oye) -> None:
    made = reminder(nag=NAG, channels=[3])
    api.on("POST", "/v1/reminders", Reply(201, made, "Reminder"))
    api.on("GET", "/v1/channels", channels({**HOOK, "is_default": False}))
    assert oye("add", "pills at 8pm !15m").err == ""


def test_quiet_hours_over_the_inbox_alone_are_said_to_hold_nothing(api: Api, oye: Oye) -> None:
    api.on("PATCH", "/v1/me", Reply(200, me(quiet=QUIET), "Me"))
    api.on("GET", "/v1/channels", channels())
    assert oye("quiet", "22:00-07:00").err.startswith("Note: quiet hours hold nothing in the inbox")


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        (["--nag", "2h"], {"nag": {"every_seconds": 7200}}),
        (["--nag", "none"], {"nag": None}),
        (["--no-urgent"], {"urgent": False}),
    ],
)
def test_an_edit_changes_it(api: Api, oye: Oye, said: list[str], sent: Any) -> None:
    api.on("GET", "/v1/reminders/12", Reply(200, reminder(), "Reminder"))
    api.on("PATCH", "/v1/reminders/12", Reply(200, reminder(), "Reminder"))
    assert oye("edit", "12", *said).code == 0
    assert api.asked[-1].body == sent


@pytest.mark.parametrize(
    "said",
    [["add", "x", "--nag-times", "5"], ["edit", "12", "--nag", "none", "--nag-times", "5"],
     ["add", "x", "--nag", "soon"], ["add", "x", "--nag", "0m"], ["edit", "12", "--nag", "59s"],
     ["add", "x", "--nag", "2d"], ["quiet", "--silent"], ["quiet", "off", "--silent"],
     ["quiet", "22-7"], ["quiet", "24:00-07:00"]],
)  # fmt: skip
def test_what_makes_no_sense_is_wrong_use_and_asks_nothing(
    api: Api, oye: Oye, said: list[str]
) -> None:
    assert oye(*said).code == 2
    assert api.asked == []


def test_a_nag_of_no_time_is_told_what_would_be_right(oye: Oye) -> None:
    assert "'0m': from 1m to 1d, such as 15m" in oye("add", "x", "--nag", "0m").err


def test_show_tells_how_long_it_nags_and_where_it_was_said(api: Api, oye: Oye) -> None:
    more = {"urgent": True, "source": "telegram:7:17", "reference": "telegram:7:16"}
    api.on("GET", "/v1/reminders/12", Reply(200, reminder(nag=NAG, **more), "Reminder"))
    out = oye("show", "12").out
    assert "nag        every 15 minutes until done, 12 times and 24 hours at most\n" in out
    assert "urgent     yes" in out
    assert "said in    telegram:7:17\n" in out
    assert "about      telegram:7:16\n" in out


def test_quiet_hours_are_set_shown_and_ended(api: Api, oye: Oye) -> None:
    silent = {**QUIET, "mode": "silent"}
    api.on("GET", "/v1/channels", channels(HOOK))
    api.on("PATCH", "/v1/me", *(Reply(200, me(quiet=one), "Me") for one in (QUIET, silent, None)))
    assert oye("quiet", "22:00-7:00").out == "22:00-07:00, what comes due waits for their end\n"
    assert oye("quiet", "22:00-07:00", "--silent").out.endswith("makes no sound\n")
    assert oye("quiet", "off").out == "none\n"
    sent = [ask.body for ask in api.asked if ask.method == "PATCH"]
    assert sent == [{"quiet": QUIET}, {"quiet": silent}, {"quiet": None}]
    api.on("GET", "/v1/me", Reply(200, me(quiet=QUIET), "Me"))
    assert oye("quiet").out.startswith("22:00-07:00")
    assert "quiet hours  22:00-07:00" in oye("whoami").out
