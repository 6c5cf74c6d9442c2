"""uvicorn's connection, with bounds: clients that drip, flood or never read are cut off.

uvicorn bounds the rest between two requests (`timeout_keep_alive`, 5 s), the app the body's size.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from ipaddress import ip_address, ip_network
from typing import Any, ClassVar, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from oye_api.address import place_of
from oye_api.problem import Problem, problem_response

HEAD_BYTES = 32 * 1024
# The app answers 408 to a body that is late; what drips on beside an answer is cut soon after it.
BODY_GRACE_SECONDS = 2.0
LINGER_SECONDS = 1.0
# Of the request's seconds: an answer that nobody takes any more of.
STALLED = 4


@dataclass(slots=True)
class Places:
    """How many connections each address has; `most` at a time (0: any), but for proxies.

    `proxies` are addresses and networks by commas, or `*`: as uvicorn reads them.
    """

    most: int
    proxies: str
    open: Counter[str] = field(default_factory=Counter)

    def enter(self, host: str) -> bool:
        """Counts a connection, and says whether it may stay; each is left once."""
        place = place_of(host)
        self.open[place] += 1
        return not self.most or self.open[place] <= self.most or self._is_proxy(host)

    def leave(self, host: str) -> None:
        """The connection is gone."""
        place = place_of(host)
        self.open[place] -= 1
        if self.open[place] <= 0:
            del self.open[place]

    def _is_proxy(self, host: str) -> bool:
        known = [one.strip() for one in self.proxies.split(",") if one.strip()]
        return "*" in known or any(_is_in(host, one) for one in known)


def _is_in(host: str, network: str) -> bool:
    try:
        return ip_address(host) in ip_network(network, strict=False)
    except ValueError:
        return host == network


class Bounded(HttpToolsProtocol):
    """A request's head comes within `seconds` and 32 KiB, its body within `seconds`.

    An answer that is not read is given up after four times that. uvicorn takes a class; `bounded`
    makes the one with the settings of a process.
    """

    seconds: ClassVar[float]
    places: ClassVar[Places]

    _arriving: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None
    # Nothing of the next request has come yet.
    _silent = True
    _in_head = True
    # Of a head, but for the piece that it began in: that may have held a body before it.
    _received = 0
    _refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # always TCP
        super().connection_made(transport)
        if not self.places.enter(self._host):
            transport.abort()
        self._arm(self.seconds, self._late)

    def connection_lost(self, exc: Exception | None) -> None:
        self.places.leave(self._host)
        self._disarm()
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._refused:
            return
        if self._arriving is None:
            self._arm(self.seconds, self._late)
        self._silent = False
        self._received += len(data)
        super().data_received(data)
        if self._in_head and self._received > HEAD_BYTES:
            self._refuse(_too_large())

    def on_message_begin(self) -> None:
        self._in_head, self._received = True, 0
        if self._arriving is None:
            self._arm(self.seconds, self._late)
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if size > HEAD_BYTES:
            self._received = size
            raise ValueError("the head is too large")
        self._in_head = False
        self._arm(self.seconds + BODY_GRACE_SECONDS, self.transport.abort)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._in_head, self._received, self._silent = True, 0, True
        self._disarm()
        super().on_message_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stalled = self.loop.call_later(self.seconds * STALLED, self.transport.abort)

    def resume_writing(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP, or raised as it was read."""
        if self._in_head and self._received > HEAD_BYTES:
            self._refuse(_too_large())
        else:
            self._refuse(Problem(400, "request_malformed", msg))

    @property
    def _host(self) -> str:
        return self.client[0] if self.client else ""

    def _arm(self, seconds: float, then: Callable[[], None]) -> None:
        self._disarm()
        self._arriving = self.loop.call_later(seconds, then)

    def _disarm(self) -> None:
        if self._arriving is not None:
            self._arriving.cancel()
            self._arriving = None

    def _late(self) -> None:
        if self._silent:
            self.transport.close()
        else:
            self._refuse(Problem(408, "request_too_slow", "The request took too long to arrive."))

    def _refuse(self, problem: Problem) -> None:
        """Answers, unless another answer is under way, and closes.

        What still arrives is taken for a moment and dropped: a connection that is closed over
        unread bytes is reset, and the answer lost with it (RFC 9112, 9.6).
        """
        if self._refused or self.transport.is_closing():
            return
        if self.cycle is not None and not self.cycle.response_complete:
            self.transport.abort()
            return
        response = problem_response(problem, "none")
        head = [
            f"HTTP/1.1 {problem.status} {HTTPStatus(problem.status).phrase}".encode(),
            b"connection: close",
        ]
        head += [name + b": " + value for name, value in response.raw_headers]
        self.transport.write(b"\r\n".join([*head, b"", bytes(response.body)]))
        self.transport.write_eof()
        self._refused = True
        self._arm(LINGER_SECONDS, self.transport.abort)


def _too_large() -> Problem:
    size = HEAD_BYTES // 1024
    return Problem(431, "head_too_large", f"A request's head may have {size} KiB at most.")


def bounded(seconds: float, connections: int, proxies: str) -> type[asyncio.Protocol]:
    """The protocol of a server, for uvicorn's setting `http`."""
    members: dict[str, Any] = {"seconds": seconds, "places": Places(connections, proxies)}
    return cast("type[asyncio.Protocol]", type("Bounded", (Bounded,), members))
