"""How many sends may be in the air to one webhook's host, so that one that hangs leaves room."""

import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from oye_fire.delivery import Delivery

PORTS = {"http": 80, "https": 443}
QUICK = 0.1  # seconds that a send to a host takes of which nothing is known yet
SLOW = 1.0  # seconds of a send, from which on a host is not given every slot
# Nothing is put off for longer: by then the host may be well, or its channels be paused; or it was
# this process that stood still.
LATEST = 3.0


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
    """`since`: when its sends in the air began; `usual`: how long one takes, in seconds; `known`:
    one has come back.

    `place`: when the last one comes back that was put off. Instants of time.monotonic.
    """

    since: list[float] = field(default_factory=list)
    usual: float = QUICK
    known: bool = False
    place: float = 0.0

    def takes(self, now: float) -> float:
        """How many seconds a send takes, by those that came back and the oldest that has not."""
        return max([self.usual, *(now - began for began in self.since[:1])])


class Room:
    """The sends in the air, by host: all of the room for one that is quick, a quarter of it for one
    that is slow or hangs, half for one that has not shown yet which it is."""

    def __init__(self, concurrency: int) -> None:
        self._concurrency = concurrency
        self._hosts: dict[str, Host] = {}

    def taken(self, host: str | None) -> AbstractContextManager[None]:
        """A send to the host is in the air, for as long as the context lasts."""
        return nullcontext() if host is None else self._flying(host)

    @contextmanager
    def _flying(self, name: str) -> Iterator[None]:
        host = self._hosts.setdefault(name, Host())
        began = time.monotonic()
        host.since.append(began)
        try:
            yield
        finally:
            host.since.remove(began)
            host.usual += (time.monotonic() - began - host.usual) / 4
            host.known = True
            if not host.since and host.place < time.monotonic():
                del self._hosts[name]

    def waits(self, claimed: Iterable[Delivery]) -> list[float | None]:
        """For each how many seconds it has to wait for its host; None: it may be sent.

        Those who wait come back one by one, as fast as the host has taken others: a quick host is
        kept busy, and one that hangs is asked for seldom.
        """
        asked: dict[str, int] = {}
        return [self._wait(host_of(delivery), asked) for delivery in claimed]

    def _wait(self, name: str | None, asked: dict[str, int]) -> float | None:
        if name is None:
            return None
        host = self._hosts.get(name) or Host()
        now = time.monotonic()
        takes = host.takes(now)
        most = self._most(host, takes)
        if len(host.since) + asked.get(name, 0) < most:
            asked[name] = asked.get(name, 0) + 1
            return None
        self._hosts[name] = host
        host.place = min(max(host.place, now) + takes / most, now + LATEST)
        return host.place - now

    def _most(self, host: Host, takes: float) -> int:
        """How many may be in the air to a host."""
        share = 4 if takes > SLOW else 1 if host.known else 2
        return max(self._concurrency // share, 1)
