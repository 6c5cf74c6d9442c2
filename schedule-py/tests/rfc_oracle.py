"""A second engine, straight from RFC 5545 section 3.3.10 and as naive as can be, to test against.

It walks period by period from DTSTART, asks of every day (hour, minute, second) in each whether all
BY parts allow it, and applies BYSETPOS, DTSTART, UNTIL and COUNT in the RFC's order. No zones.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import product

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
STEPS = {
    "SECONDLY": timedelta(seconds=1),
    "MINUTELY": timedelta(minutes=1),
    "HOURLY": timedelta(hours=1),
    "DAILY": timedelta(days=1),
    "WEEKLY": timedelta(days=7),
}
Rule = dict[str, str]


def numbers(rule: Rule, name: str) -> list[int]:
    return [int(item) for item in rule[name].split(",")] if name in rule else []


def next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)


def days_from(first: date, end: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((end - first).days)]


def first_of_weeks(year: int, week_start: int) -> date:
    """Week 1 is the first that has four days or more in its year."""
    fourth = date(year, 1, 4)
    return fourth - timedelta(days=(fourth.weekday() - week_start) % 7)


def numbered(position: int, size: int, wanted: list[int]) -> bool:
    """Whether the position, from 1 on, in a set of so many is named from its start or its end."""
    return position in wanted or position - size - 1 in wanted


def in_week(rule: Rule, day: date) -> bool:
    week_start = WEEKDAYS.index(rule.get("WKST", "MO"))
    year = day.year + 1
    while first_of_weeks(year, week_start) > day:
        year -= 1
    first = first_of_weeks(year, week_start)
    size = (first_of_weeks(year + 1, week_start) - first).days // 7
    return numbered((day - first).days // 7 + 1, size, numbers(rule, "BYWEEKNO"))


def span_of(day: date, monthly: bool) -> list[date]:
    """The days of the month or the year that holds a day."""
    if monthly:
        return days_from(day.replace(day=1), next_month(day))
    return days_from(date(day.year, 1, 1), date(day.year + 1, 1, 1))


def on_weekday(rule: Rule, day: date, span: list[date]) -> bool:
    """BYDAY: 2TU is the second Tuesday of the span, which is the month or the year."""
    alike = [other for other in span if other.weekday() == day.weekday()]
    for item in rule["BYDAY"].split(","):
        if item[-2:] == WEEKDAYS[day.weekday()] and (
            len(item) == 2
            or (day in alike and numbered(alike.index(day) + 1, len(alike), [int(item[:-2])]))
        ):
            return True
    return False


def implied(rule: Rule, start: datetime) -> Rule:
    """What is not given comes from DTSTART."""
    rule, freq = dict(rule), rule["FREQ"]
    if not {"BYDAY", "BYMONTHDAY", "BYYEARDAY"} & set(rule):
        if freq == "WEEKLY" or (freq in ("MONTHLY", "YEARLY") and "BYWEEKNO" in rule):
            rule["BYDAY"] = WEEKDAYS[start.weekday()]
        elif freq in ("MONTHLY", "YEARLY"):
            rule["BYMONTHDAY"] = str(start.day)
            if freq == "YEARLY":
                rule.setdefault("BYMONTH", str(start.month))
    order = ("SECONDLY", "MINUTELY", "HOURLY")
    for name, value, within in (
        ("BYSECOND", start.second, order[:1]),
        ("BYMINUTE", start.minute, order[:2]),
        ("BYHOUR", start.hour, order),
    ):
        if freq not in within:
            rule.setdefault(name, str(value))
    return rule


def moved(rule: Rule, lack: int, first: date, end: date) -> date | None:
    """Where SKIP puts a day that a span lacks: RFC 7529 section 4.1."""
    one = timedelta(days=1)
    if rule.get("SKIP", "OMIT") == "OMIT":
        return None
    if lack > 0:
        return end - one if rule["SKIP"] == "BACKWARD" else end
    return first - one if rule["SKIP"] == "BACKWARD" else first


def by_number(rule: Rule, name: str, first: date, end: date) -> set[date]:
    """The days of a span that BYMONTHDAY or BYYEARDAY numbers, after SKIP."""
    span, wanted = days_from(first, end), numbers(rule, name)
    found = {day for at, day in enumerate(span, 1) if numbered(at, len(span), wanted)}
    lacking = [number for number in wanted if abs(number) > len(span)]
    return found | {day for lack in lacking if (day := moved(rule, lack, first, end))}


def days_of_span(rule: Rule, first: date, end: date) -> list[date]:
    """The days of one MONTHLY or YEARLY period."""
    span = days_from(first, end)
    if rule["FREQ"] == "YEARLY" and "BYWEEKNO" in rule:
        week_start = WEEKDAYS.index(rule.get("WKST", "MO"))
        weeks = [first_of_weeks(first.year + more, week_start) for more in (0, 1)]
        return [day for day in days_from(*weeks) if limited(rule, day)]
    months = numbers(rule, "BYMONTH") or list(range(1, 13))
    within = [day for day in span if day.month in months]
    found = set(within)
    if "BYYEARDAY" in rule:
        year = date(first.year, 1, 1), date(first.year + 1, 1, 1)
        numbered_days = by_number(rule, "BYYEARDAY", *year)
        found = numbered_days if rule["FREQ"] == "YEARLY" else found & numbered_days
        if "BYMONTH" in rule and "BYMONTHDAY" not in rule:
            found &= set(within)
    if "BYMONTHDAY" in rule:
        firsts = sorted({day.replace(day=1) for day in within})
        named = {d for at in firsts for d in by_number(rule, "BYMONTHDAY", at, next_month(at))}
        found = found & named if "BYYEARDAY" in rule else named
    if "BYWEEKNO" in rule:
        found = {day for day in found if in_week(rule, day)}
    if "BYDAY" in rule:
        monthly = rule["FREQ"] == "MONTHLY" or "BYMONTH" in rule
        # The span of the day itself: SKIP may have moved it out of the one that named it.
        found = {day for day in found if on_weekday(rule, day, span_of(day, monthly))}
    return sorted(found)


def limited(rule: Rule, day: date) -> bool:
    """Whether every BY part allows a day, where they only limit."""
    year = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    first = day.replace(day=1)
    plain = {name: value for name, value in rule.items() if name != "SKIP"}
    return (
        ("BYMONTH" not in rule or day.month in numbers(rule, "BYMONTH"))
        and ("BYWEEKNO" not in rule or in_week(rule, day))
        and ("BYYEARDAY" not in rule or day in by_number(plain, "BYYEARDAY", *year))
        and (
            "BYMONTHDAY" not in rule
            or day in by_number(plain, "BYMONTHDAY", first, next_month(first))
        )
        and ("BYDAY" not in rule or on_weekday(rule, day, []))
    )


def periods(rule: Rule, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    freq, interval = rule["FREQ"], int(rule.get("INTERVAL", "1"))
    if freq in ("MONTHLY", "YEARLY"):
        yield from whole_months(rule, 12 if freq == "YEARLY" else 1, interval, start, end)
        return
    step = STEPS[freq]
    begin = start if freq == "SECONDLY" else start.replace(second=0)
    begin = begin.replace(minute=0) if step >= STEPS["HOURLY"] else begin
    begin = begin.replace(hour=0) if step >= STEPS["DAILY"] else begin
    if freq == "WEEKLY":
        begin -= timedelta(days=(begin.weekday() - WEEKDAYS.index(rule.get("WKST", "MO"))) % 7)
    while begin < end:
        yield begin, begin + step
        begin += step * interval


def whole_months(
    rule: Rule, size: int, interval: int, start: datetime, end: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """Months or years; from the one before DTSTART's on, where its days may reach over."""
    index = start.year * 12 + (start.month - 1 if size == 1 else 0)
    if interval == 1 and {"SKIP", "BYWEEKNO"} & set(rule):
        index -= size
    while (begin := datetime(index // 12, index % 12 + 1, 1)) < end + timedelta(days=40):
        after = index + size
        yield begin, datetime(after // 12, after % 12 + 1, 1)
        index += size * interval


def members(rule: Rule, first: datetime, end: datetime) -> list[datetime]:
    """The set of one period before BYSETPOS."""
    freq = rule["FREQ"]
    if freq in ("MONTHLY", "YEARLY"):
        days = days_of_span(rule, first.date(), end.date())
    else:
        last = (end - timedelta(seconds=1)).date() + timedelta(days=1)
        days = [day for day in days_from(first.date(), last) if limited(rule, day)]
    if not days:
        return []
    hours = numbers(rule, "BYHOUR") or list(range(24))
    minutes = numbers(rule, "BYMINUTE") or list(range(60))
    seconds = [min(second, 59) for second in numbers(rule, "BYSECOND") or range(60)]
    if freq in ("HOURLY", "MINUTELY", "SECONDLY"):
        hours = [first.hour] if first.hour in hours else []
    if freq in ("MINUTELY", "SECONDLY"):
        minutes = [first.minute] if first.minute in minutes else []
    if freq == "SECONDLY":
        seconds = [first.second] if first.second in seconds else []
    times = [time(*parts) for parts in product(hours, minutes, sorted(set(seconds)))]
    return sorted(datetime.combine(day, at) for day in days for at in times)


def occurrences(text: str, start: datetime, end: datetime) -> list[datetime]:
    """Every occurrence of a rule from DTSTART on and before `end`."""
    rule = implied(dict(part.split("=") for part in text.split(";")), start)
    found: set[datetime] = set()
    until = datetime(9999, 12, 31)
    if "UNTIL" in rule:
        until = datetime.fromisoformat(rule["UNTIL"][:15])
        if len(rule["UNTIL"]) == 8:
            until = datetime.combine(until, time.max)
    for first, last in periods(rule, start, end):
        chosen = members(rule, first, last)
        if "BYSETPOS" in rule:
            wanted = numbers(rule, "BYSETPOS")
            chosen = [m for at, m in enumerate(chosen, 1) if numbered(at, len(chosen), wanted)]
        found.update(moment for moment in chosen if start <= moment <= until)
    ordered = sorted(found)[: int(rule["COUNT"]) if "COUNT" in rule else None]
    return [moment for moment in ordered if moment < end]
