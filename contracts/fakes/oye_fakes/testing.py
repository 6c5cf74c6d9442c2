"""Fixtures for pytest: `from oye_fakes.testing import telegram, webhook` in a conftest.py."""

from collections.abc import Iterator

import pytest

from oye_fakes import webhook as receiver
from oye_fakes.bot_api import BotApi, bot_api


@pytest.fixture
def telegram() -> Iterator[BotApi]:
    """A fresh Bot API server."""
    with bot_api() as server:
        yield server


@pytest.fixture
def webhook() -> Iterator[receiver.Webhook]:
    """A fresh receiver of webhooks."""
    with receiver.webhook() as server:
        yield server
