"""Keep the embedded server running: where it is gone, as one that was killed, start it again.

Runs beside the other parts of `up`, until TERM or INT; a start that is under way is finished
first, so that whoever stops the server afterwards finds all of it.
"""

import signal
import sys
import threading

from oye_sql import embedded, failing, home

LOOKS = 1.0  # seconds between two looks
AFTER_FAILURE = 5.0


def revive(cluster: embedded.Cluster) -> float:
    """Start the server where it doesn't run; returns the seconds until the next look."""
    if embedded.postmaster(cluster) is not None:
        return LOOKS
    try:
        embedded.start(cluster)
    except failing.EXPECTED as error:
        print(f"the database server is gone: {failing.said(error)}", flush=True)
        return AFTER_FAILURE
    print("the database server was gone, and runs again", flush=True)
    return LOOKS


def watch() -> int:
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stopping.set())
    cluster = home.here().cluster
    wait = 0.0
    while not stopping.wait(wait):
        wait = revive(cluster)
    return 0


if __name__ == "__main__":
    sys.exit(failing.guarded("oye", watch))
