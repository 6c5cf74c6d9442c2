"""What Prometheus reads of the bot, and the id that the API's log has of an update."""

import asyncio
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from oye_bot.api import REQUEST_ID, Api, ApiFault, answer
from oye_bot.config import ConfigError, read_config
from oye_bot.metrics import Metrics
from oye_bot.run import Refused
from oye_client.api.me import me_get
from oye_fakes.behaviour import Reply
from oye_fakes.bot_api import BotApi
from oye_fakes.testing import webhook
from oye_fakes.webhook import Webhook

from .conftest import ApiServer, Chat, RunningBot, bot_running, free_port, settings_for

__all__ = ["webhook"]

LISTED = Path(__file__).parents[2] / "contracts" / "metrics.md"


@pytest.fixture
def port() -> str:
    return str(free_port())


@pytest.fixture
def counted(api: ApiServer, telegram: BotApi, port: str) -> Iterator[RunningBot]:
    """A bot with a port for its figures."""
    settings = {**settings_for(api, telegram), "OYE_BOT_METRICS_PORT": port}
    with bot_running(read_config(settings)) as running:
        telegram.wait_for_call("getUpdates", timeout=60)
        yield running


def figures(port: str) -> str:
    answer = httpx.get(f"http://127.0.0.1:{port}/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    return answer.text


@pytest.mark.usefixtures("counted")
def test_all_that_is_listed_is_exported_and_updates_are_counted(
    telegram: BotApi, port: str
) -> None:
    Chat(telegram, 7).say("/help")
    telegram.wait_until_read(60)
    text = figures(port)
    bot = LISTED.read_text().partition("## The bot")[2]
    listed = dict(re.findall(r"^\| `(oye_\w+)` \| (\w+) ", bot, re.MULTILINE))
    assert dict(re.findall(r"^# TYPE (\w+) (\w+)$", text, re.MULTILINE)) == listed
    assert 'oye_bot_updates_total{outcome="done"} 1\n' in text
    assert 'oye_bot_update_seconds_bucket{le="+Inf"} 1\n' in text
    assert re.search(r"^oye_bot_heard_seconds_ago \d", text, re.MULTILINE)
    assert "/help" not in text


def test_a_place_of_the_histogram_holds_those_before_it() -> None:
    metrics = Metrics()
    for seconds in (0.05, 0.07, 99.0):
        metrics.handled("done", seconds)
    lines = list(metrics.lines())
    assert 'oye_bot_update_seconds_bucket{le="0.05"} 1' in lines
    assert 'oye_bot_update_seconds_bucket{le="30.0"} 2' in lines
    assert 'oye_bot_update_seconds_bucket{le="+Inf"} 3' in lines
    assert not any(line.startswith("oye_bot_heard_seconds_ago ") for line in lines)


def test_a_port_that_is_taken_is_refused_by_name(api: ApiServer, telegram: BotApi) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        settings = {**settings_for(api, telegram), "OYE_BOT_METRICS_PORT": port}
        refused = pytest.raises(Refused, match=r"can't listen on 127\.0\.0\.1")
        with refused, bot_running(read_config(settings)) as running:
            running.ended()


def test_a_port_that_is_none_is_refused() -> None:
    settings = {"OYE_TELEGRAM_TOKEN": "7:x", "OYE_API_TOKEN": "x", "OYE_BOT_METRICS_PORT": "none"}
    with pytest.raises(ConfigError, match="OYE_BOT_METRICS_PORT"):
        read_config(settings)


def test_the_api_is_told_which_update_a_call_is_for(webhook: Webhook) -> None:
    webhook.plan(Reply(500))

    async def call() -> None:
        api = Api(webhook.url, "token")
        REQUEST_ID.set("telegram:17")
        with pytest.raises(ApiFault):
            await answer(me_get.asyncio(client=api.acting_for(7)))
        await api.close()

    asyncio.run(call())
    assert webhook.wait_for().headers["x-request-id"] == "telegram:17"
