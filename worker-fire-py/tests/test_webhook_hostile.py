"""Wherever a webhook's URL leads, nothing but a public address is ever connected to."""

import asyncio
import json
import socket
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from oye_fakes.behaviour import Reply
from oye_fakes.webhook import Webhook as Receiver
from oye_fire.channels import webhook as channel
from oye_fire.channels.webhook import Webhook
from oye_fire.config import Config
from oye_fire.delivery import Delivery, Report
from oye_fire.transport import Answer, Attempt, open_session

Make = Callable[..., Delivery]
Settings = Callable[..., Config]

SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"
VECTORS = Path(__file__).parents[2] / "contracts" / "vectors" / "webhook.jsonl"
HOSTILE = [json.loads(line) for line in VECTORS.read_text().splitlines()]


@pytest.fixture
def to(delivery: Make) -> Callable[[str], Delivery]:
    """A delivery to a URL."""
    return lambda url: delivery(channel_kind="webhook", address=url, secret=SECRET)


@pytest.mark.parametrize("vector", HOSTILE, ids=lambda vector: vector["why"])
def test_what_is_not_public_is_never_connected_to(
    config: Settings,
    to: Callable[[str], Delivery],
    monkeypatch: pytest.MonkeyPatch,
    vector: dict[str, Any],
) -> None:
    connected: list[str] = []

    async def note(_session: object, attempt: Attempt) -> Answer:
        connected.append(attempt.url.host or "")
        return Answer(204, {}, b"")

    async def look_up(_host: str, _port: int) -> list[str]:
        return list(vector["resolves"])

    async def send() -> Report:
        async with open_session(keep_connections=False) as session:
            return await Webhook(config(), session, 5, look_up).send(to(vector["url"]))

    monkeypatch.setattr(channel, "post", note)
    report = asyncio.run(send())
    if vector["worker"] == "sent":
        assert report == Report("sent")
        assert connected[0] in vector["resolves"]
        assert connected[0] not in ("10.0.0.1", "127.0.0.1")
        return
    assert connected == []
    assert report.outcome in ("rejected", "limited", "temporary")
    assert vector["worker"] in (None, report.reason)


def test_a_name_is_resolved_once_and_what_it_leads_to_later_is_not_asked(
    config: Settings, to: Callable[[str], Delivery], webhook: Receiver
) -> None:
    """DNS rebinding: public when it is checked, local when it is connected to."""
    answers = [["127.0.0.2"], ["127.0.0.1"]]
    port = int(webhook.url.rpartition(":")[2])

    async def look_up(_host: str, _port: int) -> list[str]:
        return answers.pop(0)

    async def send() -> Report:
        async with open_session(keep_connections=False) as session:
            hook = Webhook(config(OYE_WEBHOOK_ALLOW_LOCAL="1"), session, 2, look_up)
            return await hook.send(to(f"http://rebind.example.org:{port}/"))

    with closing(socket.create_server(("127.0.0.2", port))) as other:
        other.settimeout(5)
        report = asyncio.run(send())
        accepted, _ = other.accept()
        accepted.close()
    assert report == Report("unknown", "timeout")
    assert answers == [["127.0.0.1"]]
    assert webhook.requests() == []


@pytest.mark.parametrize("location", ["http://169.254.169.254/", "//127.0.0.1/", "/elsewhere"])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(
    config: Settings,
    to: Callable[[str], Delivery],
    webhook: Receiver,
    status: int,
    location: str,
) -> None:
    webhook.plan(Reply(status, headers=(("Location", location),)))

    async def send() -> Report:
        async with open_session(keep_connections=False) as session:
            hook = Webhook(config(OYE_WEBHOOK_ALLOW_LOCAL="1"), session, 5)
            return await hook.send(to(f"{webhook.url}/in"))

    assert asyncio.run(send()) == Report("rejected", "redirect")
    assert len(webhook.requests()) == 1


DRIPS = {
    "a status line": (b"HTTP/1.1 200 ", b"O"),
    "a header": (b"HTTP/1.1 200 OK\r\nX: ", b"a"),
    "many headers": (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
    "a flood of headers": (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 10_000),
}


@pytest.mark.parametrize("what", DRIPS)
def test_an_answer_that_drips_or_floods_ends_in_time(
    config: Settings, to: Callable[[str], Delivery], what: str
) -> None:
    start, drop = DRIPS[what]

    async def send(url: str) -> Report:
        async with open_session(keep_connections=False) as session:
            return await Webhook(config(OYE_WEBHOOK_ALLOW_LOCAL="1"), session, 1).send(to(url))

    with socket.create_server(("127.0.0.1", 0)) as server:
        ended = Event()
        dripper = Thread(target=drip, args=(server, start, drop, ended))
        dripper.start()
        began = time.monotonic()
        report = asyncio.run(send(f"http://127.0.0.1:{server.getsockname()[1]}/"))
        took = time.monotonic() - began
        ended.set()
        dripper.join()
    assert report.outcome == "unknown"
    assert took < 10


def drip(server: socket.socket, start: bytes, drop: bytes, ended: Event) -> None:
    """Answers the first connection, drop by drop, until it or the test has ended."""
    connection, _ = server.accept()
    with connection, suppress(ConnectionError):
        connection.recv(65536)
        connection.sendall(start)
        while not ended.wait(0.02):
            connection.sendall(drop)
