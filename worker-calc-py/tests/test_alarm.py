"""worker-fire is silent: the operator hears of it once, and once more when it is over."""

import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from oye_calc.alarm import Alarm, tell
from oye_calc.config import ConfigError, Operator, read_config
from oye_calc.log import Log
from oye_calc.lookout import Lookout
from oye_calc.rows import Database as Connection
from oye_calc.rows import claim
from oye_fakes.behaviour import Cut, Reply
from oye_fakes.bot_api import BotApi
from oye_fakes.testing import telegram, webhook
from oye_fakes.webhook import Webhook
from oye_sql.testing import Database

from .process import Worker

__all__ = ["telegram", "webhook"]

MINUTE = timedelta(minutes=1)
URL = {"OYE_CALC_DATABASE_URL": "postgresql://oye_calc:hidden@127.0.0.1/oye"}
Look = Callable[..., None]


@pytest.fixture
def look(connection: Connection, log: Log) -> Look:
    """A run of worker-calc, told where the operator is."""

    def looking(operator: Operator) -> None:
        claim(connection, "calc-1", 1, None)
        Lookout(operator, log).look(connection)

    return looking


@pytest.fixture
def silence(database: Database, owner: psycopg.Connection, look: Look) -> None:
    """worker-fire ran once, and worker-calc each minute since; five of them have passed."""
    with database.connect("oye_fire") as fire:
        fire.execute("select from fire.delivery_claim('fire-1', 1)")
    for _ in range(5):
        look(Operator())
        database.clock.advance(MINUTE)
    database.clock.advance(MINUTE)


def events(said: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.getvalue().splitlines()]


@pytest.mark.usefixtures("silence")
def test_the_operator_s_webhook_hears_of_it_once(look: Look, webhook: Webhook) -> None:
    operator = Operator(url=f"{webhook.url}/hook?key=1")
    look(operator)
    look(operator)
    [request] = webhook.requests()
    assert request.path == "/hook?key=1"
    assert json.loads(request.body) == {
        "type": "worker.silent",
        "text": "oye: worker-fire is silent for 6 min: reminders are not sent.",
        "data": {"worker": "fire", "silent_seconds": 360},
    }
    assert request.headers["webhook-id"].endswith("-silent")


@pytest.mark.usefixtures("silence")
def test_the_end_of_it_is_told_too(look: Look, webhook: Webhook, database: Database) -> None:
    operator = Operator(url=webhook.url)
    look(operator)
    database.clock.advance(6 * MINUTE)
    with database.connect("oye_fire") as fire:
        fire.execute("select from fire.delivery_claim('fire-1', 1)")
    look(operator)
    look(operator)
    _, request = webhook.requests()
    assert json.loads(request.body)["text"] == "oye: worker-fire is back after 12 min of silence."


@pytest.mark.usefixtures("silence")
def test_a_chat_of_telegram_hears_of_it_in_plain_words(look: Look, telegram: BotApi) -> None:
    settings = {
        "OYE_OPERATOR_TELEGRAM_CHAT": "7",
        "OYE_TELEGRAM_TOKEN": telegram.token,
        "OYE_TELEGRAM_API_URL": telegram.url,
    }
    look(read_config({**URL, **settings}).operator)
    [message] = telegram.messages(7)
    assert message["text"] == "oye: worker-fire is silent for 6 min: reminders are not sent."


@pytest.mark.usefixtures("silence")
@pytest.mark.parametrize("answer", [Reply(500), Reply(302), Cut()])
def test_what_nobody_took_is_told_again_a_minute_later(
    look: Look, webhook: Webhook, database: Database, answer: Any, said: io.StringIO
) -> None:
    webhook.plan(answer)
    operator = Operator(url=webhook.url)
    look(operator)
    look(operator)
    assert len(webhook.requests()) == 1
    database.clock.advance(MINUTE)
    look(operator)
    first, second = webhook.requests()
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert [event["told"] for event in events(said)] == [False, True]


@pytest.mark.usefixtures("silence")
def test_where_nothing_is_set_one_line_of_the_log_says_it(look: Look, said: io.StringIO) -> None:
    look(Operator())
    look(Operator())
    [event] = events(said)
    assert (event["event"], event["level"]) == ("worker_silent", "error")
    assert (event["worker"], event["seconds"]) == ("fire", 360)


@pytest.mark.usefixtures("silence")
def test_who_dies_after_the_post_is_followed_by_another_with_the_same_id(
    look: Look, webhook: Webhook, database: Database, connection: Connection
) -> None:
    """At least once: this worker posted, and never came to settle it."""
    [row] = connection.execute("select * from calc.alarm_claim()").fetchall()
    operator = Operator(url=webhook.url)
    assert tell(operator, Alarm(*row))
    look(operator)
    database.clock.advance(MINUTE)
    look(operator)
    first, second = webhook.requests()
    assert first.headers["webhook-id"] == second.headers["webhook-id"]


@pytest.mark.usefixtures("silence")
def test_a_run_of_the_command_tells_it(database: Database, webhook: Webhook) -> None:
    with Worker(database.url("oye_calc"), "--once", OYE_OPERATOR_URL=webhook.url) as worker:
        assert worker.wait() == 0
    assert len(webhook.requests()) == 1


def test_a_host_that_is_not_there_is_no_error() -> None:
    alarm = Alarm(1, "fire", "silent", None)
    assert not tell(Operator(url="http://127.0.0.1:1/"), alarm)
    assert alarm.text == "oye: worker-fire never ran: reminders are not sent."


def test_none_of_the_operator_s_addresses_prints() -> None:
    settings = {
        "OYE_OPERATOR_URL": "https://example.org/hidden",
        "OYE_OPERATOR_TELEGRAM_CHAT": "-100123",
        "OYE_TELEGRAM_TOKEN": "7:hidden",
    }
    config = read_config({**URL, **settings})
    assert config.operator.telegram_url == "https://api.telegram.org/bot7:hidden/sendMessage"
    assert "hidden" not in repr(config)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"OYE_OPERATOR_URL": "http://example.org/"}, "OYE_OPERATOR_URL is no https address"),
        ({"OYE_OPERATOR_URL": "hidden"}, "OYE_OPERATOR_URL is no https address"),
        ({"OYE_OPERATOR_URL": "https:///x"}, "OYE_OPERATOR_URL is no https address"),
        ({"OYE_OPERATOR_TELEGRAM_CHAT": "@me"}, "one is a number"),
        ({"OYE_OPERATOR_TELEGRAM_CHAT": "7"}, "needs OYE_TELEGRAM_TOKEN"),
    ],
)
def test_what_can_not_be_an_operator_is_refused(settings: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigError, match=said) as refusal:
        read_config({**URL, **settings})
    assert "hidden" not in str(refusal.value)
