"""A private chat, through the real API."""

import re
from datetime import UTC, datetime

import pytest
from oye_fakes.bot_api import BotApi
from oye_fakes.bot_people import location

from .arrival import reminded
from .conftest import SECONDS, ApiServer, Chat

ECHO = re.compile(
    r"✔ #1 stretch\n(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2,3} \d{4}, "
    r"\d\d:\d\d(:\d\d)? \(UTC\)\nin (10|9) minutes"
)


def items(api: ApiServer, chat: Chat) -> list[dict[str, object]]:
    return list(api.ask_for(chat.number, "GET", "/v1/reminders").json()["items"])


def me(api: ApiServer, chat: Chat) -> dict[str, object]:
    return dict(api.ask_for(chat.number, "GET", "/v1/me").json())


def test_start_makes_the_person_and_asks_whether_the_guessed_zone_is_right(
    chat: Chat, api: ApiServer
) -> None:
    assert "Is your time zone Europe/Berlin, where it is" in chat.say("/start", language="de")
    assert chat.buttons() == ["Yes", "📍 Send location", "Choose"]
    assert (me(api, chat)["timezone"], me(api, chat)["locale"]) == ("Europe/Berlin", "de")
    assert me(api, chat)["name"] == f"Person {chat.number}"
    assert "Your time zone is Europe/Berlin" in chat.press("Yes")
    assert "Write what I shall remind you of" in chat.text()
    assert "Your time zone is Europe/Berlin; /tz" in chat.say("/start", language="it")


def test_a_language_that_is_spoken_in_many_zones_begins_in_utc(chat: Chat) -> None:
    assert "Is your time zone UTC" in chat.say("/start")


def test_a_zone_is_chosen_by_area_and_city(chat: Chat, api: ApiServer) -> None:
    chat.say("/start")
    chat.press("Choose")
    assert {"Africa", "America", "Europe", "UTC"} <= set(chat.buttons())
    chat.press("America")
    assert "Argentina/Buenos Aires" in chat.buttons()
    chat.press("›")
    chat.press("‹")
    chat.press("Argentina/Buenos Aires")
    assert "Your time zone is America/Argentina/Buenos_Aires" in chat.text()
    assert me(api, chat)["timezone"] == "America/Argentina/Buenos_Aires"


