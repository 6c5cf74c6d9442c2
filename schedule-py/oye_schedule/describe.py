"""A schedule back in words, such as "every weekday at 09:00, Madrid time"."""

from datetime import datetime
from typing import Any

from oye_schedule.cron import Cron, parse_cron
from oye_schedule.duration import parse_duration
from oye_schedule.lexicon import lexicon_of
from oye_schedule.lines import parse_lines
from oye_schedule.rule import Rule, parse_rule
from oye_schedule.schedule import Schedule
from oye_schedule.zone import DAY, local_of

UNITS = {
    "SECONDLY": "second",
    "MINUTELY": "minute",
    "HOURLY": "hour",
    "DAILY": "day",
    "WEEKLY": "week",
    "MONTHLY": "month",
    "YEARLY": "year",
}
WORK, REST = (0, 1, 2, 3, 4), (5, 6)
Table = dict[str, Any]


def describe(schedule: Schedule, lang: str = "en") -> str:
    """What a schedule says, in a language; parse_when reads the words back to the same instants.

    What words can't say shows as the rule itself. Raises ScheduleError for a schedule or language
    that can't be read.
    """
    table = lexicon_of(lang).table
    if schedule.after_done is not None:
        said = _wait(schedule, table)
    elif not schedule.recurrence:
        said = _once(schedule.starts_at, table)
    else:
        said = _series(schedule, table)
    if schedule.timezone is None:
        return said
    city = schedule.timezone.rpartition("/")[2].replace("_", " ")
    return f"{said}, {table['say']['zone'].format(city=city)}"


def _name(table: Table, tag: str, index: int | None) -> str:
    words = table[tag] if index is None else table[tag][index]
    name = str(words.split("|")[0])
    return name.capitalize() if table.get("capital") else name


def _list(table: Table, items: list[str]) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {table['say']['and']} {items[-1]}"


def _date(day: datetime, table: Table) -> str:
    month = _name(table, "month", day.month - 1)
    return str(table["say"]["date"].format(day=day.day, month=month, year=day.year))


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _once(moment: datetime, table: Table) -> str:
    weekday = _name(table, "weekday", moment.weekday())
    date = _date(moment, table)
    return str(table["say"]["once"].format(weekday=weekday, date=date, time=_clock(moment)))


def _amount(table: Table, unit: str, count: int) -> str:
    one, _, many = table["say"][unit].partition("|")
    return str(one if count == 1 else many.format(n=count))


def _wait(schedule: Schedule, table: Table) -> str:
    wait = parse_duration(schedule.after_done or "")
    units = dict(
        zip(
            ("day", "week", "month", "year", "hour", "minute", "second"),
            (pair.split("|") for pair in table["say"]["spans"].split(" ")),
            strict=True,
        )
    )
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
    parts = [f"{n} {units[unit][n != 1]}" for unit, n in counts.items() if n]
    said = table["say"]["after_done"].format(span=" ".join(parts))
    if wait.seconds:
        return str(said)
    return f"{said} {table['say']['at'].format(times=_clock(schedule.starts_at))}"


def _series(schedule: Schedule, table: Table) -> str:
    say = table["say"]
    lines = parse_lines(schedule.recurrence)
    plain = not lines.added and not lines.removed
    if lines.cron is not None:
        rule = _rule_of(parse_cron(lines.cron)) if plain else None
        said = None if rule is None else _rules([rule], schedule.starts_at, table)
        return said or str(say["cron"].format(line=lines.cron))
    rules = [parse_rule(text) for text in lines.rules]
    said = _rules(rules, schedule.starts_at, table) if plain else None
    return said or str(say["rule"].format(line=" ".join(schedule.recurrence)))


def _rule_of(cron: Cron) -> Rule | None:
    """The rule that equals an expression, where a plain one does; clock changes apart."""
    dated = len(cron.month_days) < 31 or cron.last_day
    weekly = len(cron.week_days) < 7 or bool(cron.nth_days)
    unsaid = cron.last_workday or cron.nearest or len(cron.times) > 8
    if unsaid or (dated and weekly):
        return None
    numbered = cron.nth_days and not cron.week_days
    if cron.nth_days and not numbered:
        return None
    months = cron.months if len(cron.months) < 12 else ()
    times: dict[str, Any] = {"by_hour": cron.hours, "by_minute": cron.minutes}
    if numbered:
        return Rule("MONTHLY", by_month=months, by_day=cron.nth_days, **times)
    if dated:
        days = (*cron.month_days, -1) if cron.last_day else cron.month_days
        freq = "YEARLY" if len(months) == 1 else "MONTHLY"
        return Rule(freq, by_month=months, by_month_day=days, **times)
    if weekly:
        by_day = tuple((0, day) for day in cron.week_days)
        return Rule("WEEKLY", by_month=months, by_day=by_day, **times)
    return Rule("DAILY", by_month=months, **times)


def _times(rules: list[Rule], start: datetime) -> list[str] | None:
    """The times of day, None where words don't say them."""
    found = set()
    for rule in rules:
        if rule.by_second not in ((), (0,)) or (start.second and not rule.by_second):
            return None
        for hour in rule.by_hour or (start.hour,):
            found |= {(hour, minute) for minute in rule.by_minute or (start.minute,)}
    return [f"{hour:02}:{minute:02}" for hour, minute in sorted(found)] if len(found) <= 8 else None


