"""The database goes away and comes back, conflicts, and fails: what clients are told meanwhile."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from oye_sql.testing import Database


@dataclass
class Wire:
    """Passes connections on to a server until it is cut; then it refuses them until mended."""

    listener: socket.socket
    server: Callable[[], socket.socket]
    open: list[socket.socket] = field(default_factory=list)
    whole: bool = True

    def accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            if not self.whole:
                near.close()
                continue
            far = self.server()
            self.open += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=passed, args=[one, other], daemon=True).start()

    def cut(self) -> None:
        """Every connection breaks, and new ones with them."""
        self.whole = False
        for each in self.open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self.whole = True


def passed(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while chunk := source.recv(65_536):
            target.sendall(chunk)
    for each in (source, target):
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


def reached(address: str) -> socket.socket:
    """A connection to the server of a database URL, by TCP or by its socket's folder."""
    parts = urlsplit(address)
    folder = parse_qs(parts.query).get("host", [""])[0]
    port = parts.port or int(parse_qs(parts.query).get("port", ["5432"])[0])
    if folder.startswith("/"):
        near = socket.socket(socket.AF_UNIX)
        near.connect(f"{folder}/.s.PGSQL.{port}")
        return near
    return socket.create_connection((parts.hostname, port))


@pytest.fixture
def wire(database: Database) -> Iterator[Wire]:
    """A breakable way to the test's database."""
    listener = socket.create_server(("127.0.0.1", 0))
    found = Wire(listener, lambda: reached(database.url("oye_api")))
    threading.Thread(target=found.accept, daemon=True).start()
    yield found
    listener.close()
    found.cut()


def through(wire: Wire, database: Database) -> str:
    """The database's URL, by way of the wire."""
    parts = urlsplit(database.url("oye_api"))
    port = wire.listener.getsockname()[1]
    return f"postgresql://oye_api:{parts.password}@127.0.0.1:{port}{parts.path}?sslmode=disable"


def test_while_the_database_is_away_the_answer_is_503_and_afterwards_all_is_well(
    database: Database, wire: Wire, run: Callable[..., Any], token: str
) -> None:
    running = run(through(wire, database), OYE_API_TIMEOUT="1")
    client = running.client(token)
    assert client.get("/v1/me").status_code == 200
    wire.cut()
    away = client.get("/v1/me")
    assert (away.status_code, away.json()["slug"]) == (503, "database_unavailable")
    assert int(away.headers["retry-after"]) > 0
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["status"]) == (503, "down")
    assert ready.json()["problems"] == ["The database does not answer in time."]
    assert client.get("/healthz").status_code == 200
    assert "oye_database_up 0" in running.figures()
    wire.mend()
    assert answers_again(client)


def test_work_that_is_not_done_leaves_an_api_ready(run: Callable[..., Any]) -> None:
    """A load balancer that took it for down would take away what a restart can't mend."""
    ready = run().client().get("/readyz")
    assert (ready.status_code, ready.json()["status"]) == (200, "degraded")
    assert "worker-fire never ran" in ready.json()["problems"]


def answers_again(client: Any) -> bool:
    """Whether one of the next requests, each of which waits for a connection, is answered."""
    return any(client.get("/v1/me").status_code == 200 for _ in range(20))


def test_connections_that_died_unnoticed_cost_a_reader_nothing(
    database: Database, run: Callable[..., Any], token: str
) -> None:
    """The server was restarted: every connection of the pool is dead, and none knows it."""
    client = run().client(token)
    for _ in range(3):
        assert client.get("/v1/me").status_code == 200
        database.connect().execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = 'oye_api'"
            " and datname = current_database()"
        )
    assert client.get("/v1/me").status_code == 200


FLAKY = """
create sequence api.tries;
grant usage on sequence api.tries to oye_owner;
create or replace function api.me_get(p_token bytea, p_act_for text)
returns jsonb language plpgsql security definer as $$
begin
    if nextval('api.tries') <= {times} then
        raise exception using errcode = '{state}', message = 'secret {state}';
    end if;
    return core.person_json(core.actor(p_token, p_act_for, 'read'));
end;
$$;
"""


@pytest.mark.parametrize("state", ["40001", "40P01"])
def test_a_conflict_is_tried_once_more(
    database: Database, run: Callable[..., Any], token: str, state: str
) -> None:
    database.connect().execute(FLAKY.format(times=1, state=state).encode())
    assert run().client(token).get("/v1/me").status_code == 200


def test_a_conflict_that_stays_is_503(
    database: Database, run: Callable[..., Any], token: str
) -> None:
    database.connect().execute(FLAKY.format(times=2, state="40001").encode())
    client = run().client(token)
    busy = client.get("/v1/me")
    assert (busy.status_code, busy.json()["slug"]) == (503, "busy")
    assert client.get("/v1/me").status_code == 200


def test_what_nobody_foresaw_is_500_and_only_the_log_tells_more(
    database: Database, run: Callable[..., Any], token: str
) -> None:
    database.connect().execute(FLAKY.format(times=1, state="XX000").encode())
    running = run()
    answer = running.client(token).get("/v1/me", headers={"X-Request-Id": "look-here"})
    assert (answer.status_code, answer.json()["slug"]) == (500, "internal_error")
    assert "secret" not in answer.text
    running.process.terminate()
    running.process.wait(15)
    [line] = [each for each in map(json.loads, running.log) if each["level"] == "error"]
    assert line["request_id"] == "look-here"
    assert "secret XX000" in line["trace"]


def test_a_call_that_takes_too_long_is_503(
    database: Database, run: Callable[..., Any], token: str
) -> None:
    """Somebody holds the person's row; whoever wants to change it is not kept for ever."""
    client = run(OYE_API_TIMEOUT="1").client(token)
    holder = database.connect(autocommit=False)
    holder.execute("select from core.person for update")
    answer = client.patch("/v1/me", json={"name": "B"})
    assert (answer.status_code, answer.json()["slug"]) == (503, "database_unavailable")
    holder.rollback()
    assert client.patch("/v1/me", json={"name": "B"}).json()["name"] == "B"
