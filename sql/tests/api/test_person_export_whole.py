"""The export leaves out no table that has rows of a person, but for those named here."""

from typing import Any

import psycopg
from oye_sql.testcall import Person
from oye_sql.testclock import Clock

from .conftest import rows_of

# Table: the part of the document that has its rows.
EXPORTED = {
    "person": "person",
    "identity": "identities",
    "channel": "channels",
    "token": "tokens",
    "device_login": "sign_ins",
    "reminder": "reminders",
    "reminder_next": "reminders",
    "reminder_finished": "finished",
    "occurrence": "occurrences",
    "delivery": "deliveries",
    "attempt": "attempts",
    "change": "changes",
    "event": "events",
    "attendee": "attendees",
    "span": "spans",
}
LEFT_OUT = {
    "delivery_open": "a worker's claim; the delivery itself stands within its occurrence",
    "channel_link": "the SHA-256 of a one-time code, for ten minutes",
    "idempotency_key": "a first answer kept for a day; what it made is there itself",
    "login_guess": "a counter of wrong codes, for an hour",
}


def document(who: Person) -> dict[str, Any]:
    """The whole export, with the deliveries of all occurrences as one more part."""
    found: dict[str, Any] = who.call("person_export")
    for name in found.pop("parts"):
        page = who.call("person_export", part=name, limit=1_000)
        assert page["key"] is None
        found[name] = page["items"]
    found["deliveries"] = [one for each in found["occurrences"] for one in each["deliveries"]]
    found["person"] = [found["person"]]
    return found


def test_each_table_with_rows_of_a_person_is_exported_or_left_out_for_a_reason(
    busy: Person, clock: Clock, owner: psycopg.Connection
) -> None:
    stored = rows_of(owner, busy.person_id)
    assert set(stored) == {*EXPORTED, *LEFT_OUT}
    found = document(busy)
    counts = {table: len(found[part]) for table, part in EXPORTED.items()}
    assert counts == {table: stored[table] for table in EXPORTED}
    assert min(counts.values()) > 0, "there is something of each to show"


def test_what_a_person_said_and_who_joined_them_is_there_word_by_word(
    busy: Person, clock: Clock
) -> None:
    found = document(busy)
    [joined] = found["attendees"]
    assert (joined["reminder_id"], joined["id"], joined["name"]) == (3, "8", "Bob")
    spans = [(one["reminder_id"], one["zone"], one["revision"]) for one in found["spans"]]
    assert spans == [(1, "UTC", 1), (2, "UTC", 1), (3, "UTC", 1)]
    assert {one["outcome"] for one in found["attempts"]} == {"sent"}
    [sign_in] = found["sign_ins"]
    assert (sign_in["label"], sign_in["address"]) == ("desk", "203.0.113.7")


def test_no_secret_and_no_digest_of_one_is_in_it(busy: Person, clock: Clock) -> None:
    found = document(busy)
    assert not {"sha256", "user_sha256", "secret"} & names(found)


def names(value: Any) -> set[str]:
    """Every member's name, however deep."""
    if isinstance(value, dict):
        return set(value).union(*map(names, value.values()))
    return set().union(*map(names, value)) if isinstance(value, list) else set()
