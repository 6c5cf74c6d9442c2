"""When an instant of the database's clock is, on this process's own."""

import math
from dataclasses import dataclass
from datetime import datetime

# How far the two clocks may drift apart, in seconds a second.
DRIFT = 1e-4


@dataclass
class Beat:
    """Times in seconds of time.monotonic.

    An answer says what the database's clock showed at some moment between the question and the
    answer: the quicker the answer, the better that is known, so the quickest one so far decides. It
    keeps messages as far apart as the database set them, however long its answers take.
    """

    offset: float = math.inf
    noted: float = -math.inf

    def instant(self, at: datetime, wait: float, asked: float, answered: float) -> float:
        """When it is `at`, of which the answer says that it is `wait` seconds away.

        Never outside of what this one answer allows: the database's clock may have been set.
        """
        moment = at.timestamp()
        self.offset += max(answered - self.noted, 0.0) * DRIFT if self.offset < math.inf else 0.0
        self.offset = min(self.offset, answered - (moment - wait))
        self.noted = answered
        return min(max(moment + self.offset, asked + wait), answered + wait)
