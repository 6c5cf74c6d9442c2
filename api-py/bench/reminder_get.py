"""Requests a second of reminder_get, through the generic endpoint, on loopback.

    ./just api bench [SECONDS [CONNECTIONS]]

A database is made for it, and `oye-api` is started as its own process. The load comes from a second
process over raw keep-alive connections, so that what is measured is the server and the database.
"""

import asyncio
import contextlib
import json
import multiprocessing
import os
import secrets
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import httpx
import psycopg
from oye_sql import apply, roles, testserver, tree, url

PASSWORD = secrets.token_hex(16)


@contextlib.contextmanager
def served() -> Iterator[tuple[str, str]]:
    """The URL of a server over a fresh database, and a service token."""
    with testserver.server() as server:
        name = f"oye_bench_{os.getpid()}"
        with psycopg.connect(server.address, autocommit=True) as connection:
            connection.execute(f"create database {name}".encode())
            try:
                yield from _served(url.changed(server.address, dbname=name))
            finally:
                connection.execute(f"drop database {name} with (force)".encode())


def _served(address: str) -> Iterator[tuple[str, str]]:
    apply.apply(address, tree.read(), dict.fromkeys(roles.LOGINS, PASSWORD))
    with psycopg.connect(address) as connection:
        row = connection.execute(
            "select core.token_add(null, 'bench', array['act_for'], null) ->> 'token'"
        ).fetchone()
    assert row is not None
    environment = {
        **os.environ,
        "OYE_API_DATABASE_URL": url.changed(address, user="oye_api", password=PASSWORD),
        "OYE_API_PORT": "0",
        "OYE_API_TOKEN_RATE": "0",
        "OYE_LOG": "json",
    }
    command = [sys.executable, "-m", "oye_api"]
    server = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        first = server.stderr.readline()
        if not first.startswith("{"):
            sys.exit(first)
        # Read on, so that the server never waits for a full pipe.
        threading.Thread(target=server.stderr.read, daemon=True).start()
        yield json.loads(first)["url"], row[0]
    finally:
        server.terminate()
        server.wait()


async def _connection(host: str, port: int, request: bytes, until: float) -> list[float]:
    """Sends the request again and again; the seconds that each took."""
    reader, writer = await asyncio.open_connection(host, port)
    took = []
    while (began := time.perf_counter()) < until:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 "), head
        size = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        await reader.readexactly(size)
        took.append(time.perf_counter() - began)
    writer.close()
    return took


async def _load(host: str, port: int, request: bytes, seconds: float, many: int) -> list[float]:
    until = time.perf_counter() + seconds
    tasks = [_connection(host, port, request, until) for _ in range(many)]
    return [each for took in await asyncio.gather(*tasks) for each in took]


def measure(base: str, token: str, seconds: float, many: int) -> list[float]:
    """Makes one reminder and reads it for so long, over so many connections."""
    headers = {"Authorization": f"Bearer {token}", "X-Act-For": "telegram:1"}
    with httpx.Client(base_url=base, headers=headers) as client:
        client.post("/v1/identities", json={"chat_id": "1"}).raise_for_status()
        made = client.post("/v1/reminders", json={"text": "stretch", "when": "every day at 9"})
        made.raise_for_status()
    lines = [f"{name}: {value}" for name, value in headers.items()]
    request = "\r\n".join(["GET /v1/reminders/1 HTTP/1.1", "Host: bench", *lines, "", ""]).encode()
    host, port = base.removeprefix("http://").split(":")
    with multiprocessing.Pool(1) as pool:
        return pool.apply(_ran, (host, int(port), request, seconds, many))


def _ran(host: str, port: int, request: bytes, seconds: float, many: int) -> list[float]:
    return asyncio.run(_load(host, port, request, seconds, many))


def main() -> None:
    seconds = min(float(sys.argv[1]) if len(sys.argv) > 1 else 5.0, 60.0)
    many = min(int(sys.argv[2]) if len(sys.argv) > 2 else 8, 64)
    with served() as (base, token):
        measure(base, token, 1.0, many)
        took = measure(base, token, seconds, many)
    at = statistics.quantiles(took, n=100)
    print(
        f"reminder_get: {len(took) / seconds:,.0f} requests/s over {many} connections; "
        f"median {at[49] * 1000:.1f} ms, 99 % within {at[98] * 1000:.1f} ms"
    )


if __name__ == "__main__":
    main()
