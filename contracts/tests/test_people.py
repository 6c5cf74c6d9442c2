"""The person, their tokens and channels, and services that act for them."""

from datetime import datetime, timedelta
from typing import Any


def test_absent_members_of_a_patch_stay_and_null_clears_a_name(person: Any) -> None:
    person.http.patch("/v1/me", json={"name": "Ann", "default_time": "08:30"})
    changed = person.http.patch("/v1/me", json={"locale": "en-GB"}).json()
    assert (changed["name"], changed["default_time"]) == ("Ann", "08:30")
    assert person.http.patch("/v1/me", json={"name": None}).json()["name"] is None


def test_the_usual_time_is_that_of_a_day_without_one(person: Any) -> None:
    person.http.patch("/v1/me", json={"default_time": "07:15"})
    preview = person.http.post("/v1/schedule/preview", json={"when": "tomorrow"}).json()
    assert preview["schedule"]["starts_at"].endswith("T07:15:00")


def test_words_are_read_in_the_persons_language_else_in_english(person: Any) -> None:
    said = [
        ("es-MX", "mañana a las 9"),
        ("de", "morgen um 9"),
        ("de", "tomorrow 9am"),
        ("ja", "tomorrow 9am"),
    ]
    for locale, words in said:
        person.http.patch("/v1/me", json={"locale": locale})
        preview = person.http.post("/v1/schedule/preview", json={"when": words}).json()
        assert preview["schedule"]["starts_at"].endswith("T09:00:00")


def test_a_preview_shows_instants_in_the_zone_in_force_and_stores_nothing(person: Any) -> None:
    ask = {"text": "stand up every day at 9", "count": 3}
    asked = {"when": {"starts_at": "2099-07-01T09:00:00", "timezone": "Asia/Kolkata"}}
    pinned = person.http.post("/v1/schedule/preview", json=asked).json()
    assert pinned["occurrences"] == ["2099-07-01T09:00:00+05:30"]
    assert (pinned["ended"], pinned["text"]) == (True, None)
    words = person.http.post("/v1/schedule/preview", json=ask).json()
    assert len(words["occurrences"]) == 3
    assert words["ended"] is False
    assert words["text"] == "stand up"
    assert person.http.get("/v1/reminders").json()["items"] == []


def test_a_service_acts_for_the_person_that_it_names(person: Any, server: Any) -> None:
    service = server.client(server.service_token, person.act_for)
    number = service.post("/v1/reminders", json={"text": "x", "when": "tomorrow"}).json()["id"]
    assert person.http.get(f"/v1/reminders/{number}").json()["text"] == "x"


def test_a_service_must_name_somebody_who_is_known(server: Any) -> None:
    nobody = server.client(server.service_token).get("/v1/me")
    assert (nobody.status_code, nobody.json()["field"]) == (403, "X-Act-For")
    stranger = server.client(server.service_token, "telegram:1").get("/v1/me")
    assert (stranger.status_code, stranger.json()["slug"]) == (404, "identity_not_found")


def test_a_persons_own_token_acts_for_nobody_else(person: Any, new_person: Any) -> None:
    other = new_person()
    answer = person.http.get("/v1/me", headers={"X-Act-For": other.act_for})
    assert (answer.status_code, answer.json()["slug"]) == (403, "scope_missing")


def test_an_identity_is_made_once(server: Any, person: Any) -> None:
    service = server.client(server.service_token, person.act_for)
    again = service.post("/v1/identities", json={"chat_id": "5", "timezone": "UTC"}).json()
    assert again["created"] is False
    assert again["timezone"] == "Europe/Madrid"
    assert again["person_id"] == person.http.get("/v1/me").json()["person_id"]


def test_a_link_leads_to_the_bot_that_told_its_name(server: Any, person: Any) -> None:
    service = server.client(server.service_token, person.act_for)
    assert service.put("/v1/bot", json={"username": "oye_test_bot"}).status_code == 204
    link = person.http.post("/v1/channels/telegram/link").json()
    assert link["url"] == f"https://t.me/oye_test_bot?start={link['code']}"


