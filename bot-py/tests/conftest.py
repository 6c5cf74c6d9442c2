"""The real API on a real database, a fake Bot API server, and the bot between them."""

import asyncio
import io
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread

import httpx
import pytest
from oye_bot.config import Config, read_config
from oye_bot.log import log_to
from oye_bot.run import serve
from oye_fakes.bot_api import BotApi
from oye_fakes.bot_people import Content, written
from oye_fakes.bot_state import Message
from oye_fakes.testing import telegram
from oye_sql import people
from oye_sql.testing import Database

__all__ = ["telegram"]

SECONDS = 60  # a busy machine takes long to start a process; nothing else waits so long
PAUSE = 0.02  # seconds between two looks at something that is waited for
# Plain http to a server that comes and goes: no certificates, no connection kept.
HTTP = httpx.Client(timeout=SECONDS, verify=False, limits=httpx.Limits(max_keepalive_connections=0))


def clean_environment(**settings: str) -> dict[str, str]:
    """This environment without settings of oye's but these."""
    base = {name: value for name, value in os.environ.items() if not name.startswith("OYE_")}
    return {**base, **settings}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class ApiServer:
    """The API over one database. `token` is the bot's service token."""

    database: Database
    port: int
    token: str

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def running(self) -> Iterator[None]:
        """The process, from when it answers to the end of the block."""
        settings = {
            "OYE_API_DATABASE_URL": self.database.url("oye_api"),
            "OYE_API_PORT": str(self.port),
            "OYE_LOG_LEVEL": "error",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "oye_api"], env=clean_environment(**settings)
        )
        try:
            until = time.monotonic() + SECONDS
            while not self.answers():
                assert process.poll() is None, "the API ended at its start"
                assert time.monotonic() < until, "the API does not answer"
                time.sleep(PAUSE)
            yield
        finally:
            process.terminate()
            process.wait(SECONDS)

    def answers(self) -> bool:
        try:
            return HTTP.get(f"{self.url}/healthz").status_code == 200
        except httpx.TransportError:
            return False

    def ask(self, method: str, path: str, token: str, **body: object) -> httpx.Response:
        """A request as somebody who has a token."""
        headers = {"Authorization": f"Bearer {token}"}
        answer = HTTP.request(method, self.url + path, headers=headers, json=body or None)
        assert answer.is_success, answer.text
        return answer

    def ask_for(self, user: int, method: str, path: str, **body: object) -> httpx.Response:
        """A request for a Telegram user, as the bot makes it."""
        headers = {"Authorization": f"Bearer {self.token}", "X-Act-For": f"telegram:{user}"}
        return HTTP.request(method, self.url + path, headers=headers, json=body or None)


def api_over(database: Database) -> ApiServer:
    return ApiServer(database, free_port(), people.service_token_create(database.owner_url, "bot"))


@pytest.fixture(scope="module")
def api(module_database: Database) -> Iterator[ApiServer]:
    """An API that the tests of a module share; each has Telegram users of its own."""
    server = api_over(module_database)
    with server.running():
        yield server


@pytest.fixture
def own_api(database: Database) -> ApiServer:
    """An API for this test alone, not started yet."""
    return api_over(database)


@dataclass(frozen=True)
class RunningBot:
    """A bot on a thread of this process. `log` holds its lines; `ended()` waits for its end."""

    log: io.StringIO
    stop: Callable[[], None]
    ended: Callable[[], None]


def config_for(api: ApiServer, telegram: BotApi) -> Config:
    return read_config(settings_for(api, telegram))


def settings_for(api: ApiServer, telegram: BotApi) -> dict[str, str]:
    return {
        "OYE_TELEGRAM_TOKEN": telegram.token,
        "OYE_TELEGRAM_API_URL": telegram.url,
        "OYE_API_URL": api.url,
        "OYE_API_TOKEN": api.token,
        "OYE_LOG": "json",
    }


