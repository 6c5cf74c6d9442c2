"""What a person sets, takes along and removes; and signing a terminal in."""

import json

from oye_fakes.bot_api import BotApi

from .conftest import SECONDS, ApiServer, Chat


def test_quiet_hours_are_set_told_and_ended(chat: Chat, api: ApiServer) -> None:
    assert "no quiet hours" in chat.say("/quiet")
    assert "From 22:00 to 07:00 I keep still" in chat.say("/quiet 22-7")
    chat.press("Without a sound")
    assert api.ask_for(chat.number, "GET", "/v1/me").json()["quiet"] == {
        "from": "22:00",
        "until": "07:00",
        "mode": "silent",
    }
    chat.press("No quiet hours")
    assert api.ask_for(chat.number, "GET", "/v1/me").json()["quiet"] is None
    assert "/quiet 22:00-07:00" in chat.say("/quiet sometimes")
    assert "sin sonido" in chat.say("/quiet 23:30-6 silencio", language="es")
    assert "No tienes horas de silencio" in chat.say("/quiet off", language="es")


def test_channels_are_told(chat: Chat) -> None:
    chat.say("/start")
    told = chat.say("/channels")
    assert "✔ Telegram (this chat) – the usual one" in told
    assert "Inbox" in told


def test_everything_is_taken_along_as_a_file(chat: Chat, api: ApiServer, telegram: BotApi) -> None:
    chat.say("secret plans 🎉 in 3 hours")
    telegram.say(chat.number, "/export")
    sent = telegram.wait_for_call("sendDocument", chat=chat.number, timeout=SECONDS)
    start = sent.body.index(b'{\n "')
    document, _ = json.JSONDecoder().raw_decode(sent.body[start:].decode("utf-8", "ignore"))
    assert "secret plans 🎉" in json.dumps(document, ensure_ascii=False)
    assert document["person"]["person_id"]


def test_leaving_is_asked_for_and_then_all_is_gone(chat: Chat, api: ApiServer) -> None:
    chat.say("secret plans in 3 hours")
    assert "One reminder" in chat.say("/deleteme")
    chat.press("No")
    assert api.ask_for(chat.number, "GET", "/v1/me").status_code == 200
    chat.say("/deleteme")
    chat.press("Delete everything")
    assert "Everything of yours is deleted" in chat.text()
    assert api.ask_for(chat.number, "GET", "/v1/me").status_code == 404


def test_a_question_to_leave_that_somebody_else_was_asked_deletes_nobody(
    chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    chat.say("secret plans in 3 hours")
    chat.say("/start")
    telegram.press_data(chat.number, 1, "~deleteme:" + "0" * 32)
    chat.toast(1)
    assert api.ask_for(chat.number, "GET", "/v1/me").status_code == 200


def test_a_terminal_is_signed_in_by_one_press(chat: Chat, api: ApiServer) -> None:
    chat.say("/start")
    begun = api.ask("POST", "/v1/login", "none", label="laptop *_[").json()
    assert begun["verification_uri"].startswith("https://t.me/oye_fake_bot?start=login_")
    code = begun["verification_uri"].partition("start=")[2]
    asked = chat.say(f"/start {code}")
    assert "Sign in laptop *_[?" in asked
    assert begun["user_code"] in asked
    chat.press("Sign in")
    assert "Signed in" in chat.text()
    token = api.ask("POST", "/v1/login/token", "none", device_code=begun["device_code"]).json()
    me = api.ask("GET", "/v1/me", token["token"]).json()
    assert me["name"] == f"Person {chat.number}"


def test_a_sign_in_is_refused_and_a_code_that_is_none_is_told(chat: Chat, api: ApiServer) -> None:
    chat.say("/start")
    begun = api.ask("POST", "/v1/login", "none", label="laptop").json()
    chat.say(f"/start login_{begun['user_code'].replace('-', '')}")
    chat.press("No")
    assert "Nobody was signed in" in chat.text()
    assert "`oye login`" in chat.say("/start login_BBBBBBBB")
    assert "`oye login`" in chat.say("/start login_what")
