"""A terminal that is closed: what runs in it is stopped in order, as by Ctrl-C."""

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType
from typing import TextIO


@dataclass(frozen=True)
class Output:
    """A terminal's stream to which a write never fails: it may be gone before its SIGHUP came."""

    stream: TextIO

    def write(self, text: str) -> None:
        with suppress(OSError):
            self.stream.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self.stream.flush()

    def isatty(self) -> bool:
        return self.stream.isatty()


def stops_all() -> None:
    """Take SIGHUP for Ctrl-C, unless it is ignored (`nohup ./just up`)."""
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, _hung_up)


def _hung_up(_number: int, _frame: FrameType | None) -> None:
    # A write to a terminal that is gone would fail, and nothing after it would be stopped.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    signal.raise_signal(signal.SIGINT)
