"""Reminders: what is kept, what a change changes, and whose they are."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

PATH = "/v1/reminders"


def test_a_text_arrives_unchanged_whatever_it_holds(person: Any) -> None:
    text = "<b>*_[a](b)\n\t'\"\\ \u202e 👩‍👩‍👧 e\u0301 \U0001f600 --; drop table"
    number = person.add(text, "tomorrow")["id"]
    assert person.http.get(f"{PATH}/{number}").json()["text"] == text


def test_the_time_is_read_from_the_text_and_the_whole_sentence_is_kept(person: Any) -> None:
    made = person.http.post(PATH, json={"text": "call mum tomorrow 9am"}).json()
    assert made["text"] == "call mum"
    assert made["said"] == "call mum tomorrow 9am"
    assert made["schedule"]["starts_at"].endswith("T09:00:00")
    assert made["schedule"]["timezone"] is None
    assert made["timezone"] == "Europe/Madrid"


def test_words_a_rule_and_a_schedule_say_the_same(person: Any) -> None:
    words = person.add("a", "every weekday at 9")
    start = words["schedule"]["starts_at"]
    rule = {"starts_at": start, "recurrence": ["RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"]}
    structured = person.add("b", rule)
    assert structured["said"] is None
    assert words["said"] == "every weekday at 9"
    assert words["next_occurrence"] == structured["next_occurrence"]
    assert words["upcoming"] == structured["upcoming"]
    assert len(words["upcoming"]) == 5


def test_a_new_reminder_is_scheduled_at_once_and_shows_its_next_instants(person: Any) -> None:
    made = person.add("x", "every day at 09:00")
    assert made["state"] == "scheduled"
    instants = [datetime.fromisoformat(at) for at in (made["next_occurrence"], *made["upcoming"])]
    assert instants == sorted(set(instants))
    assert all(instant > person.now() for instant in instants)


def test_a_pinned_schedule_stays_and_a_floating_one_follows_its_person(person: Any) -> None:
    floating = person.add("a", {"starts_at": "2099-07-01T09:00:00"})
    pinned = person.add("b", {"starts_at": "2099-07-01T09:00:00", "timezone": "Europe/Madrid"})
    assert floating["next_occurrence"] == pinned["next_occurrence"]
    person.http.patch("/v1/me", json={"timezone": "America/New_York"})
    moved = person.http.get(f"{PATH}/{floating['id']}").json()
    stayed = person.http.get(f"{PATH}/{pinned['id']}").json()
    assert (moved["timezone"], stayed["timezone"]) == ("America/New_York", "Europe/Madrid")
    assert stayed["next_occurrence"] == pinned["next_occurrence"]
    assert moved["next_occurrence"] != floating["next_occurrence"]


def test_a_patch_changes_what_it_names_and_leaves_the_rest(person: Any) -> None:
    made = person.add("a", "every day at 9", tags=["x"], catch_up="all", grace_seconds=60)
    answer = person.http.patch(f"{PATH}/{made['id']}", json={"text": "b", "channels": None})
    changed = answer.json()
    expected = {**made, "text": "b", "channels": None, "revision": made["revision"] + 1}
    moving = {"updated_at": None, "change_id": None}
    assert {**changed, **moving} == {**expected, **moving}


def test_a_new_time_replaces_the_old_one_whole(person: Any) -> None:
    made = person.add("a", "every day at 9")
    answer = person.http.patch(f"{PATH}/{made['id']}", json={"when": "tomorrow 18:30"})
    changed = answer.json()
    assert changed["schedule"]["recurrence"] == []
    assert changed["upcoming"] == []
    assert changed["said"] == "tomorrow 18:30"
    assert changed["text"] == "a"


def test_what_waits_for_its_answer_has_one_instant_and_has_not_ended(person: Any) -> None:
    made = person.add("change the filter", "3 days after done")
    assert made["schedule"]["after_done"] == "P3D"
    assert made["state"] == "scheduled"
    assert (made["next_occurrence"] is not None, made["upcoming"]) == (True, [])
    preview = person.http.post("/v1/schedule/preview", json={"when": "3 days after done"}).json()
    assert (len(preview["occurrences"]), preview["ended"]) == (1, False)


def test_an_empty_patch_is_refused(person: Any) -> None:
    answer = person.http.patch(f"{PATH}/{person.add()['id']}", json={})
    assert answer.status_code == 400


def test_if_match_lets_only_the_revision_that_was_read_be_changed(person: Any) -> None:
    made = person.add()
    path = f"{PATH}/{made['id']}"
    etag = person.http.get(path).headers["etag"]
    assert etag == f'"{made["revision"]}"'
    first = person.http.patch(path, json={"text": "b"}, headers={"If-Match": etag})
    assert first.status_code == 200
    assert first.headers["etag"] != etag
    late = person.http.patch(path, json={"text": "c"}, headers={"If-Match": etag})
    gone = person.http.delete(path, headers={"If-Match": etag})
    assert late.status_code == gone.status_code == 412
    assert late.json()["field"] == "If-Match"
    assert person.http.get(path).json()["text"] == "b"
    now = first.headers["etag"]
    assert person.http.delete(path, headers={"If-Match": now}).status_code == 204


def test_a_deleted_reminder_is_gone_and_its_number_is_not_given_again(person: Any) -> None:
    number = person.add()["id"]
    assert person.http.delete(f"{PATH}/{number}").status_code == 204
    assert person.http.get(f"{PATH}/{number}").status_code == 404
    assert person.http.delete(f"{PATH}/{number}").status_code == 404
    assert person.add()["id"] == number + 1


def test_numbers_are_counted_for_each_person_and_nobody_sees_anothers(
    new_person: Callable[[], Any],
) -> None:
    ann, bob = new_person(), new_person()
    assert ann.add("ann's")["id"] == bob.add("bob's")["id"] == 1
    ann.add("ann's second")
    assert bob.http.get(f"{PATH}/2").status_code == 404
    assert bob.http.patch(f"{PATH}/2", json={"text": "x"}).status_code == 404
    assert bob.http.delete(f"{PATH}/2").status_code == 404
    assert [item["text"] for item in bob.http.get(PATH).json()["items"]] == ["bob's"]
    assert bob.http.get("/v1/occurrences").json()["items"] == []


def test_the_list_is_soonest_first_and_can_be_searched(person: Any) -> None:
    person.add("Water the plants", "in 3 hours", tags=["home"])
    person.add("call mum", "in 1 hour", tags=["family"])
    person.add("stand up", "in 2 hours")

    def found(**query: object) -> list[str]:
        return [item["text"] for item in person.http.get(PATH, params=query).json()["items"]]

    assert found() == ["call mum", "stand up", "Water the plants"]
    assert found(q="WATER") == ["Water the plants"]
    assert found(q="%") == []
    assert found(tag="family") == ["call mum"]
    assert found(state="paused") == []


@pytest.mark.parametrize("limit", [1, 2, 3, 200])
def test_pages_hold_every_reminder_once(person: Any, limit: int) -> None:
    made = {person.add(f"r{i}", f"in {i % 2 + 1} hours")["id"] for i in range(5)}
    seen: list[int] = []
    query: dict[str, object] = {"limit": limit}
    while True:
        page = person.http.get(PATH, params=query).json()
        assert len(page["items"]) <= limit
        seen += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert sorted(seen) == sorted(made)
    assert len(seen) == len(made)


def test_a_choice_of_a_refusal_settles_the_words_that_it_was_about(person: Any) -> None:
    said = {"text": "call mum tomorrow at 7"}
    refused = person.http.post(PATH, json=said).json()
    assert refused["slug"] == "ambiguous_time"
    evening = {"chosen": [refused["choices"][1]]}
    assert (
        person.http.post("/v1/schedule/preview", json=said | evening).json()["text"] == "call mum"
    )
    made = person.http.post(PATH, json=said | evening).json()
    assert (made["text"], made["said"]) == ("call mum", said["text"])
    assert made["schedule"]["starts_at"].endswith("T19:00:00")
    daily = {"when": "every day at 7", **evening}
    changed = person.http.patch(f"{PATH}/{made['id']}", json=daily).json()
    assert changed["schedule"]["recurrence"] == ["RRULE:FREQ=DAILY;BYHOUR=19;BYMINUTE=0"]
