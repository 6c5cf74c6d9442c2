"""Messages stay as far apart as the database set them, however long its answers take."""

from datetime import UTC, datetime, timedelta

import pytest
from oye_fire.beat import Beat

START = datetime(2026, 11, 23, 12, tzinfo=UTC)


def asked(beat: Beat, second: float, at: float, there: float, back: float) -> float:
    """The instant `at`, asked for at `second`: the way there and back takes so long each."""
    now = second + there
    return beat.instant(START + timedelta(seconds=at), at - now, second, now + back)


def test_a_slow_answer_after_a_quick_one_moves_nothing() -> None:
    beat = Beat()
    assert asked(beat, 0, 1, 0.001, 0.001) == pytest.approx(1, abs=0.002)
    assert asked(beat, 0.1, 1.5, 0.2, 0.3) == pytest.approx(1.5, abs=0.002)
    assert asked(beat, 0.9, 2, 0.001, 0.001) == pytest.approx(2, abs=0.002)


def test_a_first_slow_answer_errs_by_its_own_length_at_most() -> None:
    assert 1 <= asked(Beat(), 0, 1, 0, 0.3) <= 1.3


@pytest.mark.parametrize("jump", [-3600, 3600])
def test_a_clock_that_is_set_is_followed_at_once(jump: float) -> None:
    beat = Beat()
    asked(beat, 0, 1, 0.001, 0.001)
    at = START + timedelta(seconds=jump + 10.5)
    assert beat.instant(at, 0.5, 10, 10.1) == pytest.approx(10.55, abs=0.051)
