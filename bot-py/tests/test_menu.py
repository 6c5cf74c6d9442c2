"""Behind [⋯]: other times, a time of one's own; skip, pause, edit, delete. Replies to a card."""

from datetime import datetime, timedelta

from oye_fakes.bot_api import BotApi
from oye_fakes.bot_people import forwarded, photo, voice

from .arrival import fire_once, reminded
from .conftest import ApiServer, Chat, buttons_of


def occurrence(api: ApiServer, chat: Chat) -> dict[str, str]:
    return dict(api.ask_for(chat.number, "GET", "/v1/occurrences").json()["items"][0])


def series(api: ApiServer, telegram: BotApi, chat: Chat) -> dict[str, object]:
    """A daily reminder whose first message has just arrived."""
    chat.say("/start")
    made = api.ask_for(chat.number, "POST", "/v1/reminders", text="gym", when="every day at 10:00")
    due = datetime.fromisoformat(made.json()["next_occurrence"])
    api.database.clock.advance(due - api.database.clock.now() + timedelta(seconds=1))
    fire_once(api, telegram)
    return chat.shown()


def test_the_menu_opens_and_closes(chat: Chat, api: ApiServer, telegram: BotApi) -> None:
    chat.say("/start")
    card = reminded(api, telegram, chat.number, "stretch")
    assert buttons_of(card) == ["✔ Done", "10 min", "1 h", "Tonight", "Tomorrow", "⋯"]
    chat.press("⋯")
    assert chat.buttons() == ["Weekend", "Next week", "Type a time", "✎ Edit", "✖ Delete", "‹"]
    assert chat.text() == card["text"]
    chat.press("‹")
    assert (chat.buttons(), chat.text()) == (buttons_of(card), card["text"])


def test_each_preset_snoozes_to_its_day(chat: Chat, api: ApiServer, telegram: BotApi) -> None:
    chat.say("/start")
    for button, weekday in (("Weekend", 5), ("Next week", 0)):
        reminded(api, telegram, chat.number, "stretch")
        chat.press("⋯")
        assert chat.press(button).startswith("💤 again ")
        until = datetime.fromisoformat(occurrence(api, chat)["snoozed_until"])
        assert (until.weekday(), until.hour, until.minute) == (weekday, 9, 0)


def test_a_time_of_ones_own_is_asked_for_and_may_be_ambiguous(
    chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    chat.say("/start")
    reminded(api, telegram, chat.number, "stretch")
    chat.press("⋯")
    chat.press("Type a time")
    assert "Which one do you mean" in chat.say(
        "tomorrow at 7", reply_to=int(chat.shown()["message_id"])
    )
    assert occurrence(api, chat)["answer"] == "none"
    chat.press("19:00")
    assert datetime.fromisoformat(occurrence(api, chat)["snoozed_until"]).hour == 19


def test_a_reply_to_a_card_is_a_snooze(chat: Chat, api: ApiServer, telegram: BotApi) -> None:
    chat.say("/start")
    card = reminded(api, telegram, chat.number, "stretch")
    assert chat.say("in 3 hours", reply_to=int(card["message_id"])).startswith("💤 again ")
    told = occurrence(api, chat)
    away = datetime.fromisoformat(told["snoozed_until"]) - api.database.clock.now()
    assert abs(away - timedelta(hours=3)) < timedelta(seconds=9)
    assert "No entiendo" in chat.say("perro", language="es", reply_to=int(card["message_id"]))


def test_skip_and_pause_are_for_a_series(chat: Chat, api: ApiServer, telegram: BotApi) -> None:
    series(api, telegram, chat)
    before = api.ask_for(chat.number, "GET", "/v1/reminders/1").json()["next_occurrence"]
    chat.press("⋯")
    chat.press("⏭ Skip the next")
    after = api.ask_for(chat.number, "GET", "/v1/reminders/1").json()["next_occurrence"]
    assert datetime.fromisoformat(after) - datetime.fromisoformat(before) == timedelta(days=1)
    assert chat.text().startswith("⏭ The next one is skipped.")
    assert occurrence(api, chat)["answer"] == "none"
    chat.press("⋯")
    chat.press("⏸ Pause")
    assert api.ask_for(chat.number, "GET", "/v1/reminders/1").json()["state"] == "paused"
    chat.press("↩ Undo")
    assert api.ask_for(chat.number, "GET", "/v1/reminders/1").json()["state"] == "scheduled"


def test_edit_and_delete_are_behind_it_too(chat: Chat, api: ApiServer, telegram: BotApi) -> None:
    card = series(api, telegram, chat)
    chat.press("⋯")
    chat.press("✎ Edit")
    chat.say("swim", reply_to=int(chat.shown()["message_id"]))
    assert api.ask_for(chat.number, "GET", "/v1/reminders/1").json()["text"] == "swim"
    chat.press("⋯")
    chat.press("✖ Delete")
    assert chat.text() == "✖ #1 swim – removed"
    [shown] = [
        one for one in telegram.messages(chat.number) if one["message_id"] == card["message_id"]
    ]
    assert shown["text"].startswith("✖ ")
    assert buttons_of(shown) == []
    chat.press("↩ Undo")
    assert api.ask_for(chat.number, "GET", "/v1/reminders/1").json()["text"] == "swim"


def test_what_is_forwarded_or_pictured_is_asked_when_and_referred_to(
    chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    chat.say("/start")
    for content, text in (
        (forwarded("see you at the gate tomorrow at 5pm"), "see you at the gate tomorrow at 5pm"),
        (photo(), "Photo"),
        (voice(), "Voice message"),
        (photo("the bill"), "the bill"),
    ):
        assert "stored" in chat.send(content) or "When" in chat.text()
        about = [one for one in telegram.messages(chat.number) if not one["from"]["is_bot"]][-1]
        chat.press("Tomorrow")
        [made] = [
            one
            for one in api.ask_for(chat.number, "GET", "/v1/reminders").json()["items"]
            if one["text"] == text
        ]
        assert made["reference"] == f"telegram:{chat.number}:{about['message_id']}"


def test_a_caption_with_a_time_needs_no_question(chat: Chat, api: ApiServer) -> None:
    chat.say("/start")
    assert chat.send(photo("pay this tomorrow at 9:00")).startswith("✔ #1 pay this\n")


def test_a_reminder_is_opened_from_the_list(chat: Chat, api: ApiServer) -> None:
    chat.say("gym every day at 10:00 !15m")
    chat.say("/list")
    chat.press("#1")
    assert "Repeated every 15 min" in chat.text()
    assert chat.buttons()[:4] == ["✎ Edit", "⏸ Pause", "⏭ Skip the next", "✖ Delete"]
    chat.press("⏸ Pause")
    assert "paused" in chat.text()


def test_a_list_has_pages_and_can_be_searched(chat: Chat, api: ApiServer) -> None:
    chat.say("/start")
    for number in range(1, 11):
        api.ask_for(chat.number, "POST", "/v1/reminders", text=f"n{number}", when=f"in {number}h")
    assert chat.say("/list").count("\n") == 7
    chat.press("›")
    assert [line.split(" –")[0] for line in chat.text().split("\n")] == ["#9 n9", "#10 n10"]
    chat.press("‹")
    assert chat.text().startswith("#1 n1 ")
    assert "#10 n10" in chat.say("/search n1")
    assert chat.text().startswith("🔎 Found:\n\nn1\n\n#1 n1")
    assert "Nothing is to come with “milk”" in chat.say("/search milk")
    assert "n1" in chat.say("/today") or "Nothing more today" in chat.text()
