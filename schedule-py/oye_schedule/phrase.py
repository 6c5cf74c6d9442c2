"""From words to a schedule: the whole of a text, or a phrase within a sentence."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from oye_schedule.beside import not_understood
from oye_schedule.brief import is_cron, place_of, seconds_of
from oye_schedule.foreign import in_one_language
from oye_schedule.lexer import read_lattice
from oye_schedule.lexicon import lexicon_of
from oye_schedule.lines import parse_lines, split_lines
from oye_schedule.meals import with_meal
from oye_schedule.meaning import elapsed, settle
from oye_schedule.problem import ScheduleError, refuse
from oye_schedule.schedule import Schedule
from oye_schedule.sequence import Reader, anchored, found_in, led_in, whole
from oye_schedule.zone import load_zone

MOST_CHARACTERS = 5_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says: `text` is what is left of it, `phrase` the words that told the time.

    `notes` are sentences that a person should see, such as a weekday that doesn't fit its date.
    """

    text: str
    schedule: Schedule
    phrase: str
    notes: tuple[str, ...] = ()


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
    chosen: tuple[str, ...] = (),
) -> Reading:
    """The schedule that the whole of `when` says: words, an ISO date-time, RRULE or cron lines.

    `now` is an aware moment, `zone` the person's, `default_time` the wall time of a day that comes
    without one. Words of the wall clock give a floating schedule; "in 2 hours", `1h30m` and times
    with an offset name an instant and are pinned. Raises ScheduleError: not_understood,
    ambiguous_time (with choices, of which one may be given back as `chosen`), in_the_past,
    no_such_date, bad_recurrence, unknown_timezone, unknown_language.
    """
    _refuse_controls(when, "when")
    own = load_zone(zone)
    if re.match(r"(?i)\s*(RRULE|RDATE|EXDATE|DTSTART|FREQ=|CRON)", when):
        return Reading("", _from_lines(when, now, own, default_time), when.strip())
    if is_cron(when):
        return Reading(
            "", _from_lines(f"CRON:{when.strip()}", now, own, default_time), when.strip()
        )
    seconds = seconds_of(when, lexicon_of(lang))
    if seconds is not None:
        return Reading("", _waited(seconds, now, own), when.strip())
    return in_one_language(
        lambda lang: _when(when, lang, now, own, default_time, chosen), when, lang
    )


def _when(
    when: str, lang: str, now: datetime, own: ZoneInfo, default: time, chosen: tuple[str, ...]
) -> Reading:
    lattice = read_lattice(when, lang)
    result = settle(whole(Reader(lattice)), now, own, default, lattice.lexicon.table, chosen)
    if isinstance(result, tuple):
        return Reading("", _ahead(result[0], now, own), when.strip(), result[1])
    raise result or not_understood(when, "when")


def _waited(seconds: int, now: datetime, zone: ZoneInfo) -> Schedule:
    try:
        return elapsed(seconds, now, zone)
    except (OverflowError, ValueError):
        raise refuse("out_of_range", "that is too far away") from None


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
    chosen: tuple[str, ...] = (),
) -> Reading:
    """The schedule that a phrase somewhere in a sentence says, and the sentence without it.

    "call mum tomorrow 9am" leaves "call mum". The longest phrase counts, of equals the last. What
    is left is untouched but for the gap; a text that is a time as a whole leaves nothing. A time
    that is told in another of the languages is read in that one.
    Raises ScheduleError as parse_when does.
    """
    _refuse_controls(text, "text")
    own = load_zone(zone)
    return in_one_language(
        lambda lang: _sentence(text, lang, now, own, default_time, chosen), text, lang
    )


def _sentence(
    text: str, lang: str, now: datetime, own: ZoneInfo, default: time, chosen: tuple[str, ...]
) -> Reading:
    lattice = read_lattice(text, lang)
    reader = Reader(lattice)
    place = place_of(text)
    try:
        readings = whole(reader)
        spans = [(0, len(lattice.tokens))]
        if not any(map(anchored, readings)):
            spans, readings = found_in(reader, text, chosen)
            readings = with_meal(lattice, spans, readings)
        result = settle(readings, now, own, default, lattice.lexicon.table, chosen)
        if not isinstance(result, tuple):
            raise result or not_understood(text, "text")
        schedule = _ahead(result[0], now, own)
        spans = [(led_in(lattice, begin), end) for begin, end in spans]
    except ScheduleError as problem:
        seconds = None if place is None else seconds_of(text[place[0] : place[1]], lattice.lexicon)
        if place and seconds and problem.slug == "not_understood":
            said = text[place[0] : place[1]]
            return Reading(_without(text, [place]), _waited(seconds, now, own), said)
        raise ScheduleError(
            problem.slug, problem.detail, field="text", choices=problem.choices
        ) from None
    pieces = [(lattice.tokens[a].start, lattice.tokens[b - 1].end) for a, b in spans]
    phrase = " ".join(text[start:end] for start, end in pieces)
    return Reading(_without(text, pieces), schedule, phrase, result[1])


def _without(text: str, pieces: list[tuple[int, int]]) -> str:
    """The text without some pieces of it; only the gaps that they leave are closed."""
    for start, end in reversed(pieces):
        before, after = text[:start].rstrip(), text[end:].lstrip()
        if before[-1:] + after[:1] in ("()", "[]", '""', "''", "“”", "«»"):
            before, after = before[:-1].rstrip(), after[1:].lstrip()
        if not after or after[0] in ".!?":
            before = before.rstrip(" ,;:-–")
        if not before:
            after = after.lstrip(" ,;:-–.")
        gap = " " if before and after and after[0] not in ",.;:!?)" else ""
        text = f"{before}{gap}{after}"
    return text.strip()
