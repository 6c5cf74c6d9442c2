"""The end of what would run for ever: SIGINT, SIGTERM, or a time that is over."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click

TIMERS = hasattr(signal, "setitimer")
# Seconds until a Stop is raised once more: what a handler raises within a destructor is lost.
AGAIN = 0.5


class Stop(BaseException):
    """Raised in the midst of what runs; no `except Exception` on the way swallows it."""

    def __init__(self, *, time_is_up: bool) -> None:
        super().__init__()
        self.time_is_up = time_is_up


@contextmanager
def stopped(seconds: int | None) -> Iterator[None]:
    """Let signals, and the end of the time, raise Stop within the `with`."""
    if seconds is not None and not TIMERS:
        raise click.UsageError("--for needs a system with timers; this one has none.")
    signalled = False

    def stop(number: int, _: FrameType | None) -> None:
        nonlocal signalled
        signalled = signalled or number in (signal.SIGINT, signal.SIGTERM)
        if TIMERS:
            signal.setitimer(signal.ITIMER_REAL, AGAIN)
        raise Stop(time_is_up=not signalled)

    numbers = [signal.SIGINT, signal.SIGTERM, *([signal.SIGALRM] if TIMERS else [])]
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        if seconds is not None:
            signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001))
        yield
    finally:
        if TIMERS:
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
