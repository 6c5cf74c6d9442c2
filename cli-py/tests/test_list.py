import json

from .conftest import Oye
from .examples import reminder
from .pretend import Api, Reply


def page(*items: object, cursor: str | None = None) -> Reply:
    return Reply(200, {"items": list(items), "next_cursor": cursor}, "ReminderPage")


def test_the_table_is_aligned_though_a_text_has_wide_characters(api: Api, oye: Oye) -> None:
    wide = reminder(id=3, text="日本語", tags=["a"])
    api.on("GET", "/v1/reminders", page(wide, reminder(tags=["a"])))
    head, *lines = oye("list").out.splitlines()
    assert head.split() == ["#", "NEXT", "TEXT"]
    assert lines[0].startswith(" 3  Mon 24 Nov 2036 09:00  in ")
    assert "日本語    #a" in lines[0]
    assert "call mum  #a" in lines[1]


def test_states_are_told_beside_the_text(api: Api, oye: Oye) -> None:
    api.on(
        "GET",
        "/v1/reminders",
        page(
            reminder(state="waiting", next_occurrence=None, waiting_since="2020-01-02T08:00:00Z"),
            reminder(state="invalid", next_occurrence=None, state_reason="never comes due"),
            reminder(state="paused"),
            reminder(state="compute", next_occurrence=None),
            reminder(schedule={"starts_at": "2026-01-01T09:00:00", "recurrence": ["RRULE:X"]}),
            reminder(nag={"every_seconds": 5400}),
        ),
    )
    lines = oye("list").out.splitlines()[1:]
    expected = ("⏰ waiting since Thu 2 Jan 2020 09:00", "invalid: never comes due", "paused")
    for line, end in zip(lines, [*expected, "is being calculated", "↻", "nags 1h30m"], strict=True):
        assert line.endswith(end)


def test_all_pages_are_read_and_json_is_one_array_of_them(api: Api, oye: Oye) -> None:
    first, second = reminder(id=1), reminder(id=2)
    api.on("GET", "/v1/reminders", page(first, cursor="abc"), page(second))
    ran = oye("list", "--json")
    assert json.loads(ran.out) == [first, second]
    assert [ask.query for ask in api.asked] == ["limit=200", "limit=200&cursor=abc"]


def test_search_tag_and_state_are_the_api_s(api: Api, oye: Oye) -> None:
    api.on("GET", "/v1/reminders", page())
    ran = oye("list", "-q", "mum", "--tag", "family", "--state", "paused")
    assert (ran.code, ran.out, ran.err) == (0, "", "None such.\n")
    query = dict(part.split("=") for part in api.asked[0].query.split("&"))
    assert query == {"q": "mum", "tag": "family", "state": "paused", "limit": "200"}


def test_show_tells_all_of_one(api: Api, oye: Oye) -> None:
    api.on("GET", "/v1/reminders/12", Reply(200, reminder(), "Reminder"))
    out = oye("show", "12").out
    for part in ("12  call mum", "Europe/Madrid (follows yours)", "grace 1 hour", "revision   3"):
        assert part in out


def test_edit_sends_the_etag_that_it_read(api: Api, oye: Oye) -> None:
    read = Reply(200, reminder(), "Reminder", headers={"ETag": '"3"'})
    api.on("GET", "/v1/reminders/12", read)
    api.on("PATCH", "/v1/reminders/12", Reply(200, reminder(text="call dad"), "Reminder"))
    ran = oye("edit", "12", "--text", "call dad", "--no-tags", "--default-channels")
    assert ran.out.startswith("12  call dad   ")
    assert api.asked[1].headers["If-Match"] == '"3"'
    assert api.asked[1].body == {"text": "call dad", "tags": [], "channels": None}


def test_an_edit_that_another_one_overtook_is_a_conflict(api: Api, oye: Oye) -> None:
    api.on("GET", "/v1/reminders/12", Reply(200, reminder(), "Reminder"))
    api.refuse("PATCH", "/v1/reminders/12", 412, "changed", "Reminder 12 has changed since.")
    assert oye("edit", "12", "--when", "tomorrow 10am").code == 6


def test_an_edit_of_nothing_is_a_usage_error_and_asks_nobody(api: Api, oye: Oye) -> None:
    assert oye("edit", "12").code == 2
    assert api.asked == []


def test_one_number_that_fails_stops_no_other(api: Api, oye: Oye) -> None:
    api.refuse(
        "POST", "/v1/reminders/1/pause", 404, "reminder_not_found", "There is no reminder 1."
    )
    paused = Reply(200, reminder(id=2, state="paused"), "Reminder")
    api.on("POST", "/v1/reminders/2/pause", paused)
    ran = oye("pause", "1", "2")
    assert (ran.code, ran.out) == (3, "2  call mum   paused\n")
    assert ran.err == "oye: There is no reminder 1.\n"


def test_how_one_repeats_is_shown_in_words(api: Api, oye: Oye) -> None:
    daily = reminder()
    daily["schedule"] = {**daily["schedule"], "recurrence": ["RRULE:FREQ=DAILY"]}
    api.on("GET", "/v1/reminders/12", Reply(200, daily, "Reminder"))
    shown = {"text": None, "schedule": daily["schedule"], "words": "every day at 09:00"}
    rest = {"timezone": "Europe/Madrid", "occurrences": [], "notes": [], "ended": False}
    api.on("POST", "/v1/schedule/preview", Reply(200, {**shown, **rest}, "Preview"))
    out = oye("show", "12").out
    assert "repeats    every day at 09:00" in out
    assert "rule       RRULE:FREQ=DAILY" in out
