"""Times of day in words: a list, or every so often from one hour to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from oye_schedule.describe_words import Say, amount, at, clock, joined, several

MOST_TIMES, FEWEST_STEPS, MOST_WINDOWS, MOST_LISTED = 8, 5, 12, 12
HOUR, DAY = 60, 1440


@dataclass(frozen=True, slots=True)
class Hours:
    """`text` and whether it tells how often ("every hour"), and so stands before the days."""

    text: str
    often: bool


def hours_told(times: Sequence[int], say: Say, *, whole: bool) -> Hours | None:
    """Times in words, from the minutes of the day; None where there are too many to be told.

    `whole` says that they fill the hours that they are in, as cron's do: the end of a stretch is
    then the end of its hour, else it is the last time.
    """
    step = _step(times)
    if step is not None:
        return Hours(_evenly(times, step, say, whole), often=True)
    if len(times) <= MOST_TIMES:
        return Hours(at(say, [time * 60 for time in times]), often=False)
    often = _by_hours(times, say, whole)
    if often is not None:
        return Hours(often, often=True)
    if len(times) <= MOST_LISTED:
        return Hours(at(say, [time * 60 for time in times]), often=False)
    return None


def _step(times: Sequence[int]) -> int | None:
    """The minutes from each to the next, where they are the same throughout."""
    steps = {later - earlier for earlier, later in pairwise(times)}
    return steps.pop() if len(steps) == 1 and len(times) >= FEWEST_STEPS else None


def _every(step: int, say: Say) -> str:
    return amount(say, "minute", step) if step % HOUR else amount(say, "hour", step // HOUR)


def _window(first: int, last: int, say: Say) -> str:
    return str(say["window"].format(first=clock(first * 60), last=clock(last * 60)))


def _minutes(minutes: Sequence[int], say: Say) -> str:
    listed = joined(say, [str(minute) for minute in minutes])
    return several(say["minutes"], len(minutes)).format(minutes=listed)


def _evenly(times: Sequence[int], step: int, say: Say, whole: bool) -> str:
    first, last = times[0], times[-1]
    if whole and first < step and last + step >= DAY:
        if step == HOUR and first:
            return _minutes((first,), say)
        if not first:
            return _every(step, say)
    if whole and step < HOUR:
        last += HOUR - 1 - last % HOUR
    return f"{_every(step, say)} {_window(first, last, say)}"


def _runs(hours: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches of hours that follow each other, by their first and last."""
    runs: list[tuple[int, int]] = []
    for hour in hours:
        if runs and runs[-1][1] == hour - 1:
            runs[-1] = (runs[-1][0], hour)
        else:
            runs.append((hour, hour))
    return runs


def _by_hours(times: Sequence[int], say: Say, whole: bool) -> str | None:
    """The same minutes of several hours."""
    hours = sorted({time // HOUR for time in times})
    minutes = sorted({time % HOUR for time in times})
    runs = _runs(hours)
    if len(times) != len(hours) * len(minutes) or len(runs) > MOST_WINDOWS:
        return None
    step = _step_of_hour(minutes)
    first, last = (minutes[0], minutes[-1]) if step and HOUR % step == 0 else (0, HOUR - 1)
    if step is None:
        if len(minutes) > MOST_LISTED:
            return None
        told = _minutes(minutes, say)
    elif HOUR % step:
        told = say["minute_step"].format(every=amount(say, "minute", step), minute=minutes[0])
    else:
        told = _every(step, say)
    if step == HOUR and any(low == high for low, high in runs):
        return None
    if len(hours) == 24 and first == 0:
        return str(told)
    if whole and step != HOUR:
        last = HOUR - 1
    windows = [_window(low * HOUR + first, high * HOUR + last, say) for low, high in runs]
    return f"{told} {joined(say, windows)}"


def _step_of_hour(minutes: Sequence[int]) -> int | None:
    """The step by which minutes go through an hour to its end; one minute is a step of an hour."""
    if len(minutes) == 1:
        return HOUR
    step = minutes[1] - minutes[0]
    same = list(minutes) == list(range(minutes[0], HOUR, step)) and minutes[0] < step
    return step if same and (HOUR % step == 0 or len(minutes) >= FEWEST_STEPS) else None
