"""Buttons are read as contracts/callback.md says; the vectors are the project's own."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from oye_bot.callback import Press, done_data, read_press

VECTORS = Path(__file__).parents[2] / "contracts" / "vectors" / "callback.jsonl"
LINES = [json.loads(line) for line in VECTORS.read_text().splitlines()]


def test_there_are_vectors_of_both_kinds() -> None:
    assert {"error" in line for line in LINES} == {True, False}


@pytest.mark.parametrize("line", LINES, ids=lambda line: repr(line["data"]))
def test_a_vector_is_read_as_it_says(line: dict[str, Any]) -> None:
    known = line.get("action") in ("done", "snooze", "tomorrow") and not line.get("author")
    if not known:
        # Refused, or an action that is another version's.
        assert read_press(line["data"]) is None
    else:
        wanted = Press(line["action"], UUID(line["delivery"]), line["minutes"])
        assert read_press(line["data"]) == wanted


def test_our_own_button_is_read_back() -> None:
    delivery = UUID(int=7)
    assert read_press(done_data(delivery)) == Press("done", delivery)
