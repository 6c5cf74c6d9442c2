"""What goes wrong: the API away, the bot killed, Telegram failing, tokens refused."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from oye_bot.config import read_config
from oye_bot.main import main
from oye_bot.run import Refused
from oye_fakes.behaviour import Cut, Reply, bad_gateway, refusal, too_many
from oye_fakes.bot_api import BotApi
from oye_sql.testing import Database

from .conftest import (
    PAUSE,
    SECONDS,
    ApiServer,
    Chat,
    RunningBot,
    bot_running,
    clean_environment,
    config_for,
    settings_for,
)

BOT = [sys.executable, "-c", "import sys, oye_bot.main; sys.exit(oye_bot.main.main())", "run"]


def until_it_is_in(bot: RunningBot, words: str, count: int = 1) -> None:
    """Wait for lines of the bot's log."""
    end = time.monotonic() + SECONDS
    while bot.log.getvalue().count(words) < count:
        assert time.monotonic() < end, bot.log.getvalue()
        time.sleep(PAUSE)


def test_while_the_api_is_away_updates_wait_and_are_not_lost(
    own_api: ApiServer, telegram: BotApi
) -> None:
    chat = Chat(telegram, 7)
    with own_api.running():
        started = bot_running(config_for(own_api, telegram))
        bot = started.__enter__()
        chat.say("/start")
    try:
        telegram.say(7, "stretch in 10 minutes")
        telegram.say(8, "swim in 10 minutes")
        assert "keep trying" in chat.hear(2)
        with own_api.running():
            assert chat.hear(3).startswith("✔ #1 stretch")
            telegram.wait_until_read(SECONDS)
            told = [call.params["text"] for call in telegram.calls("sendMessage", chat=8)]
            assert told[-1].startswith("✔ #1 swim")
            assert len(own_api.ask_for(7, "GET", "/v1/reminders").json()["items"]) == 1
        assert "api_away" in bot.log.getvalue()
    finally:
        started.__exit__(None, None, None)


@contextmanager
def bot_process(api: ApiServer, telegram: BotApi) -> Iterator["subprocess.Popen[str]"]:
    """The bot as a process of its own; killed at the end where it still runs."""
    with subprocess.Popen(
        BOT,
        env=clean_environment(**settings_for(api, telegram)),
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def waits_for_a_lock(owner: psycopg.Connection) -> None:
    end = time.monotonic() + SECONDS
    while not owner.execute(
        "select 1 from pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0 "
        "and datname = current_database()"
    ).fetchone():
        assert time.monotonic() < end, "no request waits in the database"
        time.sleep(PAUSE)


def test_killed_while_it_handles_an_update_it_stores_that_once(
    own_api: ApiServer, telegram: BotApi, database: Database
) -> None:
    owner, blocker = database.connect(), database.connect()
    chat = Chat(telegram, 7)
    with own_api.running():
        with bot_process(own_api, telegram) as first:
            chat.say("/start")
            telegram.wait_until_read(SECONDS)
            with blocker.transaction():
                blocker.execute("lock table core.reminder in share mode")
                said = telegram.say(7, "stretch in 10 minutes")
                waits_for_a_lock(owner)
                first.send_signal(signal.SIGKILL)
                assert first.wait(SECONDS) == -signal.SIGKILL
        # Nobody was told, and Telegram still has it.
        assert len(telegram.calls("sendMessage", chat=7)) == 1
        assert said["text"] == "stretch in 10 minutes"
        with bot_process(own_api, telegram) as second:
            assert chat.hear(2).startswith("✔ #1 stretch")
            telegram.wait_until_read(SECONDS)
            second.send_signal(signal.SIGTERM)
            _, told = second.communicate(timeout=SECONDS)
        assert (second.returncode, '"stopped"' in told) == (0, True)
        assert telegram.token not in told
        assert own_api.token not in told
        assert len(own_api.ask_for(7, "GET", "/v1/reminders").json()["items"]) == 1


def test_a_token_that_telegram_refuses_is_one_clear_line(
    own_api: ApiServer,
    telegram: BotApi,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    secret = "100200300:AAwrongwrongwrong"
    for name, value in settings_for(own_api, telegram).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("OYE_TELEGRAM_TOKEN", secret)
    monkeypatch.setattr("oye_bot.main.take_over_libraries", lambda _log: None)
    assert main(["run"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("oye-bot: Telegram refuses OYE_TELEGRAM_TOKEN (Unauthorized)")
    assert told.count("\n") == 1
    assert "wrongwrong" not in told


def test_a_token_that_the_api_refuses_ends_it_with_a_clear_message(
    own_api: ApiServer, telegram: BotApi
) -> None:
    settings = {**settings_for(own_api, telegram), "OYE_API_TOKEN": "oye_" + "0" * 38}
    with (
        own_api.running(),
        pytest.raises(Refused, match="refuses OYE_API_TOKEN") as caught,
        bot_running(read_config(settings)) as bot,
    ):
        bot.ended()
    assert "00000" not in str(caught.value)


def test_a_setting_that_is_missing_is_named() -> None:
    done = subprocess.run(
        BOT, env=clean_environment(), capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("oye-bot: OYE_TELEGRAM_TOKEN is not set")


def test_telegram_failing_in_every_way_stops_nothing(
    chat: Chat, telegram: BotApi, bot: RunningBot
) -> None:
    telegram.plan("getUpdates", refusal(409, "Conflict: terminated by other getUpdates request"))
    telegram.plan("getUpdates", bad_gateway())
    telegram.plan("getUpdates", Cut(taken=False))
    telegram.plan("getUpdates", too_many(1))
    telegram.plan("sendMessage", bad_gateway(), chat=chat.number)
    telegram.plan("sendMessage", too_many(1), chat=chat.number)
    telegram.say(chat.number, "/help")
    assert "/snooze 12 10m" in chat.hear(3)
    until_it_is_in(bot, "telegram_away", 4)
    assert telegram.token not in bot.log.getvalue()
    telegram.wait_until_read(SECONDS)


def test_an_update_that_cannot_be_read_is_passed_over(
    chat: Chat, telegram: BotApi, bot: RunningBot
) -> None:
    chat.say("/help")
    telegram.wait_for_call("getUpdates", count=2)
    unreadable = b'{"ok": true, "result": [{"update_id": 3, "message": {"no": "message"}}]}'
    telegram.plan("getUpdates", Reply(200, unreadable), times=2)
    assert "your time zone" in chat.say("/tz")
    telegram.say(chat.number, "/start")  # the third, which comes as above
    assert "/snooze 12 10m" in chat.say("/help")
    assert [call.params["text"][:5] for call in telegram.calls("sendMessage")][-1] != "Hello"
    assert '"update_unreadable", "update": 3' in bot.log.getvalue()


def test_somebody_who_blocked_the_bot_holds_nobody_up(
    chat: Chat, telegram: BotApi, bot: RunningBot
) -> None:
    chat.say("/start")
    telegram.block(chat.number)
    telegram.say(chat.number, "/help")
    assert "Hello" in Chat(telegram, chat.number + 1).say("/start")
    telegram.wait_until_read(SECONDS)
    assert '"blocked"' in bot.log.getvalue()


def test_updates_are_confirmed_at_the_end_and_the_next_start_begins_after_them(
    api: ApiServer, chat: Chat, telegram: BotApi, bot: RunningBot
) -> None:
    chat.say("/start")
    bot.stop()
    telegram.wait_until_read(SECONDS)
    with bot_running(config_for(api, telegram)):
        assert "/snooze" in chat.say("/help")
    assert len(telegram.calls("sendMessage", chat=chat.number)) == 2
