"""core.fire_plan: what a due reminder does now, by its catch_up and grace."""

import datetime

import pytest

NOW = datetime.datetime(2026, 11, 23, 12, 0, tzinfo=datetime.UTC)
GRACE = datetime.timedelta(minutes=15)


def at(*minutes):
    return [NOW + datetime.timedelta(minutes=m) for m in minutes]


def plan(connection, known, *, ended=False, series=True, catch_up="latest"):
    """(fire at, missed, next, upcoming, compute) in minutes from now."""
    row = connection.execute(
        "select * from core.fire_plan(%s, %s::timestamptz[], %s, %s, %s, %s, %s)",
        [known[0], known[1:], ended, series, catch_up, GRACE, NOW],
    ).fetchone()

    def minutes(moment):
        return moment and (moment - NOW).total_seconds() / 60

    fire_at, missed, following, upcoming, compute = row
    return (
        minutes(fire_at), [minutes(m) for m in missed], minutes(following),
        [minutes(m) for m in upcoming or []], compute,
    )  # fmt: skip


@pytest.mark.parametrize("catch_up", ["latest", "all", "skip"])
def test_on_time_all_do_the_same(rolled_back, catch_up):
    assert plan(rolled_back, at(0, 60, 120), catch_up=catch_up) == (0, [], 60, [120], False)


@pytest.mark.parametrize("catch_up", ["latest", "all", "skip"])
def test_within_the_grace_each_is_told_in_turn(rolled_back, catch_up):
    assert plan(rolled_back, at(-10, -5, 0, 5), catch_up=catch_up) == (-10, [], -5, [0, 5], False)


def test_latest_tells_the_newest_and_misses_those_before(rolled_back):
    assert plan(rolled_back, at(-180, -120, -60, 60)) == (-60, [-180, -120], 60, [], False)


def test_latest_tells_the_first_within_its_grace_where_there_is_one(rolled_back):
    assert plan(rolled_back, at(-60, -10, -5, 60)) == (-10, [-60], -5, [60], False)


def test_all_tells_each_in_turn(rolled_back):
    assert plan(rolled_back, at(-180, -120, 60), catch_up="all") == (-180, [], -120, [60], False)


def test_skip_tells_none_that_is_beyond_its_grace(rolled_back):
    assert plan(rolled_back, at(-180, -120, 60), catch_up="skip") == (
        None, [-180, -120], 60, [], False,
    )  # fmt: skip
    assert plan(rolled_back, at(-180, -10, 60), catch_up="skip") == (-10, [-180], 60, [], False)


@pytest.mark.parametrize("catch_up", ["latest", "skip"])
def test_where_downtime_outlasted_all_that_is_known_nothing_is_decided_here(rolled_back, catch_up):
    assert plan(rolled_back, at(-180, -120, -60), catch_up=catch_up)[4] is True


def test_a_series_that_ended_in_the_downtime_tells_its_last(rolled_back):
    assert plan(rolled_back, at(-180, -120), ended=True) == (-120, [-180], None, [], False)
    assert plan(rolled_back, at(-180, -120), ended=True, catch_up="skip") == (
        None, [-180, -120], None, [], False,
    )  # fmt: skip


@pytest.mark.parametrize("catch_up", ["latest", "all", "skip"])
def test_a_one_off_is_always_told_however_late(rolled_back, catch_up):
    late = plan(rolled_back, at(-60 * 24 * 7), series=False, ended=True, catch_up=catch_up)
    assert late == (-60 * 24 * 7, [], None, [], False)
