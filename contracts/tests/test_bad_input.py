"""Bad input gets a 4xx problem that names what to mend."""

from typing import Any

import pytest

LONG = "x" * 5_000
NEW = "/v1/reminders"
PREVIEW = "/v1/schedule/preview"
BODIES = [
    (NEW, {"text": "x", "when": "tomorrow", "timezone": "Europe/Madrid"}, 400, "timezone"),
    (NEW, {"when": "tomorrow"}, 400, "text"),
    (NEW, {"text": LONG, "when": "tomorrow"}, 400, "text"),
    (NEW, {"text": "", "when": "tomorrow"}, 400, "text"),
    (NEW, {"text": "   ", "when": "tomorrow"}, 422, "text"),
    (NEW, {"text": "tomorrow at 9"}, 422, "text"),
    (NEW, {"text": "call mum"}, 422, "text"),
    (NEW, {"text": 7, "when": "tomorrow"}, 400, "text"),
    (NEW, {"text": "x", "when": "2020-01-01T09:00"}, 422, "when"),
    (NEW, {"text": "x", "when": "the day before yesteryear"}, 422, "when"),
    (NEW, {"text": "x", "when": LONG}, 400, "when"),
    (NEW, {"text": "x", "when": 5}, 400, "when"),
    (NEW, {"text": "x", "when": {}}, 400, "when.starts_at"),
    (NEW, {"text": "x", "when": {"starts_at": "tomorrow"}}, 400, "when.starts_at"),
    (NEW, {"text": "x", "when": {"starts_at": "2026-02-30T09:00:00"}}, 422, "when.starts_at"),
    (NEW, {"text": "x", "when": {"starts_at": "2020-01-01T09:00:00"}}, 422, "when.starts_at"),
    (NEW, {"text": "x", "when": {"starts_at": "2099-01-01T09:00:00Z"}}, 400, "when.starts_at"),
    (NEW, {"text": "x", "when": {"starts_at": "9999-01-01T09:00:00"}}, 422, "when.starts_at"),
    (
        NEW,
        {"text": "x", "when": {"starts_at": "2099-01-01T09:00:00", "zone": "x"}},
        400,
        "when.zone",
    ),
    (NEW, {"text": "x", "when": "tomorrow", "tags": ["a b"]}, 400, "tags.0"),
    (NEW, {"text": "x", "when": "tomorrow", "tags": ["a", "a"]}, 400, "tags"),
    (NEW, {"text": "x", "when": "tomorrow", "tags": ["t"] * 21}, 400, "tags"),
    (NEW, {"text": "x", "when": "tomorrow", "channels": [99]}, 422, "channels"),
    (NEW, {"text": "x", "when": "tomorrow", "channels": [2**40]}, 400, "channels.0"),
    (NEW, {"text": "x", "when": "tomorrow", "channels": [0]}, 400, "channels.0"),
    (NEW, {"text": "x", "when": "tomorrow", "grace_seconds": -1}, 400, "grace_seconds"),
    (NEW, {"text": "x", "when": "tomorrow", "grace_seconds": True}, 400, "grace_seconds"),
    (NEW, {"text": "x", "when": "tomorrow", "catch_up": "some"}, 400, "catch_up"),
    (PREVIEW, {"count": 3}, 400, "when"),
    (PREVIEW, {"when": "tomorrow", "count": 101}, 400, "count"),
    ("/v1/channels", {"kind": "webhook", "url": "http://example.org/"}, 422, "url"),
    ("/v1/channels", {"kind": "webhook", "url": "https://127.0.0.1/"}, 422, "url"),
    ("/v1/channels", {"kind": "webhook", "url": "https://[::ffff:10.0.0.1]/"}, 422, "url"),
    ("/v1/channels", {"kind": "webhook", "url": "ftp://example.org/"}, 400, "url"),
    ("/v1/channels", {"kind": "telegram", "url": "https://example.org/"}, 400, "kind"),
    ("/v1/tokens", {"label": "x", "scopes": ["act_for"]}, 400, "scopes.0"),
    ("/v1/tokens", {"label": "x", "scopes": []}, 400, "scopes"),
]


@pytest.mark.parametrize(("path", "body", "status", "field"), BODIES)
def test_a_body_that_can_not_be_is_refused_by_its_field(
    person: Any, path: str, body: dict[str, Any], status: int, field: str
) -> None:
    answer = person.http.post(path, json=body)
    assert (answer.status_code, answer.json()["field"]) == (status, field)
    assert len(answer.json()["detail"]) < 400


ZONES = ["Europe/Madird", "Mars/Olympus", "../etc/passwd", "X5", "europe/madrid", "Z" * 64]


