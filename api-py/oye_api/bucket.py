"""Token buckets for many keys, in bounded memory."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

BURST_SECONDS = 5.0
# Of each table; a key and its number take some 200 bytes.
MOST_KEYS = 20_000


@dataclass(slots=True)
class Recent:
    """A number for each key, of those that were used last; the others are forgotten."""

    most: int = MOST_KEYS
    numbers: OrderedDict[Hashable, float] = field(default_factory=OrderedDict)

    def get(self, key: Hashable, default: float) -> float:
        """The key's number."""
        return self.numbers.get(key, default)

    def put(self, key: Hashable, number: float) -> None:
        """Remembers it as the latest."""
        self.numbers[key] = number
        self.numbers.move_to_end(key)
        if len(self.numbers) > self.most:
            self.numbers.popitem(last=False)

    def forget(self, key: Hashable) -> None:
        """As if it had never been."""
        self.numbers.pop(key, None)

    def __contains__(self, key: Hashable) -> bool:
        return key in self.numbers


@dataclass(slots=True)
class Buckets:
    """For each key `rate` a second, and `BURST_SECONDS` of that at once; a rate of 0 has no bound.

    Of a key there is but the instant at which its bucket will be full again (the generic cell rate
    algorithm, ITU-T I.371). A key that was forgotten has a full bucket: too many keys at once make
    the bound wider, never the memory larger.
    """

    rate: float
    full_at: Recent = field(default_factory=Recent)

    def take(self, key: Hashable, now: float) -> float:
        """Takes one, where there is one, and returns 0.0; else the seconds until there is."""
        if not self.rate:
            return 0.0
        full_at = max(self.full_at.get(key, now), now) + 1 / self.rate
        wait = full_at - now - BURST_SECONDS
        if wait > 0:
            return wait
        self.full_at.put(key, full_at)
        return 0.0

    def charge(self, key: Hashable, now: float, cost: float) -> None:
        """Takes `cost` more than there may be: whoever comes next waits for it."""
        if self.rate:
            self.full_at.put(key, max(self.full_at.get(key, now), now) + cost / self.rate)
