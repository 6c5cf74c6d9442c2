from datetime import timedelta

from oye_sql.testcall import People, Person, digest, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)


def test_what_reading_a_time_needs_to_know(ann: Person) -> None:
    ann.call(
        "me_update", patch={"timezone": "Europe/Madrid", "locale": "es", "default_time": "07:05"}
    )
    assert ann.call("schedule_context") == {
        "timezone": "Europe/Madrid",
        "locale": "es",
        "default_time": "07:05",
        "now": "2026-11-24T08:00:00+00:00",
        "answer": None,
    }


def test_it_needs_the_scope_of_the_operation_that_reads(person: People) -> None:
    reader, writer = person("R", scopes=("read",)), person("W", scopes=("write",))
    reader.call("schedule_context")
    writer.call("schedule_context", scope="write")
    with refused(403, "scope_missing"):
        writer.call("schedule_context")
    with refused(403, "scope_missing"):
        reader.call("schedule_context", scope="write")


def test_a_repeated_create_finds_its_first_answer_for_24_hours(
    ann: Person, bob: Person, clock: Clock
) -> None:
    request = {"idempotency_key": "key-1", "request_sha256": digest("body")}
    assert ann.call("schedule_context", **request)["answer"] is None
    made = ann.once("water", clock.now() + HOUR, zone="UTC", **request)
    assert ann.call("schedule_context", **request)["answer"] == made
    another_body = request | {"request_sha256": digest("another body")}
    assert ann.call("schedule_context", **another_body)["answer"] is None
    assert bob.call("schedule_context", **request)["answer"] is None
    clock.advance(24 * HOUR)
    assert ann.call("schedule_context", **request)["answer"] == made
    clock.advance(timedelta(seconds=1))
    assert ann.call("schedule_context", **request)["answer"] is None
