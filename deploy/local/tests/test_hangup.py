"""The terminal in which `./just up` runs is closed."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

LOCAL = Path(__file__).parents[1]
UP = """
import sys
import hangup
from honcho.manager import Manager
from honcho.printer import Printer

hangup.stops_all()
manager = Manager(Printer(hangup.Output(sys.stdout), time_format=""))
manager.add_process("part", "trap 'echo stopped >> log; exit' TERM; echo began >> log;"
                    "while :; do sleep 0.05; done")
manager.loop()
print("stopped", flush=True)
open("log", "a").write("ended\\n")
"""


def lines(log: Path) -> list[str]:
    return log.read_text().splitlines() if log.exists() else []


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


def test_its_parts_are_stopped_before_it_ends(log: Path) -> None:
    terminal, inside = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", UP],
        cwd=log.parent,
        env={**os.environ, "PYTHONPATH": str(LOCAL)},
        stdin=inside,
        stdout=inside,
        stderr=inside,
    ) as running:
        os.close(inside)
        # The manager stops what it knows to be started, and says so.
        said = b""
        while b"started" not in said or not lines(log):
            said += os.read(terminal, 1024) if b"started" not in said else b""
        os.close(terminal)
        running.send_signal(signal.SIGHUP)
        assert running.wait(30) == 0
    assert lines(log) == ["began", "stopped", "ended"]
