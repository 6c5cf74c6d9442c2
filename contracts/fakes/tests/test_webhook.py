"""The fake receiver records, and fails when it is told to."""

from http.client import RemoteDisconnected
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from oye_fakes.behaviour import Cut, Reply
from oye_fakes.webhook import Webhook


def post(url: str, body: bytes) -> int:
    with urlopen(Request(url, body, {"Webhook-Id": "1"}), timeout=10) as answer:
        return int(answer.status)


def test_it_keeps_the_bytes_and_the_headers(webhook: Webhook) -> None:
    assert post(f"{webhook.url}/a", b'{"a": 1}') == 204
    seen = webhook.wait_for(path="/a")
    assert (seen.method, seen.body, seen.headers["webhook-id"]) == ("POST", b'{"a": 1}', "1")


def test_it_fails_as_planned_and_only_there(webhook: Webhook) -> None:
    webhook.plan(Reply(410), path="/a")
    webhook.plan(Cut(), path="/a")
    assert post(f"{webhook.url}/b", b"") == 204
    with pytest.raises(HTTPError, match="410"):
        post(f"{webhook.url}/a", b"")
    with pytest.raises(RemoteDisconnected):
        post(f"{webhook.url}/a", b"")
    assert post(f"{webhook.url}/a", b"") == 204
    assert len(webhook.requests("/a")) == 3


def test_waiting_for_what_does_not_come_names_it(webhook: Webhook) -> None:
    with pytest.raises(TimeoutError, match="request 1 to /a"):
        webhook.wait_for(path="/a", timeout=0.01)
