"""What clauses mean: fields, as the rules of grammar.py build them from words."""

from typing import Any

from oye_schedule.hours import hour_in

Fields = tuple[tuple[str, Any], ...]

SHORT_UNITS = ("second", "minute", "hour")
# What names a day, and so doesn't go with "in 3 days".
CALENDAR = {"days", "nths", "month_days", "months", "rel", "year", "mode"}

# From the longest on: a span tells its units in this order.
UNITS = ("year", "month", "week", "day", "hour", "minute", "second")


def fields(**named: Any) -> Fields:
    """Fields in one order, so that equal readings are equal."""
    return tuple(sorted(named.items()))


def merged(one: Fields, other: Fields) -> Fields | None:
    """Both together; None where they contradict each other."""
    found = dict(one)
    for name, value in other:
        if found.setdefault(name, value) != value:
            return None
    if ("shift" in found or "instant" in found) and CALENDAR & set(found):
        return None
    short = any(unit in SHORT_UNITS or n % 1 for n, unit in found.get("shift", ()))
    if short and {"named", "times", "part"} & set(found):
        return None
    # "Friday the 13th" counts from the first; "the last" with a Friday elsewhere is no date.
    if "days" in found and min(found.get("month_days", (1,)), default=1) < 0:
        return None
    return tuple(sorted(found.items()))


def two_times(one: Fields, other: Fields) -> bool:
    """Whether clauses that "and" or "or" joins tell a time each: "tomorrow or the day after"."""
    names, others = set(dict(one)), set(dict(other))
    mere_part = any(found <= {"part", "loose"} for found in (names, others))
    return mere_part or bool(names & others - {"every", "plural"})


def more(first: Any, rest: tuple[Any, ...]) -> Any:
    """A list with one more in front; nobody says longer ones than a month has days."""
    return (first, *rest) if len(rest) < 31 else None


def span(amount: float | None, unit: tuple[str, int], rest: Any = None) -> Any:
    """((amount, unit), …) of a length of time such as "1 hour and 20 minutes"."""
    total = (1 if amount is None else amount) * unit[1]
    if rest and UNITS.index(rest[0][1]) <= UNITS.index(unit[0]):
        return None
    return ((total, unit[0]), *(rest or ()))


def hour(number: float, minute: float = 0, sure: str = "12") -> Any:
    if number != int(number) or not 0 <= number <= 24 or not 0 <= minute < 60:
        return None
    sure = "24" if number > 12 or number == 0 else sure
    return (int(number) % 24, int(minute), 0, sure)


