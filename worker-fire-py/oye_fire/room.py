"""How many sends may be in the air to one webhook's host, so that one that hangs leaves room."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from oye_fire.delivery import Delivery

PORTS = {"http": 80, "https": 443}
QUICK = 0.1  # seconds that a send to a host takes of which nothing is known yet
SLOW = 1.0  # seconds of a send, from which on a host is not given every slot
# Nothing is put off for longer: by then the host may be well, or its channels be paused.
LATEST = 3.0
# For so long a host that nothing is sent to is remembered: from one batch of a backlog to the next.
KEPT = 10.0


def host_of(delivery: Delivery) -> str | None:
    """The host and port of a webhook; None for what has a pace of its own, or is no URL."""
    if delivery.channel_kind != "webhook":
        return None
    try:
        url = urlsplit(delivery.address or "")
        port = url.port or PORTS.get(url.scheme)
    except ValueError:
        # It will be refused without a send.
        return None
    return f"{url.hostname}:{port}"


@dataclass
class Host:
    """`since`: when its sends in the air began; `usual`: how long one takes, in seconds; `well`: it
    has taken one.

    `place`: when the last one comes back that was put off; `seen`: when it was last sent to.
    """

    since: list[float] = field(default_factory=list)
    usual: float = QUICK
    well: bool = False
    place: float = 0.0
    seen: float = 0.0

    def takes(self, now: float) -> float:
        """How many seconds a send takes, by those that came back and the oldest that has not."""
        return max([self.usual, *(now - began for began in self.since[:1])])


class Flight:
    """A send that is in the air; `taken` is set where the other side takes it."""

    taken = False


class Room:
    """The sends in the air, by host: all of the room for one that has taken one and is quick, a
    quarter of it for one that is slow, hangs, fails, or has not shown yet which it is.

    `clock` times the sends, in seconds: it should stand still while this process does.
    """

    def __init__(self, concurrency: int, clock: Callable[[], float]) -> None:
        self._concurrency = concurrency
        self._clock = clock
        self._hosts: dict[str, Host] = {}

    def flying(self, host: str | None) -> AbstractContextManager[Flight]:
        """A send to the host is in the air, for as long as the context lasts."""
        return nullcontext(Flight()) if host is None else self._flying(host)

    @contextmanager
    def _flying(self, name: str) -> Iterator[Flight]:
        host = self._hosts.setdefault(name, Host())
        flight = Flight()
        began = self._clock()
        host.since.append(began)
        try:
            yield flight
        finally:
            host.since.remove(began)
            host.usual += (self._clock() - began - host.usual) / 4
            host.well = host.well or flight.taken
            host.seen = time.monotonic()
            # Who was seen last stands last.
            self._hosts[name] = self._hosts.pop(name)

    def waits(self, claimed: Iterable[Delivery]) -> list[float | None]:
        """For each how many seconds it has to wait for its host; None: it may be sent.

        Those who wait come back one by one, as fast as the host takes others with all the room that
        it might have: a quick host is kept busy, and one that hangs is asked for seldom.
        """
        self._forget(time.monotonic() - KEPT)
        asked: dict[str, int] = {}
        return [self._wait(host_of(delivery), asked) for delivery in claimed]

    def _forget(self, until: float) -> None:
        """Of hosts that were seen last before then nothing is known any more."""
        while self._hosts:
            name, host = next(iter(self._hosts.items()))
            if host.since or max(host.seen, host.place) > until:
                return
            del self._hosts[name]

    def _wait(self, name: str | None, asked: dict[str, int]) -> float | None:
        if name is None:
            return None
        host = self._hosts.get(name) or Host()
        takes = host.takes(self._clock())
        quarter = max(self._concurrency // 4, 1)
        room = self._concurrency if takes <= SLOW else quarter
        most = room if host.well else quarter
        if len(host.since) + asked.get(name, 0) < most:
            asked[name] = asked.get(name, 0) + 1
            return None
        self._hosts[name] = host
        now = time.monotonic()
        host.place = min(max(host.place, now) + takes / room, now + LATEST)
        return host.place - now
