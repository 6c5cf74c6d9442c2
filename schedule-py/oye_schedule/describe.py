"""A schedule back in words, such as "every weekday at 09:00, Madrid time"."""

from dataclasses import replace
from datetime import datetime

from oye_schedule.describe_cron import cron_told
from oye_schedule.describe_dates import alone_told, dates_told
from oye_schedule.describe_rule import rules_told
from oye_schedule.describe_words import Say, amount, at, date, weekday
from oye_schedule.duration import parse_duration
from oye_schedule.lexicon import lexicon_of
from oye_schedule.lines import parse_lines
from oye_schedule.rule import parse_rule
from oye_schedule.schedule import Schedule
from oye_schedule.zone import DAY, slot_of

# A wait's units in the order in which they are told; `spans` of a table has them in another.
SPANS = ("day", "week", "month", "year", "hour", "minute", "second")


def describe(schedule: Schedule, lang: str = "en") -> str:
    """What a schedule says, in a language; parse_when reads the words back to the same instants.

    A cron line is told with the line itself. What words can't say shows as the rule itself. Raises
    ScheduleError for a schedule or language that can't be read.
    """
    say = lexicon_of(lang).table["say"]
    if schedule.after_done is not None:
        said = _wait(schedule, say)
    elif not schedule.recurrence:
        said = _once(schedule.starts_at, say)
    else:
        said = _series(schedule, say)
    if schedule.timezone is None:
        return said
    city = schedule.timezone.rpartition("/")[2].replace("_", " ")
    return f"{said}, {city if city == 'UTC' else say['zone'].format(city=city)}"


def _once(moment: datetime, say: Say) -> str:
    day = weekday(say, moment.weekday())
    time = at(say, (slot_of(moment) % DAY,)).replace("|", "")
    return str(say["once"].format(weekday=day, date=date(say, moment), at=time))


def _wait(schedule: Schedule, say: Say) -> str:
    wait = parse_duration(schedule.after_done or "")
    words = dict(zip(SPANS, (pair.split("|") for pair in say["spans"].split(" ")), strict=True))
    years, months = divmod(wait.months, 12)
    weeks, days = (0, wait.days) if wait.days % 7 else (wait.days // 7, 0)
    hours, rest = divmod(wait.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    counts = {
        "year": years,
        "month": months,
        "week": weeks,
        "day": days,
        "hour": hours,
        "minute": minutes,
        "second": seconds,
    }
    parts = [f"{n} {words[unit][n != 1]}" for unit, n in counts.items() if n]
    units = [unit for unit, n in counts.items() if n]
    span = " ".join(parts)
    if len(units) == 1 and counts[units[0]] > 1:
        key = "month_unit" if units[0] == "month" else units[0]
        span = amount(say, key, counts[units[0]])
    said = str(say["after_done"].format(span=span))
    return said if wait.seconds else f"{said} {at(say, (slot_of(schedule.starts_at) % DAY,))}"


def _series(schedule: Schedule, say: Say) -> str:
    lines = parse_lines(schedule.recurrence)
    start, zone = schedule.starts_at, schedule.timezone
    said: str | None
    if lines.cron is not None:
        said = cron_told(lines.cron, say)
    elif lines.rules:
        said = rules_told([parse_rule(text) for text in lines.rules], start, zone, say)
    else:
        said = alone_told(lines, start, zone, say)
        lines = replace(lines, added=())
    dates = dates_told(lines, start, zone, say)
    if said is None or dates is None:
        return str(say["rule"].format(line=" ".join(schedule.recurrence)))
    return f"{said}{dates}"
