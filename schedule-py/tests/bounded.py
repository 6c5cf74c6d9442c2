"""How long a call takes of this thread's processor time, warm or cold."""

import sys
import time
from collections.abc import Callable
from contextlib import suppress

from hypothesis import Phase

from oye_schedule.problem import ScheduleError
from oye_schedule.zone import load_zone

MOST_SECONDS = 0.05
# A collection of garbage or a neighbour in the processor's caches may fall into one try.
TRIES = 3
# A time can't be shrunk: what is slow once on a busy machine is not slow again, and looking for
# the smallest such case would take minutes. What was found belongs into an example.
DRAWN = (Phase.explicit, Phase.generate)


def forget() -> None:
    """Empty what the engine remembers of earlier schedules; zones are read once a process."""
    for name, module in list(sys.modules.items()):
        if name.startswith("oye_schedule."):
            for known in vars(module).values():
                if hasattr(known, "cache_clear") and known is not load_zone:
                    known.cache_clear()


def in_time(call: Callable[[], object], before: Callable[[], object] = lambda: None) -> bool:
    """Whether a call takes less than its bound, once in a few tries."""
    for _ in range(TRIES):
        before()
        begin = time.thread_time()
        with suppress(ScheduleError):
            call()
        if time.thread_time() - begin < MOST_SECONDS:
            return True
    return False
