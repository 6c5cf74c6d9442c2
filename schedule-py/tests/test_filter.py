"""The filter `python -m oye_schedule`: one line in, one line out."""

import json
import subprocess
import sys

from oye_schedule.wire import answer_line


def ask(verb: str, **request: object) -> dict[str, object]:
    answer: dict[str, object] = json.loads(answer_line(verb, json.dumps(request)))
    return answer


def test_the_next_occurrences_come_with_their_offsets() -> None:
    assert ask(
        "next",
        id=1,
        starts_at="1997-09-02T09:00:00",
        timezone="America/New_York",
        recurrence=["RRULE:FREQ=DAILY;COUNT=3"],
        after=None,
        limit=4,
    ) == {
        "id": 1,
        "occurrences": [f"1997-09-0{day}T09:00:00-04:00" for day in (2, 3, 4)],
        "ended": True,
    }


def test_a_sentence_comes_back_without_its_time() -> None:
    assert ask(
        "parse",
        id=3,
        text="call mum tomorrow 9am",
        now="2026-11-23T10:00:00",
        timezone="Europe/Madrid",
        lang="en",
    ) == {
        "id": 3,
        "text": "call mum",
        "schedule": {
            "starts_at": "2026-11-24T09:00:00",
            "timezone": "Europe/Madrid",
            "floating": True,
            "recurrence": [],
        },
        "next": ["2026-11-24T09:00:00+01:00"],
    }


def test_a_bad_line_is_answered_and_the_next_one_too() -> None:
    lines = ["{", "[]", '{"id": 7}', '{"id": 8, "starts_at": "2030-01-01T00:00:00"}']
    process = subprocess.run(
        [sys.executable, "-m", "oye_schedule", "next"],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
    )
    answers = [json.loads(line) for line in process.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [None, None, 7, 8]
    assert [answer.get("error", {}).get("slug") for answer in answers] == ["bad_request"] * 3 + [
        None
    ]
    assert answers[3]["occurrences"] == ["2030-01-01T00:00:00+00:00"]


def test_a_wrong_verb_is_told_on_stderr() -> None:
    process = subprocess.run(
        [sys.executable, "-m", "oye_schedule", "previous"], capture_output=True, text=True
    )
    assert process.returncode == 2
    assert "usage" in process.stderr


def test_problems_name_the_field_at_fault() -> None:
    answer = ask("next", id=1, starts_at="2026-01-01T09:00:00", timezone="Europe/Madird")
    assert answer["error"] == {
        "slug": "unknown_timezone",
        "detail": "'Europe/Madird' is no IANA time zone; did you mean Europe/Madrid?",
        "field": "timezone",
        "choices": ["Europe/Madrid"],
    }
