"""The buttons' data is what contracts/callback.md says, by its vectors."""

import json
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from oye_fire import callback
from oye_fire.channels.telegram import buttons
from oye_fire.delivery import Delivery

VECTORS = Path(__file__).parents[2] / "contracts" / "vectors" / "callback.jsonl"
LINES = [json.loads(line) for line in VECTORS.read_text().splitlines()]
GOOD = [line for line in LINES if "error" not in line]


def written(line: dict[str, object]) -> str:
    delivery = UUID(str(line["delivery"]))
    if line["action"] == "done":
        return callback.done(delivery)
    if line["action"] == "tomorrow":
        return callback.tomorrow(delivery)
    assert line["action"] == "snooze"
    assert isinstance(line["minutes"], int)
    return callback.snooze(delivery, line["minutes"])


@pytest.mark.parametrize("line", GOOD, ids=lambda line: str(line["data"]))
def test_each_vector_is_written_as_it_stands(line: dict[str, object]) -> None:
    assert written(line) == line["data"]


def test_the_vectors_hold_every_action() -> None:
    assert {line["action"] for line in GOOD} == {"done", "snooze", "tomorrow"}


@pytest.mark.parametrize("minutes", [0, -10, 525_601])
def test_a_snooze_that_the_format_has_no_room_for_is_refused(minutes: int) -> None:
    with pytest.raises(ValueError, match="minutes"):
        callback.snooze(UUID(int=0), minutes)


def test_the_buttons_carry_ids_of_at_most_64_bytes(delivery: Callable[..., Delivery]) -> None:
    [row] = buttons(delivery())["inline_keyboard"]
    assert [button["text"] for button in row] == ["✔ Done", "10 min", "1 h", "Tomorrow"]
    data = [button["callback_data"] for button in row]
    assert data[0] == "d:7f3c0e528a414f0b9c1d2e6b5a907d3f"
    assert data[1].endswith(":10")
    assert data[2].endswith(":60")
    assert all(len(one.encode("ascii")) <= 64 for one in data)
