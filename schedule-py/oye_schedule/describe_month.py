"""What is named of a month or a year, in words: its days, its weekdays, its workdays."""

from collections.abc import Sequence
from itertools import groupby

from oye_schedule.describe_set import Days
from oye_schedule.describe_words import (
    REST,
    WORK,
    Say,
    from_the_end,
    joined,
    months,
    numbered,
    numbers,
    ordinal,
    suffix,
    vary,
    weekday,
)

# From so many days of the month on a stretch of them is told by its ends.
LONG = 6
MOST_MONTH_DAYS = 12
# Sorts what is counted from the end behind what is counted from the beginning.
AFTER_ALL = 1000


def condition(days: Days, say: Say) -> str:
    """ ", if it falls on Friday,": weekdays that other days must be of."""
    names = joined(say, [weekday(say, day) for day in days.weekdays], "or")
    return str(say["if_days"].format(days=names))


def in_months(days: Days, what: str, say: Say) -> str:
    """ "on 3 March", "on the 1st and 15th of March", "on the last day of March"."""
    if not days.months:
        return f"{what} {say['of_the_year']}"
    if days.nths or days.positions or min(days.month_days, default=1) < 1:
        return f"{what} {months(say, days.months, 'of_months')}"
    if len(days.months) == len(days.month_days) == 1 and not days.nearest:
        day, month = days.month_days[0], months(say, days.months)
        return vary(say["on_date"], day).format(day=day, month=month)
    if days.nearest or _stretch(days.month_days, say):
        template = str(say.get("dated_run", say["dated"]))
        return template.format(days=what, months=months(say, days.months))
    if "dated_day" in say:
        what = joined(say, numbers(say, "dated_day", days.month_days))
    return str(say["dated"].format(days=what, months=months(say, days.months)))


def conditions(days: Days, say: Say) -> str:
    """On which weekday a day of the month counts, and what stands in where a month lacks it."""
    told = condition(days, say) if days.weekdays and not days.positions else ""
    # Where every month has the day there is nothing to skip.
    if days.skip != "OMIT" and max(days.month_days, default=0) > 28:
        told += say[days.skip.lower()]
    return told


def named_days(days: Days, say: Say) -> list[str] | None:
    """What is named of a month or year, for a list: days, weekdays, workdays."""
    forward = tuple(day for day in days.month_days if day > 0)
    parts: list[str | None] = []
    if forward:
        run = _stretch(forward, say)
        if run is None and len(forward) > MOST_MONTH_DAYS:
            return None
        parts += [run] if run else numbers(say, "month_day", forward)
    back = sorted(set(days.month_days) - set(forward), reverse=True)
    parts += [from_the_end(day, say, "day_back") for day in back]
    parts += [numbered(say["nearest"], day) for day in days.nearest]
    by_day = sorted((day, nth % AFTER_ALL, nth) for nth, day in days.nths)
    for day, ordered in groupby(by_day, key=lambda entry: entry[0]):
        nths = [nth for _, _, nth in ordered]
        parts.append(_counted(nths, weekday(say, day), day, say))
    if days.positions:
        name, first = _set(days.weekdays, say)
        nths = sorted(days.positions, key=lambda nth: nth % AFTER_ALL)
        parts.append(_counted(nths, name, first, say))
    told = [part for part in parts if part is not None]
    return told if len(told) == len(parts) else None


def _counted(nths: Sequence[int], name: str, day: int | None, say: Say) -> str | None:
    """ "on the first and third Monday"."""
    words = [ordinal(say, nth, day) for nth in nths]
    known = [word for word in words if word is not None]
    if len(known) < len(words):
        return None
    # The first keeps its mark: a list that this is put into may have the same beginning.
    lead, mark, first = known[0].rpartition("|")
    return f"{lead}{mark}{joined(say, [first, *(_rest(word, lead) for word in known[1:])])} {name}"


def _rest(word: str, lead: str) -> str:
    """A word without the beginning that it shares."""
    return word.removeprefix(f"{lead}|").replace("|", "")


def _set(days: tuple[int, ...], say: Say) -> tuple[str, int | None]:
    """(name, the weekday whose gender it has) of a set of weekdays."""
    if days in (WORK, REST):
        return str(say["workday" if days == WORK else "weekend_day"]), None
    return joined(say, [weekday(say, day) for day in days], "or"), days[0]


def _stretch(days: Sequence[int], say: Say) -> str | None:
    """Days of the month from one to another, or each so many up to the month's end."""
    if len(days) < LONG:
        return None
    first, last, step = days[0], days[-1], days[1] - days[0]
    if list(days) != list(range(first, last + 1, step)):
        return None
    if step == 1:
        return f"{numbered(say['run_from'], first)} {numbered(say['run_to'], last)}"
    if last + step <= 31:
        return None
    template = vary(say["month_step"], first)
    return template.format(n=step, first=first, suffix=suffix(first))