def test_a_location_offers_the_nearest_zones_and_is_kept_nowhere(
    chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    chat.say("/start")
    chat.press("📍 Send location")
    asked = telegram.calls("sendMessage", chat=chat.number)[-1].params["reply_markup"]
    assert asked["keyboard"][0][0]["request_location"] is True
    chat.send(location(51.5, -0.12))
    chat.hear(4)
    telegram.wait_until_read(SECONDS)
    assert "Which one is yours?" in chat.text()
    chat.press(next(one for one in chat.buttons() if one.startswith("Europe/London")))
    assert me(api, chat)["timezone"] == "Europe/London"


def test_free_text_is_stored_and_echoed_with_its_time(chat: Chat, api: ApiServer) -> None:
    chat.say("/start")
    assert ECHO.fullmatch(chat.say("stretch in 10 minutes"))
    assert chat.buttons() == ["↩ Undo", "✎ Edit"]
    [stored] = items(api, chat)
    assert stored["text"] == "stretch"
    assert str(stored["source"]).startswith(f"telegram:{chat.number}:")
    away = datetime.fromisoformat(str(stored["next_occurrence"])) - datetime.now(UTC)
    assert 500 < away.total_seconds() < 602


def test_spanish_is_understood_and_answered_in_spanish(chat: Chat, api: ApiServer) -> None:
    assert "¿Es Europe/Madrid tu zona horaria" in chat.say("/start", language="es")
    echo = chat.say("llamar a mamá mañana a las 9:00", language="es-MX")
    assert re.search(r"✔ #1 llamar a mamá\n\w{3} \d+ \w+ \d{4}, 09:00 \(Europe/Madrid\)", echo)
    assert chat.buttons() == ["↩ Deshacer", "✎ Editar"]
    assert "Los números están en /list" in chat.say("/snooze", language="es")
    assert "no he guardado nada" in chat.say("hola", language="es")


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


@pytest.mark.parametrize(
    "text", ["hello there", "x" * 1900, "lunch on the 32nd at 25:00", "\u202e🎉" * 500]
)
def test_what_has_no_time_is_refused_with_an_example_and_nothing_is_stored(
    text: str, chat: Chat, api: ApiServer
) -> None:
    chat.say("/start")
    answer = chat.say(text)
    assert "nothing was stored" in answer.lower()
    assert "call mum tomorrow 9am" in answer or not text.isascii() or "25:00" in text
    assert items(api, chat) == []


@pytest.mark.parametrize("text", ["x" * 4096, "🎉" * 2048, "שלום " * 800 + "tomorrow 9am"])
def test_what_is_too_long_is_refused_with_its_bound(text: str, chat: Chat, api: ApiServer) -> None:
    chat.say("/start")
    assert "2000 characters at most" in chat.say(text)
    assert items(api, chat) == []


def test_a_nul_in_a_text_does_no_harm(chat: Chat) -> None:
    assert chat.say("str\0etch in 10 minutes").startswith("✔ #1 stretch\n")


def test_what_has_no_time_gets_one_by_a_press(chat: Chat, api: ApiServer) -> None:
    chat.say("milk *_[")
    assert chat.buttons()[:3] == ["Later today", "Tonight", "Tomorrow"]
    chat.press("Tomorrow")
    assert chat.text().startswith("✔ #1 milk *_[\n")
    [stored] = items(api, chat)
    assert stored["text"] == "milk *_["
    assert chat.buttons() == ["↩ Undo", "✎ Edit"]


def test_the_same_press_twice_makes_one_reminder(
    chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    chat.say("milk")
    place = int(chat.shown()["message_id"])
    question = telegram.messages(chat.number)[-1]
    for number, data in enumerate(("~at:later", "~at:later", "~at:tomorrow"), start=1):
        telegram._state.messages[chat.number, place].update(question)
        telegram.press_data(chat.number, place, data)
        chat.toast(number)
    assert len(items(api, chat)) == 1


def test_what_has_no_time_gets_one_by_a_reply(chat: Chat, api: ApiServer, telegram: BotApi) -> None:
    chat.say("milk")
    assert chat.say("in 3 hours", reply_to=int(chat.shown()["message_id"])).startswith("✔ #1 milk")
    chat.say("bread")
    chat.press("Type a time")
    asked = telegram.calls("sendMessage", chat=chat.number)[-1].params["reply_markup"]
    assert asked["force_reply"] is True
    typed = chat.say("tomorrow at 7", reply_to=int(chat.shown()["message_id"]))
    assert "Which one do you mean?" in typed
    chat.press("19:00")
    assert chat.text().startswith("✔ #2 bread\n")
    assert " 19:00" in chat.text()


@pytest.mark.parametrize(
    ("text", "language", "choice", "told"),
    [
        ("call mum tomorrow at 7", "en", "07:00", "07:00"),
        ("call mum tomorrow at 7", "en", "19:00", "19:00"),
        ("llamar mañana a las 7", "es", "19:00", "19:00"),
    ],
)
def test_what_can_be_read_in_two_ways_is_asked_by_buttons(
    text: str, language: str, choice: str, told: str, chat: Chat, api: ApiServer
) -> None:
    chat.say("/start", language=language)
    answer = chat.say(text, language=language)
    assert answer.startswith("❓")
    assert text in answer
    assert chat.buttons() == ["07:00", "19:00"]
    assert items(api, chat) == []
    chat.press(choice)
    assert chat.text().startswith("✔ #1 ")
    assert f"{told} (" in chat.text()
    assert len(items(api, chat)) == 1


def test_two_questions_are_asked_one_after_the_other(chat: Chat, api: ApiServer) -> None:
    chat.say("call mum next saturday at 7")
    if len(chat.buttons()[0]) > len("07:00"):  # not on a Saturday, when "next" is clear
        chat.press(chat.buttons()[-1])
    assert items(api, chat) == []
    chat.press("07:00")
    assert chat.text().startswith("✔ #1 call mum\nSat ")


def test_a_message_that_is_edited_changes_its_reminder(chat: Chat, api: ApiServer) -> None:
    chat.say("call mum tomorrow at 9:00")
    assert re.match(r"✎ #1 call dad\n.* 10:30 \(UTC\)", chat.edit("call dad tomorrow at 10:30"))
    assert [one["text"] for one in items(api, chat)] == ["call dad"]
    assert chat.edit("call both").startswith("✎ #1 call both\n")
    assert "10:30" in chat.text()


def test_a_message_that_had_no_time_makes_a_reminder_once_it_has_one(
    chat: Chat, api: ApiServer
) -> None:
    chat.say("call mum")
    assert chat.edit("call mum tomorrow at 9:00").startswith("✔ #1 call mum\n")
    assert len(items(api, chat)) == 1


def test_edit_asks_for_text_time_or_both(chat: Chat, api: ApiServer) -> None:
    chat.say("call mum tomorrow at 9:00")
    for words, told in (("tomorrow at 10:30", "call mum\n"), ("call dad", "call dad\n")):
        chat.press("✎ Edit")
        assert "#1" in chat.text()
        place = int(chat.shown()["message_id"])
        assert chat.say(words, reply_to=place).startswith(f"✎ #1 {told}")
        assert "10:30" in chat.text()


def test_an_edit_of_what_changed_meanwhile_is_refused(chat: Chat, api: ApiServer) -> None:
    chat.say("call mum tomorrow at 9:00")
    chat.press("✎ Edit")
    place = int(chat.shown()["message_id"])
    chat.edit("call dad tomorrow at 9:00")
    assert "changed meanwhile" in chat.say("call nobody", reply_to=place)


def test_undo_takes_back_and_back_again(chat: Chat, api: ApiServer) -> None:
    chat.say("call mum tomorrow at 9:00")
    chat.press("↩ Undo")
    assert "not stored any more" in chat.text()
    assert items(api, chat) == []
    chat.press("↩ Undo")
    assert [one["text"] for one in items(api, chat)] == ["call mum"]
    assert "not stored any more" in chat.say("/undo")
    assert items(api, chat) == []
    assert "nothing to take back" in chat.say("/undo")


def test_done_finishes_a_one_off(chat: Chat) -> None:
    chat.say("stretch in 10 minutes")
    assert re.fullmatch(r"✔ Done \d\d:\d\d(:\d\d)?\n#1 stretch", chat.say("/done 1"))
    assert chat.buttons() == ["↩ Undo"]
    assert "Nothing is to come" in chat.say("/list")


@pytest.mark.parametrize(
    "text",
    ["/done", "/done soon", "/done 1 2", "/snooze", "/snooze 1", "/pause x", "/resume", "/search"],
)
def test_a_command_that_lacks_something_says_how_it_is_written(text: str, chat: Chat) -> None:
    assert re.search(text.split()[0] + " (12|milk)", chat.say(text))


def test_a_command_without_a_number_offers_what_it_may_be_about(chat: Chat, api: ApiServer) -> None:
    chat.say("water the plants every day at 10:00")
    assert chat.say("/pause") == "Which one shall I hold?"
    chat.press("#1 water the plants")
    assert "paused" in chat.text()
    assert items(api, chat)[0]["state"] == "paused"
    chat.say("/resume")
    chat.press("#1 water the plants")
    assert items(api, chat)[0]["state"] == "scheduled"
    assert "paused" in chat.say("/pause 1")
    assert "(in " in chat.say("/resume 1")


def test_a_number_that_there_is_not_is_told(chat: Chat) -> None:
    chat.say("/start")
    assert "no such reminder" in chat.say("/done 7")
    assert "/list" in chat.say("/snooze 7 10m")
    assert "/list" in chat.say("/pause 7")


def test_the_zone_is_told_changed_and_refused(chat: Chat, api: ApiServer) -> None:
    assert "Is your time zone UTC" in chat.say("/tz")
    assert "Your time zone is Asia/Tokyo" in chat.say("/tz Asia/Tokyo")
    assert me(api, chat)["timezone"] == "Asia/Tokyo"
    assert "Europe/Madrid" in chat.say("/tz Atlantis")
    assert "Is your time zone Asia/Tokyo" in chat.say("/tz")


def test_a_move_shows_what_moves_along_and_asks(chat: Chat, api: ApiServer) -> None:
    chat.say("/tz Europe/Madrid")
    chat.say("gym every day at 18:00")
    assert "#1 gym – " in chat.say("/tz Asia/Tokyo")
    assert chat.buttons() == ["Yes", "No"]
    chat.press("No")
    assert me(api, chat)["timezone"] == "Europe/Madrid"
    chat.say("/tz Asia/Tokyo")
    chat.press("Yes")
    assert me(api, chat)["timezone"] == "Asia/Tokyo"


def test_help_and_commands_that_there_are_not(chat: Chat, telegram: BotApi) -> None:
    assert "/snooze 12 10m" in chat.say("/HELP")
    assert "I don't know /frobnicate" in chat.say("/frobnicate now")
    assert "No conozco /x" in chat.say("/x", language="es")


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
