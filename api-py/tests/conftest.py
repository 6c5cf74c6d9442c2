"""`oye-api` as a process of its own, over a test's database."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import httpx
import pytest
from oye_sql.testing import Database


@dataclass
class Running:
    """A server that listens at `url`; /metrics is at `metrics`; `log` grows as it writes."""

    process: subprocess.Popen[str]
    url: str
    metrics: str
    log: list[str] = field(default_factory=list)

    def figures(self) -> str:
        """What Prometheus would read."""
        answer = httpx.get(f"{self.metrics}/metrics", timeout=30)
        assert answer.status_code == 200
        return answer.text

    def client(self, token: str | None = None, **headers: str) -> httpx.Client:
        """Speaks to it, as whoever holds the token."""
        told = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.Client(base_url=self.url, headers={**told, **headers}, timeout=30)


def environment(database_url: str, **more: str) -> dict[str, str]:
    """What the process is told; nothing of this shell's own OYE_* settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OYE_")}
    told = {
        "OYE_API_DATABASE_URL": database_url,
        "OYE_API_PORT": "0",
        "OYE_API_METRICS_PORT": "0",
        "OYE_LOG": "json",
    }
    return {**kept, **told, **more}


def command(database_url: str, **more: str) -> subprocess.Popen[str]:
    """The process, just begun."""
    return subprocess.Popen(
        [sys.executable, "-m", "oye_api"],
        env=environment(database_url, **more),
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def served(database_url: str, **more: str) -> Iterator[Running]:
    """A server that is up; it is told to stop at the end, and must end well."""
    process = command(database_url, **more)
    assert process.stderr is not None
    first = process.stderr.readline()
    assert first.startswith("{"), first + process.stderr.read()
    listening = json.loads(first)
    running = Running(process, listening["url"], listening.get("metrics", ""), [first])
    threading.Thread(target=running.log.extend, args=[process.stderr], daemon=True).start()
    try:
        yield running
    finally:
        process.terminate()
        assert process.wait(15) == 0


def signed_in(database: Database) -> str:
    """The token of a person in Madrid, with all scopes."""
    with database.connect() as owner:
        row = owner.execute(
            """
            select core.token_add(p.person_id, 'test', array['read', 'write', 'account'], null)
            from core.person_add('Ann', 'Europe/Madrid', 'en') as p
            """
        ).fetchone()
    assert row is not None
    return str(row[0]["token"])


@pytest.fixture
def run(database: Database) -> Iterator[Callable[..., Running]]:
    """Starts servers, over the test's database or another URL."""
    with ExitStack() as begun:

        def start(database_url: str | None = None, **more: str) -> Running:
            return begun.enter_context(served(database_url or database.url("oye_api"), **more))

        yield start


@pytest.fixture
def token(database: Database) -> str:
    """The token of a person in Madrid, with all scopes."""
    return signed_in(database)


@pytest.fixture(scope="module")
def module_client(module_database: Database) -> Iterator[Callable[..., httpx.Client]]:
    """Starts a server over a module's database; speaks as a person with all scopes."""
    with ExitStack() as begun:

        def start(**more: str) -> httpx.Client:
            running = begun.enter_context(served(module_database.url("oye_api"), **more))
            return running.client(signed_in(module_database))

        yield start
