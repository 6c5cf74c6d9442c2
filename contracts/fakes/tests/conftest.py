"""The fakes, and a bot's side of the wire."""

import json
from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from oye_fakes.bot_api import BotApi
from oye_fakes.testing import telegram, webhook

__all__ = ["call", "telegram", "webhook"]


@pytest.fixture
def call(telegram: BotApi) -> Callable[..., tuple[int, Any]]:
    """`call(method, **params)`: status and JSON of one call; the bytes where it is no JSON."""

    def call(method: str, token: str = telegram.token, **params: Any) -> tuple[int, Any]:
        request = Request(
            f"{telegram.url}/bot{token}/{method}",
            json.dumps(params).encode(),
            {"Content-Type": "application/json"},
        )
        try:
            with urlopen(request, timeout=10) as answer:
                return answer.status, json.load(answer)
        except HTTPError as error:
            body = error.read()
            return error.code, json.loads(body) if body.startswith(b"{") else body

    return call
