"""No input crashes, and no phrase takes long: only ScheduleError ever comes out.

`./just fuzz` draws so many times as much (`OYE_FUZZ_TIMES`).
"""

import json
import os
from datetime import UTC, datetime
from functools import cache, partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oye_schedule.describe import describe
from oye_schedule.lexicon import LANGUAGES, lexicon_of
from oye_schedule.phrase import parse_sentence, parse_when
from oye_schedule.problem import ScheduleError
from oye_schedule.wire import answer_line

from .bounded import DRAWN, in_time

TIMES = int(os.environ.get("OYE_FUZZ_TIMES", "1"))
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture(autouse=True, scope="module")
def _read() -> None:
    """Languages are read once a process, at its start."""
    for lang in LANGUAGES:
        lexicon_of(lang)
        with pytest.raises(ScheduleError):
            parse_sentence("x", now=NOW, zone="Europe/Madrid", lang=lang)


@cache
def phrases(lang: str) -> tuple[str, ...]:
    found = lexicon_of(lang).meanings.values()
    return tuple(" ".join(meaning[0]) for meanings in found for meaning in meanings)


@settings(max_examples=120 * TIMES, deadline=None, phases=DRAWN)
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


@settings(max_examples=300 * TIMES, deadline=None)
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


@settings(max_examples=300 * TIMES, deadline=None)
@given(
    verb=st.sampled_from(("next", "parse")),
    request=st.dictionaries(st.sampled_from((*FIELDS, "lang", "after_done")), values),
)
def test_any_line_gets_one_answer(verb: str, request: dict[str, object]) -> None:
    answer = json.loads(answer_line(verb, json.dumps(request)))
    assert {"error", "occurrences", "schedule"} & set(answer)
    assert json.dumps(answer["id"]) == json.dumps(request.get("id"))
