"""One HTTP POST, and how far it came."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import aiohttp
from yarl import URL

AGENT = "oye-fire/0.1"


@dataclass(frozen=True)
class Answer:
    """A status and what was read of the body; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Lost:
    """No answer. `left`: the request, or a part of it, went out, so that it may have arrived."""

    left: bool
    reason: str


@dataclass(frozen=True)
class Attempt:
    """One POST: where to, with what, in how many seconds, and how much of the answer to read.

    `server_hostname` is the name that TLS asks for and checks, where it isn't the address's.
    """

    url: URL
    body: bytes
    headers: Mapping[str, str]
    timeout: float
    read_at_most: int
    server_hostname: str | None = None


async def note_that_it_left(_session: object, context: Any, _params: object) -> None:
    """Called as the head of the request is written."""
    context.trace_request_ctx.left = True


def open_session(*, keep_connections: bool) -> aiohttp.ClientSession:
    """A session that follows no redirect, keeps no cookie and reads no proxy settings."""
    trace = aiohttp.TraceConfig()
    trace.on_request_headers_sent.append(note_that_it_left)
    # A connection kept for long is one that the other side may be closing while we write.
    connector = (
        aiohttp.TCPConnector(limit=0, keepalive_timeout=5)
        if keep_connections
        else aiohttp.TCPConnector(limit=0, force_close=True)
    )
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        trace_configs=[trace],
        headers={"User-Agent": AGENT, "Accept-Encoding": "identity"},
        auto_decompress=False,
    )


async def post(session: aiohttp.ClientSession, attempt: Attempt) -> Answer | Lost:
    """Send once. Never raises for what the network or the other side does, never repeats."""
    progress = SimpleNamespace(left=False)
    deadline = asyncio.get_running_loop().time() + attempt.timeout
    try:
        async with (
            asyncio.timeout_at(deadline + 0.1),
            session.post(
                attempt.url,
                data=attempt.body,
                headers=attempt.headers,
                allow_redirects=False,
                server_hostname=attempt.server_hostname,
                trace_request_ctx=progress,
                timeout=aiohttp.ClientTimeout(total=None),
            ) as response,
        ):
            headers = {name.lower(): value for name, value in response.headers.items()}
            body = await beginning(response, attempt.read_at_most, deadline)
            return Answer(response.status, headers, body)
    except TimeoutError:
        return Lost(progress.left, "timeout")
    except aiohttp.ClientConnectorDNSError:
        return Lost(progress.left, "dns")
    except (aiohttp.ClientConnectorCertificateError, aiohttp.ClientSSLError):
        return Lost(progress.left, "tls")
    except aiohttp.ClientConnectorError:
        return Lost(progress.left, "connect")
    except Exception:  # noqa: BLE001 - whatever it is, a request that left may have arrived
        # Not the error's own words: they may hold the address, and that may hold a token.
        return Lost(progress.left, "connection_broken" if progress.left else "connect")


async def beginning(response: aiohttp.ClientResponse, most: int, deadline: float) -> bytes:
    """The first bytes of the body: what there is by the deadline, or where the connection breaks.

    The status has arrived by then, and what follows can't take it back.
    """
    read = b""
    try:
        async with asyncio.timeout_at(deadline):
            while len(read) < most and (chunk := await response.content.read(most - len(read))):
                read += chunk
    except (TimeoutError, aiohttp.ClientError, OSError):
        return read
    return read
