"""Clients that drip, flood or never read are cut off in time; others are served meanwhile."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlsplit

import pytest
from oye_api.connection import HEAD_BYTES, Places
from oye_sql.testing import Database

from .conftest import Running, served, signed_in

SECONDS = 1  # OYE_API_REQUEST_TIMEOUT
ENOUGH = 12  # far more than the server may take, on a busy machine
POST = b"POST /v1/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


@pytest.fixture(scope="module")
def running(module_database: Database) -> Iterator[Running]:
    settings = {"OYE_API_REQUEST_TIMEOUT": str(SECONDS), "OYE_API_ADDRESS_RATE": "0"}
    with served(module_database.url("oye_api"), **settings) as server:
        yield server


@pytest.fixture
def dial(running: Running) -> Iterator[Callable[[], socket.socket]]:
    """Opens connections; they are closed at the end."""
    where = urlsplit(running.url)
    with ExitStack() as wires:

        def connect() -> socket.socket:
            wire = socket.create_connection((where.hostname, where.port), timeout=ENOUGH)
            return wires.enter_context(wire)

        yield connect


def rest(wire: socket.socket) -> bytes:
    """All that comes until the connection ends; fails where it stays open."""
    found = bytearray()
    try:
        while chunk := wire.recv(65536):
            found += chunk
    except ConnectionError:
        pass
    return bytes(found)


def dripped(wire: socket.socket, drop: bytes) -> bytes:
    """Sends a drop, again and again, until the server has had enough; what it said."""
    end = time.monotonic() + ENOUGH
    wire.settimeout(0.05)
    found = bytearray()
    while time.monotonic() < end:
        try:
            wire.sendall(drop)
            chunk = wire.recv(65536)
        except TimeoutError:
            continue
        except ConnectionError:
            return bytes(found)
        if not chunk:
            return bytes(found)
        found += chunk
    raise AssertionError("the server never cut it off")


def problem(answer: bytes) -> tuple[int, str]:
    """The status and the slug of an answer."""
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    assert b"connection: close" in head
    return int(head.split()[1]), json.loads(body)["slug"]


SLOW = {
    "a request line": (b"GET /", b"a"),
    "a header": (b"GET /healthz HTTP/1.1\r\nX: ", b"a"),
    "many headers": (b"GET /healthz HTTP/1.1\r\n", b"X: y\r\n"),
    "blank lines": (b"\r\n", b"\r\n"),
    "a body": (POST + b"Content-Length: 60000\r\n\r\n", b" "),
    "a chunked body": (POST + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
}


@pytest.mark.parametrize("what", SLOW)
def test_what_drips_is_cut_off_in_time(dial: Callable[[], socket.socket], what: str) -> None:
    start, drop = SLOW[what]
    wire = dial()
    began = time.monotonic()
    wire.sendall(start)
    assert problem(dripped(wire, drop)) == (408, "request_too_slow")
    assert time.monotonic() - began < ENOUGH


def test_who_says_nothing_is_hung_up_on(dial: Callable[[], socket.socket]) -> None:
    assert rest(dial()) == b""


def test_a_body_that_drips_on_after_its_answer_is_cut_off(
    dial: Callable[[], socket.socket],
) -> None:
    wire = dial()
    wire.sendall(b"POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n")
    assert dripped(wire, b" ").startswith(b"HTTP/1.1 404 ")


def test_the_second_request_of_a_connection_has_to_come_in_time_too(
    dial: Callable[[], socket.socket],
) -> None:
    wire = dial()
    wire.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    first = wire.recv(65536)
    assert first.startswith(b"HTTP/1.1 200 ")
    wire.sendall(b"GET /healthz HTTP/1.1\r\n")
    assert problem(dripped(wire, b"a"))[0] == 408


def test_others_are_served_while_a_hundred_drip(
    running: Running, dial: Callable[[], socket.socket]
) -> None:
    wires = [dial() for _ in range(100)]
    for wire in wires:
        wire.sendall(b"GET /healthz HTTP/1.1\r\nX: ")
    client = running.client()
    for _ in range(20):
        assert client.get("/readyz").status_code == 200
    assert [problem(rest(wire)) for wire in wires] == [(408, "request_too_slow")] * 100


LARGE = {
    "one header": b"GET /healthz HTTP/1.1\r\nX: " + b"a" * 20 * HEAD_BYTES,
    "many headers": b"GET /healthz HTTP/1.1\r\n" + b"X: y\r\n" * HEAD_BYTES,
    "a whole head": b"GET /healthz HTTP/1.1\r\nX: " + b"a" * (HEAD_BYTES + 9) + b"\r\n\r\n",
    "a path": b"GET /" + b"a" * 20 * HEAD_BYTES,
}


@pytest.mark.parametrize("what", LARGE)
def test_a_head_that_is_too_large_is_refused(dial: Callable[[], socket.socket], what: str) -> None:
    wire = dial()
    wire.sendall(LARGE[what])
    assert problem(rest(wire)) == (431, "head_too_large")


def test_what_is_no_http_is_told_so(dial: Callable[[], socket.socket]) -> None:
    wire = dial()
    wire.sendall(b"\x00\xff nonsense\r\n\r\n")
    assert problem(rest(wire)) == (400, "request_malformed")


def test_a_stream_is_held_open_longer_than_a_request_may_take(
    running: Running, module_database: Database
) -> None:
    with running.client(signed_in(module_database)).stream("GET", "/v1/events") as answer:
        lines = answer.iter_lines()
        began = time.monotonic()
        next(lines)
        # A comment comes after ten seconds of silence: far beyond the second of a request.
        assert next(line for line in lines if line == ":") == ":"
        assert time.monotonic() - began > 2 * SECONDS


def test_who_does_not_read_an_answer_is_given_up(
    dial: Callable[[], socket.socket], running: Running
) -> None:
    wire = dial()
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    ask = b"GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n"
    wire.sendall(ask * 400)  # 25 MB of answers: more than any buffer takes
    streams = running.client()
    end = time.monotonic() + 30
    while time.monotonic() < end:
        assert streams.get("/healthz").status_code == 200
        try:
            wire.sendall(b"\r\n")
        except ConnectionError:
            return
        time.sleep(0.1)  # between two looks; what is waited for is the end of the connection
    raise AssertionError("the connection stands for ever")


def test_an_address_has_so_many_connections_and_a_proxy_any(run: Callable[..., Any]) -> None:
    for proxies, refused in (("", 1), ("127.0.0.0/8", 0)):
        running = run(OYE_API_CONNECTIONS="3", OYE_API_PROXIES=proxies)
        where = urlsplit(running.url)
        with ExitStack() as wires:
            opened = [
                wires.enter_context(socket.create_connection((where.hostname, where.port)))
                for _ in range(4)
            ]
            for wire in opened:
                wire.settimeout(ENOUGH)
                wire.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            answers = [first(wire) for wire in opened]
        assert answers.count(b"") == refused
        assert running.client().get("/healthz").status_code == 200


def first(wire: socket.socket) -> bytes:
    """The first bytes of an answer; none where the connection is ended instead."""
    try:
        return wire.recv(12)
    except ConnectionError:
        return b""


def test_connections_that_are_gone_count_no_more() -> None:
    places = Places(2, "")
    assert [places.enter("2001:db8::1"), places.enter("2001:db8::2")] == [True, True]
    assert places.enter("2001:db8::3") is False
    assert places.enter("203.0.113.7") is True
    for host in ("2001:db8::1", "2001:db8::2", "2001:db8::3", "203.0.113.7"):
        places.leave(host)
    assert not places.open


@pytest.mark.parametrize("proxies", ["*", "203.0.113.7", "10.0.0.1, 203.0.113.0/24", "unix,*"])
def test_proxies_are_named_as_uvicorn_takes_them(proxies: str) -> None:
    places = Places(1, proxies)
    assert [places.enter("203.0.113.7") for _ in range(3)] == [True] * 3
