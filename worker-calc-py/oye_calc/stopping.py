"""Ending on SIGTERM and SIGINT: the batch under way is finished, a sleep ends at once."""

import os
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic


class Stopping:
    """Whether to end, and a sleep that ends with it."""

    def __init__(self, pipe: int, until: float | None) -> None:
        self._pipe = pipe
        self._until = until
        self._asked = False

    @property
    def asked(self) -> bool:
        """Whether this process was asked to end, or its time is over."""
        return self._asked or (self._until is not None and monotonic() >= self._until)

    def ask(self) -> None:
        """Ask it to end."""
        self._asked = True

    def sleep(self, seconds: float, wake: int | None = None) -> None:
        """Sleep until the time is over, the file descriptor `wake` is readable, or the end."""
        if self._until is not None:
            seconds = min(seconds, self._until - monotonic())
        if not self.asked:
            watched = [self._pipe] if wake is None else [self._pipe, wake]
            select.select(watched, [], [], max(0.0, seconds))


@contextmanager
def stopping(seconds: float | None = None) -> Iterator[Stopping]:
    """Catch the signals while it lasts; `seconds`: end by itself after so long."""
    reader, writer = os.pipe()
    stop = Stopping(reader, None if seconds is None else monotonic() + seconds)

    def ask(_signal: int, _frame: object) -> None:
        stop.ask()
        os.write(writer, b"!")

    before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(reader)
        os.close(writer)
