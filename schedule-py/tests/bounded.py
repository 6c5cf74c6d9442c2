"""How long a call takes of this thread's processor time, warm or cold."""

import sys
import time
from collections.abc import Callable
from contextlib import suppress

from hypothesis import Phase

from oye_schedule.problem import ScheduleError
from oye_schedule.zone import load_zone

MOST_SECONDS = 0.05
# Or so many times a fixed piece of the interpreter's work, done right after: some 50 ms where that
# takes 5.5 ms, and as much more on a slower processor, or one that is shared.
MOST_TIMES = 9
# A collection of garbage or a neighbour in the processor's caches may fall into one try.
TRIES = 3
# A time can't be shrunk: what is slow once on a busy machine is not slow again, and looking for
# the smallest such case would take minutes. What was found belongs into an example.
DRAWN = (Phase.explicit, Phase.generate)
ENGINE = (
    *("cron", "crontime", "day_parts", "days", "elapse", "lines"),
    *("occurrences", "plan", "rule", "ruletime", "sets", "walk", "year"),
)


def forget() -> None:
    """Empty what the engine remembers of earlier schedules; zones are read once a process."""
    for name in ENGINE:
        for known in vars(sys.modules[f"oye_schedule.{name}"]).values():
            if hasattr(known, "cache_clear") and known is not load_zone:
                known.cache_clear()


def yardstick() -> float:
    """How long the fixed piece of work takes here and now, in seconds."""
    begin = time.thread_time()
    found = 0
    for number in range(60_000):
        found ^= number * 2_654_435_761 >> 7
    return time.thread_time() - begin


def in_time(call: Callable[[], object], before: Callable[[], object] = lambda: None) -> bool:
    """Whether a call takes less than its bound, once in a few tries."""
    for _ in range(TRIES):
        before()
        begin = time.thread_time()
        with suppress(ScheduleError):
            call()
        took = time.thread_time() - begin
        if took < MOST_SECONDS or took < MOST_TIMES * yardstick():
            return True
    return False
