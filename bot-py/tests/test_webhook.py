"""The webhook: who may post, how much, and what is answered while the API is away."""

import json
from collections.abc import Iterator

import httpx
import pytest
from oye_bot.config import read_config
from oye_bot.webhook import MOST_BYTES, PROOF_HEADER
from oye_fakes.bot_api import BotApi
from oye_fakes.bot_people import person_of, written
from oye_fakes.bot_state import chat_of

from .conftest import SECONDS, ApiServer, Chat, RunningBot, bot_running, free_port
from .process import settings_in

SECRET = "a-secret-of-ours-0123"
UPDATE = {
    "update_id": 900,
    "message": {
        "message_id": 900,
        "date": 1,
        "from": person_of(7, "en"),
        "chat": chat_of(7),
        **written("stretch in 10 minutes"),
    },
}


@pytest.fixture
def settings(api: ApiServer, telegram: BotApi) -> dict[str, str]:
    return {
        **settings_in("webhook", api, telegram),
        "OYE_TELEGRAM_WEBHOOK_SECRET": SECRET,
        "OYE_BOT_HEALTH_PORT": str(free_port()),
    }


@pytest.fixture
def hooked(settings: dict[str, str], telegram: BotApi) -> Iterator[RunningBot]:
    with bot_running(read_config(settings)) as running:
        telegram.wait_for_call("setWebhook", timeout=SECONDS)
        yield running


def post(settings: dict[str, str], body: bytes, secret: str | None = SECRET) -> int:
    url = f"http://127.0.0.1:{settings['OYE_TELEGRAM_WEBHOOK_PORT']}/telegram"
    headers = {b"Content-Type": b"application/json"}
    if secret is not None:
        headers[PROOF_HEADER.encode()] = secret.encode()
    return httpx.post(url, content=body, headers=headers, timeout=SECONDS).status_code


def test_telegram_is_told_where_to_post_and_what(hooked: RunningBot, telegram: BotApi) -> None:
    params = telegram.calls("setWebhook")[0].params
    assert params["url"] == "https://bot.example/telegram"
    assert params["secret_token"] == SECRET
    kinds = params["allowed_updates"]
    assert set(kinds) == {"message", "edited_message", "callback_query", "my_chat_member"}
    assert SECRET not in hooked.log.getvalue()


@pytest.mark.parametrize("secret", [None, "", "a-secret-of-ours-0124", "ü" * 20])
def test_without_the_secret_nothing_is_handled(
    secret: str | None, hooked: RunningBot, settings: dict[str, str], telegram: BotApi
) -> None:
    assert post(settings, json.dumps(UPDATE).encode(), secret) == 401
    assert telegram.calls("sendMessage") == []


def test_a_body_is_bounded_and_what_is_unreadable_is_passed_over(
    hooked: RunningBot, settings: dict[str, str], telegram: BotApi
) -> None:
    assert post(settings, b"x" * (MOST_BYTES + 1)) == 413
    for body in (b"", b"{", b"[]", b'{"update_id": "x"}', b"\xff" * 9, b"[" * 100_000):
        assert post(settings, body) == 200
    assert telegram.calls("sendMessage") == []
    assert "update_unreadable" in hooked.log.getvalue()


def test_an_update_that_comes_twice_is_stored_once(
    hooked: RunningBot, settings: dict[str, str], api: ApiServer, telegram: BotApi
) -> None:
    Chat(telegram, 7).say("/start")
    assert [post(settings, json.dumps(UPDATE).encode()) for _ in range(2)] == [200, 200]
    assert len(api.ask_for(7, "GET", "/v1/reminders").json()["items"]) == 1


def test_it_says_that_it_lives(hooked: RunningBot, settings: dict[str, str]) -> None:
    for port in (settings["OYE_BOT_HEALTH_PORT"], settings["OYE_TELEGRAM_WEBHOOK_PORT"]):
        answer = httpx.get(f"http://127.0.0.1:{port}/healthz")
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_while_the_api_is_away_telegram_is_to_post_again(
    own_api: ApiServer, telegram: BotApi
) -> None:
    settings = {
        **settings_in("webhook", own_api, telegram),
        "OYE_TELEGRAM_WEBHOOK_SECRET": SECRET,
    }
    chat = Chat(telegram, 7)
    with own_api.running():
        started = bot_running(read_config(settings))
        started.__enter__()
        chat.say("/start")
    try:
        assert post(settings, json.dumps(UPDATE).encode()) == 503
        telegram.say(7, "swim in 10 minutes")
        assert "keep trying" in chat.hear(2)
        with own_api.running():
            assert chat.hear(3).startswith("✔ #1 swim")
    finally:
        started.__exit__(None, None, None)
