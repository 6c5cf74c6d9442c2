"""Which hour of the day is meant: "at 8", "5 in the afternoon", "every morning"."""

from datetime import time
from typing import Any

from oye_schedule.problem import ScheduleError

# The documented hours of the parts of a day that come without a time.
PART_HOURS = {
    "am": 9,
    "morning": 9,
    "midday": 12,
    "afternoon": 15,
    "evening": 19,
    "night": 22,
    "by_night": 22,
}
SMALL_HOURS = ("01:00", "03:00", "05:00")
NIGHT_ENDS = 6
Clock = tuple[int, int, int, str]


def hour_in(hour: int, part: str) -> int:
    """The hour of a 12-hour clock within a part of the day; 24 and more is after midnight."""
    if part in ("am", "morning", "small_hours"):
        return hour % 12
    if part == "midday":
        return hour if hour >= 10 else hour + 12
    if part == "by_night" and hour < NIGHT_ENDS:
        return hour
    if part == "afternoon":
        return hour if hour == 12 else hour + 12
    if part == "evening":
        return 24 if hour == 12 else hour + 12
    if hour == 12:
        return 24
    return hour + 12 if hour >= NIGHT_ENDS else hour + 24


def _ambiguous(hour: int, minute: int) -> ScheduleError:
    choices = (f"{hour % 12:02}:{minute:02}", f"{hour % 12 + 12:02}:{minute:02}")
    return ScheduleError(
        "ambiguous_time",
        f"{hour}:{minute:02} may be {choices[0]} or {choices[1]}; say which",
        field="when",
        choices=choices,
    )


_HOURS = {
    "am": range(12),
    "morning": range(13),
    "small_hours": range(7),
    "midday": range(10, 17),
    "afternoon": range(12, 24),
    "evening": (*range(12, 24), 0),
    "night": (*range(16, 24), *range(8)),
    "by_night": (*range(16, 24), *range(8)),
}


def _refuse_other_part(clock: Clock, part: str | None) -> None:
    """Refuse an hour that is surely not in the part of the day beside it: 5pm in the morning."""
    hour, minute, _, sure = clock
    settled = sure in ("exact", "24") or hour == 0
    if part in _HOURS and settled and hour not in _HOURS[part]:
        said = "morning" if part == "am" else part
        raise ScheduleError(
            "not_understood", f"{hour:02}:{minute:02} is not in the {said}", field="when"
        )


def part_time(part: str) -> time:
    """The time of a part of the day without an hour; the small hours have none that all take."""
    if part == "small_hours":
        detail = "the night after midnight has many hours; say which"
        raise ScheduleError("ambiguous_time", detail, field="when", choices=SMALL_HOURS)
    return time(PART_HOURS[part])


def _refuse_twofold(clock: Clock, part: str | None, table: dict[str, Any]) -> None:
    """Five at night ends the afternoon or the night; twelve in the morning is noon or midnight.

    Languages with a clock of 24 hours have but one of each.
    """
    hour, minute, _, sure = clock
    twofold = (part, hour) in (("night", 5), ("morning", 12))
    if twofold and sure in ("12", "12:") and table.get("clock", 12) == 12:
        raise _ambiguous(hour, minute)


def usual(clock: Clock, part: str | None, table: dict[str, Any]) -> tuple[time, int]:
    """(time, days after) of a clock on a known day.

    A bare hour of a 12-hour clock is taken only where everybody takes it so; else the answer is
    ambiguous_time with both as choices.
    """
    _refuse_other_part(clock, part)
    _refuse_twofold(clock, part, table)
    hour, minute, second, sure = clock
    late = hour == 0 or (part == "night" and hour < NIGHT_ENDS and sure in ("exact", "24"))
    if part in ("evening", "night") and late:
        return time(hour, minute, second), 1
    if part and sure in ("12", "12:", "24h") and 1 <= hour <= 12:
        hour = hour_in(hour, part)
        return time(hour % 24, minute, second), hour // 24
    if sure == "12" and table.get("clock", 12) == 12:
        if hour in (6, 7) or (1 <= hour <= 5 and not table.get("afternoon_hours")):
            raise _ambiguous(hour, minute)
        if 1 <= hour <= 5:
            hour += 12
    elif sure == "12:" and table.get("afternoon_hours") and 1 <= hour <= 5:
        hour += 12
    return time(hour, minute, second), 0


def candidates(clock: Clock, part: str | None, table: dict[str, Any]) -> list[time]:
    """The times that a clock without a day may mean; the next of them to come is taken."""
    _refuse_other_part(clock, part)
    _refuse_twofold(clock, part, table)
    hour, minute, second, sure = clock
    if part and sure in ("12", "12:", "24h") and 1 <= hour <= 12:
        return [time(hour_in(hour, part) % 24, minute, second)]
    twice = sure == "12" or (sure == "12:" and table.get("afternoon_hours"))
    if twice and 1 <= hour <= 12:
        return [time(hour % 12, minute, second), time(hour % 12 + 12, minute, second)]
    return [time(hour, minute, second)]
