"""One connection that listens for all streams of this process."""

import asyncio
import logging
from dataclasses import dataclass, field

import psycopg
from psycopg import AsyncConnection

from oye_api.config import Config
from oye_api.pool import connection_settings

BUCKETS = 64
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Wakes:
    """What wakes those who wait for events: one bell for each bucket.

    Nothing depends on a wake-up arriving: whoever waits also looks every few seconds. Nothing is
    queued for anybody, so a slow client costs no memory.
    """

    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    bells: list[asyncio.Event] = field(
        default_factory=lambda: [asyncio.Event() for _ in range(BUCKETS)]
    )

    def bell(self, bucket: int) -> asyncio.Event:
        """Taken *before* looking for events, so that none comes between the look and the wait."""
        return self.bells[bucket]

    def ring(self, payload: str) -> None:
        """Wakes a bucket; all of them where the payload names none."""
        named = payload.isascii() and payload.isdigit() and int(payload[:4]) < BUCKETS
        for bucket in [int(payload)] if named else range(BUCKETS):
            bell, self.bells[bucket] = self.bells[bucket], asyncio.Event()
            bell.set()

    def stop(self) -> None:
        """Ends all streams."""
        self.stopping.set()
        self.ring("")


async def listen(config: Config, wakes: Wakes) -> None:
    """Rings for every NOTIFY on `oye_event` until cancelled; connects again when it must."""
    pause = 1.0
    while True:
        try:
            settings = connection_settings(config)
            async with await AsyncConnection.connect(config.database_url, **settings) as connection:
                await connection.execute("listen oye_event")
                wakes.ring("")
                pause = 1.0
                async for notify in connection.notifies():
                    wakes.ring(notify.payload)
        except psycopg.Error as error:
            log.warning("not listening for events: %s", str(error).partition("\n")[0])
        await asyncio.sleep(pause)
        pause = min(pause * 2, 30.0)
