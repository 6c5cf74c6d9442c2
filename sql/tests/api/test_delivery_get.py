"""The message that a delivery is in."""

from datetime import timedelta
from uuid import UUID

from oye_sql.testcall import Fire, Person, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)


def test_a_card_tells_what_is_true_of_it(tom: Person, clock: Clock, fire: Fire) -> None:
    tom.series("water", [clock.now() + HOUR, clock.now() + 25 * HOUR])
    clock.advance(HOUR)
    [row] = fire.deliver()
    card = tom.call("delivery_get", delivery_id=row["delivery_id"])
    assert (card["address"], card["message_id"]) == ("7", "message-1")
    [item] = card["items"]
    assert (item["reminder_id"], item["text"], item["answer"]) == (1, "water", "none")
    assert (item["repeats"], item["open"], item["state"]) == (True, True, "sent")


def test_a_digest_tells_all_of_it_in_one_order(tom: Person, clock: Clock, fire: Fire) -> None:
    for name in ("one", "two", "three"):
        tom.once(name, clock.now() + HOUR)
    clock.advance(2 * HOUR)
    rows = fire.claim()
    fire.begin(rows)
    assert fire.settle(rows) == ["settled"] * 3
    cards = [tom.call("delivery_get", delivery_id=row["delivery_id"]) for row in rows]
    assert cards[0] == cards[1] == cards[2]
    wanted = sorted(str(row["delivery_id"]) for row in rows)
    assert [item["delivery_id"] for item in cards[0]["items"]] == wanted


def test_one_that_is_not_sent_is_alone_and_has_no_message(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    tom.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    [row] = fire.claim()
    card = tom.call("delivery_get", delivery_id=row["delivery_id"])
    assert (card["message_id"], card["items"][0]["state"]) == (None, "leased")


def test_one_that_is_not_known_is_not_found(tom: Person) -> None:
    with refused(404, "delivery_not_found"):
        tom.call("delivery_get", delivery_id=UUID(int=1))
