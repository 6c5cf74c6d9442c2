"""A process that stood still between its begin and its send comes back too late to send."""

import asyncio
import io

from oye_fakes.bot_api import BotApi
from oye_fire.config import read_config
from oye_fire.database import Database
from oye_fire.log import Log
from oye_fire.sender import Sender
from oye_fire.worker import Share, Worker

from .scene import Scene


async def step(scene: Scene, lease: float, most: float) -> None:
    config = read_config(scene.environment)
    database = Database(config.database_url)
    log = Log(as_json=True, stream=io.StringIO())
    worker = Worker(
        "w", Share(None, 10, 1, lease, rate=28), database, Sender(config, timeout=most), log
    )
    await worker.step()
    await worker.landed()
    await worker.close()


def test_what_can_not_end_within_its_lease_is_not_sent_and_costs_no_attempt(
    scene: Scene, telegram: BotApi
) -> None:
    """A lease with less left than a send may take is what a process finds that stood still."""
    scene.remind(scene.person("telegram", "7"))
    asyncio.run(step(scene, lease=1, most=2))
    assert telegram.calls("sendMessage") == []
    [attempt] = scene.attempts()
    assert (attempt["outcome"], attempt["reason"]) == ("limited", "stood_still")
    scene.advance(2)
    asyncio.run(step(scene, lease=60, most=10))
    [call] = telegram.calls("sendMessage")
    assert "perhaps a repeat" not in call.params["text"]
    assert scene.outcomes() == ["sent"]
