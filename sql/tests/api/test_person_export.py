"""All that is stored of a person, in pieces, without secrets."""

from datetime import timedelta
from typing import Any

from oye_sql.testcall import Fire, People, Person, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def part(who: Person, name: str, limit: int = 200) -> list[Any]:
    """All rows of a part, page by page."""
    items: list[Any] = []
    key = None
    while True:
        page = who.call("person_export", part=name, key=key, limit=limit)
        items += page["items"]
        key = page["key"]
        if key is None:
            return items


def test_it_begins_with_who_they_are_without_secrets(tom: Person, clock: Clock) -> None:
    secret = tom.hook()["secret"]
    made = tom.call("token_create", label="phone")
    begun = tom.call("person_export")
    assert begun["person"]["name"] == "Tom"
    assert [(one["kind"], one["subject"]) for one in begun["identities"]] == [("telegram", "7")]
    assert [one["kind"] for one in begun["channels"]] == ["inbox", "telegram", "webhook"]
    assert [one["label"] for one in begun["tokens"]] == ["phone"]
    assert secret not in str(begun)
    assert made["token"] not in str(begun)


def test_each_part_is_whole_however_small_its_pages(ann: Person, clock: Clock, fire: Fire) -> None:
    first = clock.now() + HOUR
    for number in range(3):
        ann.series(f"daily {number}", [first, first + DAY, first + 2 * DAY])
    ann.once("tea", first)
    ann.once("gone", first + DAY)
    ann.call("reminder_delete", reminder_id=5)
    clock.set(first)
    fire.deliver()
    ann.call("occurrence_done", reminder_id=4)
    for name in set(ann.call("person_export")["parts"]) - {"attempts", "attendees"}:
        whole = part(ann, name)
        assert whole, name
        assert part(ann, name, 1) == part(ann, name, 2) == whole
    assert [one["id"] for one in part(ann, "reminders")] == [1, 2, 3]
    finished = {one["reminder_id"]: one["why"] for one in part(ann, "finished")}
    assert finished == {4: "fired", 5: "deleted"}
    occurrences = part(ann, "occurrences")
    assert [one["reminder_id"] for one in occurrences] == [1, 2, 3, 4]
    assert occurrences[0]["deliveries"][0]["state"] == "sent"
    assert [one["kind"] for one in part(ann, "changes")][-2:] == ["delete", "done"]
    assert part(ann, "changes")[-1]["before"]["occurrence"]["answer"] == "none"


def test_it_needs_the_scope_account(person: People, clock: Clock) -> None:
    with refused(403, "scope_missing"):
        person("Cleo", scopes=("read", "write")).call("person_export")


def test_nothing_of_anothers_is_in_it(ann: Person, bob: Person, clock: Clock) -> None:
    ann.once("hers", clock.now() + HOUR)
    assert [part(bob, name) for name in bob.call("person_export")["parts"]] == [[]] * 8
