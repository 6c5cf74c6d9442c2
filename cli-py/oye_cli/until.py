"""The end of what would run for ever: SIGINT, SIGTERM, or a time that is over."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click


class Stop(BaseException):
    """Raised in the midst of what runs; no `except Exception` on the way swallows it."""

    def __init__(self, *, time_is_up: bool) -> None:
        super().__init__()
        self.time_is_up = time_is_up


def _stop(number: int, _: FrameType | None) -> None:
    raise Stop(time_is_up=number == getattr(signal, "SIGALRM", None))


@contextmanager
def stopped(seconds: int | None) -> Iterator[None]:
    """Let signals, and the end of the time, raise Stop within the `with`."""
    numbers = [signal.SIGINT, signal.SIGTERM]
    if seconds is not None:
        if not hasattr(signal, "setitimer"):
            raise click.UsageError("--for needs a system with timers; this one has none.")
        numbers.append(signal.SIGALRM)
    before = {number: signal.signal(number, _stop) for number in numbers}
    try:
        if seconds is not None:
            # Again each half second: what a handler raises within a destructor is lost.
            signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001), 0.5)
        yield
    finally:
        if seconds is not None:
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
