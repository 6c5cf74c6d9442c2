"""Objects of the API as the contract shapes them."""

import hashlib
from typing import Any

PERSON = "11111111-1111-4111-8111-111111111111"
BODY = "oye_" + "0" * 32
TOKEN = BODY + hashlib.sha256(BODY.encode()).hexdigest()[:6]


def me(**changes: Any) -> dict[str, Any]:
    known = {
        "person_id": PERSON,
        "name": "Ann",
        "timezone": "Europe/Madrid",
        "locale": "en",
        "default_time": "09:00",
        "quiet": None,
        "active": 2,
        "waiting": 1,
        "now": "2026-11-23T10:00:00+00:00",
    }
    return {**known, **changes}


def reminder(**changes: Any) -> dict[str, Any]:
    known: dict[str, Any] = {
        "id": 12,
        "text": "call mum",
        "said": "call mum tomorrow 9am",
        "schedule": {"starts_at": "2036-11-24T09:00:00", "timezone": None, "recurrence": []},
        "timezone": "Europe/Madrid",
        "state": "scheduled",
        "state_reason": None,
        "next_occurrence": "2036-11-24T08:00:00+00:00",
        "upcoming": [],
        "waiting_since": None,
        "snoozed_until": None,
        "tags": [],
        "channels": None,
        "catch_up": "latest",
        "grace_seconds": 3600,
        "nag": None,
        "urgent": False,
        "source": None,
        "reference": None,
        "revision": 3,
        "created_at": "2026-11-23T10:00:00+00:00",
        "updated_at": "2026-11-23T10:00:00+00:00",
    }
    return {**known, **changes}


def occurrence(**changes: Any) -> dict[str, Any]:
    known: dict[str, Any] = {
        "reminder_id": 12,
        "due_at": "2026-11-23T10:00:00+00:00",
        "timezone": "Europe/Madrid",
        "text": "call mum",
        "outcome": "delivered",
        "outcome_reason": None,
        "answer": "done",
        "answered_at": "2026-11-23T10:00:30+00:00",
        "delivered_at": "2026-11-23T10:03:00+00:00",
        "snoozed_until": None,
        "snooze_outcome": None,
        "snooze_reason": None,
        "missed_before": 0,
        "deliveries": [],
        "created_at": "2026-11-23T10:00:00+00:00",
    }
    return {**known, **changes}


def event(number: int, kind: str = "due", **changes: Any) -> dict[str, Any]:
    known: dict[str, Any] = {
        "id": f"c{number}",
        "kind": kind,
        "reminder_id": number,
        "due_at": "2020-01-02T10:30:10+00:00",
        "timezone": "Europe/Madrid",
        "text": "stretch",
        "missed_before": 0,
        "at": "2020-01-02T10:30:10.400000+00:00",
    }
    return {**known, **changes}


def channel(**changes: Any) -> dict[str, Any]:
    known = {"id": 3, "kind": "webhook", "label": None, "address": "https://example.org/hook"}
    known |= {"is_default": True, "enabled": True, "created_at": "2026-11-23T10:00:00Z"}
    return {**known, **changes}
