"""What words say of rules, cron lines and single dates, as a person would."""

from datetime import UTC, datetime

import pytest

from oye_schedule.describe import describe
from oye_schedule.lexicon import LANGUAGES
from oye_schedule.occurrences import next_occurrences
from oye_schedule.phrase import parse_when
from oye_schedule.schedule import Schedule

START = datetime(2026, 11, 24, 9)


def said(*lines: str, lang: str = "en", zone: str | None = None, wait: str | None = None) -> str:
    return describe(Schedule(START, zone, lines, wait), lang)


CRON = {
    "*/15 9-17 * * 1-5": "every 15 minutes from 09:00 to 17:59, Monday to Friday",
    "*/15 9-11,14-16 * * 1,3": "every 15 minutes from 09:00 to 11:59 and from 14:00 to 16:59,"
    " on Monday and Wednesday",
    "0,10,45 9-17 * * *": "at minutes 0, 10 and 45 of every hour from 09:00 to 17:59",
    "*/7 8-9 * * 1#2": "every 7 minutes from minute 0 of every hour from 08:00 to 09:59,"
    " on the second Monday of every month",
    "5 * * * *": "at minute 5 of every hour",
    "0 0-5,12-17 * * *": "every hour from 00:00 to 05:00 and from 12:00 to 17:00",
    "@hourly": "every hour",
    "@daily": "every day at 00:00",
    "30 8 1,15 * *": "on the 1st and 15th of every month at 08:30",
    "0 9 1,15,L * *": "on the 1st, 15th and last day of every month at 09:00",
    "0 9 LW * *": "on the last weekday of every month at 09:00",
    "0 9 15W * *": "on the weekday nearest to the 15th of every month at 09:00",
    "0 9 1W 8 *": "every year on the weekday nearest to the 1st of August at 09:00",
    "0 9 * * 5L": "on the last Friday of every month at 09:00",
    "0 9 * * 2,5L": "every Tuesday and also on the last Friday of every month at 09:00",
    "0 9 * 1,6 *": "every day in January and June at 09:00",
    "0 9 3 3,9 *": "every year on the 3rd of March and September at 09:00",
    "0 9 13 * 5": "on the 13th of every month and also every Friday at 09:00",
    "0 9 1-7 * 1": "on the days from the 1st to the 7th of every month and also every Monday"
    " at 09:00",
    "0 9 */2 * 5": "every 2 days from the 1st of every month, if it falls on Friday, at 09:00",
    "0 9 1-31 * 5": "every day at 09:00",
    "0 9 L * */5": "on the last day of every month, if it falls on Friday or Sunday, at 09:00",
}


@pytest.mark.parametrize(("line", "words"), CRON.items())
def test_a_cron_line_is_told_in_words_beside_itself(line: str, words: str) -> None:
    assert said(f"CRON:{line}") == f"{words} ({line})"


@pytest.mark.parametrize("line", ["0 9 LW * */2", "1,2,4,7,11,13,17,19,23,29,31,37,41 * * * *"])
def test_a_cron_line_without_words_is_quoted(line: str) -> None:
    assert said(f"CRON:{line}") == f"by the cron line {line}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_of_a_cron_line_mean_what_it_does(lang: str) -> None:
    now = datetime(2026, 11, 23, 10, tzinfo=UTC)
    for line in (
        "*/15 9-17 * * 1-5",
        "0 9-17 * 6,7 *",
        "30 8 1,15 * *",
        "0 9 L,1 * *",
        "0 9 LW * *",
        "0 9 * * 1#2,5L",
        "0 9 L 2 *",
        "0 9 1,8 3,10 *",
        "0 1,13 * * 0-4",
        "5 6 7 8 *",
    ):
        kept = Schedule(datetime(2026, 1, 1), None, (f"CRON:{line}",))
        words = describe(kept, lang).removesuffix(f" ({line})")
        back = parse_when(words, now=now, zone="UTC", lang=lang).schedule
        ours = next_occurrences(kept, zone="UTC", after=now, limit=60)
        assert next_occurrences(back, zone="UTC", after=now, limit=60) == ours, words


RULES = {
    "MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD": "on the 31st of every month,"
    " or on the last day where a month is shorter, at 09:00",
    "MONTHLY;BYMONTHDAY=31;SKIP=FORWARD": "on the 31st of every month,"
    " or on the 1st of the next month where a month is shorter, at 09:00",
    "MONTHLY;BYMONTHDAY=28;SKIP=BACKWARD": "on the 28th of every month at 09:00",
    "MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1": "on the 30th of every month,"
    " or on the last day where a month is shorter, at 09:00",
    "YEARLY;BYWEEKNO=20": "every year on Tuesday in week 20 at 09:00",
    "YEARLY;BYWEEKNO=20,21;BYDAY=MO": "every year on Monday in weeks 20 and 21 at 09:00",
    "YEARLY;BYYEARDAY=1,100": "every year on the 1st and 100th day of the year at 09:00",
    "YEARLY;BYYEARDAY=-10": "every year on the 10th to last day of the year at 09:00",
    "YEARLY;BYDAY=20MO": "every year on the 20th Monday of the year at 09:00",
    "MONTHLY;BYDAY=MO,TU;BYSETPOS=1": "on the first Monday or Tuesday of every month at 09:00",
    "MONTHLY;BYDAY=FR;BYMONTHDAY=13": "on the 13th of every month, if it falls on Friday, at 09:00",
    "MONTHLY;BYMONTHDAY=-3": "on the 3rd to last day of every month at 09:00",
    "MONTHLY;BYDAY=1MO,3MO,-1FR": "on the first and third Monday and last Friday of every month"
    " at 09:00",
    "DAILY;BYHOUR=9,17;UNTIL=20271208T120000": "every day at 09:00 and 17:00"
    " until 8 December 2027 at 12:00",
    "DAILY;UNTIL=20271208T170000Z": "every day at 09:00 until 8 December 2027 at 17:00 UTC",
    "DAILY;COUNT=1": "every day at 09:00 once",
    "HOURLY;INTERVAL=2;BYDAY=MO": "every 2 hours, on Monday",
    "MINUTELY;INTERVAL=20;BYHOUR=9,10,11": "every 20 minutes from 09:00 to 11:40",
}


