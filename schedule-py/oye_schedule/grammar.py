"""What a phrase of time is made of, for every language: rules over the meanings of words.

A clause sets fields, as (name, value) pairs: `every` (unit, n), `days` (weekdays), `nths` ((n,
weekday), …), `month_days`, `year_days`, `months`, `weeks`, `year`, `named` (days from today),
`shift` ((amount, unit), …), `rel` (unit, n), `mode`, `times`, `part`, `zone`, `window`, `count`,
`until`, `lasting`, `start`, `except`, `after_done`, `holiday`, `instant`, `past`.
"""

from typing import Any

from oye_schedule.chart import rules

Fields = tuple[tuple[str, Any], ...]


# What names a day, and so doesn't go with "in 3 days".
CALENDAR = {"days", "nths", "month_days", "months", "rel", "year", "mode"}


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
    return tuple(sorted(found.items()))


def _more(first: Any, rest: tuple[Any, ...]) -> Any:
    """A list with one more in front; nobody says longer ones than a month has days."""
    return (first, *rest) if len(rest) < 31 else None


def _span(amount: float | None, unit: tuple[str, int], rest: Any = None) -> Any:
    total = (1 if amount is None else amount) * unit[1]
    return None if rest and rest[0][1] == unit[0] else ((total, unit[0]), *(rest or ()))


def _hour(number: float, minute: float = 0, sure: str = "12") -> Any:
    if number != int(number) or not 0 <= number <= 24 or not 0 <= minute < 60:
        return None
    sure = "24" if number > 12 or number == 0 else sure
    return (int(number) % 24, int(minute), 0, sure)


