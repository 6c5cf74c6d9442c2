"""From words to a schedule: the whole of a text, or a phrase within a sentence."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from oye_schedule.chart import Chart
from oye_schedule.grammar import GRAMMAR, Fields, merged
from oye_schedule.lexer import Lattice, read_lattice
from oye_schedule.lines import parse_lines, split_lines
from oye_schedule.once import once, refuse
from oye_schedule.problem import ScheduleError
from oye_schedule.schedule import Schedule
from oye_schedule.series import series
from oye_schedule.zone import load_zone

MOST_CHARACTERS = 5_000
MOST_READINGS = 48
Span = tuple[int, int]
ANCHORS = {
    "every",
    "named",
    "shift",
    "days",
    "nths",
    "month_days",
    "months",
    "rel",
    "times",
    "part",
    "instant",
    "after_done",
    "past",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says: `text` is what is left of it, `phrase` the words that told the time."""

    text: str
    schedule: Schedule
    phrase: str


class _Reader:
    """Sequences of clauses over one lattice, each reading with the number of its clauses."""

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        self.chart = Chart(lattice, GRAMMAR)
        self._known: dict[int, dict[int, dict[Fields, int]]] = {}

    def from_token(self, at: int) -> dict[int, dict[Fields, int]]:
        """For each index after it: the fields that the tokens from `at` may mean, and a cost."""
        if at in self._known:
            return self._known[at]
        found: dict[int, dict[Fields, int]] = {}
        self._known[at] = found
        for middle, first in self.chart.read("clause", at):
            self._keep(found, middle, first, 1)
            for begin in self._after_filler(middle):
                for end, readings in self.from_token(begin).items():
                    for rest, cost in list(readings.items()):
                        together = merged(first, rest)
                        if together is not None:
                            self._keep(found, end, together, cost + 1)
        return found

    def _after_filler(self, at: int) -> list[int]:
        places, edge = [at], [at]
        while edge:
            index = edge.pop()
            for name in ("filler", "comma", "and"):
                for end, _ in self.chart.read(name, index):
                    if end not in places:
                        places.append(end)
                        edge.append(end)
        return [place for place in places if place < len(self.lattice.tokens)]

    @staticmethod
    def _keep(found: dict[int, dict[Fields, int]], end: int, fields: Fields, cost: int) -> None:
        readings = found.setdefault(end, {})
        if len(readings) < MOST_READINGS or fields in readings:
            readings[fields] = min(cost, readings.get(fields, cost))


def _schedule(
    found: dict[str, Any], now: datetime, zone: ZoneInfo, default: time, table: dict[str, Any]
) -> Schedule:
    if found.pop("plural", False):
        found.setdefault("every", ("week", 1))
    if found.get("past"):
        raise refuse("in_the_past", "that has passed; give a time to come")
    if "instant" in found:
        return _stamped(found["instant"])
    local = now.astimezone(zone)
    wall = local.replace(tzinfo=None, fold=0)
    where = load_zone(found["zone"]).key if "zone" in found else None
    if where is not None:
        wall = now.astimezone(load_zone(where)).replace(tzinfo=None, fold=0)
    if "every" in found:
        starts_at, lines = series(found, wall, default, table)
        return Schedule(starts_at, where, lines)
    if {"count", "lasting", "until", "start", "window", "skip_days"} & set(found):
        raise refuse("not_understood", "that needs how often, such as 'every day'")
    span = found.get("shift")
    if span and "named" not in found and all(unit in _ELAPSED for _, unit in span):
        return _elapsed(sum(_ELAPSED[unit] * amount for amount, unit in span), now, zone)
    return Schedule(once(found, wall, default, table).replace(microsecond=0), where)


_ELAPSED = {"second": 1, "minute": 60, "hour": 3600}


def _elapsed(seconds: float, now: datetime, zone: ZoneInfo) -> Schedule:
    """An instant so long after now, pinned; in UTC where the wall clock shows it twice."""
    up = 1 if now.microsecond else 0
    stamp = now.astimezone(UTC).timestamp() // 1 + up + round(seconds)
    local = datetime.fromtimestamp(stamp, UTC).astimezone(zone)
    if local.fold:
        return Schedule(local.astimezone(UTC).replace(tzinfo=None), "UTC")
    return Schedule(local.replace(tzinfo=None), zone.key)


def _stamped(stamp: tuple[str, str, str | None]) -> Schedule:
    day, at, offset = stamp
    try:
        moment = datetime.fromisoformat(f"{day}T{at}{offset or ''}").replace(microsecond=0)
    except ValueError:
        raise refuse("no_such_date", f"there is no {day} {at}{offset or ''}") from None
    if moment.tzinfo is not None:
        return Schedule(moment.astimezone(UTC).replace(tzinfo=None), "UTC")
    return Schedule(moment, None)


def _anchored(found: dict[str, Any]) -> bool:
    return bool(ANCHORS & set(found))


