"""Stop what `up` runs here, or what it left when it was killed, and the embedded server."""

import os
import signal
import sys
import time

import parts
from oye_sql import embedded, failing, home


def up_pid(run: home.Home) -> int | None:
    """The process of an `up` that runs."""
    lock = run.folder / "up.lock"
    text = lock.read_text().strip() if lock.exists() else ""
    return int(text) if text.isdigit() and "up.py" in parts.command_of(int(text)) else None


def down() -> int:
    run = home.here()
    if (pid := up_pid(run)) is not None:
        os.kill(pid, signal.SIGTERM)
        until = time.monotonic() + 30
        while up_pid(run) == pid and time.monotonic() < until:
            time.sleep(0.05)
    left = parts.stop_left(run)
    stopped = embedded.stop(run.cluster)
    print("stopped" if pid or left or stopped else "nothing was running")
    return 0


if __name__ == "__main__":
    sys.exit(failing.guarded("oye", down))
