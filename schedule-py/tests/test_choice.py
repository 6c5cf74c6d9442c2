"""What was ambiguous is settled by giving a choice of the refusal back."""

from datetime import UTC, datetime

import pytest

from oye_schedule.phrase import Reading, parse_sentence, parse_when
from oye_schedule.problem import ScheduleError

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)  # a Tuesday


def read(text: str, lang: str, chosen: tuple[str, ...]) -> Reading:
    return parse_sentence(text, now=NOW, zone="Europe/Madrid", lang=lang, chosen=chosen)


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize(
    ("en", "es"),
    [
        ("call tomorrow at 7", "llamar mañana a las 7"),
        ("call next friday", "llamar el próximo viernes"),
        ("call next friday at 7", "llamar el próximo viernes a las 7"),
        ("call friday 5", "llamar el viernes 5"),
        ("pay next week", "pagar la próxima semana"),
        ("yoga every day at 7", "yoga cada día a las 7"),
        ("dentist tomorrow, call friday", "dentista pasado mañana, llamar el viernes"),
    ],
)
def test_each_choice_that_is_offered_can_be_given_back(
    en: str, es: str, lang: str, last: bool
) -> None:
    chosen: tuple[str, ...] = ()
    for _ in range(3):
        try:
            reading = read(en if lang == "en" else es, lang, chosen)
        except ScheduleError as problem:
            assert problem.slug == "ambiguous_time"
            assert not set(problem.choices) & set(chosen)
            chosen += (problem.choices[-1 if last else 0],)
        else:
            break
    assert chosen
    told = f"{reading.schedule.starts_at:%Y-%m-%d %H:%M}"
    assert all(part in told for part in chosen if part[0].isdigit())


def test_two_choices_of_one_text_lead_to_different_times() -> None:
    rules = [read("yoga every day at 7", "en", (one,)).schedule for one in ("07:00", "19:00")]
    assert [rule.recurrence for rule in rules] == [
        ("RRULE:FREQ=DAILY;BYHOUR=7;BYMINUTE=0",),
        ("RRULE:FREQ=DAILY;BYHOUR=19;BYMINUTE=0",),
    ]


def test_a_choice_leaves_the_words_of_the_time_out_of_the_text() -> None:
    assert read("call mum next friday at 9", "en", ("2026-12-04",)).text == "call mum"


@pytest.mark.parametrize("choice", ["noon?", "2026-13-45", "99:99", "", "x" * 1000, "2026-11-27 "])
def test_a_choice_that_was_not_offered_is_no_error_of_its_own(choice: str) -> None:
    try:
        read("call next friday", "en", (choice,))
    except ScheduleError as problem:
        assert problem.slug == "ambiguous_time"


def test_a_phrase_without_a_sentence_takes_a_choice_too() -> None:
    reading = parse_when("every day at 7", now=NOW, zone="UTC", chosen=("19:00",))
    assert reading.schedule.recurrence == ("RRULE:FREQ=DAILY;BYHOUR=19;BYMINUTE=0",)
