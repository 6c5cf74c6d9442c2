"""The promise of the README, kept by itself: add, arrive, done, history, in under a minute.

Runs in a folder of its own on a free port, so that it never touches a running `up`. Prints what
a person would see; exits 0 where all of it happened, else 1.
"""

import os
import queue
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from projects import ROOT

TEXT = "stretch"
LIMIT = 40.0  # seconds for what takes 10, on a slow machine


class DemoError(Exception):
    """A step did not do what the README says."""


@dataclass(frozen=True)
class Lines:
    """What a process prints, line by line, as it comes."""

    process: subprocess.Popen[str]
    lines: queue.Queue[str | None]
    show: bool = True

    def wait_for(self, what: Callable[[str], bool], patience: float, said: str) -> str:
        """The first line that is wanted. Raises DemoError when the process or the time ends."""
        passed: list[str] = []
        try:
            return self.next_line(what, patience, said, passed)
        except DemoError:
            if not self.show:
                print("\n".join(passed), flush=True)
            raise

    def next_line(
        self, what: Callable[[str], bool], patience: float, said: str, passed: list[str]
    ) -> str:
        until = time.monotonic() + patience
        while (left := until - time.monotonic()) > 0:
            try:
                line = self.lines.get(timeout=left)
            except queue.Empty:
                break
            if line is None:
                raise DemoError(f"{said}: the process ended with code {self.process.wait()}")
            passed.append(line)
            if self.show or what(line):
                print(line, flush=True)
            if what(line):
                return line
        raise DemoError(f"{said}: it did not happen within {patience:.0f} s")


def follow(command: list[str], environment: dict[str, str], show: bool) -> Lines:
    """Start a process and collect its lines."""
    process = subprocess.Popen(
        command,
        text=True,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    found: queue.Queue[str | None] = queue.Queue()

    def read(stream: IO[str]) -> None:
        for line in stream:
            found.put(line.rstrip("\n"))
        found.put(None)

    assert process.stdout is not None
    threading.Thread(target=read, args=(process.stdout,), daemon=True).start()
    return Lines(process, found, show)


def oye(environment: dict[str, str], *arguments: str) -> str:
    """Run the CLI as a person would; prints and returns what it says. Raises DemoError."""
    shown = " ".join(f'"{word}"' if " " in word else word for word in arguments)
    print(f"$ ./oye {shown}", flush=True)
    done = subprocess.run(
        [ROOT / "oye", *arguments],
        text=True,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    print(done.stdout, end="", flush=True)
    if done.returncode != 0:
        raise DemoError(f"./oye {shown} ended with code {done.returncode}")
    return done.stdout


def steps(environment: dict[str, str]) -> None:
    """What a person does, in their order."""
    print("$ ./oye watch   (in another terminal)", flush=True)
    watch = follow([str(ROOT / "oye"), "watch"], environment, show=True)
    try:
        watch.wait_for(lambda line: bool(line), LIMIT, "./oye watch says that it watches")
        added = time.monotonic()
        oye(environment, "add", f"{TEXT} in 10 seconds")
        watch.wait_for(lambda line: TEXT in line, LIMIT, "the reminder appears in ./oye watch")
        took = time.monotonic() - added
        if took < 8:
            raise DemoError(f"the reminder came after {took:.1f} s instead of 10")
        print(f"  (it came {took:.1f} s after it was asked for)", flush=True)
        oye(environment, "done", "1")
        if TEXT not in oye(environment, "history"):
            raise DemoError("./oye history doesn't tell of it")
    finally:
        watch.process.terminate()
        watch.process.wait(10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def demo() -> None:
    """Start everything in a throw-away folder, take the steps, stop everything."""
    folder = Path(tempfile.mkdtemp(prefix="oye-demo-"))
    # nothing of the caller's own run: another database, a bot, a signed-in CLI
    kept = {key: value for key, value in os.environ.items() if not key.startswith("OYE_")}
    environment = {**kept, "OYE_DIR": str(folder), "OYE_API_PORT": str(free_port())}
    print("$ ./just up", flush=True)
    command = [sys.executable, str(ROOT / "deploy" / "local" / "up.py")]
    running = follow(command, environment, show=False)
    try:
        running.wait_for(lambda line: line.startswith("oye is up"), 60, "everything starts")
        steps(environment)
        print("$ ^C", flush=True)
        running.process.send_signal(signal.SIGINT)
        running.wait_for(lambda line: line == "stopped", 30, "everything stops")
        if running.process.wait(10) != 0:
            raise DemoError(f"./just up ended with code {running.process.returncode}")
        shutil.rmtree(folder)
    finally:
        if running.process.poll() is None:
            running.process.terminate()
            running.process.wait(30)


def main() -> int:
    began = time.monotonic()
    try:
        demo()
    except (DemoError, subprocess.TimeoutExpired) as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    print(f"demo: all of it happened, in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
