"""A TCP proxy that cuts and slows: the bad network between a worker and what it speaks to."""

import asyncio
import random
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Weather:
    """What happens to the traffic; may be changed at any time, from any thread.

    `delay`: seconds before each chunk goes on, at the most. `cut_requests`, `cut_answers`: the
    share of chunks at which the connection is cut instead: a request that never arrives, or one
    that was served and whose answer nobody hears. `still`: nothing goes on at all.
    """

    delay: float = 0.0
    cut_requests: float = 0.0
    cut_answers: float = 0.0
    still: bool = False
    chance: random.Random = field(default_factory=random.Random)


class Proxy:
    """Passes connections on to a place, through the weather."""

    def __init__(self, place: Callable[[], Awaitable[Stream]], weather: Weather) -> None:
        self.port = 0
        self.weather = weather
        self._place = place
        self._loop = asyncio.new_event_loop()
        self._writers: set[asyncio.StreamWriter] = set()

    def cut_all(self) -> None:
        """Cut every connection that there is."""
        self._loop.call_soon_threadsafe(self._abort)

    def _abort(self) -> None:
        for writer in list(self._writers):
            writer.transport.abort()

    async def serve(self) -> None:
        """Listen on 127.0.0.1."""
        server = await asyncio.start_server(self._pass_on, "127.0.0.1", 0, backlog=256)
        self.port = server.sockets[0].getsockname()[1]

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await self._place()
        except OSError:
            writer.transport.abort()
            return
        pair = {writer, far_writer}
        self._writers |= pair
        there = self._pump(reader, far_writer, lambda: self.weather.cut_requests)
        back = self._pump(far_reader, writer, lambda: self.weather.cut_answers)
        await asyncio.gather(there, back)
        self._writers -= pair

    async def _pump(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, cut: Callable[[], float]
    ) -> None:
        weather = self.weather
        with suppress(OSError):
            while chunk := await source.read(65_536):
                while weather.still:  # noqa: ASYNC110 (the weather is made on other threads)
                    await asyncio.sleep(0.02)
                if weather.delay:
                    await asyncio.sleep(weather.chance.uniform(0, weather.delay))
                if weather.chance.random() < cut():
                    break
                sink.write(chunk)
                await sink.drain()
        # Either end's end is both ends' end; what was written before still goes out.
        with suppress(OSError):
            sink.close()

    def run(self) -> None:
        """Serve on this thread until stopped."""
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    def start(self) -> threading.Thread:
        """Serve on a thread of its own."""
        thread = threading.Thread(target=self.run, daemon=True)
        thread.start()
        asyncio.run_coroutine_threadsafe(self.serve(), self._loop).result(10)
        return thread

    def stop(self) -> None:
        """Cut everything and end."""
        self.cut_all()
        self._loop.call_soon_threadsafe(self._loop.stop)


@contextmanager
def proxy(place: Callable[[], Awaitable[Stream]]) -> Iterator[Proxy]:
    """A proxy in fair weather."""
    made = Proxy(place, Weather())
    thread = made.start()
    try:
        yield made
    finally:
        made.stop()
        thread.join(5)


def to_tcp(port: int) -> Callable[[], Awaitable[Stream]]:
    """A port of 127.0.0.1."""
    return lambda: asyncio.open_connection("127.0.0.1", port)


def to_socket(path: str) -> Callable[[], Awaitable[Stream]]:
    """A Unix socket."""
    return lambda: asyncio.open_unix_connection(path)
