"""Idempotency-Key: a create that is sent again is answered with the first result."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

PATH = "/v1/reminders"
BODY = {"text": "stretch", "when": "every day at 9"}


def count(person: Any) -> int:
    return len(person.http.get(PATH, params={"limit": 200}).json()["items"])


def test_the_same_key_and_body_make_one_reminder(person: Any) -> None:
    key = {"Idempotency-Key": "once"}
    first = person.http.post(PATH, json=BODY, headers=key)
    again = person.http.post(PATH, json=BODY, headers=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first.headers["etag"] == again.headers["etag"]
    assert count(person) == 1


def test_without_a_key_or_with_another_each_request_makes_its_own(person: Any) -> None:
    for headers in ({}, {}, {"Idempotency-Key": "a"}, {"Idempotency-Key": "b"}):
        assert person.http.post(PATH, json=BODY, headers=headers).status_code == 201
    assert count(person) == 4


def test_the_same_key_with_another_body_is_refused(person: Any) -> None:
    key = {"Idempotency-Key": "once"}
    person.http.post(PATH, json=BODY, headers=key)
    answer = person.http.post(PATH, json={**BODY, "text": "other"}, headers=key)
    assert (answer.status_code, answer.json()["slug"]) == (422, "idempotency_key_reused")
    assert answer.json()["field"] == "Idempotency-Key"
    assert count(person) == 1


def test_ten_requests_at_once_with_one_key_make_one_reminder(person: Any) -> None:
    """All of them wait for each other before they send; all are answered alike."""
    start = threading.Barrier(10)

    def send(_: int) -> Any:
        start.wait(20)
        return person.http.post(PATH, json=BODY, headers={"Idempotency-Key": "race"})

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(send, range(10)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert count(person) == 1


def test_keys_are_each_persons_own(person: Any, new_person: Any) -> None:
    key = {"Idempotency-Key": "shared"}
    other = new_person()
    assert person.http.post(PATH, json=BODY, headers=key).status_code == 201
    answer = other.http.post(PATH, json={**BODY, "text": "mine"}, headers=key)
    assert answer.json()["text"] == "mine"


def test_a_repeat_is_answered_even_where_its_time_has_passed_since(person: Any) -> None:
    """A client that lost the first answer asks again after the reminder came due."""
    soon = person.now() + timedelta(seconds=2)
    body = {"text": "x", "when": soon.isoformat(timespec="seconds"), "channels": [1]}
    key = {"Idempotency-Key": "late"}
    first = person.http.post(PATH, json=body, headers=key)
    person.server.come_due(person, first.json()["id"])
    again = person.http.post(PATH, json=body, headers=key)
    assert (again.status_code, again.json()) == (201, first.json())
    assert person.http.post(PATH, json=body).json()["slug"] == "in_the_past"


def test_a_refused_request_leaves_its_key_free(person: Any) -> None:
    key = {"Idempotency-Key": "second try"}
    assert person.http.post(PATH, json={"text": "x"}, headers=key).status_code == 422
    assert person.http.post(PATH, json=BODY, headers=key).status_code == 201


def test_a_webhook_is_made_once_and_its_secret_is_told_again(person: Any) -> None:
    body = {"kind": "webhook", "url": "https://example.org/hook"}
    key = {"Idempotency-Key": "hook"}
    first = person.http.post("/v1/channels", json=body, headers=key).json()
    again = person.http.post("/v1/channels", json=body, headers=key).json()
    assert first == again
    assert first["secret"].startswith("whsec_")
