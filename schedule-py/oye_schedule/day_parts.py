"""What a rule says of days, apart from its times and its INTERVAL."""

from dataclasses import dataclass
from functools import lru_cache

from oye_schedule.rule import Rule

Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class DayParts:
    """The parts of a rule that decide on days.

    Rules that agree on them share one: equal is only one to itself, so that as a key of what is
    remembered it costs nothing.
    """

    freq: str
    week_start: int
    by_month: Numbers
    by_week: Numbers
    by_year_day: Numbers
    by_month_day: Numbers
    by_day: tuple[tuple[int, int], ...]
    skip: str

    @property
    def named(self) -> bool:
        """Whether some days are named, and so others left out."""
        return bool(
            self.by_month or self.by_week or self.by_year_day or self.by_month_day or self.by_day
        )


_shared = lru_cache(maxsize=8192)(DayParts)


def day_parts(rule: Rule) -> DayParts:
    """What a rule says of days; WEEKLY and below all as DAILY."""
    return _shared(
        rule.freq if rule.freq in ("MONTHLY", "YEARLY") else "DAILY",
        rule.week_start if rule.by_week else 0,
        rule.by_month,
        rule.by_week,
        rule.by_year_day,
        rule.by_month_day,
        rule.by_day,
        rule.skip,
    )
