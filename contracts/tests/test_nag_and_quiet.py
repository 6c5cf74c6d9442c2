"""Told again until done, hours in which nothing rings, and the messages that it came from."""

from typing import Any

import pytest

PATH = "/v1/reminders"
EVERY_15 = {"every_seconds": 900, "times": 12, "for_seconds": 86400}
NIGHT = {"from": "22:00", "until": "07:00", "mode": "defer"}


def test_a_word_in_the_text_is_a_nag_and_leaves_the_text(person: Any) -> None:
    made = person.http.post(PATH, json={"text": "call mum !15m tomorrow 9am"}).json()
    assert (made["text"], made["nag"]) == ("call mum", EVERY_15)
    assert made["said"] == "call mum !15m tomorrow 9am"
    apart = person.add("pills !2h", "every day at 9")
    assert (apart["text"], apart["said"]) == ("pills", "every day at 9")
    assert apart["nag"]["every_seconds"] == 7200
    changed = person.http.patch(f"{PATH}/{apart['id']}", json={"text": "the pills !1m"}).json()
    assert (changed["text"], changed["nag"]["every_seconds"]) == ("the pills", 60)


def test_what_the_body_says_goes_before_the_word(person: Any) -> None:
    said = {"every_seconds": 60, "times": 3, "for_seconds": 600}
    assert person.add("pills !2h", nag=said)["nag"] == said
    none = person.add("pills !2h", nag=None)
    assert (none["nag"], none["text"]) == (None, "pills")


def test_a_preview_tells_the_nag_too(person: Any) -> None:
    asked = {"text": "call mum !15m tomorrow 9am"}
    preview = person.http.post("/v1/schedule/preview", json=asked).json()
    assert (preview["text"], preview["nag"]) == ("call mum", {"every_seconds": 900})


def test_a_word_out_of_bounds_is_refused_and_nothing_is_stored(person: Any) -> None:
    refused = person.http.post(PATH, json={"text": "pills !30s", "when": "tomorrow"})
    assert (refused.status_code, refused.json()["slug"]) == (422, "nag_out_of_range")
    assert "a minute" in refused.json()["detail"]
    assert person.http.get(PATH).json()["items"] == []


@pytest.mark.parametrize(
    ("nag", "status", "field"),
    [
        ({"every_seconds": 59}, 400, "nag.every_seconds"),
        ({"every_seconds": 86401}, 400, "nag.every_seconds"),
        ({"every_seconds": 60, "times": 51}, 400, "nag.times"),
        ({"every_seconds": 60, "for_seconds": 604801}, 400, "nag.for_seconds"),
        ({"times": 5}, 400, "nag.every_seconds"),
        ({"every_seconds": 3600, "for_seconds": 600}, 422, "nag.for_seconds"),
        ("15m", 400, "nag"),
    ],
)
def test_a_nag_beyond_its_bounds_is_refused_by_name(
    person: Any, nag: Any, status: int, field: str
) -> None:
    refused = person.http.post(PATH, json={"text": "x", "when": "tomorrow", "nag": nag})
    assert (refused.status_code, refused.json().get("field")) == (status, field)


def test_a_patch_changes_what_it_names_of_a_nag_and_null_ends_it(person: Any) -> None:
    path = f"{PATH}/{person.add(nag={'every_seconds': 60, 'times': 3})['id']}"
    changed = person.http.patch(path, json={"nag": {"every_seconds": 120}}).json()
    assert changed["nag"] == {"every_seconds": 120, "times": 3, "for_seconds": 86400}
    assert person.http.patch(path, json={"tags": ["x"]}).json()["nag"] == changed["nag"]
    assert person.http.patch(path, json={"nag": None}).json()["nag"] is None


def test_urgent_source_and_reference_are_kept_and_the_source_finds_it(person: Any) -> None:
    names = {"source": "telegram:-100123:45", "reference": "telegram:-100123:44"}
    made = person.add("x", urgent=True, **names)
    person.add("y")
    assert {name: made[name] for name in (*names, "urgent")} == {**names, "urgent": True}
    query = {"source": names["source"]}
    assert [one["id"] for one in person.http.get(PATH, params=query).json()["items"]] == [
        made["id"]
    ]
    path = f"{PATH}/{made['id']}"
    changed = person.http.patch(path, json={"source": None, "urgent": False}).json()
    assert (changed["source"], changed["urgent"]) == (None, False)
    assert changed["reference"] == names["reference"]


@pytest.mark.parametrize("source", ["", "telegram", "telegram:", "Telegram:1:2", "telegram:1 2"])
def test_a_source_of_another_form_is_refused(person: Any, source: str) -> None:
    refused = person.http.post(PATH, json={"text": "x", "when": "tomorrow", "source": source})
    assert (refused.status_code, refused.json()["field"]) == (400, "source")


def test_quiet_hours_are_set_kept_and_ended(person: Any) -> None:
    assert person.http.get("/v1/me").json()["quiet"] is None
    asked = {"quiet": {"from": "22:00", "until": "07:00"}}
    assert person.http.patch("/v1/me", json=asked).json()["quiet"] == NIGHT
    silent = {"quiet": {**asked["quiet"], "mode": "silent"}}
    assert person.http.patch("/v1/me", json=silent).json()["quiet"]["mode"] == "silent"
    kept = person.http.patch("/v1/me", json={"name": "Ann"}).json()["quiet"]
    assert kept == {**NIGHT, "mode": "silent"}
    assert person.http.patch("/v1/me", json={"quiet": None}).json()["quiet"] is None


@pytest.mark.parametrize(
    ("quiet", "status", "field"),
    [
        ({"from": "22:00"}, 400, "quiet.until"),
        ({"from": "24:00", "until": "07:00"}, 400, "quiet.from"),
        ({"from": "22:00", "until": "07:00", "mode": "loud"}, 400, "quiet.mode"),
        ({"from": "22:00", "until": "22:00"}, 422, "quiet.until"),
        ("22-7", 400, "quiet"),
    ],
)
def test_quiet_hours_that_are_none_are_refused(
    person: Any, quiet: Any, status: int, field: str
) -> None:
    refused = person.http.patch("/v1/me", json={"quiet": quiet})
    assert (refused.status_code, refused.json().get("field")) == (status, field)