def test_a_token_is_shown_once_and_works_until_it_is_revoked(person: Any) -> None:
    made = person.http.post("/v1/tokens", json={"label": "phone", "expires_in_days": 30}).json()
    expires = datetime.fromisoformat(made["expires_at"])
    assert timedelta(0) <= expires - person.now() - timedelta(days=30) + timedelta(minutes=5)
    listed = person.http.get("/v1/tokens").json()["items"]
    assert [token["label"] for token in listed if token["id"] == made["id"]] == ["phone"]
    assert made["token"] not in person.http.get("/v1/tokens").text
    assert [token["current"] for token in listed if token["label"] == "test"] == [True]
    phone = person.server.client(made["token"])
    assert phone.get("/v1/me").status_code == 200
    assert person.http.delete(f"/v1/tokens/{made['id']}").status_code == 204
    assert phone.get("/v1/me").json()["slug"] == "token_unknown"


def test_nobody_revokes_anothers_token(person: Any, new_person: Any) -> None:
    [theirs] = new_person().http.get("/v1/tokens").json()["items"]
    answer = person.http.delete(f"/v1/tokens/{theirs['id']}")
    assert (answer.status_code, answer.json()["field"]) == (404, "token_id")


def test_a_webhook_can_be_renamed_and_disabled_and_keeps_its_secret_to_itself(person: Any) -> None:
    body = {"kind": "webhook", "url": "https://example.org/hook", "is_default": False}
    made = person.http.post("/v1/channels", json=body).json()
    path = f"/v1/channels/{made['id']}"
    changed = person.http.patch(path, json={"label": "work", "enabled": False}).json()
    assert (changed["label"], changed["enabled"], changed["is_default"]) == ("work", False, False)
    assert changed["disabled_reason"]
    assert person.http.patch(path, json={"label": None}).json()["label"] is None
    assert made["secret"] not in person.http.get("/v1/channels").text
    assert person.http.delete(path).status_code == 204
    assert person.http.patch(path, json={"label": "x"}).status_code == 404


def test_the_inbox_stays(person: Any) -> None:
    answer = person.http.delete("/v1/channels/1")
    assert answer.status_code == 409
    assert person.http.get("/v1/channels").json()["items"][0]["kind"] == "inbox"


def test_a_move_is_shown_before_it_is_made(person: Any) -> None:
    person.http.patch("/v1/me", json={"timezone": "Europe/Madrid"})
    when = "2099-07-01T09:00:00"
    number = person.add("floats", when)["id"]
    person.add("pinned", {"starts_at": when, "timezone": "Europe/Madrid"})
    shown = person.http.post("/v1/me/timezone/preview", json={"timezone": "Asia/Tokyo"}).json()
    [move] = shown["items"]
    assert (shown["timezone"], move["id"], move["text"]) == ("Europe/Madrid", number, "floats")
    assert datetime.fromisoformat(move["next_occurrence"]) - datetime.fromisoformat(
        move["moved_to"]
    ) == timedelta(hours=7)
    assert person.http.get(f"/v1/reminders/{number}").json()["timezone"] == "Europe/Madrid"


def test_a_move_to_nowhere_is_refused(person: Any) -> None:
    asked = person.http.post("/v1/me/timezone/preview", json={"timezone": "Mars/Olympus"})
    assert asked.status_code in (400, 422)
    assert asked.json()["field"] == "timezone"


def test_a_preview_says_the_schedule_in_words_and_what_the_clocks_do(person: Any) -> None:
    person.http.patch("/v1/me", json={"timezone": "Europe/Madrid", "locale": "es-MX"})
    said = {"starts_at": "2098-03-01T02:30:00", "recurrence": ["RRULE:FREQ=DAILY"]}
    shown = person.http.post("/v1/schedule/preview", json={"when": said, "count": 40}).json()
    assert shown["words"] == "cada día a las 02:30"
    [note] = shown["notes"]
    assert note["occurrence"] in shown["occurrences"]
    assert note["note"] == "ese día no existe la hora 02:30; pasa a ser 1 h más tarde"
