"""A code joins a chat to the person who asked for it."""

from datetime import timedelta

import psycopg
import pytest
from oye_sql.testcall import Bot, Fire, Person, refused, waiting
from oye_sql.testclock import Clock
from oye_sql.testing import Database

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def code(ann: Person) -> str:
    made: str = ann.call("channel_link_create")["code"]
    return made


def test_the_chat_of_a_newcomer_becomes_a_channel_and_a_way_in(
    ann: Person, bot: Bot, code: str, clock: Clock, fire: Fire
) -> None:
    chat = bot("telegram:9")
    joined = chat.call("identity_link", code=code, chat_id="9")
    assert (joined["person_id"], joined["created"]) == (str(ann.person_id), False)
    assert chat.call("me_get")["name"] == "Ann"
    ann.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    assert [(row["channel_kind"], row["address"]) for row in fire.deliver()] == [("telegram", "9")]


def test_a_code_is_good_for_one_use(ann: Person, bot: Bot, code: str) -> None:
    bot("telegram:9").call("identity_link", code=code, chat_id="9")
    for user in ("9", "10"):
        with refused(404, "code_not_found", "code"):
            bot(f"telegram:{user}").call("identity_link", code=code, chat_id=user)


def test_of_two_chats_that_send_it_at_once_one_is_joined(
    bot: Bot, code: str, clock: Clock, database: Database, owner: psycopg.Connection
) -> None:
    one, two = database.connect("oye_api", autocommit=False), database.connect("oye_api")
    bot("telegram:9").on(one).call("identity_link", code=code, chat_id="9")
    late = bot("telegram:10").on(two)
    with waiting(
        owner, two, lambda: late.call("identity_link", code=code, chat_id="10")
    ) as results:
        one.commit()
    assert [str(result)[:18] for result in results] == ["404 code_not_found"]


def test_a_code_expires_after_ten_minutes(bot: Bot, code: str, clock: Clock) -> None:
    clock.advance(10 * MINUTE)
    with refused(404, "code_not_found", "code"):
        bot("telegram:9").call("identity_link", code=code, chat_id="9")


def test_a_wrong_code_is_refused(bot: Bot, code: str) -> None:
    with refused(404, "code_not_found", "code"):
        bot("telegram:9").call("identity_link", code="0" * 32, chat_id="9")


def test_a_chat_without_reminders_of_its_own_goes_over(ann: Person, tom: Person, code: str) -> None:
    tom.call("identity_link", code=code, chat_id="7")
    assert tom.call("me_get")["person_id"] == str(ann.person_id)
    kinds = [(one["kind"], one["address"]) for one in ann.call("channel_list")["items"]]
    assert kinds == [("inbox", None), ("telegram", "7")]


@pytest.mark.parametrize("fired", [False, True])
def test_a_chat_with_reminders_of_its_own_is_refused_and_the_code_stays_good(
    ann: Person, tom: Person, code: str, clock: Clock, fire: Fire, fired: bool
) -> None:
    tom.once("water", clock.now() + MINUTE)
    if fired:
        clock.advance(MINUTE)
        fire.deliver()
    with refused(409, "chat_has_reminders", "code"):
        tom.call("identity_link", code=code, chat_id="7")
    assert tom.call("me_get")["name"] == "Tom"
    assert tom.call("channel_list")["items"][1]["address"] == "7"
    tom.call("reminder_delete", reminder_id=1)
    tom.call("identity_link", code=code, chat_id="7")
    assert tom.call("me_get")["name"] == "Ann"


def test_a_chat_of_the_person_already_joins_again_without_harm(
    ann: Person, bot: Bot, code: str, clock: Clock
) -> None:
    chat = bot("telegram:9")
    chat.call("identity_link", code=code, chat_id="9")
    ann.once("water", clock.now() + HOUR)
    another = ann.call("channel_link_create")["code"]
    chat.call("identity_link", code=another, chat_id="9")
    assert len(ann.call("channel_list")["items"]) == 2


def test_a_persons_token_may_not(ann: Person, code: str) -> None:
    with refused(403, "scope_missing"):
        ann.call("identity_link", code=code, chat_id="9")
