"""keep.py NAME COMMAND…: runs the command, and again when it ends, after 1 s, 2 s … 30 s.

TERM, INT or HUP is passed on, once, and ends both: the command has a process group of its own,
since a second signal to one that is closing its work would kill it. While this runs its process
id and the command's (0: none runs) stand in $OYE_DIR/parts/NAME, so that `./just down` finds what a
killed `up` has left, and `up` what a killed one of these has.
Imports little: one of these runs beside each part.
"""

import os
import select
import signal
import sys
import time

LONG_ENOUGH = 30.0  # seconds after which a part counts as well again
MOST = 30.0
STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def catch_signals() -> int:
    """Let signals arrive as bytes of a pipe, so that none is lost between two calls."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer)
    for number in (*STOPPING, signal.SIGCHLD):
        signal.signal(number, lambda _number, _frame: None)
    return reader


def asked_to_stop(reader: int, seconds: float | None) -> bool:
    """Wait for a signal, or so long; whether it was one that ends us."""
    if not select.select([reader], [], [], seconds)[0]:
        return False
    return any(number in STOPPING for number in os.read(reader, 64))


def run(reader: int, note: int, command: list[str]) -> tuple[int, bool]:
    """Run the command to its end; its code, and whether we were asked to stop meanwhile."""
    try:
        child = os.posix_spawn(command[0], command, os.environ, setpgroup=0)
    except OSError as error:
        print(f"{command[0]}: {error.strerror}", flush=True)
        return 127, False
    write(note, child)
    asked = False
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done == child:
            write(note, 0)
            return os.waitstatus_to_exitcode(status), asked
        if asked_to_stop(reader, None) and not asked:
            asked = True
            os.kill(child, signal.SIGTERM)


def record(name: str) -> tuple[str, int]:
    """Write our process id where `down` looks for it; the file's path, and the file."""
    folder = os.path.join(os.environ["OYE_DIR"], "parts")  # noqa: PTH118 (pathlib costs 10 ms)
    os.makedirs(folder, exist_ok=True)  # noqa: PTH103 (as above)
    path = os.path.join(folder, name)  # noqa: PTH118 (as above)
    note = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    write(note, 0)
    return path, note


def write(note: int, child: int) -> None:
    """Write both ids at once over the former ones: whoever reads never finds half of them."""
    os.pwrite(note, f"{os.getpid():10d} {child:10d}\n".encode(), 0)


def main() -> None:
    name, command = sys.argv[1], sys.argv[2:]
    reader = catch_signals()
    (path, note), delay = record(name), 1.0
    while True:
        began = time.monotonic()
        code, asked = run(reader, note, command)
        if asked:
            break
        if time.monotonic() - began >= LONG_ENOUGH:
            delay = 1.0
        print(f"ended with code {code}, starts again in {delay:.0f} s", flush=True)
        until = time.monotonic() + delay
        while not asked and (left := until - time.monotonic()) > 0:
            asked = asked_to_stop(reader, left)  # the end of the child is a signal too
        if asked:
            break
        delay = min(2 * delay, MOST)
    os.unlink(path)  # noqa: PTH108 (as above)


if __name__ == "__main__":
    main()
