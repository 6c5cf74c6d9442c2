"""Streams: woken by their bucket's bell, and gone when their client is."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from oye_api.wake import BUCKETS, Wakes

RINGS: list[Callable[[Wakes], None]] = [
    lambda wakes: wakes.ring(""),
    lambda wakes: wakes.ring("64"),
    lambda wakes: wakes.ring("nonsense"),
    lambda wakes: wakes.stop(),
]


def test_a_bell_wakes_its_bucket_alone_and_once() -> None:
    wakes = Wakes()
    mine, other = wakes.bell(7), wakes.bell(8)
    wakes.ring("7")
    assert mine.is_set()
    assert not other.is_set()
    assert not wakes.bell(7).is_set()


@pytest.mark.parametrize("ring", RINGS)
def test_a_bell_that_names_no_bucket_wakes_all(ring: Callable[[Wakes], None]) -> None:
    wakes = Wakes()
    bells = [wakes.bell(bucket) for bucket in range(BUCKETS)]
    ring(wakes)
    assert all(bell.is_set() for bell in bells)


def open_streams(running: Any) -> int:
    found = re.search(r"^oye_api_streams (\d+)$", running.figures(), re.MULTILINE)
    assert found
    return int(found[1])


def test_a_stream_ends_with_its_client(run: Callable[..., Any], token: str) -> None:
    running = run()
    with running.client(token) as client, client.stream("GET", "/v1/events") as stream:
        chunks = stream.iter_bytes()
        assert next(chunks)
        assert open_streams(running) == 1
    for _ in range(1_000):
        if open_streams(running) == 0:
            break
    assert open_streams(running) == 0


def test_streams_hold_no_connection_of_the_pool(run: Callable[..., Any], token: str) -> None:
    """Streams wait without one: ten of them leave room for requests in a pool of one."""
    running = run(OYE_API_POOL_SIZE="1", OYE_API_TIMEOUT="5")
    clients = [running.client(token) for _ in range(10)]
    request = clients[0].build_request("GET", "/v1/events")
    streams = [client.send(request, stream=True).iter_bytes() for client in clients]
    for stream in streams:
        assert next(stream)
    assert running.client(token).get("/v1/me").status_code == 200
    assert open_streams(running) == 10
    for client in clients:
        client.close()
