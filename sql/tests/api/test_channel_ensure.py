"""A group, or a topic of one, as a channel."""

from oye_sql.testcall import Person, refused


def test_it_is_made_once_and_never_a_default_one(tom: Person) -> None:
    made = tom.call("channel_ensure", address="-100123", label="Friends")
    assert (made["kind"], made["address"], made["is_default"]) == ("telegram", "-100123", False)
    again = tom.call("channel_ensure", address="-100123", label="Good friends")
    assert (again["id"], again["label"]) == (made["id"], "Good friends")
    assert tom.call("channel_ensure", address="-100123:45")["id"] != made["id"]


def test_one_that_was_disabled_is_used_again(tom: Person) -> None:
    made = tom.call("channel_ensure", address="-100123")
    tom.call("channel_update", channel_id=made["id"], patch={"enabled": False})
    assert tom.call("channel_ensure", address="-100123")["enabled"] is True


def test_it_takes_a_service_token(ann: Person) -> None:
    with refused(403, "scope_missing"):
        ann.call("channel_ensure", address="-100123")
