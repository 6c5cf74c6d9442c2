"""What the API asks to wait for."""

import pytest

from .conftest import Oye
from .examples import me
from .pretend import Api, Reply


def too_many(seconds: str) -> Reply:
    """The API's refusal of a moment."""
    body = {
        "type": "urn:oye:problem:too_many_requests",
        "title": "Too many requests",
        "status": 429,
        "slug": "too_many_requests",
        "detail": f"Too many requests; try again in {seconds} s.",
    }
    headers = {"Retry-After": seconds}
    return Reply(429, body, "Problem", "application/problem+json", headers)


def test_a_short_wait_that_the_api_asks_for_is_waited(
    api: Api, oye: Oye, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("oye_cli.client.time.sleep", waits.append)
    api.on("GET", "/v1/me", too_many("3"), too_many("2"), Reply(200, me(), "Me"))
    ran = oye("whoami")
    assert (ran.code, waits) == (0, [3, 2])
    assert "Too many requests; try again in 3 s. Waiting." in ran.err


@pytest.mark.parametrize(("seconds", "waited"), [("31", []), ("600", []), ("20", [20]), ("x", [])])
def test_a_long_one_is_told(
    api: Api, oye: Oye, monkeypatch: pytest.MonkeyPatch, seconds: str, waited: list[float]
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("oye_cli.client.time.sleep", waits.append)
    api.on("GET", "/v1/me", too_many(seconds))
    ran = oye("whoami")
    assert (ran.code, waits) == (7, waited)
    assert f"oye: Too many requests; try again in {seconds} s." in ran.err
