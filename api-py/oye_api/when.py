"""What a person said about time, read by the schedule library."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from oye_schedule.describe import describe
from oye_schedule.explain import notes
from oye_schedule.lexicon import LANGUAGES
from oye_schedule.occurrences import Occurrences, next_occurrences
from oye_schedule.phrase import Reading as Words
from oye_schedule.phrase import parse_sentence, parse_when
from oye_schedule.problem import ScheduleError
from oye_schedule.schedule import Schedule, check

from oye_api.pool import Row
from oye_api.problem import Problem

UPCOMING = 5
# What says that the words are of another language, rather than wrong.
OTHER_LANGUAGE = ("not_understood", "unknown_language")


@dataclass(frozen=True, slots=True)
class Context:
    """Whose words they are: their zone, language and usual time; and now, by the database.

    `answer` is what the same request was answered with before, if it was.
    """

    zone: str
    lang: str
    default_time: time
    now: datetime
    answer: Row | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """`text` is what is left to be reminded of, `said` the words that told the time, if any."""

    text: str | None
    said: str | None
    schedule: Schedule
    zone: str
    occurrences: Occurrences

    def words(self, lang: str) -> str:
        """The schedule in a language; in English where the library lacks that one."""
        return describe(self.schedule, _known(lang))

    def notes(self, lang: str) -> list[dict[str, str]]:
        """What is to be known of some of the occurrences (the contract's OccurrenceNote)."""
        return [
            {"occurrence": instant.isoformat(), "note": note}
            for instant in self.occurrences.instants
            for note in notes(self.schedule, instant, zone=self.zone, lang=_known(lang))
        ]


def _known(lang: str) -> str:
    """The language of a tag such as es-MX, as far as schedules are told in it; else English."""
    base = lang.replace("_", "-").partition("-")[0].lower()
    return base if base in LANGUAGES else "en"


def context_of(answer: Mapping[str, Any]) -> Context:
    """From what api.schedule_context answers."""
    before = answer.get("answer")
    return Context(
        zone=answer["timezone"],
        lang=answer["locale"],
        default_time=time.fromisoformat(answer["default_time"]),
        now=datetime.fromisoformat(answer["now"]),
        answer=None if before is None else Row(json.dumps(before), str(before["revision"])),
    )


async def read_time(
    text: str | None,
    when: object,
    context: Context,
    count: int = UPCOMING + 1,
    chosen: Sequence[str] = (),
) -> Reading:
    """The schedule in `when` (words, or the contract's Schedule), else within `text`.

    `chosen` are choices that an earlier refusal offered.

    Raises Problem 422 that names the member at fault. Computed in a thread: a rule may take some
    milliseconds, in which others are to be served.
    """
    return await asyncio.to_thread(_read, text, when, context, count, tuple(chosen))


async def read_instant_of(when: str, context: Context, chosen: Sequence[str] = ()) -> datetime:
    """The one instant that words name ("10m", "1h30m", "tomorrow 9am"); raises Problem 422."""
    reading = await read_time(None, when, context, 1, chosen)
    if reading.schedule.recurrence or reading.schedule.after_done:
        raise Problem(
            422, "when_repeats", "Name one moment here, such as 10m or tomorrow 9am.", field="when"
        )
    return reading.occurrences.instants[0]


def _read(
    text: str | None, when: object, context: Context, count: int, chosen: tuple[str, ...]
) -> Reading:
    left, said, place = text, None, "text"
    try:
        if isinstance(when, str):
            said, place = when, "when"
            schedule = _in_words(parse_when, when, context, chosen).schedule
        elif isinstance(when, Mapping):
            place = "when."
            schedule = _given(when)
        else:
            said = text
            found = _in_words(parse_sentence, text or "", context, chosen)
            left, schedule = found.text, found.schedule
        schedule = check(schedule, zone=context.zone, now=context.now)
        occurrences = next_occurrences(schedule, zone=context.zone, after=context.now, limit=count)
    except ScheduleError as error:
        raise _refused(error, place) from error
    return Reading(left, said, schedule, schedule.timezone or context.zone, occurrences)


def _in_words(
    parse: Callable[..., Words], words: str, context: Context, chosen: tuple[str, ...]
) -> Words:
    """Words in the person's language, else in English, which people use beside their own."""

    def read(lang: str) -> Words:
        return parse(
            words,
            now=context.now,
            zone=context.zone,
            lang=lang,
            default_time=context.default_time,
            chosen=chosen,
        )

    try:
        return read(context.lang)
    except ScheduleError as error:
        if context.lang.lower().startswith("en") or error.slug not in OTHER_LANGUAGE:
            raise
        try:
            return read("en")
        except ScheduleError as second:
            # Where the own language is known, its refusal says more.
            raise (second if error.slug == "unknown_language" else error) from None


def _given(when: Mapping[str, Any]) -> Schedule:
    """The contract's Schedule as the library's."""
    try:
        starts_at = datetime.fromisoformat(when["starts_at"])
    except ValueError as error:
        raise ScheduleError(
            "no_such_date",
            f"{when['starts_at']} is no moment of the calendar",
            field="starts_at",
        ) from error
    return Schedule(
        starts_at=starts_at,
        timezone=when.get("timezone"),
        recurrence=tuple(when.get("recurrence", ())),
        after_done=when.get("after_done"),
    )


def _refused(error: ScheduleError, place: str) -> Problem:
    """The library's refusal, with its field as the request names it."""
    field = place
    if place.endswith("."):
        field = place + error.field if error.field else place[:-1]
    detail = error.detail[:1].upper() + error.detail[1:]
    return Problem(
        422,
        error.slug,
        detail if detail.endswith((".", "?", "!")) else f"{detail}.",
        field=field,
        choices=error.choices,
    )
