"""A server to test by URL, people in it, and a client that holds every answer to the contract.

`OYE_CONTRACT_URL` names a server, with `OYE_CONTRACT_SERVICE_TOKEN` (scope act_for) and its workers
running; without it, one is started from the checkout over a database of its own. Where
`OYE_CONTRACT_METRICS_URL` names the port of its own that has /metrics, that is tested as well.
"""

import json
import os
import re
import ssl
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import jsonschema_rs
import pytest
import yaml
from oye_sql.testing import Database
from schemathesis.pytest.plugin import SchemathesisFunction

CONTRACT = yaml.safe_load((Path(__file__).parents[1] / "openapi.yaml").read_text())
# One for all clients: each of its own would take longer to make than a test takes.
TLS = ssl.create_default_context()
ALL_SCOPES = ("read", "write", "account")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each operation's test an id of its own.

    schemathesis names them apart, and pytest 9.2 takes that for no part of the id: by one id for
    all, who runs tests side by side would run the first alone.
    """
    for item in items:
        if isinstance(item, SchemathesisFunction) and item.id.params is None:
            item._id = item.id.with_params(item.operation_label)


@dataclass(frozen=True)
class Server:
    """`come_due` brings about what was to come within a minute; `now` is the server's clock."""

    url: str
    service_token: str
    come_due: Callable[["Person", int], None]
    metrics_url: str | None

    def figures(self) -> str:
        """/metrics, from the port of its own."""
        if self.metrics_url is None:
            pytest.skip("OYE_CONTRACT_METRICS_URL is not set")
        hooks = {"response": [holds_to_contract]}
        with httpx.Client(base_url=self.metrics_url, event_hooks=hooks, verify=TLS) as client:
            return client.get("/metrics").raise_for_status().text

    def client(self, token: str | None, act_for: str | None = None) -> httpx.Client:
        """Speaks as whoever holds the token; an answer beside the contract fails the test."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if act_for:
            headers["X-Act-For"] = act_for
        hooks = {"response": [holds_to_contract]}
        return httpx.Client(
            base_url=self.url, headers=headers, event_hooks=hooks, verify=TLS, timeout=30
        )


@dataclass(frozen=True)
class Person:
    """Somebody of their own. `http` speaks with a token of all scopes; the inbox is channel 1."""

    server: Server
    http: httpx.Client
    act_for: str

    def token(self, *scopes: str) -> str:
        """A new token of this person's."""
        made = self.http.post("/v1/tokens", json={"label": "test", "scopes": list(scopes)})
        return str(made.raise_for_status().json()["token"])

    def now(self) -> datetime:
        """The server's clock."""
        return datetime.fromisoformat(self.http.get("/v1/me").json()["now"])

    def add(self, text: str = "stretch", when: object = "every day at 9", **more: Any) -> Any:
        """A reminder, as it was answered."""
        body = {"text": text, "when": when, "channels": [1], **more}
        return self.http.post("/v1/reminders", json=body).raise_for_status().json()

    def told(self, text: str = "stretch") -> int:
        """The number of a reminder that came due and was put into the inbox just now."""
        number = int(self.add(text, "in 2 seconds")["id"])
        self.server.come_due(self, number)
        return number

    def failed(self, text: str = "stretch") -> int:
        """The number of a reminder that came due just now, and whose only channel is disabled."""
        url = f"https://example.org/{uuid.uuid4()}"
        hook = self.http.post("/v1/channels", json={"kind": "webhook", "url": url}).json()["id"]
        number = int(self.add(text, "in 2 seconds", channels=[hook])["id"])
        self.enable(hook, enabled=False)
        self.server.come_due(self, number)
        self.enable(hook)
        return number

    def enable(self, channel: int, *, enabled: bool = True) -> None:
        """Use a channel, or do not."""
        patch = {"enabled": enabled}
        merge = {"Content-Type": "application/merge-patch+json"}
        path = f"/v1/channels/{channel}"
        self.http.patch(path, json=patch, headers=merge).raise_for_status()

    def occurrence(self, number: int) -> Any:
        """The latest occurrence of a reminder."""
        answer = self.http.get("/v1/occurrences", params={"reminder_id": number, "limit": 1})
        return answer.json()["items"][0]


def follow(node: Any) -> Any:
    while "$ref" in node:
        found: Any = CONTRACT
        for part in node["$ref"][2:].split("/"):
            found = found[part]
        node = found
    return node


def operation_of(method: str, path: str) -> Any:
    """The contract's operation for a request; None where it knows none."""
    known = sorted(CONTRACT["paths"].items(), key=lambda item: item[0].count("{"))
    for template, item in known:
        if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path):
            return item.get("get" if method == "HEAD" else method.lower())
    return None


