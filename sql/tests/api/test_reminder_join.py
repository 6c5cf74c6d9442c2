"""[I'm in] under a reminder of a group."""

from datetime import timedelta

import pytest
from oye_sql.testcall import Fire, Person, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)
GROUP = "-100123:45"


@pytest.fixture
def author(tom: Person, clock: Clock) -> Person:
    """Has reminder 1, which goes to a topic of a group."""
    channel = tom.call("channel_ensure", address=GROUP, label="Friends")
    tom.once("lunch", clock.now() + HOUR, channels=[channel["id"]])
    return tom


def join(author: Person, user: int, address: str = GROUP) -> list[str]:
    reminder = author.call(
        "reminder_join", reminder_id=1, user_id=str(user), name=f"User {user}", address=address
    )
    return [one["name"] for one in reminder["attendees"]]


def test_a_press_joins_and_a_second_one_leaves(author: Person) -> None:
    assert join(author, 8) == ["User 8"]
    assert join(author, 9) == ["User 8", "User 9"]
    assert join(author, 8) == ["User 9"]


def test_only_where_the_reminder_goes(author: Person) -> None:
    with refused(404, "reminder_not_found"):
        join(author, 8, "-100999")
    assert author.call("reminder_get", reminder_id=1)["attendees"] == []


def test_fifty_and_no_more(author: Person) -> None:
    for user in range(100, 150):
        join(author, user)
    with refused(409, "attendees_full"):
        join(author, 150)
    assert len(join(author, 100)) == 49


def test_the_claim_names_them_and_the_author(author: Person, clock: Clock, fire: Fire) -> None:
    join(author, 8)
    clock.advance(HOUR)
    [row] = fire.claim()
    assert (row["author"], row["attendees"]) == ("7", [{"id": "8", "name": "User 8"}])
    assert row["address"] == GROUP


def test_a_private_chat_has_neither(tom: Person, clock: Clock, fire: Fire) -> None:
    tom.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    [row] = fire.claim()
    assert (row["author"], row["attendees"]) == (None, None)


def test_a_person_of_their_own_token_is_refused(ann: Person) -> None:
    with refused(403, "scope_missing"):
        join(ann, 8)
