"""Once against a Bot API server that others wrote: PyPI's telemelya (`./just bot independent`)."""

import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from oye_bot.config import WebhookConfig, read_config

from .conftest import PAUSE, SECONDS, ApiServer, bot_running, clean_environment, free_port

PYTHON = os.environ.get("OYE_TELEMELYA_PYTHON", "")
TOKEN, SECRET = "123456:AAindependent", "a-secret-of-ours-0123"
ANYBODY = {"Authorization": "Bearer anybody"}
SERVER = Path(__file__).with_name("telemelya_server.py")

pytestmark = pytest.mark.skipif(
    not PYTHON, reason="telemelya has a Python of its own: ./just bot independent makes it"
)


@pytest.fixture
def independent() -> Iterator[str]:
    """The server's address, from when it answers."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [PYTHON, str(SERVER), str(port), SECRET]
    with subprocess.Popen(command, env=clean_environment()) as process:
        try:
            until = time.monotonic() + SECONDS
            while not answers(url):
                assert process.poll() is None, "telemelya ended at its start"
                assert time.monotonic() < until, "telemelya does not answer"
                time.sleep(PAUSE)
            yield url
        finally:
            process.kill()


def answers(url: str) -> bool:
    try:
        return httpx.get(url).status_code == 200
    except httpx.TransportError:
        return False


def said(url: str, count: int) -> list[dict[str, Any]]:
    """What the bot did so far, once it did so many things."""
    until = time.monotonic() + SECONDS
    while True:
        found = httpx.get(f"{url}/api/v1/test/responses", headers=ANYBODY).json()
        items = found["responses"]
        if len(items) >= count:
            return list(items)
        assert time.monotonic() < until, items
        time.sleep(PAUSE)


def test_a_conversation_over_a_server_of_others(api: ApiServer, independent: str) -> None:
    port = free_port()
    config = replace(
        read_config(
            {
                "OYE_TELEGRAM_TOKEN": TOKEN,
                "OYE_TELEGRAM_API_URL": independent,
                "OYE_API_URL": api.url,
                "OYE_API_TOKEN": api.token,
                "OYE_LOG": "json",
            }
        ),
        # Plain http: the server is on this machine.
        webhook=WebhookConfig(f"http://127.0.0.1:{port}/telegram", "/telegram", port, SECRET),
    )
    with bot_running(config) as bot:
        until = time.monotonic() + SECONDS
        while '"started"' not in bot.log.getvalue():
            assert time.monotonic() < until, bot.log.getvalue()
            time.sleep(PAUSE)
        for text in ("/start", "call mum tomorrow at 9:00", "/list"):
            body = {"chat_id": 77, "text": text, "from_user": {"id": 77, "first_name": "Ann"}}
            url = f"{independent}/api/v1/test/send_update"
            sent = httpx.post(
                url, params={"bot_token": TOKEN}, json=body, headers=ANYBODY, timeout=SECONDS
            )
            assert sent.json()["delivery"]["status_code"] == 200, sent.text
        told = str(said(independent, 3))
    assert "Is your time zone UTC" in told
    assert "✔ #1 call mum" in told
    assert len(api.ask_for(77, "GET", "/v1/reminders").json()["items"]) == 1
