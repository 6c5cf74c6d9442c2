"""It refuses to start where it could not serve, in one line; and ends when it is told to."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from oye_api.app import build_app
from oye_api.config import Config
from oye_api.contract import find_contract, load_contract
from oye_api.endpoint import Service
from oye_api.function import FunctionError
from oye_api.metrics import Metrics
from oye_api.operation import compile_operations
from oye_api.pool import open_database
from oye_api.wake import Wakes
from oye_sql.testing import Database

FAULTS = [
    (
        "drop function api.me_get(bytea, text)",
        "me_get needs api.me_get, which the database has not",
    ),
    (
        (
            "create function api.me_get(p_token bytea, p_act_for text, p_more text default null)"
            " returns jsonb language sql as 'select null::jsonb'"
        ),
        "api.me_get stands there 2 times: apply sql/ anew",
    ),
    (
        "revoke execute on function api.me_get(bytea, text) from public, oye_api",
        "me_get needs api.me_get, which this role may not execute",
    ),
    (
        (
            "drop function api.bot_announce(bytea, text, text);"
            " create function api.bot_announce(p_token bytea, p_act_for text)"
            " returns void language sql as '';"
            " grant execute on all functions in schema api to oye_api"
        ),
        "bot_announce needs api.bot_announce, which takes no argument p_username",
    ),
    (
        (
            "drop function api.me_get(bytea, text);"
            " create function api.me_get(p_token bytea, p_act_for text, p_zone text)"
            " returns jsonb language sql as 'select null::jsonb';"
            " grant execute on all functions in schema api to oye_api"
        ),
        "me_get needs api.me_get, which cannot do without argument p_zone",
    ),
]


def refused(**settings: str) -> tuple[int, str]:
    """The exit code and all that was said, of a server that does not start."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OYE_")}
    done = subprocess.run(
        [sys.executable, "-m", "oye_api"],
        env={**kept, "OYE_API_PORT": "0", **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == ""
    return done.returncode, done.stderr


async def compared(database_url: str) -> None:
    """What happens at start, short of listening."""
    contract = load_contract(find_contract(None))
    operations = compile_operations(contract)
    config = Config(database_url)
    async with open_database(config) as database:
        build_app(Service(config, contract, operations, database, Wakes(), Metrics()))


@pytest.mark.parametrize(("change", "said"), FAULTS)
def test_it_refuses_a_database_that_lacks_what_the_contract_needs(
    database: Database, change: str, said: str
) -> None:
    database.connect().execute(change.encode())
    with pytest.raises(FunctionError) as refusal:
        asyncio.run(compared(database.url("oye_api")))
    assert str(refusal.value) == said


def test_a_refusal_is_one_line(database: Database) -> None:
    database.connect().execute("drop function api.me_get(bytea, text)")
    code, told = refused(OYE_API_DATABASE_URL=database.url("oye_api"))
    assert code == 1
    assert told == "oye-api: me_get needs api.me_get, which the database has not\n"


def test_it_starts_on_a_database_that_offers_more(
    database: Database, run: Callable[..., Any]
) -> None:
    """Services of a release run on the database of the next."""
    database.connect().execute(
        "create function api.novelty() returns jsonb language sql as 'select null::jsonb'"
    )
    assert run().client().get("/healthz").status_code == 200


def test_it_refuses_a_contract_that_is_none(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text("nothing: here")
    code, told = refused(OYE_API_DATABASE_URL=database.url("oye_api"), OYE_CONTRACT=str(path))
    assert (code, told) == (1, f"oye-api: {path} is no OpenAPI 3.1 document\n")


def test_it_refuses_settings_that_can_not_be() -> None:
    code, told = refused(OYE_API_DATABASE_URL="postgresql:///oye", OYE_API_POOL_SIZE="none")
    assert code == 2
    assert told.startswith("oye-api: OYE_API_POOL_SIZE must be ")
    assert told.count("\n") == 1


def test_it_says_when_the_port_is_taken(database: Database) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code, told = refused(OYE_API_DATABASE_URL=database.url("oye_api"), OYE_API_PORT=str(port))
    assert code == 1
    assert told == f"oye-api: can't listen on 127.0.0.1 port {port}: Address already in use\n"


def test_a_port_for_the_figures_that_is_taken_is_named_too(database: Database) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        told = {"OYE_API_DATABASE_URL": database.url("oye_api"), "OYE_API_PORT": "0"}
        code, said = refused(**told, OYE_API_METRICS_PORT=port)
    assert (code, f"can't listen on 127.0.0.1 port {port}:" in said) == (1, True)


def test_spans_that_are_asked_for_and_can_not_be_made_are_refused(database: Database) -> None:
    told = {"OYE_API_DATABASE_URL": database.url("oye_api"), "OYE_API_PORT": "0"}
    code, said = refused(**told, OYE_OTEL="1")
    assert code == 1
    assert "OYE_OTEL is on, and opentelemetry" in said
    assert "pip install 'oye-api[otel]'" in said


def test_help_lists_every_setting() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "oye_api", "--help"], capture_output=True, text=True, check=True
    )
    assert "OYE_API_DATABASE_URL" in done.stdout
    assert "OYE_LOG_LEVEL" in done.stdout


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_its_streams_and_exits_with_0_when_told_to_stop(
    run: Callable[..., Any], token: str, number: signal.Signals
) -> None:
    running = run()
    with running.client(token) as client, client.stream("GET", "/v1/events") as stream:
        chunks = stream.iter_bytes()
        assert next(chunks)
        running.process.send_signal(number)
        assert list(chunks) == []
    assert running.process.wait(5) == 0


# The signal comes when the loop has taken a callback and not run it yet.
TOLD_BETWEEN = """
import asyncio, collections, runpy, signal, sys

class Ready(collections.deque):
    told = False

    def popleft(self):
        taken = super().popleft()
        if "task_wakeup" in repr(taken) and not self.told:
            self.told = True
            signal.raise_signal(signal.SIGTERM)
        return taken

class Loop(asyncio.SelectorEventLoop):
    def __init__(self):
        super().__init__()
        self._ready = Ready()

class Policy(asyncio.DefaultEventLoopPolicy):
    _loop_factory = Loop

asyncio.set_event_loop_policy(Policy())
sys.argv = ["oye-api"]
runpy.run_module("oye_api", run_name="__main__")
"""


@pytest.mark.parametrize("told", ["from outside", "between two callbacks"])
def test_it_stops_while_it_still_waits_for_the_database(told: str) -> None:
    """A listener that never answers stands for a database that hangs."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgresql://oye_api@127.0.0.1:{silent.getsockname()[1]}/oye"
        command = ["-m", "oye_api"] if told == "from outside" else ["-c", TOLD_BETWEEN]
        process = subprocess.Popen(
            [sys.executable, *command],
            env={**os.environ, "OYE_API_DATABASE_URL": url, "OYE_API_PORT": "0"},
        )
        connection, _ = silent.accept()
        if told == "from outside":
            process.terminate()
        try:
            assert process.wait(10) == 0
        finally:
            process.kill()
            connection.close()
