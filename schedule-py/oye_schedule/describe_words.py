"""Names, numbers, dates and lists, as a table of `sayings` tells them.

A saying is a template. One that depends on a number (a day, a month, an hour) is a dict: what it is
for that number, 0 for all others. What stands in front of a `|` in an item of a list is told once
for neighbours that share it: "on the |1st", "on the |15th" are "on the 1st and 15th". Templates
of amounts have two: "every day|every {n} days".
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

Say = dict[str, Any]
WORK, REST = (0, 1, 2, 3, 4), (5, 6)
# From so many weekdays on a stretch of them is told by its ends.
SHORTEST_RUN = 4


def vary(saying: Any, number: int) -> str:
    """A template for a number, where it depends on one."""
    return str(saying.get(number, saying[0]) if isinstance(saying, dict) else saying)


def joined(say: Say, items: Sequence[str], word: str = "and") -> str:
    """A list in words; a beginning that neighbours share is told once."""
    told, last = [], None
    for item in items:
        lead, _, rest = item.rpartition("|")
        told.append(rest if lead and lead == last else lead + rest)
        last = lead
    if len(told) < 2:
        return "".join(told)
    return f"{', '.join(told[:-1])} {say[word]} {told[-1]}"


def suffix(number: int) -> str:
    """ "st", "nd", "rd" or "th", for English alone."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def numbered(saying: Any, number: int) -> str:
    """A template of a number, filled in."""
    return vary(saying, number).format(n=number, suffix=suffix(number))


def numbers(say: Say, key: str, values: Sequence[int]) -> list[str]:
    """Numbered things for a list; `key` with an "s" tells several, where the table has that."""
    template = say.get(f"{key}s", say[key]) if len(values) > 1 else say[key]
    return [numbered(template, value) for value in values]


def amount(say: Say, key: str, count: int) -> str:
    """ "every day" or "every 3 days"."""
    one, _, many = say[key].partition("|")
    return str((one if count == 1 else many).format(n=count))


def several(saying: str, items: int) -> str:
    """The template for one or for more."""
    one, _, many = saying.partition("|")
    return many if items > 1 and many else one


def _of_gender(say: Say, key: str, day: int | None) -> Any:
    feminine: Say = say.get("feminine", {"days": ()})
    return feminine.get(key, say[key]) if day in feminine["days"] else say[key]


def weekday(say: Say, day: int) -> str:
    return str(say["weekday"].split(" ")[day])


def weekdays(say: Say, days: Iterable[int], key: str) -> str:
    """ "every Monday and Friday", "on Monday and Friday"."""
    plural = str(say.get("weekdays", say["weekday"])).split(" ")
    items = [
        str(_of_gender(say, key, day)).format(day=weekday(say, day), days=plural[day])
        for day in days
    ]
    return joined(say, items)


def weekday_run(say: Say, days: Sequence[int]) -> str | None:
    """ "Monday to Thursday", where the days are such a stretch; it may begin before Monday."""
    count = len(days)
    for first in range(7):
        stretch = {(first + step) % 7 for step in range(count)}
        if stretch == set(days) and (first + count <= 7 or first >= REST[0]):
            names = str(say.get("run_day", say["weekday"])).split(" ")
            last = (first + count - 1) % 7
            return str(say["run"].format(first=names[first], last=names[last]))
    return None


def months(say: Say, values: Iterable[int], key: str | None = None) -> str:
    """Names of months in a list, each in a template such as "in |{month}"."""
    names = say["month"].split(" ")
    return joined(
        say,
        [
            vary(say[key] if key else "{month}", value).format(month=names[value - 1])
            for value in values
        ],
    )


def ordinal(say: Say, nth: int, day: int | None = None) -> str | None:
    """ "on the |third", in the gender of a weekday; None where a language has no word for it."""
    words = _of_gender(say, "ordinals", day)
    return numbered(words, nth) if nth > 0 or nth in words else None


def from_the_end(day: int, say: Say, key: str) -> str | None:
    """ "on the last day", "on the 3rd to last day"."""
    nth = ordinal(say, day)
    if nth is not None:
        return f"{nth} {say['day_word']}"
    return numbered(say[key], -day) if key in say else None


def date(say: Say, moment: datetime) -> str:
    month = say["month"].split(" ")[moment.month - 1]
    return vary(say["date"], moment.day).format(day=moment.day, month=month, year=moment.year)


def on_day(say: Say, moment: datetime, key: str = "on_day") -> str:
    """ "on |24 December 2026", or as another template has it."""
    return vary(say[key], moment.day).format(date=date(say, moment))


def clock(second: int) -> str:
    """A time of day from its seconds."""
    minute, rest = divmod(second, 60)
    return f"{minute // 60:02}:{minute % 60:02}" + (f":{rest:02}" if rest else "")


def at(say: Say, times: Iterable[int]) -> str:
    """ "at 09:00 and 17:00", from the seconds of the day."""
    items = [vary(say["clock"], second // 3600).format(time=clock(second)) for second in times]
    return str(say["at"].format(times=joined(say, items)))
