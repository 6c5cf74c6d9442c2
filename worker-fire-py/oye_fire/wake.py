"""Sleeps that a NOTIFY shortens, where the connection allows it."""

import asyncio

import psycopg

from oye_fire.backoff import Backoff
from oye_fire.config import Secret
from oye_fire.database import connect


class Wake:
    """Listens on a connection of its own. Nothing depends on it: sleeps are short anyway."""

    def __init__(self, url: Secret) -> None:
        self._url = url
        self._event = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Listen from now on."""
        if self._task is None:
            self._task = asyncio.create_task(self._listen())

    def up(self) -> None:
        """End the sleep, or the next one."""
        self._event.set()

    def forget(self) -> None:
        """What woke us until now is being seen to."""
        self._event.clear()

    async def sleep(self, seconds: float) -> None:
        """Sleep so long, or until woken."""
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return

    async def close(self) -> None:
        """Listen no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _listen(self) -> None:
        backoff = Backoff(most=30)
        while True:
            try:
                connection = await connect(self._url)
                async with connection:
                    await connection.execute("listen oye_fire")
                    # What was said before we listened.
                    self.up()
                    backoff.reset()
                    async for _ in connection.notifies():
                        self.up()
            except (psycopg.Error, OSError):
                # The database is gone: the sooner the loop sees, the sooner it is back as well.
                self.up()
                await asyncio.sleep(backoff.next())
