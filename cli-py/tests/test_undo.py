import json
from typing import Any

from .conftest import Oye
from .examples import me, reminder
from .pretend import Api, Reply


def change(number: int, kind: str = "delete", **changes: Any) -> dict[str, Any]:
    known = {"id": number, "kind": kind, "reminder_id": 12, "text": "call mum", "due_at": None}
    known |= {"reverts": None, "at": "2026-11-23T10:00:00Z", "reverted_at": None}
    return {**known, **changes}


def undone(number: int, **changes: Any) -> Reply:
    body = change(number, reverted_at="2026-11-23T10:01:00Z", reminder=reminder())
    return Reply(200, {**body, "change_id": number + 1, **changes}, "Reverted")


def test_it_says_what_was_undone_and_how_to_take_that_back(api: Api, oye: Oye) -> None:
    api.on("POST", "/v1/changes/revert", undone(7))
    ran = oye("undo")
    assert ran.code == 0
    assert ran.out.startswith("undone: removed  12  call mum   Mon 24 Nov 2036 09:00")
    assert ran.err == "To take that back: oye undo 8\n"


def test_an_undone_zone_tells_which_one_holds_again(api: Api, oye: Oye) -> None:
    more = {"kind": "timezone", "reminder_id": None, "text": "Asia/Tokyo → UTC", "reminder": None}
    api.on("POST", "/v1/changes/revert", undone(7, **more))
    said = "undone: zone changed (Asia/Tokyo → UTC); it is Asia/Tokyo again\n"
    assert oye("undo").out == said


def test_a_number_names_the_change_and_twice_is_said(api: Api, oye: Oye) -> None:
    body = change(8, "create", reverted_at="2026-11-23T10:01:00Z", reminder=None)
    api.on("POST", "/v1/changes/8/revert", Reply(200, body, "Reverted"))
    ran = oye("undo", "8")
    assert (ran.out, ran.err) == ("undone: added  12  call mum\n", "It was undone before.\n")


def test_changes_are_listed_and_none_is_undone(api: Api, oye: Oye) -> None:
    items = [
        change(9, "timezone", reminder_id=None, text="UTC → Asia/Tokyo"),
        change(8, reverted_at="2026-11-23T10:01:00Z"),
    ]
    api.on("GET", "/v1/changes", Reply(200, {"items": items, "next_cursor": None}, "ChangePage"))
    api.on("GET", "/v1/me", Reply(200, me(), "Me"))
    first, second = oye("undo", "--list").out.splitlines()
    assert first.split()[0] == "9"
    assert first.endswith("zone changed      UTC → Asia/Tokyo")
    assert second.endswith("removed       12  call mum          undone")
    assert json.loads(oye("undo", "--list", "--json").out) == items
    assert {ask.method for ask in api.asked} == {"GET"}
    assert oye("undo", "9", "--list").code == 2


def test_what_stands_in_the_way_is_a_conflict(api: Api, oye: Oye) -> None:
    detail = "This was changed again since (change 9, edit). Undo that first."
    api.refuse("POST", "/v1/changes/revert", 409, "changed_since", detail)
    ran = oye("undo")
    assert (ran.code, ran.err) == (6, f"oye: {detail}\n")
