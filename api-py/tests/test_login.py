"""From where a sign-in was begun is believed of a proxy that is named, and of nobody else."""

from collections.abc import Callable
from typing import Any

import pytest
from oye_api.address import plain_address


def begun_from(running: Any, token: str, forwarded: str) -> str:
    """The address that is shown to who approves."""
    with running.client(token) as client:
        headers = {"X-Forwarded-For": forwarded}
        begun = client.post("/v1/login", json={"label": "desk"}, headers=headers).json()
        asked = client.get(f"/v1/login/{begun['user_code']}").json()
    return str(asked["address"])


def test_a_proxy_that_is_named_is_believed(run: Callable[..., Any], token: str) -> None:
    running = run(OYE_API_PROXIES="127.0.0.1")
    assert begun_from(running, token, "203.0.113.7") == "203.0.113.7"
    assert begun_from(running, token, "nonsense") == "0.0.0.0"


def test_nobody_else_is(run: Callable[..., Any], token: str) -> None:
    assert begun_from(run(), token, "203.0.113.7") == "127.0.0.1"


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::1"),
        ("", "0.0.0.0"),
        ("' or 1", "0.0.0.0"),
    ],
)
def test_an_address_is_one_that_the_database_reads(said: str, address: str) -> None:
    assert plain_address(said) == address
