"""What a span expected, where a rule beside it needs several searches."""

from datetime import UTC, datetime

from oye_schedule.audit import balance

# It comes a second earlier each day, so that it meets its time in about 58 years.
SELDOM = "RRULE:FREQ=SECONDLY;INTERVAL=86399;BYHOUR=3;BYMINUTE=7;BYSECOND=1"


def test_all_of_a_span_is_expected_though_no_search_reaches_so_far() -> None:
    yearly = [datetime(year, 1, 1, 9, tzinfo=UTC) for year in range(2027, 2060)]
    span = {
        "starts_at": "2026-01-01T09:00:00",
        "zone": "UTC",
        "recurrence": [SELDOM, "RRULE:FREQ=YEARLY"],
        "after_done": None,
        "counts_from": None,
        "expected_after": "2026-06-01T00:00:00+00:00",
        "expected_until": None,
        "ended_at": None,
        "ended_why": None,
    }
    row = {
        "spans": [span],
        "due_ats": [moment.isoformat() for moment in yearly],
        "state": "scheduled",
        "next_occurrence": None,
        "accounted_until": None,
    }
    found = balance(row, datetime(2026, 1, 1, tzinfo=UTC), datetime(2059, 6, 1, tzinfo=UTC))
    assert (found.expected, found.lost, found.surplus) == (len(yearly), (), ())
