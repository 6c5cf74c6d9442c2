"""The fakes as fixtures, and deliveries to send."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from oye_fakes.bot_api import BotApi
from oye_fakes.testing import telegram, webhook
from oye_fire.config import Config, read_config
from oye_fire.delivery import Delivery
from oye_sql.testing import Database

from .scene import NOON, Scene, stage

__all__ = ["config", "delivery", "scene", "telegram", "webhook"]

EXAMPLE = Delivery(
    delivery_id=UUID("7f3c0e52-8a41-4f0b-9c1d-2e6b5a907d3f"),
    person_id=UUID("00000000-0000-4000-8000-000000000001"),
    fence=1,
    channel_kind="telegram",
    address="7",
    secret=None,
    kind="first",
    nth=1,
    perhaps_repeat=False,
    reminder_id=12,
    due_at=datetime(2026, 11, 23, 10, 30, tzinfo=UTC),
    timezone="Europe/Madrid",
    locale="en",
    text="stretch",
    missed_before=0,
    claimed_at=datetime(2026, 11, 23, 10, 30, 1, tzinfo=UTC),
    digest=None,
    message_id=None,
    card=None,
    author=None,
    attendees=None,
    silent=False,
    reference=None,
)


@pytest.fixture
def delivery() -> Callable[..., Delivery]:
    """`delivery(text="…", …)`: one that is on time, with what is named changed."""

    def make(**changes: Any) -> Delivery:
        return Delivery(**{**EXAMPLE.__dict__, **changes})

    return make


@pytest.fixture
def config() -> Callable[..., Config]:
    """`config(OYE_…="…")`: settings with what is named changed."""

    def make(**changes: str) -> Config:
        return read_config({"OYE_FIRE_DATABASE_URL": "postgresql://nowhere/", **changes})

    return make


@pytest.fixture
def scene(database: Database, telegram: BotApi, tmp_path: Path) -> Iterator[Scene]:
    """A database whose clock stands at noon, and workers that know the fake Bot API server."""
    database.clock.set(NOON)
    with stage(database, telegram, tmp_path) as made:
        yield made
