"""What is told late, what is only counted, and what comes next. No database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from oye_calc.catch_up import Calculated, Claimed, calculate
from oye_schedule.occurrences import Occurrences
from oye_schedule.problem import ScheduleError
from oye_schedule.schedule import Schedule

DAILY = ("RRULE:FREQ=DAILY",)
MINUTELY = ("RRULE:FREQ=MINUTELY",)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def row(recurrence: tuple[str, ...] = DAILY, **fields: object) -> Claimed:
    """A reminder of 09:00 UTC from the 1st on, accounted for until then, claimed on the 10th."""
    made = Claimed(
        person_id=UUID(int=1),
        reminder_id=1,
        revision=1,
        zone="UTC",
        starts_at=datetime.fromisoformat("2026-06-01T09:00"),
        timezone=None,
        recurrence=recurrence,
        after_done=None,
        catch_up="latest",
        grace=timedelta(minutes=15),
        accounted_until=at("2026-06-01T09:00"),
        counts_from=None,
        claimed_at=at("2026-06-10T10:00"),
    )
    return replace(made, **fields)  # type: ignore[arg-type] # named by the test


def days(*numbers: int) -> tuple[datetime, ...]:
    return tuple(at(f"2026-06-{number:02}T09:00") for number in numbers)


def test_in_time_there_is_a_next_and_five_that_follow() -> None:
    result = calculate(row(claimed_at=at("2026-06-01T12:00")))
    assert result == Calculated(days(2)[0], days(3, 4, 5, 6, 7))


def test_one_that_is_late_within_its_grace_is_told() -> None:
    claimed = row(accounted_until=days(9)[0], claimed_at=at("2026-06-10T09:15"))
    assert calculate(claimed) == Calculated(days(10)[0], days(11, 12, 13, 14, 15))


def test_a_second_beyond_its_grace_the_only_past_one_is_still_next() -> None:
    claimed = row(accounted_until=days(9)[0], claimed_at=at("2026-06-10T09:15:01"))
    assert calculate(claimed) == Calculated(days(10)[0], days(11, 12, 13, 14, 15))


def test_of_several_past_ones_those_beyond_the_grace_are_missed() -> None:
    result = calculate(row(grace=timedelta(days=2)))
    assert result.missed == days(2, 3, 4, 5, 6, 7, 8)
    assert (result.next_occurrence, result.upcoming) == (days(9)[0], days(10, 11, 12, 13, 14))


@pytest.mark.parametrize("catch_up", ["latest", "skip"])
def test_where_all_past_ones_are_beyond_the_grace_the_newest_is_next(catch_up: str) -> None:
    result = calculate(row(catch_up=catch_up))
    assert result.missed == days(2, 3, 4, 5, 6, 7, 8, 9)
    assert (result.next_occurrence, result.upcoming) == (days(10)[0], days(11, 12, 13, 14, 15))


def test_all_tells_each_past_one_and_misses_none() -> None:
    result = calculate(row(catch_up="all"))
    assert result == Calculated(days(2)[0], days(3, 4, 5, 6, 7))


def test_one_that_comes_due_at_the_very_moment_counts_as_past() -> None:
    result = calculate(row(claimed_at=days(4)[0], grace=timedelta(0)))
    assert (result.missed, result.next_occurrence) == (days(2, 3), days(4)[0])


@pytest.mark.parametrize(("late", "more"), [(1_001, False), (1_002, True)])
def test_more_than_a_thousand_missed_come_in_turns(late: int, more: bool) -> None:
    start = at("2026-06-01T09:00")
    claimed = row(
        MINUTELY, grace=timedelta(0), claimed_at=start + timedelta(minutes=late, seconds=30)
    )
    result = calculate(claimed)
    minutes = tuple(start + timedelta(minutes=n) for n in range(1, 1_001))
    assert result.missed == minutes
    if more:
        assert result == Calculated(missed=minutes)
    else:
        assert result.next_occurrence == start + timedelta(minutes=1_001)
        assert result.upcoming == tuple(start + timedelta(minutes=n) for n in range(1_002, 1_007))


def test_turns_go_on_from_the_last_missed_one_until_all_are_counted() -> None:
    claimed = row(MINUTELY, grace=timedelta(0), claimed_at=at("2026-06-03T09:00"))
    counted = 0
    while (result := calculate(claimed)).next_occurrence is None:
        counted += len(result.missed)
        claimed = replace(claimed, accounted_until=result.missed[-1])
    assert counted + len(result.missed) == 2 * 24 * 60 - 1
    assert result.next_occurrence == claimed.claimed_at


def test_a_one_off_is_next_however_late() -> None:
    claimed = row((), accounted_until=at("2026-05-01T00:00"))
    assert calculate(claimed) == Calculated(days(1)[0], ended=True)


def test_a_one_off_that_is_accounted_for_has_ended() -> None:
    assert calculate(row(())) == Calculated(ended=True)


def test_a_series_that_is_over_has_ended() -> None:
    over = ("RRULE:FREQ=DAILY;UNTIL=20260601T090000Z",)
    assert calculate(row(over)) == Calculated(ended=True)


def test_an_end_within_what_is_known_is_told() -> None:
    three = ("RRULE:FREQ=DAILY;COUNT=4",)
    result = calculate(row(three, claimed_at=at("2026-06-01T12:00")))
    assert result == Calculated(days(2)[0], days(3, 4), ended=True)
    late = calculate(row(three))
    assert late == Calculated(days(4)[0], missed=days(2, 3), ended=True)


def test_a_rule_that_never_matches_is_invalid_with_the_reason() -> None:
    never = ("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",)
    result = calculate(row(never))
    assert result.invalid is not None
    assert result.invalid.startswith("no_occurrence: it never matches")


def test_a_count_that_cannot_be_counted_is_invalid_whatever_comes_beside_it() -> None:
    endless = "RRULE:FREQ=HOURLY;COUNT=100000;BYDAY=SU"
    for lines in ((endless,), (endless, *DAILY), (endless, "RDATE:20270101T090000")):
        invalid = "no_occurrence: a COUNT reaches further than can be counted; give UNTIL instead"
        assert calculate(row(lines)) == Calculated(invalid=invalid)


def test_a_rule_that_cannot_be_read_raises_what_the_engine_says() -> None:
    with pytest.raises(ScheduleError):
        calculate(row(("RRULE:FREQ=SOMETIMES",)))


def test_nine_in_the_morning_stays_nine_across_a_change_of_clocks() -> None:
    claimed = row(
        zone="Europe/Madrid",
        starts_at=datetime.fromisoformat("2026-10-23T09:00"),
        accounted_until=at("2026-10-23T07:00"),
        claimed_at=at("2026-10-23T12:00"),
    )
    result = calculate(claimed)
    assert result.next_occurrence == at("2026-10-24T07:00")
    assert result.upcoming[0] == at("2026-10-25T08:00")


def test_the_grace_is_elapsed_time_also_across_a_change_of_clocks() -> None:
    """02:30 on the night of the change is 00:30 UTC; at 02:00 UTC it is 1.5 hours late."""
    claimed = row(
        zone="Europe/Madrid",
        starts_at=datetime.fromisoformat("2026-10-23T02:30"),
        accounted_until=at("2026-10-23T00:30"),
        claimed_at=at("2026-10-25T02:00"),
        grace=timedelta(hours=1, minutes=15),
    )
    result = calculate(claimed)
    assert result.missed == (at("2026-10-24T00:30"),)
    assert result.next_occurrence == at("2026-10-25T00:30")
    assert calculate(replace(claimed, grace=timedelta(hours=26))).missed == ()


def test_an_answer_is_what_the_next_wait_counts_from() -> None:
    asked: list[dict[str, object]] = []

    def engine(schedule: Schedule, **arguments: object) -> Occurrences:
        asked.append({"after_done": schedule.after_done, **arguments})
        return Occurrences(days(3), ended=False)

    claimed = row((), after_done="P2D", counts_from=days(1)[0])
    assert calculate(claimed, engine) == Calculated(days(3)[0])
    assert (asked[0]["after_done"], asked[0]["counts_from"]) == ("P2D", days(1)[0])


def test_a_wait_that_has_nothing_to_count_from_is_not_taken_for_an_end() -> None:
    nothing = Occurrences((), ended=True, reason=None)
    result = calculate(row((), after_done="P2D"), lambda *_, **__: nothing)
    assert result == Calculated(invalid="no_occurrence: nothing to count from")
