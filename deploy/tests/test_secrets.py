"""No token, password or signing secret is in what any part writes, whatever goes wrong.

Every part runs as a process of its own with the loggers of all libraries at debug.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import httpx
import pytest
from oye_fakes.behaviour import Behaviour, Cut, Reply, bad_gateway, refusal, too_many
from oye_fakes.bot_api import BotApi
from oye_fakes.testing import telegram, webhook
from oye_fakes.webhook import Webhook
from oye_sql import people
from oye_sql.testing import Database

__all__ = ["telegram", "webhook"]

SECONDS = 60
# What the part itself sets up comes later, and may well be stricter.
START = (
    "import logging, sys; logging.basicConfig(level=logging.DEBUG);"
    " from {module} import main; sys.exit(main())"
)
HUSH = "hush-password"
QUERY = "hush-query"


@dataclass
class Running:
    """A process, and all that it has written so far."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    def wait_for(self, words: str) -> str:
        """The first line that holds the words."""
        done = threading.Event()
        while not done.wait(0.02):  # between two looks; what is waited for is the line
            for line in self.lines:
                if words in line:
                    return line
            assert self.process.poll() is None, self.lines
        raise AssertionError


@dataclass(frozen=True)
class House:
    """Everything that `./just up` runs, with what must not be told."""

    database: Database
    telegram: BotApi
    running: ExitStack
    written: list[list[str]] = field(default_factory=list)
    secrets: list[str] = field(default_factory=lambda: [HUSH, QUERY])

    def start(self, module: str, *words: str, **settings: str) -> Running:
        """A part, with the settings that it needs and these."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("OYE_")}
        told = {
            "OYE_LOG": "json",
            "OYE_LOG_LEVEL": "debug",
            "PYTHONASYNCIODEBUG": "1",
            "OYE_WEBHOOK_ALLOW_LOCAL": "1",
            "OYE_API_PORT": "0",
            "OYE_API_DATABASE_URL": self.database.url("oye_api"),
            "OYE_CALC_DATABASE_URL": self.database.url("oye_calc"),
            "OYE_FIRE_DATABASE_URL": self.database.url("oye_fire"),
            "OYE_FIRE_SEND_TIMEOUT": "5",
            "OYE_TELEGRAM_TOKEN": self.telegram.token,
            "OYE_TELEGRAM_API_URL": self.telegram.url,
        }
        process = subprocess.Popen(
            [sys.executable, "-c", START.format(module=module), *words],
            env={**kept, **told, **settings},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        found = Running(process)
        assert process.stdout is not None
        reader = threading.Thread(target=found.lines.extend, args=[process.stdout])
        reader.start()
        self.running.callback(reader.join)
        self.running.callback(process.kill)
        self.written.append(found.lines)
        return found

    def hide(self, *secrets: str) -> None:
        """These must not be told from now on, nor must they have been."""
        self.secrets.extend(secrets)

    def ended(self, module: str, *words: str, **settings: str) -> int:
        """The exit code of a part that ends by itself."""
        return self.start(module, *words, **settings).process.wait(SECONDS)


@pytest.fixture
def house(database: Database, telegram: BotApi) -> Iterator[House]:
    with ExitStack() as running:
        found = House(database, telegram, running)
        found.hide(telegram.token, telegram.token.partition(":")[2])
        yield found


@contextmanager
def client(url: str, token: str, **headers: str) -> Iterator[httpx.Client]:
    told = {"Authorization": f"Bearer {token}", **headers}
    with httpx.Client(base_url=url, headers=told, timeout=SECONDS) as http:
        yield http


def test_no_secret_is_in_any_log(house: House, webhook: Webhook) -> None:
    api = house.start("oye_api.__main__")
    url = json.loads(api.wait_for('"listening"'))["url"]
    service = people.service_token_create(house.database.owner_url, "bot")
    house.hide(service)
    with client(url, service, **{"X-Act-For": "telegram:7"}) as bot:
        bot.post("/v1/identities", json={"chat_id": "7"}).raise_for_status()
        scopes = ["read", "write", "account"]
        made = bot.post("/v1/tokens", json={"label": "x", "scopes": scopes}).raise_for_status()
        code = bot.post("/v1/channels/telegram/link").raise_for_status().json()["code"]
    token = made.json()["token"]
    hook = f"{webhook.url}/in?key={QUERY}"
    with client(url, token) as person:
        channel = person.post("/v1/channels", json={"kind": "webhook", "url": hook})
        secret = channel.raise_for_status().json()["secret"]
        login = person.post("/v1/login", json={"label": "desk"}).json()
        person.get(f"/v1/login/{login['user_code']}")
        person.get("/v1/me", headers={"Authorization": f"Bearer {token}x"})
        person.get(f"/v1/nothing?token={token}")
        for nth in range(6):
            body = {"text": f"stretch {nth}", "when": "in 2 seconds", "idempotency": token}
            assert person.post("/v1/reminders", json=body).status_code == 400
            del body["idempotency"]
            person.post("/v1/reminders", json=body).raise_for_status()
    house.hide(token, secret, secret.removeprefix("whsec_"), code)
    house.hide(login["user_code"], login["device_code"])
    troubles: list[Behaviour] = [
        refusal(401, "Unauthorized"),
        Cut(),
        bad_gateway(),
        Reply(200, b"<"),
        too_many(1),
    ]
    for trouble in troubles:
        house.telegram.plan("sendMessage", trouble)
    webhook.plan(Cut())
    webhook.plan(Reply(500, secret.encode()))
    for _ in range(3):
        house.database.clock.advance(timedelta(minutes=10))
        assert house.ended("oye_calc.main", "run", "--once") == 0
        assert house.ended("oye_fire.main", "run", "--once") == 0
    nowhere = "http://127.0.0.1:1"
    assert house.ended("oye_fire.main", "run", "--once", OYE_TELEGRAM_API_URL=nowhere) == 0
    bot_settings = {"OYE_API_URL": url, "OYE_API_TOKEN": service}
    chat = house.start("oye_bot.main", "run", **bot_settings)
    house.telegram.say(7, "call mum tomorrow at 9")
    house.telegram.wait_for_call("sendMessage", timeout=SECONDS)
    house.telegram.plan("getUpdates", bad_gateway())
    house.telegram.plan("sendMessage", Cut())
    house.telegram.say(7, f"/start {code}")
    house.telegram.say(7, "nothing that is understood")
    house.telegram.wait_until_read(SECONDS)
    chat.process.terminate()
    chat.process.wait(SECONDS)
    assert house.ended("oye_bot.main", "run", **{**bot_settings, "OYE_API_TOKEN": "oye_x"}) != 0
    api.process.terminate()
    assert api.process.wait(SECONDS) == 0
    assert untold(house) > 30


PARTS = [
    ("oye_api.__main__", (), "OYE_API_DATABASE_URL"),
    ("oye_calc.main", ("run", "--once"), "OYE_CALC_DATABASE_URL"),
    ("oye_fire.main", ("run", "--once"), "OYE_FIRE_DATABASE_URL"),
]
ADDRESSES = [
    "postgresql://oye:hush-password@127.0.0.1:1/oye",
    "postgresql://oye:hush-password@no.such.host.invalid/oye",
    "postgresql://oye:hush-password@127.0.0.1:port/oye",
    "host=127.0.0.1 password=hush-password",
]


@pytest.mark.parametrize(("module", "words", "setting"), PARTS)
def test_a_database_that_can_not_be_reached_is_told_without_its_password(
    house: House, module: str, words: tuple[str, ...], setting: str
) -> None:
    """All addresses at once: the API tries each for 15 seconds."""
    started = [house.start(module, *words, **{setting: address}) for address in ADDRESSES]
    for address, part in zip(ADDRESSES, started, strict=True):
        assert part.process.wait(SECONDS) in (1, 2), address
    assert untold(house) >= len(ADDRESSES)


def untold(house: House) -> int:
    """How many lines were written; fails where one holds a secret."""
    house.running.close()
    lines = [line for written in house.written for line in written]
    for line in lines:
        told = [secret for secret in house.secrets if secret in line]
        assert not told, line
    return len(lines)
