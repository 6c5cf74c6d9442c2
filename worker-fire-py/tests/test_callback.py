"""The buttons' data is what contracts/callback.md says, by its vectors."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from oye_fire import callback
from oye_fire.buttons import keyboard
from oye_fire.catalogue import texts_in
from oye_fire.delivery import Delivery

VECTORS = Path(__file__).parents[2] / "contracts" / "vectors" / "callback.jsonl"
LINES = [json.loads(line) for line in VECTORS.read_text().splitlines()]
GOOD = [line for line in LINES if "error" not in line]
# Those that the worker writes; undo and revision are the bot's.
OURS = [line for line in GOOD if "delivery" in line or line["action"] == "join"]
EN = texts_in("en")


def written(line: dict[str, Any]) -> str:
    author = str(line["author"]) if line.get("author") else None
    if line["action"] == "join":
        return callback.join(line["reminder"], str(line["author"]))
    delivery = UUID(line["delivery"])
    if line["action"] == "snooze":
        return callback.snooze(delivery, line["minutes"], author)
    return callback.said(line["action"], delivery, author)


@pytest.mark.parametrize("line", OURS, ids=lambda line: str(line["data"]))
def test_each_vector_is_written_as_it_stands(line: dict[str, Any]) -> None:
    assert written(line) == line["data"]


def test_the_vectors_hold_every_action() -> None:
    every = {*callback.LETTERS, "snooze", "join", "undo", "revise"}
    assert {line["action"] for line in GOOD} == every
    assert all(len(line["data"].encode()) <= 64 for line in GOOD)


@pytest.mark.parametrize("minutes", [0, -10, 525_601])
def test_a_snooze_that_the_format_has_no_room_for_is_refused(minutes: int) -> None:
    with pytest.raises(ValueError, match="minutes"):
        callback.snooze(UUID(int=0), minutes)


def rows(*deliveries: Delivery) -> list[list[tuple[str, str]]]:
    markup = keyboard(deliveries, EN)
    assert markup is not None
    found = [[(b["text"], b["callback_data"]) for b in row] for row in markup["inline_keyboard"]]
    assert all(len(data.encode()) <= 64 for row in found for _, data in row)
    return found


def test_a_card_has_two_rows_of_three(delivery: Callable[..., Delivery]) -> None:
    one = "7f3c0e528a414f0b9c1d2e6b5a907d3f"
    assert rows(delivery()) == [
        [("✔ Done", f"d:{one}"), ("10 min", f"s:{one}:10"), ("1 h", f"s:{one}:60")],
        [("Tonight", f"e:{one}"), ("Tomorrow", f"t:{one}"), ("⋯", f"m:{one}")],
    ]


def test_in_a_group_it_says_whose_it_is_and_lets_others_in(
    delivery: Callable[..., Delivery],
) -> None:
    people = [{"id": "8", "name": "Ann"}]
    found = rows(delivery(address="-1007", author="9" * 19, attendees=people))
    assert all(data.endswith(":" + "9" * 19) for row in found for _, data in row)
    assert found[2] == [("I'm in (1)", f"j:12:{'9' * 19}")]


def test_a_digest_has_a_row_for_each_within_telegrams_hundred(
    delivery: Callable[..., Delivery],
) -> None:
    found = rows(*[delivery(delivery_id=UUID(int=n)) for n in range(20)])
    assert len(found) == 20
    assert sum(map(len, found)) <= 100
    assert found[4][0] == ("✔ 5", f"d:{UUID(int=4).hex}")
