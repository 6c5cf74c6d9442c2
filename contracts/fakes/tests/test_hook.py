"""Updates by webhook: with the secret, in order, again until they are taken."""

import json
from collections.abc import Callable
from typing import Any

from oye_fakes.behaviour import Reply
from oye_fakes.bot_api import BotApi
from oye_fakes.webhook import Webhook

Call = Callable[..., tuple[int, Any]]


def test_updates_are_posted_with_the_secret_until_they_are_taken(
    telegram: BotApi, webhook: Webhook, call: Call
) -> None:
    webhook.plan(Reply(500), path="/in")
    telegram.say(chat=7, text="first")
    assert call("setWebhook", url=f"{webhook.url}/in", secret_token="s3")[0] == 200
    telegram.say(chat=7, text="second")
    telegram.wait_until_read()
    seen = webhook.requests("/in")
    texts = [json.loads(request.body)["message"]["text"] for request in seen]
    assert texts == ["first", "first", "second"]
    assert {request.headers["x-telegram-bot-api-secret-token"] for request in seen} == {"s3"}


def test_what_is_not_allowed_is_not_posted(telegram: BotApi, webhook: Webhook, call: Call) -> None:
    call("setWebhook", url=f"{webhook.url}/in", allowed_updates=["message"])
    telegram.press_data(chat=7, message_id=1, data="d:1")
    telegram.say(chat=7, text="hello")
    telegram.wait_until_read()
    [seen] = webhook.requests("/in")
    assert json.loads(seen.body)["message"]["text"] == "hello"
    assert "x-telegram-bot-api-secret-token" not in seen.headers


def test_a_webhook_and_polling_exclude_each_other(
    telegram: BotApi, webhook: Webhook, call: Call
) -> None:
    call("setWebhook", url=f"{webhook.url}/in")
    assert call("getUpdates")[0] == 409
    assert call("getWebhookInfo")[1]["result"]["url"] == f"{webhook.url}/in"
    call("deleteWebhook")
    telegram.say(chat=7, text="hello")
    assert [one["message"]["text"] for one in call("getUpdates")[1]["result"]] == ["hello"]