@pytest.mark.parametrize(("rule", "words"), RULES.items())
def test_a_rule_is_told_in_words(rule: str, words: str) -> None:
    assert said(f"RRULE:FREQ={rule}") == words


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYWEEKNO=-1",
        "FREQ=DAILY;BYSETPOS=1;BYHOUR=9,10",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1;BYHOUR=9,10",
        "FREQ=YEARLY;BYMONTH=1,2;BYDAY=MO,TU;BYSETPOS=1",
        "FREQ=MONTHLY;BYMONTHDAY=-31;SKIP=BACKWARD",
        "FREQ=DAILY;BYSECOND=30",
    ],
)
def test_a_rule_without_words_is_shown_as_it_is(rule: str) -> None:
    assert said(f"RRULE:{rule}") == f"by the rule RRULE:{rule}"


def test_several_rules_and_single_dates_are_told_together() -> None:
    monday = "RRULE:FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0"
    friday = "RRULE:FREQ=WEEKLY;BYDAY=FR;BYHOUR=17;BYMINUTE=0"
    both = "every Monday at 09:00 and also every Friday at 17:00"
    assert said(monday, friday) == both
    without = "except on 24 December 2026 and 4 January 2027"
    assert said(monday, friday, "EXDATE:20261224,20270104") == f"{both}, {without}"
    assert said("RRULE:FREQ=DAILY", "EXDATE:20261224T090000", zone="Europe/Madrid") == (
        "every day at 09:00, except on 24 December 2026, Madrid time"
    )
    assert said("RRULE:FREQ=DAILY", "RDATE:20261224T170000Z", zone="Europe/Madrid") == (
        "every day at 09:00, and also on 24 December 2026 at 18:00, Madrid time"
    )
    assert said("RDATE:20261224T180000") == (
        "on 24 November 2026 at 09:00 and on 24 December 2026 at 18:00"
    )
    many = "EXDATE:" + ",".join(f"202612{day}" for day in range(10, 20))
    assert said("RRULE:FREQ=DAILY", many).endswith("15 December 2026 and on 4 more days")


def test_a_count_and_a_place_in_a_set_are_each_rules_own() -> None:
    rule = "RRULE:FREQ=DAILY;COUNT=5;BYMINUTE=0;BYHOUR="
    assert said(f"{rule}9", f"{rule}17") == (
        "every day at 09:00 5 times and also every day at 17:00 5 times"
    )
    last = "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;BYMINUTE=0;BYHOUR="
    at = "on the last weekday of every month at"
    assert said(f"{last}9", f"{last}17") == f"{at} 09:00 and also {at} 17:00"


@pytest.mark.parametrize(
    ("lang", "rule", "words"),
    [
        ("it", "MONTHLY;BYDAY=-1FR", "l'ultimo venerdì di ogni mese alle 09:00"),
        ("it", "MONTHLY;BYMONTHDAY=1,8", "il 1º e l'8 di ogni mese alle 09:00"),
        ("it", "DAILY;UNTIL=20270311", "ogni giorno alle 09:00 fino all'11 marzo 2027"),
        ("pt", "WEEKLY;INTERVAL=2;BYDAY=MO,WE", "a cada 2 semanas às segundas e quartas às 09:00"),
        ("pt", "WEEKLY;BYDAY=MO,SA", "toda segunda-feira e todo sábado às 09:00"),
        ("pt", "DAILY;BYHOUR=1", "todos os dias à 01:00"),
        ("de", "MONTHLY;BYMONTHDAY=31", "am 31. jedes Monats um 09:00 Uhr"),
        ("de", "MONTHLY;BYMONTHDAY=-3", "am drittletzten Tag jedes Monats um 09:00 Uhr"),
        ("es", "WEEKLY;BYDAY=SA,MO", "todos los lunes y sábados a las 09:00"),
        ("es", "DAILY;BYHOUR=1,13", "cada día a la 01:00 y a las 13:00"),
        ("fr", "YEARLY;BYMONTH=8;BYDAY=1MO", "tous les ans le premier lundi d'août à 09:00"),
        ("fr", "YEARLY;BYMONTH=8;BYMONTHDAY=1", "tous les ans le 1er août à 09:00"),
        ("nl", "MONTHLY;BYMONTHDAY=1,15", "op de 1e en 15e van elke maand om 09:00"),
    ],
)
def test_words_agree_with_each_other(lang: str, rule: str, words: str) -> None:
    assert said(f"RRULE:FREQ={rule};BYMINUTE=0", lang=lang) == words


def test_a_wait_a_day_and_a_zone_are_told() -> None:
    assert said(wait="P3D") == "every 3 days after done at 09:00"
    assert said(wait="P1D", lang="de") == "1 Tag nach Erledigung um 09:00 Uhr"
    assert said(wait="P2W", lang="fr") == "toutes les 2 semaines après l'avoir fait à 09:00"
    assert said(lang="de") == "am Dienstag, den 24. November 2026 um 09:00 Uhr"
    assert said("RRULE:FREQ=DAILY", zone="UTC") == "every day at 09:00, UTC"
    weekdays = "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    assert said(weekdays, zone="Europe/Madrid") == "every weekday at 09:00, Madrid time"
