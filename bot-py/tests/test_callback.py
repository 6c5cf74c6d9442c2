"""Buttons are read as contracts/callback.md says; the vectors are the project's own."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from oye_bot.callback import (
    Edit,
    Join,
    Press,
    Undo,
    edit_data,
    join_data,
    press_data,
    read_numbered,
    read_press,
    undo_data,
)
from oye_bot.menu import pick_data, read_pick

VECTORS = Path(__file__).parents[2] / "contracts" / "vectors" / "callback.jsonl"
LINES = [json.loads(line) for line in VECTORS.read_text().splitlines()]


def test_there_are_vectors_of_both_kinds() -> None:
    assert {"error" in line for line in LINES} == {True, False}


@pytest.mark.parametrize("line", LINES, ids=lambda line: repr(line["data"]))
def test_a_vector_is_read_as_it_says(line: dict[str, Any]) -> None:
    data = line["data"]
    read = read_press(data) or read_numbered(data)
    if line.get("error"):
        assert read is None
        return
    assert read == wanted(line)
    assert read is not None
    assert written(read) == data


def wanted(line: dict[str, Any]) -> Press | Join | Undo | Edit:
    author = line.get("author")
    match line["action"]:
        case "join":
            return Join(line["reminder"], line["author"])
        case "undo":
            return Undo(line["change"], author)
        case "revise":
            return Edit(line["reminder"], line["revision"], author)
        case action:
            return Press(action, UUID(line["delivery"]), line["minutes"], author)


def written(read: Press | Join | Undo | Edit) -> str:
    match read:
        case Press(action, delivery, minutes, author):
            return press_data(action, delivery, minutes, author)
        case Join(reminder, author):
            return join_data(reminder, author)
        case Undo(change, whose):
            return undo_data(change, whose)
        case Edit(reminder, revision, whose):
            return edit_data(reminder, revision, whose)


@pytest.mark.parametrize(
    "data",
    ["E:2147483648:1", "E:1:2147483648", f"u:{2**63}", "j:2147483648:1", "u:" + "9" * 30],
)
def test_a_number_that_no_database_takes_is_no_button(data: str) -> None:
    assert read_numbered(data) is None


@pytest.mark.parametrize(
    "data", ["~list:0", "~zone:to:America/Argentina/Buenos_Aires", "~act:skip:12:1790000000"]
)
def test_our_own_menus_are_read_as_they_are_written(data: str) -> None:
    pick = read_pick(data)
    assert pick is not None
    assert pick_data(pick.word, *pick.parts) == data


@pytest.mark.parametrize(
    "data", ["", "~", "~LIST", "~list:", "~list:a b", "~list:\n", "list:0", "~x:" + "y" * 70, "~é"]
)
def test_what_is_no_menu_of_ours_is_not_read(data: str) -> None:
    assert read_pick(data) is None


def test_data_of_a_button_stays_within_its_bytes() -> None:
    with pytest.raises(ValueError, match="no data"):
        pick_data("zone", "to", "x" * 60)
