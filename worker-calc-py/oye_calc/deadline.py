"""A bound on the processor time of one calculation."""

import signal
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

Result = TypeVar("Result")


class TooSlow(BaseException):
    """The time is up. Not an Exception, so that no `except Exception` on the way swallows it."""


def within(seconds: float, calculate: Callable[[], Result]) -> Result:
    """What `calculate` returns, if it takes no more than `seconds` of this process's own time.

    Raises TooSlow otherwise. Counts processor time, so that a busy machine makes nothing too slow.
    Works on the main thread only, and leaves SIGVTALRM as it found it. A single long call of C
    code ends first.
    """
    armed = True

    def ring(_signal: int, _frame: FrameType | None) -> None:
        # The signal may be handled a moment after the work is over; then it means nothing.
        if armed:
            raise TooSlow

    before = signal.signal(signal.SIGVTALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        return calculate()
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