@contextmanager
def bot_running(config: Config) -> Iterator[RunningBot]:
    """The bot's own life on a thread, stopped at the end; what it raised is raised then."""
    said = io.StringIO()
    log = log_to(said, "json", (config.telegram_token, config.api_token))
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()
    faults: list[BaseException] = []

    def live() -> None:
        try:
            loop.run_until_complete(serve(config, stop, log))
        except BaseException as fault:  # noqa: BLE001 - raised on the test's own thread below
            faults.append(fault)

    def end() -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(stop.set)
            thread.join(SECONDS)

    thread = Thread(target=live, daemon=True)
    thread.start()
    try:
        yield RunningBot(said, end, lambda: thread.join(SECONDS))
    finally:
        end()
        assert not thread.is_alive(), "the bot does not end"
        loop.close()
        if faults:
            raise faults[0]


@pytest.fixture
def bot(api: ApiServer, telegram: BotApi) -> Iterator[RunningBot]:
    """A bot between the module's API and this test's Telegram, which has told the API its name."""
    with bot_running(config_for(api, telegram)) as running:
        telegram.wait_for_call("getUpdates", timeout=SECONDS)
        yield running


@dataclass(frozen=True)
class Chat:
    """A person's private chat with the bot; the number is that of chat and user."""

    telegram: BotApi
    number: int
    language: str = "en"

    def say(self, text: str, language: str | None = None, reply_to: int | None = None) -> str:
        """Write something; the bot's answer to it."""
        return self.send(written(text), language, reply_to)

    def send(
        self, content: Content, language: str | None = None, reply_to: int | None = None
    ) -> str:
        """As say, with anything that a message may hold."""
        count = len(self.telegram.calls("sendMessage", chat=self.number))
        self.telegram.send(
            self.number, content, language=language or self.language, reply_to=reply_to
        )
        return self.hear(count + 1)

    def edit(self, text: str) -> str:
        """Change the last message that one wrote; the bot's answer."""
        mine = [one for one in self.telegram.messages(self.number) if not one["from"]["is_bot"]]
        count = len(self.telegram.calls("sendMessage", chat=self.number))
        self.telegram.edit(self.number, int(mine[-1]["message_id"]), text)
        return self.hear(count + 1)

    def press(self, button: str, message: Message | None = None) -> str:
        """Press a button of the newest message that has it; the toast, once it is handled."""
        place = int(message["message_id"]) if message else None
        count = len(self.telegram.calls("answerCallbackQuery"))
        self.telegram.press(self.number, button, message_id=place, language=self.language)
        return self.toast(count + 1)

    def toast(self, count: int) -> str:
        """What a press was answered with, once its update is handled."""
        call = self.telegram.wait_for_call("answerCallbackQuery", count=count, timeout=SECONDS)
        self.telegram.wait_until_read(SECONDS)
        return str(call.params.get("text") or "")

    def shown(self) -> Message:
        """The chat's last message of the bot's, as it is now."""
        mine = [one for one in self.telegram.messages(self.number) if one["from"]["is_bot"]]
        return mine[-1]

    def text(self) -> str:
        """Its text."""
        return str(self.shown()["text"])

    def buttons(self) -> list[str]:
        """The texts of its buttons."""
        return buttons_of(self.shown())

    def hear(self, count: int) -> str:
        """The bot's message of that number, counted from 1."""
        call = self.telegram.wait_for_call(
            "sendMessage", chat=self.number, count=count, timeout=SECONDS
        )
        assert "parse_mode" not in call.params
        return str(call.params["text"])


def buttons_of(message: Message) -> list[str]:
    """The texts of a message's buttons."""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


@pytest.fixture
def chat(telegram: BotApi, bot: RunningBot, request: pytest.FixtureRequest) -> Chat:
    """The chat of somebody whom nobody else in the module is."""
    return Chat(telegram, 1000 + abs(hash(request.node.nodeid)) % 10**9)
