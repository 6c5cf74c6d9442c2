"""The message of a chat by its id there."""

from datetime import timedelta

from oye_sql.testcall import Fire, Person, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)


def test_a_reply_finds_the_card_that_it_answers(tom: Person, clock: Clock, fire: Fire) -> None:
    tom.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    [row] = fire.deliver()
    card = tom.call("delivery_find", address="7", message_id="message-1")
    assert card["items"][0]["delivery_id"] == str(row["delivery_id"])


def test_a_message_of_another_chat_is_not_found(tom: Person, clock: Clock, fire: Fire) -> None:
    tom.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    fire.deliver()
    for address, message in (("8", "message-1"), ("7", "message-2")):
        with refused(404, "delivery_not_found"):
            tom.call("delivery_find", address=address, message_id=message)
