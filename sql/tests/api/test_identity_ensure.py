from datetime import timedelta

import psycopg
import pytest
from oye_sql.testcall import Bot, Fire, Person, refused, waiting
from oye_sql.testclock import Clock
from oye_sql.testing import Database


def test_a_newcomer_becomes_a_person_with_a_default_channel_to_the_chat(bot: Bot) -> None:
    new = bot("telegram:7")
    made = new.call(
        "identity_ensure", chat_id="-77", name="Tom", locale="es", timezone="Europe/Madrid"
    )
    assert made | {"person_id": ""} == {
        "person_id": "",
        "created": True,
        "name": "Tom",
        "timezone": "Europe/Madrid",
        "locale": "es",
        "missed_count": 0,
        "missed": [],
    }
    assert [
        (one["kind"], one["address"], one["is_default"])
        for one in new.call("channel_list")["items"]
    ] == [("inbox", None, False), ("telegram", "-77", True)]


def test_one_who_is_known_is_found_and_stays_as_they_are(tom: Person) -> None:
    again = tom.call("identity_ensure", chat_id="7", name="Thomas", timezone="Asia/Tokyo")
    assert (again["person_id"], again["created"]) == (str(tom.person_id), False)
    assert (again["name"], again["timezone"]) == ("Tom", "UTC")
    assert len(tom.call("channel_list")["items"]) == 2


def test_a_chat_that_was_disabled_is_enabled_again(tom: Person) -> None:
    tom.call("channel_update", channel_id=2, patch={"enabled": False})
    tom.call("identity_ensure", chat_id="7")
    assert tom.call("channel_list")["items"][1]["enabled"] is True


def test_another_chat_of_theirs_is_another_channel(tom: Person) -> None:
    tom.call("identity_ensure", chat_id="-100")
    addresses = [one["address"] for one in tom.call("channel_list")["items"]]
    assert addresses == [None, "7", "-100"]


def test_two_users_are_two_people(bot: Bot, tom: Person) -> None:
    other = bot("telegram:8").call("identity_ensure", chat_id="8")
    assert other["created"] is True
    assert other["person_id"] != str(tom.person_id)


def test_two_updates_of_one_newcomer_at_once_make_one_person(
    bot: Bot, clock: Clock, database: Database, owner: psycopg.Connection
) -> None:
    one, two = database.connect("oye_api", autocommit=False), database.connect("oye_api")
    new = bot("telegram:7")
    first = new.on(one).call("identity_ensure", chat_id="7")
    with waiting(owner, two, lambda: new.on(two).call("identity_ensure", chat_id="7")) as results:
        one.commit()
    assert results == [first | {"created": False}]


@pytest.mark.parametrize(
    "act_for", [None, "", "telegram:", "telegram:x", "matrix:7", "telegram:7 "]
)
def test_what_names_no_user_is_refused(bot: Bot, act_for: str | None) -> None:
    service = bot(act_for or "")
    with refused(400, "act_for_wrong", "X-Act-For"):
        service.call("identity_ensure", chat_id="7")


def test_a_zone_that_is_not_known_is_refused_and_nobody_is_made(bot: Bot, clock: Clock) -> None:
    new = bot("telegram:7")
    with refused(422, "unknown_timezone", "timezone"):
        new.call("identity_ensure", chat_id="7", timezone="Mars/Olympus")
    with refused(404, "identity_not_found"):
        new.call("me_get")
    clock.advance(timedelta(minutes=1))
    assert new.call("identity_ensure", chat_id="7")["created"] is True


def test_a_persons_token_may_not(ann: Person) -> None:
    with refused(403, "scope_missing"):
        ann.call("identity_ensure", chat_id="7")


def test_what_was_missed_while_the_chat_was_closed_is_told_once(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    days = [clock.now() + timedelta(days=day) for day in range(1, 4)]
    tom.series("water", days)
    tom.once("stretch", clock.now() + timedelta(hours=1))
    clock.advance(timedelta(hours=1))
    [row] = fire.claim()
    fire.begin([row])
    fire.settle([row], "permanent", reason="bot_blocked")
    for day in days[:2]:
        clock.set(day)
        assert fire.claim() == []
    told = tom.call("identity_ensure", chat_id="7")
    assert told["missed_count"] == 3
    assert [one["text"] for one in told["missed"]] == ["stretch", "water", "water"]
    assert tom.call("identity_ensure", chat_id="7")["missed_count"] == 0
