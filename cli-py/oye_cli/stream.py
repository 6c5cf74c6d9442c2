"""The API's events, for ever: connects again after a break and goes on where it was."""

import random
import time
from collections.abc import Callable, Iterator

import httpx
from oye_client import AuthenticatedClient

from oye_cli import exits, sse
from oye_cli.client import away
from oye_cli.failure import Failure

PATH = "/v1/events"  # event_stream; the generated method waits for the end of the stream
SILENCE = 40.0  # seconds; a comment comes at least every 15
LONGEST = 30.0  # seconds between two tries
REMEMBERED = 1000  # ids, so that an event that comes twice is told once


def events(
    client: AuthenticatedClient,
    connected: Callable[[], None],
    lost: Callable[[Failure, float], None],
) -> Iterator[sse.Frame]:
    """Each event once. Raises Failure where the first connection fails, or access is refused.

    `connected` is called as the stream stands, `lost` with the reason and the seconds until the
    next try.
    """
    cursor: str | None = None
    seen: dict[str, None] = {}
    tries = 0
    stood = False
    while True:
        try:
            for frame in _open(client, cursor, connected):
                tries, stood = 0, True
                cursor = frame.id or cursor
                if frame.data and (frame.id is None or frame.id not in seen):
                    yield frame
                if frame.id is not None:
                    seen[frame.id] = None
                    if len(seen) > REMEMBERED:
                        del seen[next(iter(seen))]
            failure = Failure(exits.AWAY, "The API ended the stream.")
        except httpx.RequestError as error:
            failure = away(client, error)
        except Failure as refusal:
            if refusal.code != exits.AWAY:
                raise
            failure = refusal
        if not stood:
            raise failure
        pause = min(0.5 * 2**tries, LONGEST) * random.uniform(0.75, 1.25)  # noqa: S311 (no secret)
        tries = min(tries + 1, 10)
        lost(failure, pause)
        time.sleep(pause)


def _open(
    client: AuthenticatedClient, cursor: str | None, connected: Callable[[], None]
) -> Iterator[sse.Frame]:
    """One connection, from its cursor on."""
    headers = {"Accept": "text/event-stream"} | ({"Last-Event-ID": cursor} if cursor else {})
    limits = httpx.Timeout(10.0, read=SILENCE)
    http = client.get_httpx_client()
    with http.stream("GET", PATH, headers=headers, timeout=limits) as response:
        frames = sse.frames(response.iter_bytes())
        # The first frame holds the cursor: who has read it loses nothing that comes later.
        first = next(frames, None)
        if first is None:
            return
        connected()
        yield first
        yield from frames
