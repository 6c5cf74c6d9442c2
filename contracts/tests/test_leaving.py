"""Taking everything along, and leaving for good."""

import uuid
from typing import Any

MANY = 205


def test_the_export_is_one_document_with_everything_and_no_secret(person: Any) -> None:
    number = person.told("stretch")
    for index in range(MANY):
        person.add(f'number {index} \u2028 "quoted"', "every day at 9")
    answer = person.http.get("/v1/me/export")
    assert answer.headers["content-disposition"].startswith("attachment")
    found = answer.json()
    assert len(found["reminders"]) == MANY
    assert len({one["id"] for one in found["reminders"]}) == MANY
    assert found["reminders"][0]["text"] == 'number 0 \u2028 "quoted"'
    assert [one["reminder_id"] for one in found["occurrences"]] == [number]
    assert len(found["changes"]) == MANY + 1
    assert found["person"]["person_id"] == person.http.get("/v1/me").json()["person_id"]
    assert person.http.headers["authorization"].split()[1] not in answer.text


def test_who_leaves_is_gone_and_gets_a_receipt(person: Any, server: Any, new_person: Any) -> None:
    other = new_person()
    other.add("stays")
    person.told()
    me = person.http.get("/v1/me").json()["person_id"]
    for confirm in (str(uuid.uuid4()), other.http.get("/v1/me").json()["person_id"]):
        refused = person.http.delete("/v1/me", params={"confirm": confirm})
        assert (refused.status_code, refused.json()["slug"]) == (422, "confirm_wrong")
    assert person.http.delete("/v1/me").json()["field"] == "confirm"
    receipt = person.http.delete("/v1/me", params={"confirm": me}).json()
    assert (receipt["person_id"], receipt["removed"]["occurrences"]) == (me, 1)
    assert person.http.get("/v1/me").json()["slug"] == "token_unknown"
    bot = server.client(server.service_token, person.act_for)
    assert bot.get("/v1/me").json()["slug"] == "identity_not_found"
    assert len(other.http.get("/v1/reminders").json()["items"]) == 1


def test_a_bot_lets_its_user_leave(person: Any, server: Any) -> None:
    bot = server.client(server.service_token, person.act_for)
    me = bot.get("/v1/me").json()["person_id"]
    assert bot.get("/v1/me/export").json()["person"]["person_id"] == me
    assert bot.delete("/v1/me", params={"confirm": me}).status_code == 200