def holds_to_contract(response: httpx.Response) -> None:
    """Status, media type, headers and body are among those that the contract tells."""
    operation = operation_of(response.request.method, response.url.path)
    told = operation["responses"] if operation else {}
    fallback = CONTRACT["components"]["responses"]["Problem"]
    answer = follow(told.get(str(response.status_code)) or told.get("default") or fallback)
    assert response.headers["x-request-id"]
    for name, header in answer.get("headers", {}).items():
        there = name in response.headers or not follow(header).get("required")
        assert there, f"{operation['operationId']} lacks {name}"
    content = answer.get("content")
    if content is None or response.request.method == "HEAD":
        assert response.read() == b""
        return
    media = response.headers["content-type"].partition(";")[0]
    assert media in content, f"{response.status_code} {media} {response.read()!r}"
    if media.endswith("json"):
        root = {"components": CONTRACT["components"], **content[media]["schema"]}
        jsonschema_rs.validate(root, json.loads(response.read()), validate_formats=True)
    if media == "application/problem+json":
        assert json.loads(response.read())["status"] == response.status_code
        assert ("retry-after" in response.headers) == (response.status_code in (429, 503))


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """The server under test; one for the session."""
    if url := os.environ.get("OYE_CONTRACT_URL"):
        token = os.environ["OYE_CONTRACT_SERVICE_TOKEN"]
        yield Server(url, token, wait_until_due, os.environ.get("OYE_CONTRACT_METRICS_URL"))
        return
    database: Database = request.getfixturevalue("shared_database")
    with database.connect() as owner:
        row = owner.execute(
            "select core.token_add(null, 'contract', array['act_for'], null) ->> 'token'"
        ).fetchone()
    assert row is not None
    process, listening = started(database.url("oye_api"))
    try:
        come_due = partial(make_due, database)
        yield Server(listening["url"], row[0], come_due, listening["metrics"])
    finally:
        database.clock.real()
        process.terminate()
        assert process.wait(15) == 0


def started(database_url: str) -> tuple[subprocess.Popen[str], dict[str, str]]:
    """`oye-api` of the checkout on free ports, and their URLs: `url` and `metrics`."""
    environment = {
        **os.environ,
        "OYE_API_DATABASE_URL": database_url,
        "OYE_API_PORT": "0",
        "OYE_API_METRICS_PORT": "0",
        "OYE_LOG": "json",
        "OYE_LOG_LEVEL": "info",
        "OYE_WEBHOOK_ALLOW_LOCAL": "0",
        # One address is many people here, and each is new to the server.
        "OYE_API_ADDRESS_RATE": "0",
        "OYE_API_TOKEN_RATE": "0",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "oye_api"], env=environment, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    first = process.stderr.readline()
    if not first.startswith("{"):
        pytest.exit(f"the server did not start: {first}{process.stderr.read()}", 1)
    # The log is read on, so that the server never waits for a full pipe.
    threading.Thread(target=process.stderr.read, daemon=True).start()
    return process, json.loads(first)


def make_due(database: Database, person: Person, number: int) -> None:
    """Moves the clock on, and claims what is due as worker-fire does."""
    database.clock.advance(timedelta(seconds=3))
    with database.connect("oye_fire") as fire:
        fire.execute("select from fire.delivery_claim('contract', 100)")
    assert person.occurrence(number)


def wait_until_due(person: Person, number: int) -> None:
    """Waits for the workers of the server under test."""
    end = time.monotonic() + 30
    while not person.http.get("/v1/occurrences", params={"reminder_id": number}).json()["items"]:
        assert time.monotonic() < end, "no worker-fire is running there"
        time.sleep(0.1)


@contextmanager
def people(server: Server) -> Iterator[Callable[[], Person]]:
    """Makes somebody: a person of their own, in Madrid, with a chat that nobody reads."""
    with ExitStack() as clients:

        def make() -> Person:
            act_for = f"telegram:{uuid.uuid4().int % 10**15}"
            service = clients.enter_context(server.client(server.service_token, act_for))
            body = {"chat_id": act_for.partition(":")[2], "timezone": "Europe/Madrid"}
            service.post("/v1/identities", json=body).raise_for_status()
            asked = {"label": "test", "scopes": list(ALL_SCOPES)}
            token = service.post("/v1/tokens", json=asked).raise_for_status().json()["token"]
            return Person(server, clients.enter_context(server.client(token)), act_for)

        yield make


@pytest.fixture
def new_person(server: Server) -> Iterator[Callable[[], Person]]:
    """Makes people for a test."""
    with people(server) as make:
        yield make


@pytest.fixture(scope="module")
def module_person(server: Server) -> Iterator[Callable[[], Person]]:
    """Makes people for a module."""
    with people(server) as make:
        yield make


@pytest.fixture
def person(new_person: Callable[[], Person]) -> Person:
    """Somebody."""
    return new_person()
