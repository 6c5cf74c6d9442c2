"""What a person answers to what they were told: done, snoozed, skipped, paused."""

import uuid
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

PATH = "/v1/reminders"


def test_done_settles_the_occurrence_and_saying_so_twice_is_harmless(person: Any) -> None:
    number = person.told()
    first = person.http.post(f"{PATH}/{number}/done")
    again = person.http.post(f"{PATH}/{number}/done")
    assert (first.status_code, again.status_code) == (200, 200)
    assert (first.json()["outcome"], first.json()["answer"]) == ("delivered", "done")
    assert first.json()["answered_at"] == again.json()["answered_at"]
    assert person.http.get(f"{PATH}/{number}").json()["state"] == "finished"


def test_what_was_told_waits_in_the_list_until_it_is_answered(person: Any) -> None:
    number = person.told()
    [item] = person.http.get(PATH).json()["items"]
    assert (item["id"], item["state"]) == (number, "waiting")
    assert item["waiting_since"] == person.occurrence(number)["due_at"]
    assert person.http.get("/v1/me").json()["waiting"] == 1
    person.http.post(f"{PATH}/{number}/done")
    assert person.http.get(PATH).json()["items"] == []


def test_done_of_a_series_that_never_came_due_is_409(person: Any) -> None:
    answer = person.http.post(f"{PATH}/{person.add()['id']}/done")
    assert (answer.status_code, answer.json()["slug"]) == (409, "nothing_due")


def test_a_one_off_can_be_done_before_its_time(person: Any) -> None:
    number = person.add("x", "in 3 hours")["id"]
    answer = person.http.post(f"{PATH}/{number}/done", json={})
    assert (answer.status_code, answer.json()["answer"]) == (200, "done")
    assert person.http.get(PATH).json()["items"] == []


def test_a_snooze_tells_again_after_so_long(person: Any) -> None:
    number = person.told()
    before = person.now()
    answer = person.http.post(f"{PATH}/{number}/snooze", json={"when": "10m"})
    assert answer.json()["answer"] == "snoozed"
    until = datetime.fromisoformat(answer.json()["snoozed_until"])
    late = until - before - timedelta(minutes=10)
    assert timedelta(0) <= late < timedelta(seconds=10)
    assert person.http.get(f"{PATH}/{number}").json()["snoozed_until"] is not None


def test_a_snooze_until_a_repeating_or_past_time_is_refused(person: Any) -> None:
    number = person.told()
    for when in ("every day at 9", "2020-01-01T09:00:00", "whenever"):
        answer = person.http.post(f"{PATH}/{number}/snooze", json={"when": when})
        assert (answer.status_code, answer.json()["field"]) == (422, "when")
    assert person.occurrence(number)["answer"] == "none"


def test_an_occurrence_can_be_named_by_its_instant(person: Any) -> None:
    number = person.told()
    due_at = person.occurrence(number)["due_at"]
    body = {"when": "in 1 hour", "due_at": due_at}
    assert person.http.post(f"{PATH}/{number}/snooze", json=body).json()["due_at"] == due_at
    body = {"due_at": "2020-01-01T00:00:00Z"}
    assert person.http.post(f"{PATH}/{number}/done", json=body).status_code == 404


def test_a_button_answers_the_occurrence_of_its_message(person: Any) -> None:
    number = person.told()
    [delivery] = person.occurrence(number)["deliveries"]
    path = f"/v1/deliveries/{delivery['id']}/answer"
    done = person.http.post(path, json={"answer": "done"})
    assert (done.json()["reminder_id"], done.json()["answer"]) == (number, "done")
    late = person.http.post(path, json={"answer": "snoozed", "when": "1h"})
    assert (late.status_code, late.json()["answer"]) == (200, "done")


def test_a_button_that_snoozes_must_say_until_when(person: Any) -> None:
    path = f"/v1/deliveries/{uuid.uuid4()}/answer"
    answer = person.http.post(path, json={"answer": "snoozed"})
    assert (answer.status_code, answer.json()["field"]) == (400, "when")
    answer = person.http.post(path, json={"answer": "done"})
    assert (answer.status_code, answer.json()["field"]) == (404, "delivery_id")


def test_a_paused_reminder_shows_no_instants_until_it_is_resumed(person: Any) -> None:
    made = person.add()
    path = f"{PATH}/{made['id']}"
    paused = person.http.post(f"{path}/pause").json()
    assert (paused["state"], paused["next_occurrence"], paused["upcoming"]) == ("paused", None, [])
    resumed = person.http.post(f"{path}/resume").json()
    assert resumed["state"] in ("scheduled", "compute")


def test_skip_passes_over_the_next_occurrence_only(person: Any) -> None:
    made = person.add()
    skipped = person.http.post(f"{PATH}/{made['id']}/skip").json()
    assert skipped["next_occurrence"] == made["upcoming"][0]
    occurrence = person.occurrence(made["id"])
    assert occurrence["outcome"] == "skipped"
    assert occurrence["due_at"] == made["next_occurrence"]


def test_a_finished_reminder_comes_back_with_a_new_time_under_its_number(person: Any) -> None:
    number = person.told()
    person.http.post(f"{PATH}/{number}/done")
    back = person.http.patch(f"{PATH}/{number}", json={"when": "tomorrow 9am"}).json()
    assert (back["id"], back["state"]) == (number, "scheduled")


def test_history_can_be_narrowed_and_paged(person: Any) -> None:
    first, second = person.told("a"), person.told("b")

    def found(**query: object) -> list[int]:
        answer = person.http.get("/v1/occurrences", params=query)
        return [item["reminder_id"] for item in answer.json()["items"]]

    due_at = person.occurrence(second)["due_at"]
    assert found() == [second, first]
    assert found(reminder_id=first) == [first]
    assert found(outcome="failed") == []
    assert found(since=due_at) == [second]
    assert found(until=due_at) == [first]
    page = person.http.get("/v1/occurrences", params={"limit": 1}).json()
    assert found(limit=1, cursor=page["next_cursor"]) == [first]


def test_a_snooze_takes_a_choice_where_its_words_were_ambiguous(person: Any) -> None:
    number = person.told()
    [delivery] = person.occurrence(number)["deliveries"]
    paths = (f"{PATH}/{number}/snooze", f"/v1/deliveries/{delivery['id']}/answer")
    for path, more in zip(paths, ({}, {"answer": "snoozed"}), strict=True):
        body = {"when": "tomorrow at 7", **more}
        assert person.http.post(path, json=body).json()["slug"] == "ambiguous_time"
        answer = person.http.post(path, json={**body, "chosen": ["19:00"]}).json()
        until = datetime.fromisoformat(answer["snoozed_until"])
        assert until.astimezone(ZoneInfo("Europe/Madrid")).hour == 19