def _settle(
    readings: dict[Fields, int],
    now: datetime,
    zone: ZoneInfo,
    default: time,
    table: dict[str, Any],
) -> Schedule | ScheduleError | None:
    """The schedule of the best reading; an error where they can't be told apart or all fail."""
    ranked = sorted(readings.items(), key=lambda entry: entry[1])
    error: ScheduleError | None = None
    best: list[tuple[int, Schedule]] = []
    for fields, cost in ranked:
        found = dict(fields)
        if not _anchored(found) or (best and cost > best[0][0]):
            continue
        try:
            schedule = _schedule(found, now, zone, default, table)
        except ScheduleError as problem:
            error = error or problem
        except (OverflowError, ValueError):
            error = error or refuse("out_of_range", "that is too far away")
        else:
            best.append((cost, schedule))
    choices = list(dict.fromkeys(schedule for _, schedule in best))
    if len(choices) > 1:
        said = tuple(_said(schedule) for schedule in choices[:4])
        return refuse("ambiguous_time", f"that may be {' or '.join(said)}; say which", said)
    return choices[0] if choices else error


def _said(schedule: Schedule) -> str:
    return "; ".join(schedule.recurrence) or schedule.starts_at.isoformat(" ", "minutes")


def _refuse_controls(text: str, field: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise ScheduleError(
            "too_long", f"{field} takes up to {MOST_CHARACTERS:,} characters", field=field
        )


def parse_when(
    when: str,
    *,
    now: datetime,
    zone: str,
    lang: str = "en",
    default_time: time = time(9),
) -> Reading:
    """The schedule that the whole of `when` says: words, an ISO date-time or RRULE lines.

    `now` is an aware moment, `zone` the person's, `default_time` the wall time of a day that comes
    without one. Words of the wall clock give a floating schedule; "in 2 hours" and times with an
    offset name an instant and are pinned. Raises ScheduleError: not_understood, ambiguous_time
    (with choices), in_the_past, no_such_date, bad_recurrence, unknown_timezone, unknown_language.
    """
    _refuse_controls(when, "when")
    own = load_zone(zone)
    if re.match(r"(?i)\s*(RRULE|RDATE|EXDATE|DTSTART|FREQ=|CRON)", when):
        return Reading("", _from_lines(when, now, own, default_time), when.strip())
    lattice = read_lattice(when, lang)
    reader = _Reader(lattice)
    size = len(lattice.tokens)
    readings: dict[Fields, int] = {}
    for begin in [0, *reader._after_filler(0)] if size else []:
        for end, found in reader.from_token(begin).items():
            if end == size or size in _fillers_to(reader, end):
                readings.update({k: min(v, readings.get(k, v)) for k, v in found.items()})
    result = _settle(readings, now, own, default_time, lattice.lexicon.table)
    if isinstance(result, Schedule):
        return Reading("", _ahead(result, now, own), when.strip())
    raise result or _not_understood(when)


def _fillers_to(reader: _Reader, at: int) -> set[int]:
    """The ends that fillers and a closing dot reach from an index."""
    reached, edge = {at}, [at]
    tokens = reader.lattice.tokens
    while edge:
        index = edge.pop()
        ends = [end for end, _ in reader.chart.read("filler", index)]
        if index < len(tokens) and tokens[index].word in ".!?,;":
            ends.append(index + 1)
        for end in ends:
            if end not in reached:
                reached.add(end)
                edge.append(end)
    return reached


def _not_understood(when: str) -> ScheduleError:
    return refuse(
        "not_understood",
        f"{when.strip()[:60]!r} is not understood as a time; such as 'tomorrow 9am', "
        "'in 10 minutes', 'every weekday at 9' or 2026-12-24T18:00",
    )


def _ahead(schedule: Schedule, now: datetime, zone: ZoneInfo) -> Schedule:
    """The schedule, if it is not a one-off that has passed."""
    if schedule.recurrence or schedule.after_done:
        return schedule
    own = load_zone(schedule.timezone) if schedule.timezone else zone
    if schedule.starts_at.replace(tzinfo=own).astimezone(UTC) < now.replace(microsecond=0):
        said = f"{schedule.starts_at:%Y-%m-%d %H:%M}"
        raise refuse("in_the_past", f"{said} has passed; give a time to come")
    return schedule


def _from_lines(when: str, now: datetime, zone: ZoneInfo, default: time) -> Schedule:
    """A schedule of RRULE lines; without DTSTART it begins today at the default time."""
    lines = split_lines((when,))
    starts = [line for line in lines if line.upper().startswith("DTSTART")]
    rest = tuple(line for line in lines if line not in starts)
    parse_lines(rest)
    if not starts:
        wall = now.astimezone(zone).replace(tzinfo=None)
        return Schedule(datetime.combine(wall.date(), default), None, rest)
    match = re.fullmatch(r"(?i)DTSTART(?:;TZID=([^:;]+))?(?:;VALUE=DATE)?:(\S+)", starts[0])
    try:
        moment = datetime.fromisoformat(match[2].upper()) if match else None
    except ValueError:
        moment = None
    if match is None or moment is None:
        raise ScheduleError(
            "bad_recurrence", "DTSTART is written DTSTART:20261224T090000", field="recurrence"
        )
    name = load_zone(match[1]).key if match[1] else None
    if moment.tzinfo is not None:
        moment, name = moment.astimezone(UTC).replace(tzinfo=None), "UTC"
    return Schedule(moment, name, rest)


def parse_sentence(
    text: str,
    *,
    now: datetime,
    zone: str,
    lang: str = "en",
    default_time: time = time(9),
) -> Reading:
    """The schedule that a phrase somewhere in a sentence says, and the sentence without it.

    "call mum tomorrow 9am" leaves "call mum". The longest phrase counts, of equals the last. What
    is left is untouched but for the gap. Raises ScheduleError as parse_when does.
    """
    _refuse_controls(text, "text")
    own = load_zone(zone)
    lattice = read_lattice(text, lang)
    reader = _Reader(lattice)
    try:
        spans, readings = _found_in(reader, text)
        result = _settle(readings, now, own, default_time, lattice.lexicon.table)
        if not isinstance(result, Schedule):
            raise result or _not_understood(text)
        schedule = _ahead(result, now, own)
    except ScheduleError as problem:
        raise ScheduleError(
            problem.slug, problem.detail, field="text", choices=problem.choices
        ) from None
    pieces = [(lattice.tokens[a].start, lattice.tokens[b - 1].end) for a, b in spans]
    phrase = " ".join(text[start:end] for start, end in pieces)
    return Reading(_without(text, pieces), schedule, phrase)


def _found_in(reader: _Reader, text: str) -> tuple[list[Span], dict[Fields, int]]:
    """Where a sentence tells its time, in order, and what that may mean.

    A time may stand in two places ("tomorrow call mum at 9"). Words of time that fit nowhere make
    the whole ambiguous, for a part of what was said would be a wrong reading.
    """
    candidates = _spans(reader)
    if not candidates:
        raise _not_understood(text)
    first = candidates[0]
    readings = reader.from_token(first[0])[first[1]]
    others = [span for span in candidates if span[0] >= first[1] or span[1] <= first[0]]
    if not others:
        return [first], readings
    second = others[0]
    together: dict[Fields, int] = {}
    for one, cost in readings.items():
        for other, more in reader.from_token(second[0])[second[1]].items():
            both = merged(one, other)
            if both is not None and _complete(one) != _complete(other):
                together[both] = cost + more
    if not together:
        said = tuple(
            text[reader.lattice.tokens[a].start : reader.lattice.tokens[b - 1].end]
            for a, b in (first, second)
        )
        raise refuse("ambiguous_time", f"{said[0]!r} or {said[1]!r}: say only when it is due", said)
    return sorted([first, second]), together


def _complete(fields: Fields) -> bool:
    """Whether fields name a day or a series, and not a mere time of day."""
    return bool(set(dict(fields)) - {"times", "part", "zone"})


def _spans(reader: _Reader) -> list[Span]:
    """Where words are surely meant as a time: the longest first, of equals the last."""
    lattice = reader.lattice
    found = []
    for begin in range(len(lattice.tokens)):
        for end, readings in reader.from_token(begin).items():
            anchored = any(_anchored(dict(fields)) for fields in readings)
            if anchored and _strong(lattice, begin, end, readings):
                found.append((begin, end))
    return sorted(found, key=lambda span: (span[1] - span[0], span[1]), reverse=True)


def _strong(lattice: Lattice, begin: int, end: int, readings: dict[Fields, int]) -> bool:
    """Whether words are surely meant as a time, and not a part of what the sentence says."""
    words = [token.word for token in lattice.tokens[begin:end]]
    rest = [token.word for token in lattice.tokens[end:]]
    at_end = not any(word.isalnum() for word in rest)
    weak = all(word in lattice.lexicon.weak or not word.isalnum() for word in words)
    numbers = all(word.isdigit() or not word.isalnum() for word in words)
    if weak or (numbers and not any(":" in word for word in words)):
        return False
    bare = all(
        set(dict(fields)) <= {"times", "month_days", "part", "months"} for fields in readings
    )
    return at_end or begin == 0 or not bare or any(sign in words for sign in (":", "am", "pm"))


def _without(text: str, pieces: list[tuple[int, int]]) -> str:
    """The text without some pieces of it; only the gaps that they leave are closed."""
    for start, end in reversed(pieces):
        before, after = text[:start].rstrip(), text[end:].lstrip()
        if not after or after[0] in ".!?":
            before = before.rstrip(" ,;:-–")
        if not before:
            after = after.lstrip(" ,;:-–.")
        gap = " " if before and after and after[0] not in ",.;:!?)" else ""
        text = f"{before}{gap}{after}"
    return text.strip()
