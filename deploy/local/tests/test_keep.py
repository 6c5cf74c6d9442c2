"""What `keep` does with a part that ends, and with a signal."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parts import Part

KEEP = Path(__file__).parents[1] / "keep.py"
# says that it runs; a first signal is being worked on until a line comes, a second one kills
CAREFUL = """
import os, signal, sys
def end(*_):
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    print("closing", flush=True)
    open(sys.argv[1]).read()
    print("closed", flush=True)
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
print("runs", os.getpid(), flush=True)
while True:
    signal.pause()
"""


@contextmanager
def kept(folder: Path, *command: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-IS", KEEP, "part", *command],
        env={**os.environ, "OYE_DIR": str(folder)},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_part_that_is_killed_starts_again(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "gate")
    with kept(tmp_path, sys.executable, "-c", CAREFUL, os.devnull) as process:
        first = int(line(process).split()[1])
        os.kill(first, signal.SIGKILL)
        assert line(process) == "ended with code -9, starts again in 1 s"
        assert int(line(process).split()[1]) != first
        process.terminate()
        assert line(process) == "closing"


def test_the_wait_grows_when_a_part_keeps_ending(tmp_path: Path) -> None:
    with kept(tmp_path, "/bin/sh", "-c", "exit 3") as process:
        assert line(process) == "ended with code 3, starts again in 1 s"
        assert line(process) == "ended with code 3, starts again in 2 s"


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    with kept(tmp_path, "/nowhere/oye-api") as process:
        assert line(process) == "/nowhere/oye-api: No such file or directory"
        assert line(process) == "ended with code 127, starts again in 1 s"


def test_a_killed_keeper_is_named_and_its_part_ended(tmp_path: Path) -> None:
    """What starts it waits for the end of all output: the part must not hold it open."""
    part = Part("part", (sys.executable, "-c", CAREFUL, os.devnull), {})
    with subprocess.Popen(
        ["/bin/sh", "-c", part.kept],
        env={**os.environ, "OYE_DIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        child = int(line(process).split()[1])
        keeper, noted = map(int, (tmp_path / "parts" / "part").read_text().split())
        assert noted == child
        os.kill(keeper, signal.SIGKILL)
        said = "what keeps part running was killed (code 137), and so all is stopped"
        assert line(process) == said
        assert (line(process), line(process), line(process)) == ("closing", "closed", "")
        assert process.wait(10) == 137


def test_a_signal_to_the_whole_group_reaches_the_part_once(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    with kept(tmp_path, sys.executable, "-c", CAREFUL, str(gate)) as process:
        assert line(process).startswith("runs")
        assert (tmp_path / "parts" / "part").read_text().split()[0] == str(process.pid)
        os.killpg(process.pid, signal.SIGTERM)
        assert line(process) == "closing"
        os.killpg(process.pid, signal.SIGTERM)
        gate.write_text("go")
        assert line(process) == "closed", "the second signal did not reach it"
        assert process.wait(10) == 0
    assert not (tmp_path / "parts" / "part").exists()
