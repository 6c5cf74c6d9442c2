"""The webhook channel against a fake receiver."""

import asyncio
import base64
import hashlib
import hmac
import json
import socket
from collections.abc import Callable
from threading import Thread

import pytest
from oye_fakes.behaviour import Cut, Hold, Reply
from oye_fakes.webhook import Webhook as Receiver
from oye_fire.address import Resolve, resolve
from oye_fire.channels.webhook import Webhook, key_of
from oye_fire.config import Config
from oye_fire.delivery import Delivery, Report
from oye_fire.transport import open_session

Make = Callable[..., Delivery]
Settings = Callable[..., Config]

KEY = b"0123456789abcdef01234567"
SECRET = f"whsec_{base64.b64encode(KEY).decode()}"


def send(
    config: Config, one: Delivery, *, timeout: float = 5, look_up: Resolve = resolve
) -> Report:
    async def run() -> Report:
        async with open_session(keep_connections=False) as session:
            return await Webhook(config, session, timeout, look_up).send(one)

    return asyncio.run(run())


@pytest.fixture
def local(config: Settings) -> Config:
    """Settings under which local receivers may be reached."""
    return config(OYE_WEBHOOK_ALLOW_LOCAL="1")


@pytest.fixture
def hook(delivery: Make, webhook: Receiver) -> Make:
    """A delivery to the fake receiver, with what is named changed."""
    there = {"channel_kind": "webhook", "address": f"{webhook.url}/in?a=b%20c", "secret": SECRET}
    return lambda **changes: delivery(**{**there, **changes})


def test_the_signature_is_that_of_standard_webhooks(
    local: Config, hook: Make, webhook: Receiver
) -> None:
    assert send(local, hook(text="<b>*_[ 🎂")) == Report("sent")
    seen = webhook.wait_for(path="/in?a=b%20c")
    signed = f"{seen.headers['webhook-id']}.{seen.headers['webhook-timestamp']}.".encode()
    digest = hmac.new(KEY, signed + seen.body, hashlib.sha256).digest()
    assert seen.headers["webhook-signature"] == f"v1,{base64.b64encode(digest).decode()}"
    assert seen.headers["webhook-id"] == str(hook().delivery_id)
    assert seen.headers["content-type"] == "application/json"
    assert "<b>*_[ 🎂".encode() in seen.body


def test_the_body_says_what_is_due(local: Config, hook: Make, webhook: Receiver) -> None:
    send(local, hook(missed_before=3, perhaps_repeat=True))
    event = json.loads(webhook.wait_for().body)
    assert (event["type"], event["timestamp"]) == ("reminder.due", "2026-11-23T11:30:00+01:00")
    assert event["data"] == {
        "delivery_id": "7f3c0e52-8a41-4f0b-9c1d-2e6b5a907d3f",
        "reminder_id": 12,
        "text": "stretch",
        "due_at": "2026-11-23T11:30:00+01:00",
        "timezone": "Europe/Madrid",
        "kind": "first",
        "nth": 1,
        "missed_before": 3,
        "perhaps_repeat": True,
    }


def test_a_redirect_is_not_followed(local: Config, hook: Make, webhook: Receiver) -> None:
    webhook.plan(Reply(302, headers=(("Location", f"{webhook.url}/elsewhere"),)))
    assert send(local, hook()) == Report("rejected", "redirect")
    assert webhook.requests("/elsewhere") == []


def test_a_long_answer_is_not_read_to_its_end(local: Config, hook: Make, webhook: Receiver) -> None:
    webhook.plan(Reply(200, b"x" * 50_000_000))
    assert send(local, hook(), timeout=2) == Report("sent")


@pytest.mark.parametrize(
    ("behaviour", "reason"), [(Cut(), "connection_broken"), (Hold(), "timeout")]
)
def test_no_answer_after_the_request_left_is_unknown(
    local: Config, hook: Make, webhook: Receiver, behaviour: Cut | Hold, reason: str
) -> None:
    webhook.plan(behaviour)
    assert send(local, hook(), timeout=0.5) == Report("unknown", reason)
    assert len(webhook.requests()) == 1
    if isinstance(behaviour, Hold):
        behaviour.release()


def test_plain_http_waits_and_local_addresses_are_refused_unless_allowed(
    config: Settings, hook: Make, webhook: Receiver
) -> None:
    assert send(config(), hook()) == Report("limited", "local_webhooks_not_allowed_here", 300)
    secure = webhook.url.replace("http:", "https:")
    assert send(config(), hook(address=secure)) == Report("rejected", "address_not_public")
    assert webhook.requests() == []


def test_a_name_that_leads_to_local_addresses_in_any_notation_is_refused(
    config: Settings, hook: Make
) -> None:
    asked: list[tuple[str, int]] = []

    async def look_up(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return ["127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1"]

    report = send(config(), hook(address="https://Bücher.example/x"), look_up=look_up)
    assert report == Report("rejected", "address_not_public")
    assert asked == [("xn--bcher-kva.example", 443)]


def test_the_host_is_named_though_the_resolved_address_is_connected_to(
    local: Config, hook: Make, webhook: Receiver
) -> None:
    port = webhook.url.rpartition(":")[2]

    async def look_up(host: str, port: int) -> list[str]:
        return ["127.0.0.2", "127.0.0.1"]

    report = send(local, hook(address=f"http://hooks.example:{port}/"), look_up=look_up)
    assert report == Report("sent")
    assert webhook.wait_for().headers["host"] == f"hooks.example:{port}"


def test_tls_asks_for_the_name_and_not_for_the_address(local: Config, hook: Make) -> None:
    async def look_up(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    with socket.create_server(("127.0.0.1", 0)) as server:
        hello: list[bytes] = []

        def greet() -> None:
            connection, _ = server.accept()
            hello.append(connection.recv(4096))
            connection.close()

        greeter = Thread(target=greet)
        greeter.start()
        url = f"https://hooks.example:{server.getsockname()[1]}/"
        report = send(local, hook(address=url), look_up=look_up)
        greeter.join()
    assert b"hooks.example" in hello[0]
    assert report.outcome == "temporary"


@pytest.mark.parametrize("address", [None, "", "https://", "ftp://a.example/", "https://[::1", "x"])
def test_what_is_no_url_is_rejected(local: Config, hook: Make, address: str | None) -> None:
    assert send(local, hook(address=address)) == Report("rejected", "url_wrong")


def test_a_name_that_nobody_knows_is_another_times_try(local: Config, hook: Make) -> None:
    report = send(local, hook(address="https://nobody.invalid/"))
    assert report == Report("temporary", "dns")


@pytest.mark.parametrize("secret", [None, "", "whsec_", "whsec_!!", "sk_aaaa", "MTIzNA=="])
def test_what_is_no_secret_signs_nothing(
    local: Config, hook: Make, webhook: Receiver, secret: str | None
) -> None:
    assert key_of(secret) is None
    assert send(local, hook(secret=secret)) == Report("rejected", "secret_wrong")
    assert webhook.requests() == []
