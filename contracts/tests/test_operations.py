"""Each operation of the contract: answered with success, with its scope alone, never without."""

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

CONTRACT = yaml.safe_load((Path(__file__).parents[1] / "openapi.yaml").read_text())
OPERATIONS = {
    operation["operationId"]: (method.upper(), path, operation)
    for path, item in CONTRACT["paths"].items()
    for method, operation in item.items()
    if method != "parameters"
}
SCOPES = {
    name: operation["security"][0]["bearer"][0]
    for name, (_, _, operation) in OPERATIONS.items()
    if operation["security"]
}
BODIES: dict[str, dict[str, Any]] = {
    "me_update": {"name": "Ann"},
    "reminder_create": {"text": "stretch in 10 minutes"},
    "reminder_update": {"when": "every friday at 17:00"},
    "occurrence_done": {},
    "occurrence_snooze": {"when": "10m"},
    "occurrence_retry": {},
    "delivery_answer": {"answer": "snoozed", "when": "in 1 hour"},
    "schedule_preview": {"when": "tomorrow 9am"},
    "timezone_preview": {"timezone": "Asia/Tokyo"},
    "channel_create": {"kind": "webhook", "url": "https://example.org/hook"},
    "channel_update": {"label": "here"},
    "identity_ensure": {"chat_id": "1"},
    "identity_link": {"code": "none", "chat_id": "1"},
    "channel_ensure": {"address": "-100123:45", "label": "Friends"},
    "reminder_join": {"user_id": "8", "name": "Bob", "address": "-100123"},
    "bot_announce": {"username": "oye_bot"},
    "token_create": {"label": "test", "scopes": ["account"]},
    "login_start": {"label": "test"},
    "login_poll": {"device_code": "none"},
    "login_answer": {"user_code": "BBBB-BBBB", "approve": True},
}
QUERIES = {"delivery_find": {"address": "7", "message_id": "17"}}
STREAM = "event_stream"
# What needs a code, or whose own id, or a message that was sent, or a port of its own: asked by
# tests of their own.
APART = {
    "metrics",
    "identity_link",
    "login_poll",
    "login_answer",
    "login_get",
    "person_delete",
    "delivery_find",
}


def ask(client: httpx.Client, name: str, **values: object) -> httpx.Response:
    """Sends the operation, its path filled with `values`."""
    method, path, _ = OPERATIONS[name]
    for key, value in values.items():
        path = path.replace(f"{{{key}}}", str(value))
    if name == "person_delete":
        path += f"?confirm={uuid.uuid4()}"
    query = QUERIES.get(name)
    request = client.build_request(method, path, json=BODIES.get(name), params=query)
    return client.send(request, stream=name == STREAM)


def somewhere(name: str) -> dict[str, object]:
    """Values for the path of an operation that lead to nothing."""
    nothing = {"reminder_id": 999, "channel_id": 999, "change_id": 10**9}
    ids = {key: uuid.uuid4() for key in ("delivery_id", "token_id")}
    codes = {"user_code": "BBBB-BBBB"}
    values = {**nothing, **ids, **codes}
    return {key: value for key, value in values.items() if f"{{{key}}}" in OPERATIONS[name][1]}


def there(name: str, person: Any) -> dict[str, object]:
    """Values for the path of an operation that lead to something of this person's."""
    wanted = OPERATIONS[name][1]
    if name in ("occurrence_done", "occurrence_snooze"):
        return {"reminder_id": person.told()}
    if name == "occurrence_retry":
        return {"reminder_id": person.failed()}
    if name == "reminder_join":
        bot = person.server.client(person.server.service_token, person.act_for)
        group = bot.put("/v1/channels/telegram", json={"address": "-100123"}).json()
        return {"reminder_id": person.add(channels=[group["id"]])["id"]}
    if "{reminder_id}" in wanted:
        number = person.add()["id"]
        if name == "reminder_resume":
            person.http.post(f"/v1/reminders/{number}/pause")
        return {"reminder_id": number}
    if "/changes/" in wanted:
        return {"change_id": person.add()["change_id"]}
    if "{delivery_id}" in wanted:
        return {"delivery_id": person.occurrence(person.told())["deliveries"][0]["id"]}
    if "{channel_id}" in wanted:
        made = person.http.post("/v1/channels", json=BODIES["channel_create"])
        return {"channel_id": made.json()["id"]}
    if "{token_id}" in wanted:
        return {"token_id": person.http.post("/v1/tokens", json={"label": "x"}).json()["id"]}
    return {}


@pytest.mark.parametrize("name", sorted(set(OPERATIONS) - APART))
def test_each_operation_is_answered_with_the_success_that_it_tells(name: str, person: Any) -> None:
    told = min(int(status) for status in OPERATIONS[name][2]["responses"] if status != "default")
    client = person.http
    if SCOPES.get(name) == "act_for":
        client = person.server.client(person.server.service_token, person.act_for)
    answer = ask(client, name, **there(name, person))
    assert answer.status_code == told
    answer.close()


def test_a_chat_is_joined_to_the_person_who_asked_for_the_code(
    person: Any, server: Any, new_person: Callable[[], Any]
) -> None:
    """identity_link: afterwards the chat's user acts for the person of the code."""
    chat = new_person()
    code = person.http.post("/v1/channels/telegram/link").json()["code"]
    bot = server.client(server.service_token, chat.act_for)
    joined = bot.post("/v1/identities/link", json={"code": code, "chat_id": "77"})
    assert joined.status_code == 200
    assert joined.json()["person_id"] == person.http.get("/v1/me").json()["person_id"]
    assert bot.get("/v1/me").json()["person_id"] == joined.json()["person_id"]
    again = bot.post("/v1/identities/link", json={"code": code, "chat_id": "77"})
    assert (again.status_code, again.json()["field"]) == (404, "code")


@pytest.mark.parametrize("name", sorted(SCOPES))
def test_without_a_token_nothing_is_answered(name: str, server: Any) -> None:
    answer = ask(server.client(None), name, **somewhere(name))
    answer.read()
    assert (answer.status_code, answer.json()["slug"]) == (401, "token_missing")
    assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("name", sorted(SCOPES))
def test_without_its_scope_an_operation_is_refused(name: str, person: Any) -> None:
    others = [scope for scope in ("read", "write", "account") if scope != SCOPES[name]]
    client = person.server.client(person.token(*others))
    answer = ask(client, name, **somewhere(name))
    answer.read()
    assert (answer.status_code, answer.json()["slug"]) == (403, "scope_missing")
    assert SCOPES[name] in answer.json()["detail"]


@pytest.mark.parametrize("name", sorted(set(SCOPES) - APART))
def test_its_scope_alone_is_enough_for_an_operation(name: str, person: Any) -> None:
    if SCOPES[name] == "act_for":
        client = person.server.client(person.server.service_token, person.act_for)
    else:
        client = person.server.client(person.token(SCOPES[name]))
    answer = ask(client, name, **there(name, person))
    assert answer.status_code < 300
    answer.close()


def test_a_message_that_was_never_sent_is_not_found(person: Any) -> None:
    """delivery_find: its scope is enough to be told so."""
    answer = ask(person.server.client(person.token("read")), "delivery_find")
    assert (answer.status_code, answer.json()["slug"]) == (404, "delivery_not_found")
