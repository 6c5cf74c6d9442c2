"""A private chat, through the real API."""

import re
from datetime import UTC, datetime

import pytest
from oye_fakes.bot_api import BotApi

from .arrival import reminded
from .conftest import ApiServer, Chat

ECHO = re.compile(
    r"✔ #1 stretch\n(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2} \d{4}, "
    r"\d\d:\d\d(:\d\d)? \(UTC\)\nin (10|9) minutes"
)


def test_start_makes_the_person_and_says_which_zone_was_guessed(chat: Chat, api: ApiServer) -> None:
    assert "time zone is Europe/Berlin; if not" in chat.say("/start", language="de")
    me = api.ask_for(chat.number, "GET", "/v1/me").json()
    assert (me["timezone"], me["locale"]) == ("Europe/Berlin", "de")
    assert me["name"] == f"Person {chat.number}"
    assert "if not" not in chat.say("/start", language="it")
    assert api.ask_for(chat.number, "GET", "/v1/me").json()["timezone"] == "Europe/Berlin"


def test_a_language_that_is_spoken_in_many_zones_begins_in_utc(chat: Chat) -> None:
    assert "time zone is UTC; if not, say so: /tz Europe/Madrid" in chat.say("/start")


def test_free_text_is_stored_and_echoed_with_its_time(chat: Chat, api: ApiServer) -> None:
    chat.say("/start")
    assert ECHO.fullmatch(chat.say("stretch in 10 minutes"))
    [stored] = api.ask_for(chat.number, "GET", "/v1/reminders").json()["items"]
    assert stored["text"] == "stretch"
    away = datetime.fromisoformat(stored["next_occurrence"]) - datetime.now(UTC)
    assert 500 < away.total_seconds() < 602


def test_a_series_tells_what_follows(chat: Chat) -> None:
    chat.say("/tz Europe/Madrid")
    echo = chat.say("water the plants every saturday at 10")
    assert re.search(r"Sat \d+ \w+ \d{4}, 10:00 \(Europe/Madrid\)", echo)
    assert re.search(r"\nthen Sat \d+ \w+( \d{4})? 10:00, and so on", echo)


def test_somebody_who_never_said_start_is_made_on_the_way(chat: Chat, api: ApiServer) -> None:
    assert chat.say("stretch in 10 minutes").startswith("✔ #1 stretch")
    assert api.ask_for(chat.number, "GET", "/v1/me").status_code == 200


def test_a_text_full_of_markup_comes_back_as_it_was(chat: Chat, telegram: BotApi) -> None:
    odd = "<b>*bold*_[x](http://y)` & 🎉👩‍👩‍👧"
    assert chat.say(f"{odd} in 10 minutes").startswith(f"✔ #1 {odd}\n")
    assert odd in chat.say("/list")


@pytest.mark.parametrize("text", ["hello there", "x" * 3000, "lunch on the 32nd at 25:00"])
def test_what_has_no_time_is_refused_with_an_example_and_nothing_is_stored(
    text: str, chat: Chat, api: ApiServer
) -> None:
    chat.say("/start")
    answer = chat.say(text)
    assert "Nothing was stored" in answer
    assert "call mum tomorrow 9am" in answer
    assert api.ask_for(chat.number, "GET", "/v1/reminders").json()["items"] == []


def test_what_can_be_read_in_two_ways_is_asked_back(chat: Chat, api: ApiServer) -> None:
    chat.say("/start")
    answer = chat.say("call mum tomorrow at 7")
    assert "Did you mean:\n• " in answer
    assert "Nothing was stored" in answer
    assert api.ask_for(chat.number, "GET", "/v1/reminders").json()["items"] == []


def test_the_list_is_what_is_to_come_soonest_first(chat: Chat) -> None:
    assert "Nothing is to come" in chat.say("/list")
    chat.say("later in 3 hours")
    chat.say("sooner in 10 minutes")
    lines = chat.say("/list").split("\n")
    assert [line.split(" – ")[0] for line in lines] == ["#2 sooner", "#1 later"]
    assert re.search(r"\(in 3 hours\)$", lines[1])


def test_done_finishes_a_one_off(chat: Chat) -> None:
    chat.say("stretch in 10 minutes")
    assert re.fullmatch(r"✔ Done \d\d:\d\d(:\d\d)?\n#1 stretch", chat.say("/done 1"))
    assert "Nothing is to come" in chat.say("/list")


@pytest.mark.parametrize("text", ["/done", "/done soon", "/done 1 2", "/snooze", "/snooze 1"])
def test_a_command_that_lacks_something_says_how_it_is_written(text: str, chat: Chat) -> None:
    assert text.split()[0] + " 12" in chat.say(text)


def test_a_number_that_there_is_not_is_told_in_the_words_of_the_api(chat: Chat) -> None:
    chat.say("/start")
    assert "7" in chat.say("/done 7")
    assert "Traceback" not in chat.say("/snooze 7 10m")


def test_the_zone_is_told_changed_and_refused(chat: Chat, api: ApiServer) -> None:
    assert "Your time zone is UTC" in chat.say("/tz")
    assert "Your time zone is Asia/Tokyo" in chat.say("/tz Asia/Tokyo")
    assert api.ask_for(chat.number, "GET", "/v1/me").json()["timezone"] == "Asia/Tokyo"
    assert "Atlantis" in chat.say("/tz Atlantis")
    assert "Your time zone is Asia/Tokyo" in chat.say("/tz")


def test_help_and_commands_that_there_are_not(chat: Chat, telegram: BotApi) -> None:
    assert "/snooze 12 10m" in chat.say("/HELP")
    assert "I don't know /frobnicate" in chat.say("/frobnicate now")
    assert {one["command"] for one in telegram.commands()} >= {"list", "done", "snooze", "tz"}


@pytest.mark.parametrize("language", ["de", "sv"])
def test_english_is_understood_beside_the_persons_own_language(language: str, chat: Chat) -> None:
    chat.say("/start", language=language)
    assert "stretch\n" in chat.say("stretch in 10 minutes", language=language)


def test_a_snooze_is_said_as_a_span_or_as_a_time(
    chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    chat.say("/start")
    reminded(api, telegram, chat.number, "stretch")
    for words, hours in (("2h", 2), ("1h30m", 1.5), ("in 3 hours", 3)):
        assert chat.say(f"/snooze 1 {words}").startswith("💤 again ")
        told = api.ask_for(chat.number, "GET", "/v1/occurrences").json()["items"][0]
        until = datetime.fromisoformat(told["snoozed_until"])
        away = until - datetime.fromisoformat(told["answered_at"])
        assert abs(away.total_seconds() - hours * 3600) < 2
