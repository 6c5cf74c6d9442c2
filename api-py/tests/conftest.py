"""`oye-api` as a process of its own, over a test's database."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import httpx
import pytest
from oye_sql.testing import Database


@dataclass
class Running:
    """A server that listens at `url`; `log` grows as it writes."""

    process: subprocess.Popen[str]
    url: str
    log: list[str] = field(default_factory=list)

    def client(self, token: str | None = None, **headers: str) -> httpx.Client:
        """Speaks to it, as whoever holds the token."""
        told = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.Client(base_url=self.url, headers={**told, **headers}, timeout=30)


def environment(database_url: str, **more: str) -> dict[str, str]:
    """What the process is told; nothing of this shell's own OYE_* settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OYE_")}
    told = {"OYE_API_DATABASE_URL": database_url, "OYE_API_PORT": "0", "OYE_LOG": "json"}
    return {**kept, **told, **more}


def command(database_url: str, **more: str) -> subprocess.Popen[str]:
    """The process, just begun."""
    return subprocess.Popen(
        [sys.executable, "-m", "oye_api"],
        env=environment(database_url, **more),
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def run(database: Database) -> Iterator[Callable[..., Running]]:
    """Starts servers, over the test's database or another URL; all are stopped at the end."""
    begun: list[Running] = []

    def start(database_url: str | None = None, **more: str) -> Running:
        process = command(database_url or database.url("oye_api"), **more)
        assert process.stderr is not None
        first = process.stderr.readline()
        assert first.startswith("{"), first
        running = Running(process, json.loads(first)["url"], [first])
        threading.Thread(target=running.log.extend, args=[process.stderr], daemon=True).start()
        begun.append(running)
        return running

    yield start
    for running in begun:
        running.process.terminate()
        assert running.process.wait(15) == 0


@pytest.fixture
def token(database: Database) -> str:
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
