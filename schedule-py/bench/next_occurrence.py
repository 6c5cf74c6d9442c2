"""µs per next occurrence, beside python-dateutil and croniter, for rules 0, 1 and 10 years old."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from math import inf

from croniter import croniter
from dateutil.rrule import rrulestr

from oye_schedule.cron import parse_cron
from oye_schedule.lines import parse_lines
from oye_schedule.occurrences import next_occurrences
from oye_schedule.plan import plan_of
from oye_schedule.rule import parse_rule
from oye_schedule.schedule import Schedule

AFTER = datetime(2026, 11, 23, 10, tzinfo=UTC)
MOST_SECONDS = 0.5
TURNS = 15
RULES = (
    "FREQ=DAILY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=YEARLY",
    "FREQ=HOURLY;INTERVAL=5",
    "FREQ=MINUTELY",
)


def micros(*calls: tuple[Callable[[], object], int]) -> list[float]:
    """The time of each call, the best of a few turns that all of them take side by side.

    What the machine does beside it slows a turn, and never makes one faster than it is; a call that
    takes long is measured in fewer and shorter turns.
    """
    best, spent = [inf] * len(calls), [0.0] * len(calls)
    for turn in range(TURNS):
        for index, (call, rounds) in enumerate(calls):
            if spent[index] > MOST_SECONDS:
                continue
            # The first turn is one call alone, by which it is known whether more are affordable.
            times = rounds if turn else 1
            begin = time.perf_counter()
            for _ in range(times):
                call()
            taken = time.perf_counter() - begin
            best[index] = min(best[index], taken / times)
            spent[index] += taken * rounds / times
    return [seconds * 1e6 for seconds in best]


def forget() -> None:
    for known in (plan_of, parse_rule, parse_lines, parse_cron):
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
    """Print one line for each rule and age; the ratio is dateutil's time to ours, parsed anew."""
    print(f"{'rule':38}{'years':>6}{'parsed anew':>13}{'cached':>9}{'dateutil':>13}{'ratio':>9}")
    for rule in RULES:
        for years in (0, 1, 10):
            start = datetime(2026 - years, 11, 1, 9)
            lines = (f"RRULE:{rule}",)
            anew, cached, other = micros(
                (ours(lines, start, fresh=True), 200),
                (ours(lines, start, fresh=False), 500),
                (theirs(rule, start), 10),
            )
            print(f"{rule:38}{years:6}{anew:13.1f}{cached:9.1f}{other:13.1f}{other / anew:8.0f}×")
    for cron in ("0 9 * * 1-5", "*/15 * * * *", "0 0 L * *"):
        lines = (f"CRON:{cron}",)
        anew, cached, other = micros(
            (ours(lines, datetime(2016, 1, 1), fresh=True), 200),
            (ours(lines, datetime(2016, 1, 1), fresh=False), 500),
            (croniters(cron), 200),
        )
        ratio = other / anew
        print(f"CRON:{cron:33}{'':6}{anew:13.1f}{cached:9.1f}{other:13.1f}{ratio:8.1f}×  croniter")


if __name__ == "__main__":
    main()
