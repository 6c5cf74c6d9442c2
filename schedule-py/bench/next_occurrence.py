"""µs per next occurrence, beside python-dateutil and croniter, for rules 0, 1 and 10 years old."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from croniter import croniter
from dateutil.rrule import rrulestr

from oye_schedule.lines import parse_lines
from oye_schedule.occurrences import next_occurrences
from oye_schedule.plan import plan_of
from oye_schedule.rule import parse_rule
from oye_schedule.schedule import Schedule

AFTER = datetime(2026, 11, 23, 10, tzinfo=UTC)
MOST_SECONDS = 2.0
RULES = (
    "FREQ=DAILY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=YEARLY",
    "FREQ=HOURLY;INTERVAL=5",
    "FREQ=MINUTELY",
)


def micros(call: Callable[[], object], rounds: int) -> float:
    """The mean time of a call; of one call alone where that takes long."""
    begin = time.perf_counter()
    call()
    first = time.perf_counter() - begin
    if first * rounds > MOST_SECONDS:
        return first * 1e6
    begin = time.perf_counter()
    for _ in range(rounds):
        call()
    return (time.perf_counter() - begin) / rounds * 1e6


def forget() -> None:
    for known in (plan_of, parse_rule, parse_lines):
        known.cache_clear()


def ours(lines: tuple[str, ...], start: datetime, fresh: bool) -> Callable[[], object]:
    schedule = Schedule(start, "Europe/Madrid", lines)

    def call() -> object:
        if fresh:
            forget()
        return next_occurrences(schedule, zone="UTC", after=AFTER, limit=1)

    return call


def theirs(text: str, start: datetime) -> Callable[[], object]:
    return lambda: rrulestr(text, dtstart=start).after(AFTER.replace(tzinfo=None))


def croniters(text: str) -> Callable[[], object]:
    def call() -> object:
        return croniter(text, AFTER).get_next()

    return call


def main() -> None:
    """Print one line for each rule and age."""
    print(f"{'rule':38}{'years':>6}{'parsed anew':>13}{'cached':>9}{'dateutil':>13}{'ratio':>9}")
    for rule in RULES:
        for years in (0, 1, 10):
            start = datetime(2026 - years, 11, 1, 9)
            anew = micros(ours((f"RRULE:{rule}",), start, fresh=True), 300)
            cached = micros(ours((f"RRULE:{rule}",), start, fresh=False), 1000)
            other = micros(theirs(rule, start), 20)
            print(f"{rule:38}{years:6}{anew:13.1f}{cached:9.1f}{other:13.1f}{other / anew:8.0f}×")
    for cron in ("0 9 * * 1-5", "*/15 * * * *", "0 0 L * *"):
        cached = micros(ours((f"CRON:{cron}",), datetime(2016, 1, 1), fresh=False), 1000)
        other = micros(croniters(cron), 300)
        print(
            f"CRON:{cron:33}{'':6}{'':13}{cached:9.1f}{other:13.1f}{other / cached:8.0f}×  croniter"
        )


if __name__ == "__main__":
    main()
