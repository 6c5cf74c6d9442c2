"""So many a second and a burst at once, for each key by itself, in bounded memory."""

import pytest
from oye_api.bucket import BURST_SECONDS, Buckets, Recent


def taken(buckets: Buckets, key: str, now: float, times: int) -> int:
    """How many of so many tries succeed."""
    return sum(buckets.take(key, now) == 0 for _ in range(times))


def test_a_burst_and_then_so_many_a_second() -> None:
    buckets = Buckets(20)
    assert taken(buckets, "a", 1000.0, 500) == 20 * BURST_SECONDS
    assert buckets.take("a", 1000.0) == pytest.approx(1 / 20)
    assert taken(buckets, "a", 1001.0, 500) == 20
    assert taken(buckets, "a", 2000.0, 500) == 20 * BURST_SECONDS


def test_what_is_refused_costs_nothing() -> None:
    buckets = Buckets(2)
    assert taken(buckets, "a", 0.0, 1_000_000 // 1000) == 10
    assert taken(buckets, "a", 0.5, 10) == 1


def test_who_waits_as_long_as_told_may_go_on() -> None:
    buckets = Buckets(3)
    now = 50.0
    for _ in range(200):
        now += buckets.take("a", now)
    wait = buckets.take("a", now)
    assert wait > 0
    assert buckets.take("a", now + wait + 1e-9) == 0


def test_keys_do_not_share() -> None:
    buckets = Buckets(1)
    assert taken(buckets, "a", 0.0, 9) == taken(buckets, "b", 0.0, 9) == 5


def test_a_charge_makes_whoever_comes_next_wait_for_it() -> None:
    buckets = Buckets(1)
    buckets.charge("a", 0.0, 9)
    assert buckets.take("a", 0.0) == pytest.approx(5)
    assert buckets.take("a", 5.0) == 0


def test_a_rate_of_nothing_bounds_nothing_and_keeps_nothing() -> None:
    buckets = Buckets(0)
    buckets.charge("a", 0.0, 1000)
    assert taken(buckets, "a", 0.0, 10_000) == 10_000
    assert len(buckets.full_at.numbers) == 0


def test_of_many_keys_the_ones_used_last_are_remembered() -> None:
    recent = Recent(most=3)
    for key in ("a", "b", "c", "a", "d"):
        recent.put(key, 1.0)
    assert list(recent.numbers) == ["c", "a", "d"]
    recent.forget("a")
    recent.forget("a")
    assert ("a" in recent, "d" in recent) == (False, True)
