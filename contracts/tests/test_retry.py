"""What failed is listed, and sent again when a person says so."""

from typing import Any

PATH = "/v1/reminders"


def dead(person: Any) -> list[int]:
    answer = person.http.get("/v1/occurrences", params={"failed": "true"})
    return [item["reminder_id"] for item in answer.json()["items"]]


def test_what_failed_is_listed_until_it_is_sent_again(person: Any) -> None:
    number = person.failed()
    assert person.occurrence(number)["outcome_reason"] == "no_channel"
    assert dead(person) == [number]
    answer = person.http.post(f"{PATH}/{number}/retry")
    assert (answer.status_code, answer.json()["outcome"]) == (200, "pending")
    assert dead(person) == []


def test_saying_so_twice_is_harmless(person: Any) -> None:
    number = person.failed()
    first = person.http.post(f"{PATH}/{number}/retry").json()
    again = person.http.post(f"{PATH}/{number}/retry", json={}).json()
    assert [one["id"] for one in again["deliveries"]] == [one["id"] for one in first["deliveries"]]
    assert (first["queued"], again["queued"]) == (1, 0)


def test_an_occurrence_can_be_named_by_its_instant(person: Any) -> None:
    number = person.failed()
    body = {"due_at": person.occurrence(number)["due_at"]}
    assert person.http.post(f"{PATH}/{number}/retry", json=body).status_code == 200
    body = {"due_at": "2020-01-01T00:00:00Z"}
    answer = person.http.post(f"{PATH}/{number}/retry", json=body)
    assert (answer.status_code, answer.json()["field"]) == (404, "due_at")


def test_what_is_done_or_arrived_is_not_sent_again(person: Any) -> None:
    number = person.failed()
    person.http.post(f"{PATH}/{number}/done")
    answer = person.http.post(f"{PATH}/{number}/retry")
    assert (answer.status_code, answer.json()["slug"]) == (409, "already_done")
    assert dead(person) == []
    answer = person.http.post(f"{PATH}/{person.told()}/retry")
    assert (answer.status_code, answer.json()["slug"]) == (409, "not_failed")


def test_without_a_usable_channel_it_is_refused(person: Any) -> None:
    number = person.failed()
    person.enable(person.http.get("/v1/channels").json()["items"][-1]["id"], enabled=False)
    answer = person.http.post(f"{PATH}/{number}/retry")
    assert (answer.status_code, answer.json()["slug"]) == (409, "no_channel")


def test_failed_is_true_or_false(person: Any) -> None:
    for said, status in (("false", 200), ("yes", 400), ("1", 400), ("", 400)):
        answer = person.http.get("/v1/occurrences", params={"failed": said})
        assert answer.status_code == status
    assert (answer.json()["field"], answer.json()["detail"]) == (
        "failed",
        "Failed must be true or false.",
    )
