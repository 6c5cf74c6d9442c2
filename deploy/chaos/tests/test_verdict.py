"""The verdict sees what is lost, doubled or never promised."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from oye_fakes.server import Request
from verdict import Verdict, arrivals, compared

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
KEY = ("/1", 1, int(NOON.timestamp()))
OTHER = ("/1", 2, int(NOON.timestamp()))


def message(reminder: int = 1, *, marked: bool = False) -> Request:
    data = {"reminder_id": reminder, "due_at": NOON.isoformat(), "perhaps_repeat": marked}
    return Request("POST", "/1", {}, json.dumps({"data": data}).encode())


@pytest.mark.parametrize(
    ("came", "expected"),
    [
        ([message()], {"delivered": 1, "duplicates": 0}),
        ([], {"delivered": 0, "lost": 1}),
        ([message(), message(marked=True)], {"duplicates": 1, "marked": 1, "unmarked": 0}),
        ([message(), message()], {"duplicates": 1, "marked": 0, "unmarked": 1}),
        ([message(marked=True)] * 2, {"duplicates": 1, "marked": 1, "unmarked": 0}),
        ([message(), message(2)], {"surplus": 1}),
    ],
)
def test_each_way_to_fail_is_counted(came: list[Request], expected: dict[str, int]) -> None:
    counts = compared(frozenset({KEY}), arrivals(came), set())
    assert {name: counts[name] for name in expected} == expected


def test_what_history_admits_is_said_and_not_lost() -> None:
    counts = compared(frozenset({KEY, OTHER}), arrivals([message(2)]), {KEY})
    assert (counts["said"], counts["lost"], counts["delivered"]) == (1, 0, 1)


def verdict(**changed: object) -> Verdict:
    """A line in which every promise was kept, but for what is `changed`."""
    counts = dict.fromkeys(("said", "lost", "duplicates", "marked", "unmarked", "surplus"), 0)
    kept: dict[str, Any] = {
        "fault": "none",
        "runs": 1,
        "expected": 1,
        "delivered": 1,
        "recovery": 2.0,
        "pause": 2.0,
        "outage": False,
        "balanced": True,
        "bound": 7.0,
    }
    return Verdict(**{**kept, **counts, **changed})


def test_a_pause_in_which_work_was_left_lying_breaks_a_promise() -> None:
    assert verdict().kept
    assert not verdict(pause=59.0).kept
    assert verdict(pause=9.0, outage=True).kept


@pytest.mark.parametrize(
    "broken", [{"lost": 1}, {"unmarked": 1}, {"surplus": 1}, {"balanced": False}, {"recovery": 8.0}]
)
def test_whatever_is_broken_no_line_with_it_is_kept(broken: dict[str, object]) -> None:
    assert not verdict(**broken).kept
