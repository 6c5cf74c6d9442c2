"""Notes on an occurrence where the clocks change."""

from datetime import datetime

from oye_schedule.explain import notes
from oye_schedule.lexicon import LANGUAGES
from oye_schedule.schedule import Schedule
from oye_schedule.zone import load_zone

MADRID = load_zone("Europe/Madrid")


def said(wall: datetime, *lines: str, start: datetime = datetime(2026, 1, 1, 2, 30)) -> str:
    schedule = Schedule(start, "Europe/Madrid", lines or ("RRULE:FREQ=DAILY",))
    return "|".join(notes(schedule, wall.replace(tzinfo=MADRID), zone="UTC"))


def test_a_time_that_does_not_exist_is_told() -> None:
    assert said(datetime(2026, 3, 29, 3, 30)) == (
        "02:30 does not exist that day; moved forward 1 h"
    )


def test_a_time_that_comes_twice_is_told() -> None:
    assert (
        said(datetime(2026, 10, 25, 2, 30)) == "02:30 comes twice that day; the first time counts"
    )


def test_an_ordinary_day_has_no_notes() -> None:
    assert said(datetime(2026, 3, 28, 2, 30)) == ""
    nine = datetime(2026, 1, 1, 9)
    assert said(datetime(2026, 3, 29, 9), start=nine) == ""


def test_elapsed_time_has_no_notes() -> None:
    assert said(datetime(2026, 3, 29, 3, 30), "RRULE:FREQ=HOURLY") == ""


def test_half_an_hour_is_told_as_it_is() -> None:
    zone = load_zone("Australia/Lord_Howe")
    schedule = Schedule(datetime(2026, 10, 4, 2, 15), "Australia/Lord_Howe")
    moment = datetime(2026, 10, 4, 2, 45, tzinfo=zone)
    assert notes(schedule, moment, zone="UTC") == (
        "02:15 does not exist that day; moved forward 30 min",
    )


def test_notes_are_told_in_each_language() -> None:
    schedule = Schedule(datetime(2026, 1, 1, 2, 30), "Europe/Madrid", ("RRULE:FREQ=DAILY",))
    for wall in (datetime(2026, 3, 29, 3, 30), datetime(2026, 10, 25, 2, 30)):
        moment = wall.replace(tzinfo=MADRID)
        told = [notes(schedule, moment, zone="UTC", lang=lang) for lang in LANGUAGES]
        assert len({note for (note,) in told}) == len(LANGUAGES)
        assert all("02:30" in note for (note,) in told)
    spring = datetime(2026, 3, 29, 3, 30, tzinfo=MADRID)
    assert notes(schedule, spring, zone="UTC", lang="de-AT") == (
        "02:30 Uhr gibt es an diesem Tag nicht; um 1 h nach hinten verschoben",
    )
