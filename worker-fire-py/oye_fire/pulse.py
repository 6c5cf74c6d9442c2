"""A clock that runs while this process does: a machine that slept, or a SIGSTOP, is left out."""

import asyncio
import time
from collections.abc import Collection

BEAT = 0.1  # seconds from one look at the clock to the next, while anything is timed
# What passes from one look to the next counts up to here: it was not the other side that took more.
MOST = 0.3


class Pulse:
    """Seconds, from wherever; differences are what it is for. Right while it beats."""

    def __init__(self) -> None:
        self._ran = 0.0
        self._seen = time.monotonic()
        self._beating: asyncio.Task[None] | None = None

    def now(self) -> float:
        """For how long this process ran."""
        seen = time.monotonic()
        self._ran += min(seen - self._seen, MOST)
        self._seen = seen
        return self._ran

    def beat_for(self, timed: Collection[object]) -> None:
        """Beat until there is nothing left in `timed`."""
        if self._beating is None or self._beating.done():
            self._beating = asyncio.create_task(self._beat(timed))

    async def _beat(self, timed: Collection[object]) -> None:
        while timed:
            self.now()
            await asyncio.sleep(BEAT)