def shifted(clock: Any, minutes: int) -> Any:
    """A clock moved by minutes; on a clock of 12 hours, half an hour before one is past twelve."""
    total = (clock[0] * 60 + clock[1] + minutes) % 1440
    if total < 60 and clock[0] == 1 and clock[3].startswith("12"):
        total += 720
    return (total // 60, total % 60, clock[2], clock[3])


def parted(clock: Any, part: str) -> Any:
    """An hour with its part of the day, where each of several has its own."""
    if clock[3] not in ("12", "12:") or not 1 <= clock[0] <= 12:
        return None
    hour = hour_in(clock[0], part)
    return (hour, clock[1], clock[2], "exact") if hour < 24 else None


def plus(clock: Any, minutes: float) -> Any:
    whole = minutes == int(minutes) and 0 < abs(minutes) < 60
    return shifted(clock, int(minutes)) if whole else None


def dated_weekday(days: Any, numbers: Any) -> Any:
    """ "Monday 21": a day of the month that can be no hour, or that is checked against the week."""
    if len(numbers) != 1 or not 1 <= numbers[0] <= 31 or numbers[0] != int(numbers[0]):
        return None
    return fields(days=(days,), month_days=(int(numbers[0]),), near=numbers[0] <= 24)


def days(values: Any, plural: bool = False) -> Any:
    return fields(days=values, plural=True) if plural else fields(days=values)


def joined(one: Any, other: Any) -> Any:
    return (tuple(dict.fromkeys(one[0] + other[0])), one[1] or other[1])


def through(one: Any, other: Any) -> Any:
    if len(one[0]) != 1 or len(other[0]) != 1:
        return None
    count = (other[0][0] - one[0][0]) % 7
    return (tuple((one[0][0] + step) % 7 for step in range(count + 1)), True)


def month_days(numbers: Any, months: Any = None, year: Any = None, **more: Any) -> Any:
    if any(number != int(number) or not 1 <= abs(number) <= 31 for number in numbers):
        return None
    found = {"month_days": tuple(int(number) for number in numbers), **more}
    if months:
        found["months"] = months
    if year is not None:
        found["year"] = year
    return fields(**found)


def bound(name: str, numbers: Any) -> Any:
    """ "until the 15th": a day of the month as the end or the start of a series."""
    found = month_days(numbers)
    return None if found is None else fields(**{name: found})


def year(number: float) -> Any:
    return int(number) if 1900 <= number <= 2200 else None


def date(date: Any) -> Any:
    year, month, day = date
    found: dict[str, Any] = {"months": (month,), "month_days": (day or 1,)}
    if year is not None:
        found["year"] = year
    return fields(**found)


def every(count: float | None, unit: tuple[str, int]) -> Any:
    amount = 1 if count is None else count
    if amount != int(amount) and unit[0] == "hour":
        return every(amount * 60, ("minute", 1))
    if amount != int(amount) and unit[0] == "year":
        return every(amount * 12, ("month", 1))
    if amount != int(amount) or amount < 1:
        return None
    return fields(every=(unit[0], int(amount) * unit[1]))


def every_days(count: int, days: Any) -> Any:
    return fields(days=days[0], every=("week", count)) if count >= 1 else None


def stretch(first: Fields, last: Fields) -> Any:
    """ "from 1 January to 31 March": when a series begins and ends; weekdays are a range."""
    dated = {"month_days", "months"} & set(dict(last))
    return fields(start=first, until=last) if dated else None


def through_month(last: Fields) -> Fields:
    """ "through december": a month as the end of a series, with all of its days."""
    found = dict(last)
    mere = "months" in found and not {"month_days", "nths"} & set(found)
    return fields(**found, month_days=(-1,)) if mere else last


def paired(one: float, other: float, unit: tuple[str, int]) -> Any:
    """ "de 2 em 2 dias": every two days."""
    return every(one, unit) if one == other else None


def one_in(count: float, days: int, many: float) -> Any:
    """ "un lundi sur deux": every so many weeks on a day."""
    return every_days(int(many), ((days,), False)) if count == 1 else None


def holiday(text: str) -> Any:
    month, day = text.split("-")
    return fields(months=(int(month),), month_days=(int(day),))


def between(first: Fields, last: Fields) -> Any:
    """From one date to another; of two weekdays each week is meant, not one."""
    return None if set(dict(first)) == {"days"} else fields(start=first, until=last)


def rate(count: float, every: Any) -> Any:
    """ "twice a day": that it comes so often in each period, for which times must be told."""
    if every is None or count < 1 or count != int(count):
        return None
    return every if count == 1 else merged(every, fields(rate=int(count)))


def led(span: Any, point: Fields | None, sign: int) -> Any:
    """So long before (1) or after (-1) a point that is no mere stretch from now."""
    if point is None or {"shift", "past", "lead", "instant"} & set(dict(point)):
        return None
    if sign < 0 and set(dict(point)) == {"named"}:
        return None
    return merged(point, fields(lead=tuple((amount * sign, unit) for amount, unit in span)))


def day_in(numbers: Any, within: Any) -> Any:
    """Days of the next month that has them, or of this one where `within` is its distance."""
    return month_days(numbers, **({"rel": within} if isinstance(within, tuple) else {}))


def nth_days(nths: Any, within: Any) -> Any:
    """The nth weekdays of a month; in the plural of every month."""
    found, plural = nths
    named: dict[str, Any] = {"nths": found} | ({"within": True} if within else {})
    if isinstance(within, tuple):
        named["rel"] = within
    return fields(**named, every=("month", 1)) if plural else fields(**named)


def year_end(nth: int, next_year: bool) -> Any:
    """The first or the last day of a year."""
    if nth not in (1, -1):
        return None
    found = fields(months=(1 if nth == 1 else 12,), month_days=(nth,))
    return merged(found, fields(rel=("year", 1))) if next_year else found


def monthly(found: Fields | None, every: tuple[str, int]) -> Any:
    return None if found is None else merged(found, fields(every=every))


def days_of_years(numbers: Any) -> Any:
    return fields(year_days=tuple(numbers), every=("year", 1))


def ends(day: int, every: int | None = None, **more: Any) -> Fields:
    """The first (1) or last (-1) day of a month, of each where `every` tells how often."""
    return fields(
        month_days=(day,), **more, **({} if every is None else {"every": ("month", every)})
    )


def work_days(numbers: Any) -> Fields:
    """The nth of the working days of a period: BYSETPOS over Monday to Friday."""
    return fields(days=(0, 1, 2, 3, 4), positions=tuple(numbers))
