"""The verdict sees what is lost, doubled or never promised."""

import json
from datetime import UTC, datetime

import pytest
from oye_fakes.server import Request
from verdict import arrivals, compared

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
