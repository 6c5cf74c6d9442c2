"""No input crashes, and none takes long: only ScheduleError ever comes out."""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache, partial

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from oye_schedule.describe import describe
from oye_schedule.lexicon import LANGUAGES, lexicon_of
from oye_schedule.occurrences import next_occurrences
from oye_schedule.phrase import parse_sentence, parse_when
from oye_schedule.problem import ScheduleError
from oye_schedule.schedule import Schedule
from oye_schedule.wire import answer_line

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
MOST_SECONDS = 0.05
# A time can't be shrunk: what is slow once on a busy machine is not slow again, and looking for
# the smallest such case would take minutes. The same cases each time: a busy machine is chance
# enough.
DRAWN = (Phase.explicit, Phase.generate)
PARTS = {
    "INTERVAL": st.sampled_from((1, 2, 7, 59, 769, 86_399, 10**6, 10**9)),
    "COUNT": st.sampled_from((1, 100, 100_000)),
    "UNTIL": st.sampled_from(("20300101", "19000101T000000Z", "99991231T235959")),
    "WKST": st.sampled_from(("MO", "SU", "TH")),
    "BYMONTH": st.lists(st.integers(1, 12), min_size=1, max_size=4),
    "BYWEEKNO": st.lists(st.sampled_from((1, 20, 52, 53, -1, -53)), min_size=1, max_size=3),
    "BYYEARDAY": st.lists(st.sampled_from((1, 100, 365, 366, -366)), min_size=1, max_size=3),
    "BYMONTHDAY": st.lists(st.sampled_from((1, 13, 29, 30, 31, -1, -31)), min_size=1, max_size=3),
    "BYDAY": st.lists(st.sampled_from(("MO", "FR", "SU", "1MO", "-1FR", "53SU")), min_size=1),
    "BYHOUR": st.lists(st.integers(0, 23), min_size=1, max_size=24),
    "BYMINUTE": st.lists(st.integers(0, 59), min_size=1, max_size=60),
    "BYSECOND": st.lists(st.integers(0, 60), min_size=1, max_size=60),
    "BYSETPOS": st.lists(st.sampled_from((1, 2, 5, 366, -1, -366)), min_size=1, max_size=3),
    "SKIP": st.sampled_from(("OMIT", "BACKWARD", "FORWARD")),
}
FREQS = st.sampled_from(("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"))


@st.composite
def rules(draw: st.DrawFn) -> str:
    names = draw(st.lists(st.sampled_from(sorted(PARTS)), unique=True, max_size=6))
    text = f"RRULE:FREQ={draw(FREQS)}"
    for name in names:
        value = draw(PARTS[name])
        text += f";{name}=" + (",".join(map(str, value)) if isinstance(value, list) else str(value))
    return text


@pytest.fixture(autouse=True, scope="module")
def _warm() -> None:
    for lang in LANGUAGES:
        lexicon_of(lang)
        with pytest.raises(ScheduleError):
            parse_sentence("x", now=NOW, zone="Europe/Madrid", lang=lang)
    for year in range(28):
        rule = ("RRULE:FREQ=YEARLY;BYWEEKNO=1,53",)
        start = datetime(2000 + year, 1, 1)
        next_occurrences(Schedule(start, None, rule), zone="UTC", after=None, limit=1)


def in_time(call: Callable[[], object]) -> bool:
    """Whether a call takes less than its bound of this process's time, once in thirty tries.

    What the machine does beside it makes a call slow now and then, never faster than it is.
    """
    for _ in range(30):
        begin = time.process_time()
        with suppress(ScheduleError):
            call()
        if time.process_time() - begin < MOST_SECONDS:
            return True
    return False


@cache
def phrases(lang: str) -> tuple[str, ...]:
    found = lexicon_of(lang).meanings.values()
    return tuple(" ".join(meaning[0]) for meanings in found for meaning in meanings)


@settings(max_examples=250, deadline=None, phases=DRAWN, derandomize=True)
@given(
    lines=st.lists(rules(), min_size=1, max_size=2),
    start=st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)),
    age=st.integers(-1000, 40_000),
    zone=st.sampled_from(("UTC", "Europe/Madrid", "Australia/Lord_Howe", "Pacific/Apia")),
)
def test_any_rule_is_answered_in_time(
    lines: list[str], start: datetime, age: int, zone: str
) -> None:
    """Instants ascend, come after `after`, and the same are found from one of them on."""
    schedule = Schedule(start.replace(microsecond=0), zone, tuple(lines))
    after = (start + timedelta(days=age)).replace(tzinfo=UTC)
    assert in_time(lambda: next_occurrences(schedule, zone="UTC", after=after, limit=3))
    try:
        found = next_occurrences(schedule, zone="UTC", after=after, limit=3)
    except ScheduleError:
        return
    stamps = [moment.timestamp() for moment in found.instants]
    assert stamps == sorted(set(stamps))
    assert all(stamp > after.timestamp() for stamp in stamps)
    assert found.instants or (found.ended and found.reason)
    if len(stamps) > 1:
        again = next_occurrences(schedule, zone="UTC", after=found.instants[0], limit=1)
        assert again.instants[0].timestamp() == stamps[1]
    assert describe(schedule)


@settings(max_examples=120, deadline=None, phases=DRAWN, derandomize=True)
@given(lang=st.sampled_from(LANGUAGES), data=st.data())
def test_any_words_of_time_are_answered_in_time(lang: str, data: st.DataObject) -> None:
    word = st.sampled_from(phrases(lang)) | st.integers(0, 2100).map(str) | st.text(max_size=4)
    text = data.draw(st.lists(word, max_size=30).map(" ".join))
    for parse in (parse_sentence, parse_when):
        assert in_time(partial(parse, text, now=NOW, zone="Europe/Madrid", lang=lang))
        try:
            reading = parse(text, now=NOW, zone="Europe/Madrid", lang=lang)
        except ScheduleError as problem:
            assert problem.slug
            assert problem.detail
        else:
            assert describe(reading.schedule, lang)


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=200), prefix=st.sampled_from(("", "RRULE:", "CRON:", "DTSTART:")))
def test_any_text_is_a_reading_or_a_refusal(text: str, prefix: str) -> None:
    for parse in (parse_sentence, parse_when):
        try:
            parse(prefix + text, now=NOW, zone="Europe/Madrid")
        except ScheduleError as problem:
            assert problem.detail


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
FIELDS = ("id", "starts_at", "timezone", "recurrence", "after", "limit", "cron", "text", "now")


@settings(max_examples=300, deadline=None)
@given(
    verb=st.sampled_from(("next", "parse")),
    request=st.dictionaries(st.sampled_from((*FIELDS, "lang", "after_done")), values),
)
def test_any_line_gets_one_answer(verb: str, request: dict[str, object]) -> None:
    answer = json.loads(answer_line(verb, json.dumps(request)))
    assert {"error", "occurrences", "schedule"} & set(answer)
    assert json.dumps(answer["id"]) == json.dumps(request.get("id"))