def _shifted(clock: Any, minutes: int) -> Any:
    total = (clock[0] * 60 + clock[1] + minutes) % 1440
    return (total // 60, total % 60, clock[2], clock[3])


def _plus(clock: Any, minutes: float) -> Any:
    whole = minutes == int(minutes) and 0 < abs(minutes) < 60
    return _shifted(clock, int(minutes)) if whole else None


def _dated_weekday(days: Any, numbers: Any) -> Any:
    """ "Monday 21": a day of the month that can be no hour, or that is checked against the week."""
    if len(numbers) != 1 or not 1 <= numbers[0] <= 31 or numbers[0] != int(numbers[0]):
        return None
    return fields(days=(days,), month_days=(int(numbers[0]),), near=numbers[0] <= 24)


def _days(values: Any, plural: bool = False) -> Any:
    return fields(days=values, plural=True) if plural else fields(days=values)


def _joined(one: Any, other: Any) -> Any:
    return (tuple(dict.fromkeys(one[0] + other[0])), one[1] or other[1])


def _through(one: Any, other: Any) -> Any:
    if len(one[0]) != 1 or len(other[0]) != 1:
        return None
    count = (other[0][0] - one[0][0]) % 7
    return (tuple((one[0][0] + step) % 7 for step in range(count + 1)), one[1])


def _month_days(numbers: Any, months: Any = None, year: Any = None, **more: Any) -> Any:
    if any(number != int(number) or not 1 <= abs(number) <= 31 for number in numbers):
        return None
    found = {"month_days": tuple(int(number) for number in numbers), **more}
    if months:
        found["months"] = months
    if year is not None:
        found["year"] = year
    return fields(**found)


def _year(number: float) -> Any:
    return int(number) if 1900 <= number <= 2200 else None


def _date(date: Any) -> Any:
    year, month, day = date
    found: dict[str, Any] = {"months": (month,), "month_days": (day or 1,)}
    if year is not None:
        found["year"] = year
    return fields(**found)


def _every(count: float | None, unit: tuple[str, int]) -> Any:
    amount = 1 if count is None else count
    if amount == 0.5 and unit[0] == "hour":
        return fields(every=("minute", 30))
    if amount != int(amount) or amount < 1:
        return None
    return fields(every=(unit[0], int(amount) * unit[1]))


def _every_days(count: int, days: Any) -> Any:
    return fields(days=days[0], every=("week", count)) if count >= 1 else None


def _holiday(text: str) -> Any:
    month, day = text.split("-")
    return fields(months=(int(month),), month_days=(int(day),))


def _monthly(found: Fields | None, every: tuple[str, int]) -> Any:
    return None if found is None else merged(found, fields(every=every))


def _days_of_years(numbers: Any) -> Any:
    return fields(year_days=tuple(numbers), every=("year", 1))


def _ends(day: int, every: int | None) -> Fields:
    return (
        fields(month_days=(day,))
        if every is None
        else fields(month_days=(day,), every=("month", every))
    )


GRAMMAR = rules(
    {
        "sep": [("comma and?", lambda: True), ("and", lambda: True)],
        "thru": [("to", lambda: True), ("dash", lambda: True)],
        "qty": [("@number", lambda n: n), ("half_a", lambda: 0.5)],
        "span": [
            ("@qty @unit", _span),
            ("@qty @unit sep? @span", _span),
            ("@number @unit and_half", lambda n, u: _span(n + 0.5, u)),
            ("@number and_half @unit", lambda n, u: _span(n + 0.5, u)),
        ],
        "hour": [("@number", _hour)],
        "minutes": [
            ("@number", lambda n: n if n >= 10 else None),
            ("@digits @digits", lambda a, b: b if a == 0 and 0 < b < 10 else None),
            ("@number @number", lambda a, b: b if a == 0 and 0 < b < 10 else None),
        ],
        "clock": [
            ("@time oclock?", lambda t: t),
            ("@hour oclock", lambda h: h),
            ("@hour oclock @minutes", lambda h, m: (h[0], int(m), 0, h[3]) if m < 60 else None),
            ("@clock_word", lambda h: (h, 0, 0, "exact")),
            ("@past @hour oclock?", lambda m, h: _shifted(h, m)),
            ("@past @clock_word", lambda m, h: _shifted((h, 0, 0, "exact"), m)),
            ("@past @time", lambda m, t: _shifted(t, m)),
            ("half_to @hour oclock?", lambda h: _shifted(h, -30)),
            ("@number minute_word? minutes_past @hour", lambda m, h: _shifted(h, int(m))),
            ("@number minute_word? minutes_to @hour", lambda m, h: _shifted(h, -int(m))),
            ("@hour oclock? @after_hour", _shifted),
            ("@hour oclock? minutes_after @number minute_word?", _plus),
            ("@hour oclock? minutes_before @number minute_word?", lambda h, m: _plus(h, -m)),
        ],
        "spoken": [
            ("@clock", lambda t: t),
            ("@dotted oclock?", lambda t: t),
            ("@military", lambda t: t),
            ("@hour", lambda h: h),
            ("@hour and? @minutes", lambda h, m: (h[0], int(m), 0, h[3]) if m < 60 else None),
        ],
        "spokens": [
            ("@spoken", lambda t: (t,)),
            ("@spoken sep at? @spokens", _more),
        ],
        "clocks": [
            ("@clock", lambda t: (t,)),
            ("@clock sep at? @clocks", _more),
        ],
        "time_clause": [
            ("@clocks", lambda t: fields(times=t)),
            ("at @spokens", lambda t: fields(times=t)),
            ("@spoken comma? @in_part", lambda t, p: fields(times=(t,), part=p)),
            ("@spoken comma? tonight", lambda t: fields(times=(t,), part="night", named=0)),
            ("at? @dotted oclock", lambda t: fields(times=(t,))),
            ("@in_part", lambda p: fields(part=p)),
            ("on? @part", lambda p: fields(part=p)),
            ("@dotted", lambda t: fields(times=(t,))),
            ("@zone", lambda z: fields(zone=z)),
        ],
        "day": [
            ("@weekday", lambda d: ((d,), False)),
            ("@weekdays", lambda d: ((d,), True)),
            ("workday", lambda: ((0, 1, 2, 3, 4), False)),
            ("workdays", lambda: ((0, 1, 2, 3, 4), True)),
            ("weekend", lambda: ((5, 6), False)),
            ("weekends", lambda: ((5, 6), True)),
        ],
        "days": [
            ("@day", lambda d: d),
            ("@day sep on? @days", _joined),
            ("@day thru @day", _through),
        ],
        "ord": [
            ("@ordinal", lambda n: n),
            ("@ordinal @ordinal", lambda n, m: -n if m == -1 and n > 0 else None),
            ("@ordinal to_last", lambda n: -n if n > 0 else None),
        ],
        "ords": [
            ("@ord", lambda n: (n,)),
            ("@ord sep on? @ords", _more),
        ],
        "digit_ords": [
            ("@digit_ordinal", lambda n: (n,)),
            ("@digit_ordinal sep on? @digit_ords", _more),
        ],
        "nums": [
            ("@number", lambda n: (n,) if n == int(n) else None),
            ("@number sep on? @nums", _more),
        ],
        "dates": [("@ords", lambda n: n), ("@nums", lambda n: n)],
        "mixed": [
            ("@ords", lambda n: n),
            ("@number", lambda n: (n,)),
            ("@number day_unit? sep the_day? @mixed", _more),
            ("@ord day_unit? sep the_day? @mixed", _more),
        ],
        "months": [
            ("@month", lambda m: (m,)),
            ("@month sep of? @months", _more),
        ],
        "nths": [
            ("@ords @day", lambda n, d: tuple((k, w) for k in n for w in d[0])),
            ("@ord @day sep on? @nths", lambda n, d, rest: (*((n, w) for w in d[0]), *rest)),
        ],
        "every_word": [("every", lambda: 1), ("every_other", lambda: 2)],
        "year_number": [("@digits", _year), ("@number", _year), ("@long_year", _year)],
        "tail_year": [("comma? of? @year_number", lambda y: y)],
        "month_date": [
            ("@dates of? @months @tail_year?", _month_days),
            ("@months on? @dates @tail_year?", lambda m, d, y: _month_days(d, m, y)),
            ("@months day_number @nums @tail_year?", lambda m, d, y: _month_days(d, m, y)),
        ],
        "month_unit": [("@unit", lambda u: True if u == ("month", 1) else None)],
        "year_unit": [("@unit", lambda u: True if u == ("year", 1) else None)],
        "day_unit": [("@unit", lambda u: True if u == ("day", 1) else None)],
        "in_month": [
            ("of_month", lambda: True),
            ("of month_unit", lambda: True),
            ("of this month_unit", lambda: True),
        ],
        "date_clause": [
            ("@named", lambda n: fields(named=n)),
            ("now", lambda: fields(shift=((0, "second"),))),
            ("tonight", lambda: fields(named=0, part="night")),
            ("this @part", lambda p: fields(named=0, part=p)),
            ("this in_part", lambda: None),
            ("on? @days", lambda d: _days(*d)),
            ("on? this @weekday", lambda d: fields(days=(d,), mode="this")),
            ("on? next @weekday", lambda d: fields(days=(d,), mode="next")),
            ("on? @weekday next_after", lambda d: fields(days=(d,), mode="next")),
            ("@weekday after_next", lambda d: fields(days=(d,), mode="after_next")),
            ("on? @nths in_month?", lambda n: fields(nths=n)),
            ("on? @ords day_unit? in_month?", _month_days),
            ("on? @ords day_unit", lambda n: fields(year_days=n)),
            ("on? @ords day_unit? of every year_unit", _days_of_years),
            ("on? @weekday @nums", _dated_weekday),
            ("on? @weekday the_day @dates", lambda d, n: _month_days(n, days=(d,))),
            ("on? next @month_date", lambda f: f),
            ("on? next @date", _date),
            ("on_plural @days", lambda d: _days(d[0], True)),
            ("after_next_before @weekday", lambda d: fields(days=(d,), mode="after_next")),
            ("on? day_number @nums in_month?", _month_days),
            ("on? the_day @mixed day_unit? in_month?", _month_days),
            ("on? the_day? @mixed in_month", _month_days),
            ("on? the_day? @mixed day_unit", lambda n: fields(year_days=n)),
            ("on? the_day? @month_date", lambda f: f),
            ("on? the_day? @date", _date),
            ("@stamp", lambda s: fields(instant=s)),
            ("of? @months", lambda m: fields(months=m)),
            ("of? @month @tail_year", lambda m, y: fields(months=(m,), year=y)),
            ("of? next @unit", lambda u: fields(rel=(u[0], u[1]))),
            ("of? @unit next_after", lambda u: fields(rel=(u[0], u[1]))),
            ("of? this @unit", lambda u: fields(rel=(u[0], 0)) if u[1] == 1 else None),
            ("on? @holiday", _holiday),
            ("week_number @number", lambda n: fields(weeks=(int(n),)) if 1 <= n <= 53 else None),
            ("in @span", lambda s: fields(shift=s)),
            ("@span later", lambda s: fields(shift=s)),
            ("@span after @named", lambda s, n: fields(shift=s, named=n)),
            ("@number @weekday later", lambda n, d: fields(days=(d,), mode=("ahead", int(n)))),
            ("@number @weekdays later", lambda n, d: fields(days=(d,), mode=("ahead", int(n)))),
            ("@span ago", lambda _: fields(past=True)),
            ("past_word @unit", lambda _: fields(past=True)),
        ],
        "point": [
            ("@date_clause", lambda f: f),
            ("@date_clause comma? @point", merged),
        ],
        "every_clause": [
            ("every @qty? @unit", _every),
            ("every @ordinal @unit", lambda n, u: _every(n, u) if n > 1 else None),
            ("of every @ordinal @unit", lambda n, u: _every(n, u) if n > 1 else None),
            ("of? every @number? @unit", _every),
            ("every_other @unit", lambda u: _every(2, u)),
            ("every @days", lambda d: _every_days(1, d)),
            ("every_other @days", lambda d: _every_days(2, d)),
            ("every @number @days", lambda n, d: _every_days(int(n), d)),
            ("every @part", lambda p: fields(every=("day", 1), part=p)),
            ("every @part @hour", lambda p, t: fields(every=("day", 1), part=p, times=(t,))),
            ("every @in_part", lambda p: fields(every=("day", 1), part=p)),
            ("on? @parts", lambda p: fields(every=("day", 1), part=p)),
            ("every @nths", lambda n: fields(nths=n, every=("month", 1))),
            ("every @ords in_month", lambda n: _monthly(_month_days(n), ("month", 1))),
            ("every @digit_ords", lambda n: _monthly(_month_days(n), ("month", 1))),
            ("every @months", lambda m: fields(months=m, every=("year", 1))),
            ("every @month_date", lambda f: _monthly(f, ("year", 1))),
            ("every @date", lambda d: _monthly(_date(d), ("year", 1))),
            ("every @holiday", lambda d: _monthly(_holiday(d), ("year", 1))),
            ("@adverb", lambda u: fields(every=(u[0], u[1]))),
            ("every @adverb", lambda u: fields(every=(u[0], u[1]))),
            ("@count per @unit", lambda n, u: _every(1, u) if n == 1 else None),
            ("@count every @unit", lambda n, u: _every(1, u) if n == 1 else None),
            ("@number per @unit", lambda n, u: _every(1, u) if n == 1 else None),
        ],
        "count_clause": [
            ("up_to? @count", lambda n: fields(count=n)),
            ("up_to? @number times", lambda n: fields(count=int(n)) if n >= 1 else None),
            ("until @point", lambda p: fields(until=p)),
            ("until @year_number", lambda y: fields(until=fields(year=y))),
            ("for @span", lambda s: fields(lasting=s)),
            ("for @unit", lambda u: fields(lasting=_span(1, u))),
            ("starting on? @point", lambda p: fields(start=p)),
            ("from @spoken thru @spoken", lambda a, b: fields(window=(a, b))),
            ("from @spoken and @spoken", lambda a, b: fields(window=(a, b))),
            ("except @days", lambda d: fields(skip_days=d[0])),
            ("except @months", lambda m: fields(skip_months=m)),
            ("every? @span done", lambda s: fields(after_done=s)),
            ("begin_of @every_word? month_unit", lambda e: _ends(1, e)),
            ("end_of @every_word? month_unit", lambda e: _ends(-1, e)),
            ("at_begin", lambda: fields(month_days=(1,))),
            ("at_end", lambda: fields(month_days=(-1,))),
        ],
        "clause": [
            ("@every_clause", lambda f: f),
            ("@date_clause", lambda f: f),
            ("@time_clause", lambda f: f),
            ("@count_clause", lambda f: f),
        ],
    }
)
