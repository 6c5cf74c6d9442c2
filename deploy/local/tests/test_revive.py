"""The embedded server of a running `up` comes back when it was killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
from oye_sql import embedded
from oye_sql.home import Home

REVIVE = Path(__file__).parents[1] / "revive.py"


def test_a_killed_server_is_started_again_and_said_once(tmp_path: Path) -> None:
    cluster = Home(tmp_path).cluster
    address = embedded.start(cluster)
    first = embedded.postmaster(cluster)
    assert first is not None
    try:
        with subprocess.Popen(
            [sys.executable, REVIVE],
            env={**os.environ, "OYE_DIR": str(tmp_path)},
            stdout=subprocess.PIPE,
            text=True,
        ) as watcher:
            os.kill(first, signal.SIGKILL)
            assert watcher.stdout is not None
            assert watcher.stdout.readline() == "the database server was gone, and runs again\n"
            with psycopg.connect(address) as connection:
                assert connection.execute("select 1").fetchone() == (1,)
            assert embedded.postmaster(cluster) not in (None, first)
            watcher.terminate()
            assert watcher.stdout.read() == ""
            assert watcher.wait(10) == 0, "the watcher ends, the server stays"
        assert embedded.postmaster(cluster) is not None
    finally:
        embedded.stop(cluster)
