"""Changes are kept, listed and put back."""

from typing import Any

PATH = "/v1/reminders"


def undo(person: Any, change: int) -> Any:
    return person.http.post(f"/v1/changes/{change}/revert")


def test_what_a_call_changed_is_put_back_by_the_number_in_its_answer(person: Any) -> None:
    made = person.add("stretch", tags=["health"])
    number = made["id"]
    edited = person.http.patch(f"{PATH}/{number}", json={"when": "every day at 10", "tags": []})
    undone = undo(person, edited.json()["change_id"]).json()
    assert (undone["kind"], undone["reminder_id"]) == ("edit", number)
    back = undone["reminder"]
    assert (back["next_occurrence"], back["tags"]) == (made["next_occurrence"], ["health"])
    assert back["revision"] == 3
    redone = undo(person, undone["change_id"]).json()["reminder"]
    assert redone["tags"] == []
    assert "change_id" not in person.http.get(f"{PATH}/{number}").json()


def test_undo_takes_one_change_after_the_other(person: Any) -> None:
    number = person.told("stretch")
    person.http.post(f"{PATH}/{number}/done")
    person.http.patch("/v1/me", json={"timezone": "Asia/Tokyo"})
    kinds = [person.http.post("/v1/changes/revert").json()["kind"] for _ in range(2)]
    assert kinds == ["timezone", "done"]
    assert person.http.get("/v1/me").json()["timezone"] == "Europe/Madrid"
    assert person.occurrence(number)["answer"] == "none"
    listed = person.http.get("/v1/changes").json()["items"]
    assert [one["kind"] for one in listed] == ["revert", "revert", "timezone", "done", "create"]
    person.http.post("/v1/changes/revert")
    nothing = person.http.post("/v1/changes/revert")
    assert (nothing.status_code, nothing.json()["slug"]) == (409, "nothing_to_revert")


def test_a_removed_reminder_comes_back(person: Any) -> None:
    number = person.add()["id"]
    assert person.http.delete(f"{PATH}/{number}").status_code == 204
    assert person.http.post("/v1/changes/revert").json()["reminder"]["id"] == number
    assert person.http.get(f"{PATH}/{number}").json()["state"] == "scheduled"


def test_something_newer_stands_in_the_way_and_reverting_twice_is_harmless(person: Any) -> None:
    made = person.add()
    change = person.http.post(f"{PATH}/{made['id']}/pause").json()["change_id"]
    refused = undo(person, made["change_id"])
    assert (refused.status_code, refused.json()["slug"]) == (409, "changed_since")
    once = undo(person, change).json()
    assert undo(person, change).json()["reverted_at"] == once["reverted_at"]


def test_a_change_of_anothers_is_not_there(person: Any, new_person: Any) -> None:
    change = person.add()["change_id"]
    answer = undo(new_person(), change)
    assert (answer.status_code, answer.json()["slug"]) == (404, "change_not_found")


def test_the_latest_change_is_undone_once_for_one_key(person: Any) -> None:
    person.add("first", "tomorrow")
    person.add("second", "tomorrow")
    key = {"Idempotency-Key": "update 7"}
    first, again = (person.http.post("/v1/changes/revert", headers=key) for _ in range(2))
    assert first.json() == again.json()
    assert first.json()["text"] == "second"
    assert [one["text"] for one in person.http.get("/v1/reminders").json()["items"]] == ["first"]
    assert person.http.post("/v1/changes/revert").json()["text"] == "first"