def _rules(rules: list[Rule], start: datetime, table: Table) -> str | None:
    """One sentence for rules that differ only in their times of day."""
    if not rules:
        return None
    rule = rules[0]
    if any(_timeless(other) != _timeless(rule) for other in rules[1:]):
        return None
    work = rule.freq == "MONTHLY" and rule.by_day == tuple((0, day) for day in WORK)
    if (
        (rule.by_position and not (work and len(rule.by_position) == 1))
        or rule.by_week
        or rule.by_year_day
        or rule.skip != "OMIT"
    ):
        return None
    unit = UNITS[rule.freq]
    said = _days(rule, start, table)
    if said is None:
        return None
    parts = [said]
    if unit in ("second", "minute", "hour"):
        if rule.by_hour or rule.by_minute or rule.by_second:
            return None
    else:
        times = _times(rules, start)
        if times is None:
            return None
        parts.append(table["say"]["at"].format(times=_list(table, times)))
    if rule.count is not None:
        parts.append(_amount(table, "times", rule.count).replace("{n}", "1"))
    if rule.until is not None:
        if rule.until_utc or rule.until % DAY != DAY - 1:
            return None
        until = _date(local_of(rule.until), table)
        parts.append(table["say"]["until"].format(date=until))
    return " ".join(parts)


def _timeless(rule: Rule) -> tuple[Any, ...]:
    return (
        rule.freq,
        rule.interval,
        rule.count,
        rule.until,
        rule.by_month,
        rule.by_month_day,
        rule.by_day,
        rule.by_position,
    )


def _months(rule: Rule, table: Table) -> str:
    return _list(table, [_name(table, "month", month - 1) for month in rule.by_month])


def _days(rule: Rule, start: datetime, table: Table) -> str | None:
    """How often, and on which days, as far as words say it."""
    say, unit = table["say"], UNITS[rule.freq]
    every = _amount(table, unit, rule.interval)
    numbered = any(nth for nth, _ in rule.by_day)
    if numbered and not all(nth for nth, _ in rule.by_day):
        return None
    months = f" {say['in_months'].format(months=_months(rule, table))}" if rule.by_month else ""
    if unit == "year":
        return _yearly(rule, start, table, every)
    if rule.by_month_day and rule.by_day:
        return None
    if rule.by_position:
        nth = _nth_word(rule.by_position[0], -1, table)
        if nth is None:
            return None
        what = say["nth"].format(nth=nth, day=_name(table, "workday", None))
        return f"{every} {(say.get('on_work') or say['on_nths']).format(nths=what)}{months}"
    if numbered:
        nths = _nths(rule, table)
        return None if nths is None else f"{every} {say['on_nths'].format(nths=nths)}{months}"
    if rule.by_month_day or unit == "month":
        if rule.by_day or unit == "week":
            return None
        days = _month_days(rule.by_month_day or (start.day,), table)
        return None if days is None else f"{every} {days}{months}"
    weekdays = tuple(day for _, day in rule.by_day) or (
        (start.weekday(),) if unit == "week" else ()
    )
    if not weekdays:
        return f"{every}{months}"
    if unit == "week" and rule.interval == 1:
        return f"{_weekly(weekdays, table)}{months}"
    return f"{every} {_on_days(weekdays, table)}{months}"


def _weekly(days: tuple[int, ...], table: Table) -> str:
    if days in (WORK, REST):
        return str(table["say"]["workdays" if days == WORK else "weekends"])
    names = _list(table, [_name(table, "weekday", day) for day in days])
    return str(table["say"]["every_days"].format(days=names))


def _on_days(days: tuple[int, ...], table: Table) -> str:
    if days in (WORK, REST):
        return str(table["say"]["on_workdays" if days == WORK else "on_weekends"])
    names = _list(table, [_name(table, "weekday", day) for day in days])
    return str(table["say"]["on_days"].format(days=names))


def _nth_word(nth: int, day: int, table: Table) -> str | None:
    """ "first" to "fifth" and "last", in the gender of a weekday; -1 is a working day."""
    if nth != -1 and not 1 <= nth <= 5:
        return None
    say = table["say"]
    other = say.get("other_gender", {"days": ()})
    words = other if day in other["days"] else say
    return str(words["last"] if nth == -1 else words["ordinals"].split(" ")[nth - 1])


def _nths(rule: Rule, table: Table) -> str | None:
    say = table["say"]
    items = []
    for nth, day in sorted(rule.by_day, key=lambda pair: (pair[0] % 100, pair[1])):
        word = _nth_word(nth, day, table)
        if word is None:
            return None
        items.append(say["nth"].format(nth=word, day=_name(table, "weekday", day)))
    return _list(table, items)


def _suffix(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _month_days(days: tuple[int, ...], table: Table) -> str | None:
    say = table["say"]
    if days == (-1,):
        return str(say.get("on_last_day") or say["on_month_days"].format(days=say["last_day"]))
    if any(day < 1 for day in days):
        return None
    items = [say["month_day"].format(n=day, suffix=_suffix(day)) for day in days]
    return str(say["on_month_days"].format(days=_list(table, items)))


def _yearly(rule: Rule, start: datetime, table: Table, every: str) -> str | None:
    say = table["say"]
    if rule.by_day:
        if rule.by_month_day or not rule.by_month or not all(nth for nth, _ in rule.by_day):
            return None
        nths = _nths(rule, table)
        if nths is None:
            return None
        what = say["on_nths"].format(nths=nths)
        return f"{every} {say['of_month'].format(what=what, months=_months(rule, table))}"
    months = rule.by_month or ((start.month,) if not rule.by_month_day else ())
    days = rule.by_month_day or (start.day,)
    if len(months) != 1 or len(days) != 1 or days[0] < 1:
        return None
    month = _name(table, "month", months[0] - 1)
    return f"{every} {say['on_date'].format(day=days[0], month=month)}"
