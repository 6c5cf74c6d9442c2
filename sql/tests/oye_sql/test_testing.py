"""What the fixtures of the tests promise themselves."""

import datetime
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from oye_sql import embedded
from oye_sql.testing import Database

SESSION = """
import sys
from oye_sql import testserver, url
with testserver.throwaway() as server:
    print(url.parts(server.address)["host"], flush=True)
    sys.stdin.read()
"""


def gone(path: Path, patience: float = 20) -> bool:
    until = time.monotonic() + patience
    while path.exists() and time.monotonic() < until:
        time.sleep(0.05)
    return not path.exists()


def test_a_killed_session_leaves_no_server_and_no_folder() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SESSION], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as session:
        assert session.stdout is not None
        cluster = embedded.Cluster(Path(session.stdout.readline().strip()).parent)
        pid = embedded.postmaster(cluster)
        assert pid is not None
        os.kill(session.pid, signal.SIGKILL)
    assert gone(cluster.folder.parent)
    assert gone(Path(f"/proc/{pid}"))


def test_the_clock_stands_where_it_is_set_for_every_role_and_connection(database: Database) -> None:
    moment = datetime.datetime(2026, 3, 29, 1, 30, tzinfo=datetime.UTC)
    database.clock.set(moment)
    assert database.clock.now() == moment
    assert database.clock.advance(datetime.timedelta(hours=1)).hour == 2
    asked = database.connect().execute("select core.now()").fetchall()
    assert asked == [(moment + datetime.timedelta(hours=1),)]
    database.clock.real()
    assert abs(database.clock.now() - datetime.datetime.now(datetime.UTC)).total_seconds() < 60


def test_a_naive_moment_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        database.clock.set(datetime.datetime(2026, 1, 1))  # noqa: DTZ001 (the very mistake)


@pytest.mark.parametrize("turn", [1, 2])
def test_no_test_sees_what_another_wrote(database: Database, turn: int) -> None:
    connection = database.connect()
    connection.execute("create table public.left_behind (turn integer)")
    count = connection.execute("select count(*) from pg_tables where tablename = 'left_behind'")
    assert count.fetchall() == [(1,)]


def test_a_connection_of_a_role_is_really_that_role(database: Database) -> None:
    connection = database.connect("oye_api")
    assert connection.execute("select session_user::text").fetchall() == [("oye_api",)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("set role oye_owner")