@pytest.mark.parametrize("zone", ZONES)
def test_an_unknown_zone_is_refused_wherever_it_stands(person: Any, zone: str) -> None:
    mine = person.http.patch("/v1/me", json={"timezone": zone})
    when = {"starts_at": "2099-01-01T09:00:00", "timezone": zone}
    its = person.http.post(NEW, json={"text": "x", "when": when})
    assert (mine.status_code, mine.json()["field"]) == (422, "timezone")
    assert (its.status_code, its.json()["field"]) == (422, "when.timezone")
    assert mine.json()["slug"] == its.json()["slug"] == "unknown_timezone"


def test_a_zone_that_is_nearly_right_is_suggested(person: Any) -> None:
    answer = person.http.patch("/v1/me", json={"timezone": "Europe/Madird"})
    assert "Europe/Madrid" in answer.json()["choices"]


RULES = [
    "RRULE:FREQ=SOMETIMES",
    "RRULE:FREQ=DAILY;INTERVAL=0",
    "RRULE:FREQ=DAILY;COUNT=2;UNTIL=20300101T000000Z",
    "RRULE:FREQ=SECONDLY",
    "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "RRULE:",
    "DTSTART:20260101T090000",
    "every day",
    "CRON:61 * * * *",
]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_that_is_malformed_or_never_matches_is_refused(person: Any, rule: str) -> None:
    when = {"starts_at": "2099-01-01T09:00:00", "recurrence": [rule]}
    answer = person.http.post(NEW, json={"text": "x", "when": when})
    assert (answer.status_code, answer.json()["field"]) == (422, "when.recurrence")


QUERIES = [
    ("/v1/reminders?limit=0", "limit"),
    ("/v1/reminders?limit=201", "limit"),
    ("/v1/reminders?limit=ten", "limit"),
    ("/v1/reminders?limit=" + "9" * 5000, "limit"),
    ("/v1/reminders?limit=5&limit=6", "limit"),
    ("/v1/reminders?tag=a&tag=a", "tag"),
    ("/v1/reminders?nonsense=1", "nonsense"),
    ("/v1/reminders?q=", "q"),
    ("/v1/reminders?q=a%00b", "q"),
    ("/v1/reminders?state=gone", "state"),
    ("/v1/reminders?cursor=nonsense", "cursor"),
    ("/v1/occurrences?cursor=WyJub25zZW5zZSIsIjEiXQ", "cursor"),
    ("/v1/occurrences?since=yesterday", "since"),
    ("/v1/occurrences?since=2026-11-24T09:00:00", "since"),
    ("/v1/occurrences?since=0000-01-01T00:00:00Z", "since"),
    ("/v1/occurrences?until=0001-01-01T00:00:00%2B23:59", "until"),
    ("/v1/occurrences?reminder_id=0", "reminder_id"),
    ("/v1/reminders/0", "reminder_id"),
    ("/v1/reminders/first", "reminder_id"),
    ("/v1/reminders/2147483648", "reminder_id"),
    ("/v1/me?pretty=1", "pretty"),
]


@pytest.mark.parametrize(("path", "field"), QUERIES)
def test_a_parameter_that_can_not_be_is_refused_by_its_name(
    person: Any, path: str, field: str
) -> None:
    answer = person.http.get(path)
    assert (answer.status_code, answer.json()["field"]) == (400, field)


HEADERS = [
    ("Idempotency-Key", "k" * 201),
    ("If-Match", "*"),
    ("If-Match", "3"),
    ("If-Match", 'W/"3"'),
    ("X-Act-For", "ann"),
    ("X-Act-For", "telegram:1;2"),
]


@pytest.mark.parametrize(("name", "value"), HEADERS)
def test_a_header_that_can_not_be_is_refused_by_its_name(
    person: Any, name: str, value: str
) -> None:
    body = {"text": "x", "when": "tomorrow"}
    if name == "Idempotency-Key":
        answer = person.http.post(NEW, json=body, headers={name: value})
    else:
        answer = person.http.patch(f"{NEW}/1", json=body, headers={name: value})
    assert (answer.status_code, answer.json()["field"]) == (400, name)


SAID = [
    (NEW, {"text": "x", "when": "tomorrow", "tags": ["a", ""]}, "Item 2 of tags must have 1 char"),
    (NEW, {"text": "x", "when": "tomorrow", "tags": ["a b"]}, "Item 1 of tags must be a word with"),
    ("/v1/channels", {"kind": "webhook", "url": "hook"}, "Url must be a web address, "),
    (
        "/v1/channels",
        {"kind": "webhook", "url": "ftp://x.org"},
        "such as https://example.org/hook.",
    ),
]


@pytest.mark.parametrize(("path", "body", "said"), SAID)
def test_what_would_be_right_is_said_in_words(
    person: Any, path: str, body: dict[str, Any], said: str
) -> None:
    assert said in person.http.post(path, json=body).json()["detail"]


def test_a_language_tag_that_is_none_is_told_one(person: Any) -> None:
    detail = person.http.patch("/v1/me", json={"locale": "Spanish please"}).json()["detail"]
    assert detail.startswith("Locale must be a language tag")
    assert detail.endswith("such as en-GB.")
