"""What each answer of a receiver means, row by row."""

from datetime import UTC, datetime

import pytest
from oye_fire.channels.webhook_answer import decide, retry_after
from oye_fire.delivery import Report

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (200, Report("sent")),
        (204, Report("sent")),
        (301, Report("rejected", "redirect")),
        (307, Report("rejected", "redirect")),
        (410, Report("permanent", "gone")),
        (429, Report("limited", "too_many", 60)),
        (400, Report("temporary", "http_400")),
        (401, Report("temporary", "http_401")),
        (404, Report("temporary", "http_404")),
        (408, Report("temporary", "http_408")),
        (425, Report("temporary", "http_425")),
        (500, Report("temporary", "http_500")),
        (503, Report("temporary", "http_503")),
        (504, Report("temporary", "http_504")),
    ],
)
def test_each_status_has_its_outcome(status: int, expected: Report) -> None:
    assert decide(status, {}, NOW) == expected


def test_a_wait_that_is_asked_for_is_kept() -> None:
    assert decide(429, {"retry-after": "7"}, NOW).retry_after == 7
    assert decide(503, {"retry-after": "7"}, NOW) == Report("temporary", "http_503", 7)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0),
        (" 120 ", 120),
        ("9" * 40, 86_400),
        ("Mon, 23 Nov 2026 10:31:30 GMT", 90),
        ("Monday, 23-Nov-26 10:31:30 GMT", 90),
        ("", None),
        (None, None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: int | None) -> None:
    assert retry_after(header, NOW) == seconds


def test_a_wait_that_is_over_still_leaves_a_second() -> None:
    past = {"retry-after": "Mon, 23 Nov 2026 10:00:00 GMT"}
    assert decide(429, past, NOW).retry_after == 1
