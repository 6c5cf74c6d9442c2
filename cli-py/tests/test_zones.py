"""Whose clock a time is told by."""

from datetime import UTC, datetime

from .conftest import Oye
from .examples import me, occurrence
from .pretend import Api, Reply


def test_a_move_is_shown_and_nothing_is_changed(api: Api, oye: Oye) -> None:
    move = {"id": 4, "text": "call mum", "next_occurrence": "2036-11-24T08:00:00+00:00"}
    shown = {"timezone": "Europe/Madrid", "items": [{**move, "moved_to": "2036-11-24T00:00:00Z"}]}
    api.on("POST", "/v1/me/timezone/preview", Reply(200, shown, "TimezonePreview"))
    ran = oye("tz", "Asia/Tokyo", "--preview")
    assert "Mon 24 Nov 2036 09:00 Europe/Madrid" in ran.out
    assert "Mon 24 Nov 2036 09:00 Asia/Tokyo" in ran.out
    assert [one.method for one in api.asked] == ["POST"]
    assert oye("tz", "--preview").code == 2


def test_what_a_move_jumps_over_is_said_to_come_late(api: Api, oye: Oye) -> None:
    move = {"id": 4, "text": "x", "next_occurrence": "2036-11-24T08:00:00Z"}
    past = datetime.now(UTC).replace(year=2020, month=1, day=1).isoformat()
    shown = {"timezone": "Europe/Madrid", "items": [{**move, "moved_to": past}]}
    api.on("POST", "/v1/me/timezone/preview", Reply(200, shown, "TimezonePreview"))
    line = oye("tz", "Asia/Tokyo", "--preview").out.splitlines()[1]
    assert line.endswith("Asia/Tokyo (past: comes at once, late)")


def test_history_names_the_zone_that_is_not_the_persons_present_one(api: Api, oye: Oye) -> None:
    items = [occurrence(), occurrence(timezone="Asia/Tokyo")]
    page = Reply(200, {"items": items, "next_cursor": None}, "OccurrencePage")
    api.on("GET", "/v1/me", Reply(200, me(), "Me"))
    api.on("GET", "/v1/occurrences", page)
    here, there = oye("history").out.splitlines()
    assert here.startswith("Mon 23 Nov 11:00  ")
    assert there.startswith("Mon 23 Nov 19:00 Asia/Tokyo  ")
