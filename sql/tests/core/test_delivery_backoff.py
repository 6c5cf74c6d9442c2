"""core.delivery_backoff: exponential, spread, and never sooner than the channel asked for."""

import psycopg
import pytest
from oye_sql.testing import Database


@pytest.fixture
def owner(shared_database: Database) -> psycopg.Connection:
    return shared_database.connect()


def waits(
    owner: psycopg.Connection, outcome: str, attempts: int, retry_after: int | None = None
) -> list[float]:
    """Seconds, of 500 draws."""
    rows = owner.execute(
        "select extract(epoch from core.delivery_backoff(%s, %s, %s))::float"
        " from generate_series(1, 500)",
        [outcome, attempts, retry_after],
    ).fetchall()
    return [seconds for (seconds,) in rows]


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(1, 10), (2, 20), (5, 160), (6, 300), (1000, 300)]
)
def test_a_wait_doubles_up_to_an_hour_and_is_spread_by_a_quarter(
    owner: psycopg.Connection, attempts: int, seconds: int
) -> None:
    found = waits(owner, "temporary", attempts)
    assert 0.75 * seconds <= min(found) < 0.85 * seconds
    assert 1.15 * seconds < max(found) <= 1.25 * seconds
    assert len(set(found)) > 400


@pytest.mark.parametrize("outcome", ["temporary", "limited", "unknown"])
def test_what_the_channel_asked_for_is_kept_a_second_to_a_day(
    owner: psycopg.Connection, outcome: str
) -> None:
    assert set(waits(owner, outcome, 9, 37)) == {37}
    assert set(waits(owner, outcome, 1, 0)) == {1}
    assert set(waits(owner, outcome, 1, 10**9)) == {86_400}


def test_a_chat_that_moves_again_and_again_is_no_hot_loop(owner: psycopg.Connection) -> None:
    assert set(waits(owner, "moved", 1)) == {0}
    assert min(waits(owner, "moved", 4)) >= 60
