"""Schedules so plain that their instants are a sum: fixed steps in zones that have no DST."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

OFFSETS = {"UTC": 0 * HOUR, "Etc/GMT-3": 3 * HOUR, "Etc/GMT+5": -5 * HOUR}
RULES = {6 * HOUR: "RRULE:FREQ=HOURLY;INTERVAL=6", DAY: "RRULE:FREQ=DAILY"}


@dataclass(frozen=True)
class Schedule:
    """A one-off, a series of `step` (for `count` times, else for ever), or an `after_done`.

    `starts_at` is naive wall time; `timezone` None floats.
    """

    starts_at: datetime
    step: timedelta | None = None
    count: int | None = None
    after_done: timedelta | None = None
    timezone: str | None = None

    @property
    def once(self) -> bool:
        return self.step is None and self.after_done is None

    @property
    def recurrence(self) -> list[str]:
        if self.step is None:
            return []
        return [RULES[self.step] + (f";COUNT={self.count}" if self.count else "")]

    @property
    def duration(self) -> str | None:
        """`after_done` as ISO 8601 has it."""
        return f"PT{self.after_done // HOUR}H" if self.after_done else None

    def as_json(self) -> dict[str, object]:
        """As a patch has it."""
        return {
            "starts_at": self.starts_at.isoformat(),
            "timezone": self.timezone,
            "recurrence": self.recurrence,
            "after_done": self.duration,
        }

    def zone(self, persons: str) -> str:
        """The zone in force for somebody in the zone `persons`."""
        return self.timezone or persons

    def after(
        self, accounted: datetime, zone: str, counts_from: datetime | None, most: int
    ) -> tuple[list[datetime], bool]:
        """At most so many instants later than `accounted`, and whether none follows them."""
        first = self.starts_at.replace(tzinfo=UTC) - OFFSETS[zone]
        if self.after_done:
            due = first if counts_from is None else counts_from + self.after_done
            return [due] if due > accounted else [], False
        if self.step is None:
            return [first] if first > accounted else [], True
        begin = max((accounted - first) // self.step + 1, 0)
        end = begin + most
        if self.count is not None:
            end = min(end, self.count)
        return [first + n * self.step for n in range(begin, end)], end == self.count
