import json

import pytest

from .conftest import Oye
from .examples import reminder
from .pretend import CUT, Api, Reply

ADDED = Reply(201, reminder(), "Reminder")


def test_the_words_are_joined_and_the_echo_tells_number_text_time_and_zone(
    api: Api, oye: Oye
) -> None:
    api.on("POST", "/v1/reminders", ADDED)
    ran = oye("add", "call", "mum", "tomorrow", "9am")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("12  call mum   Mon 24 Nov 2036 09:00 Europe/Madrid, in ")
    assert api.asked[0].body == {"text": "call mum tomorrow 9am"}


def test_what_is_given_beside_the_words_reaches_the_api(api: Api, oye: Oye) -> None:
    api.on("POST", "/v1/reminders", ADDED)
    more = ("--when", "every day at 9", "--tag", "a", "--tag", "b", "--channel", "3")
    assert oye("add", "stretch", *more, "--catch-up", "skip", "--grace", "1h30m").code == 0
    assert api.asked[0].body == {
        "text": "stretch",
        "when": "every day at 9",
        "tags": ["a", "b"],
        "channels": [3],
        "catch_up": "skip",
        "grace_seconds": 5400,
    }


def test_json_is_the_api_s_own_object(api: Api, oye: Oye) -> None:
    unknown = {**reminder(), "added_by_a_later_api": "x"}
    api.on("POST", "/v1/reminders", Reply(201, unknown))
    assert json.loads(oye("add", "call mum", "--json").out) == unknown


def test_a_broken_connection_is_tried_once_more_under_the_same_key(api: Api, oye: Oye) -> None:
    api.on("POST", "/v1/reminders", CUT, ADDED)
    ran = oye("add", "stretch in 10 seconds")
    assert ran.code == 0
    assert "Asking once more" in ran.err
    first, second = (ask.headers["Idempotency-Key"] for ask in api.asked)
    assert first == second
    assert len(first) == 36


def test_two_runs_have_two_keys(api: Api, oye: Oye) -> None:
    api.on("POST", "/v1/reminders", ADDED)
    oye("add", "stretch")
    oye("add", "stretch")
    assert len({ask.headers["Idempotency-Key"] for ask in api.asked}) == 2


def test_it_gives_up_after_the_second_break(api: Api, oye: Oye) -> None:
    api.on("POST", "/v1/reminders", CUT)
    ran = oye("add", "stretch")
    assert (ran.code, len(api.asked)) == (7, 2)
    assert "The connection to" in ran.err


def test_a_refusal_is_not_tried_again(api: Api, oye: Oye) -> None:
    choices = ["8 am", "8 pm"]
    detail = "8 in the morning or the evening?"
    api.refuse(
        "POST", "/v1/reminders", 422, "ambiguous_time", detail, field="text", choices=choices
    )
    ran = oye("add", "run at 8")
    assert (ran.code, ran.out, len(api.asked)) == (4, "", 1)
    assert ran.err.splitlines() == [
        "oye: 8 in the morning or the evening? (text)",
        "  did you mean: 8 am",
        "  did you mean: 8 pm",
    ]


@pytest.mark.parametrize("grace", ["soon", "-1m", "1.5h"])
def test_a_grace_that_is_no_length_of_time_is_a_usage_error(oye: Oye, grace: str) -> None:
    ran = oye("add", "stretch", f"--grace={grace}")
    assert ran.code == 2
    assert "no length of time such as 30s" in ran.err


def test_a_series_tells_what_follows_and_a_text_can_t_steer_the_terminal(
    api: Api, oye: Oye
) -> None:
    series = reminder(text="a\x1b[31mb\nc", upcoming=["2036-11-25T08:00:00+00:00"])
    api.on("POST", "/v1/reminders", Reply(201, series, "Reminder"))
    ran = oye("add", "x")
    assert ran.out.startswith("12  a\ufffd[31mb c   ")
    assert ran.out.rstrip().endswith("; then Tue 25 Nov 2036 09:00")
