"""A real worker process, and what its server backend does."""

import os
import queue
import subprocess
import sys
import threading
import time
from types import TracebackType
from typing import Self

import psycopg

SECONDS = 90  # a busy machine takes long to start a process; nothing else waits so long
PAUSE = 0.02  # seconds between two looks at something that is waited for
NAMED = "application_name = 'oye-calc' and datname = current_database()"


class Worker:
    """`oye-calc run …` as a process of its own; killed at the end where it still runs."""

    def __init__(self, url: str, *arguments: str, **settings: str) -> None:
        base = {name: value for name, value in os.environ.items() if not name.startswith("OYE_")}
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                "import sys, oye_calc.main; sys.exit(oye_calc.main.main())",
                "run",
                *arguments,
            ],
            env={**base, "OYE_CALC_DATABASE_URL": url, "OYE_LOG": "json", **settings},
            stderr=subprocess.PIPE,
            text=True,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self._lines.put(line)

    def wait_for(self, words: str) -> str:
        """The next line of its log that holds the words. queue.Empty where none comes."""
        while words not in (line := self._lines.get(timeout=SECONDS)):
            pass
        return line

    def kill(self, number: int) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    def wait(self) -> int:
        """Its exit code."""
        return self._process.wait(SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._reader.join()
        assert self._process.stderr is not None
        self._process.stderr.close()


def backend_waits(owner: psycopg.Connection) -> int:
    """The worker's backend, as soon as it waits for a lock that another one holds."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        found = owner.execute(
            f"select pid from pg_stat_activity where {NAMED} "
            "and cardinality(pg_blocking_pids(pid)) > 0"
        ).fetchone()
        if found:
            return int(found[0])
        time.sleep(PAUSE)
    raise AssertionError("the worker never waited for a lock")


def backend_ends(owner: psycopg.Connection, pid: int) -> None:
    """Wait until a backend is gone, and with it its locks."""
    until = time.monotonic() + SECONDS
    while owner.execute("select 1 from pg_stat_activity where pid = %s", [pid]).fetchone():
        assert time.monotonic() < until, f"backend {pid} is still there"
        time.sleep(PAUSE)
