"""A calculation that takes too long is ended, wherever it is."""

import signal

import pytest
from oye_calc.deadline import TooSlow, within


def for_ever() -> None:
    while True:
        try:
            sum(range(1_000))
        except Exception:  # noqa: BLE001 - the point: the engine may swallow every Exception
            continue


def test_what_is_ready_in_time_is_returned() -> None:
    assert within(5, lambda: 7) == 7


def test_what_takes_too_long_is_ended_even_where_exceptions_are_swallowed() -> None:
    with pytest.raises(TooSlow):
        within(0.02, for_ever)


def test_a_fault_passes_through_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 // 0)


def test_nothing_rings_afterwards() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    within(0.01, lambda: None)
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGVTALRM) is before
    with pytest.raises(TooSlow):
        within(0.02, for_ever)
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
