"""Nobody sees or changes another's data by HTTP: each operation of the contract, ids guessed.

An operation that is added is asked as well; a parameter of a new name has to be given a guess.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from .conftest import CONTRACT, Person, Server, follow
from .test_operations import BODIES, OPERATIONS, SCOPES, STREAM

# Stands in all that Ann says.
MARK = "only-ann-says-this"
HOOK = f"https://{MARK}.example.org/"
# Members that say what is wanted; they lead to nothing of anybody's.
WISHES = {
    "answer", "approve", "catch_up", "chosen", "count", "cursor", "default_time", "enabled",
    "failed", "grace_seconds", "is_default", "kind", "label", "limit", "locale", "nag", "name",
    "outcome", "q", "quiet", "scopes", "since", "state", "tag", "tags", "text", "timezone", "until",
    "urgent", "username", "when", "If-Match", "Idempotency-Key", "Last-Event-ID", "url",
    "expires_in_days", "device_code",
}  # fmt: skip
# Its `address` is a group's; the others' is a channel's.
OF_A_GROUP = {"channel_ensure", "reminder_join"}


@dataclass(frozen=True)
class Ann:
    """Somebody with one of everything; `guesses`: what leads to it, by the name of the member."""

    person: Person
    guesses: dict[str, Any]

    def stored(self) -> str:
        """All that is stored of her, but for the moment of asking and the days tokens were used."""
        found = self.person.http.get("/v1/me/export").raise_for_status().json()
        found.pop("exported_at")
        found["person"].pop("now")
        for token in found["tokens"]:
            token.pop("last_used_on", None)
        return json.dumps(found, sort_keys=True)


@pytest.fixture(scope="module")
def ann(server: Server, module_person: Callable[[], Person]) -> Ann:
    person = module_person()
    person.http.patch("/v1/me", json={"name": MARK})
    number = person.told(MARK)
    later = person.add(MARK, "every day at 9", tags=[MARK], source="telegram:-100123:45")
    hook = person.http.post("/v1/channels", json={"kind": "webhook", "url": HOOK, "label": MARK})
    token = person.http.post("/v1/tokens", json={"label": MARK}).json()
    code = person.http.post("/v1/channels/telegram/link").json()["code"]
    login = server.client(None).post("/v1/login", json={"label": MARK}).json()
    answer = {"user_code": login["user_code"], "approve": True}
    person.http.post("/v1/login/approve", json=answer).raise_for_status()
    occurrence = person.occurrence(number)
    return Ann(
        person,
        {
            "reminder_id": later["id"],
            "channel_id": hook.json()["id"],
            "channels": [hook.json()["id"]],
            "change_id": later["change_id"],
            "token_id": token["id"],
            "delivery_id": occurrence["deliveries"][0]["id"],
            "message_id": "17",
            "due_at": occurrence["due_at"],
            "user_code": login["user_code"],
            "code": code[:-1] + ("0" if code[-1] != "0" else "1"),
            "confirm": person.http.get("/v1/me").json()["person_id"],
            "address": HOOK,
            "source": "telegram:-100123:45",
            "reference": "telegram:-100123:45",
            "chat_id": "7",
            "user_id": "7",
        },
    )


def members(name: str) -> Iterator[tuple[str, str]]:
    """Where each parameter and each member of an operation's body stands, and its name."""
    _, path, operation = OPERATIONS[name]
    for one in [*CONTRACT["paths"][path].get("parameters", []), *operation.get("parameters", [])]:
        parameter = follow(one)
        yield parameter["in"], parameter["name"]
    if "requestBody" in operation:
        content = next(iter(operation["requestBody"]["content"].values()))
        yield from (("body", each) for each in follow(content["schema"])["properties"])


def guessed(client: httpx.Client, name: str, guesses: dict[str, Any]) -> httpx.Response:
    """Asks for the operation with every guess that it has a place for."""
    method, path, _ = OPERATIONS[name]
    query: dict[str, Any] = {}
    body = dict(BODIES.get(name, {}))
    for place, member in members(name):
        if member not in guesses:
            continue
        value = guesses[member]
        if place == "path":
            path = path.replace(f"{{{member}}}", str(value))
        elif place == "query":
            query[member] = value
        elif place == "body" and not (member == "address" and name in OF_A_GROUP):
            body[member] = value
    assert "{" not in path
    request = client.build_request(method, path, params=query, json=body or None)
    answer = client.send(request, stream=name == STREAM)
    if name == STREAM:
        answer.close()
    return answer


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_each_member_is_guessed_or_known_to_lead_nowhere(name: str, ann: Ann) -> None:
    unknown = {member for _, member in members(name)} - set(ann.guesses) - WISHES
    assert not unknown, f"{name}: what does {unknown} lead to? Give it a guess, or name it a wish"


@pytest.mark.parametrize("name", ["reminder_get", "delivery_get"])
def test_the_guesses_are_right_for_the_one_whose_ids_they_are(name: str, ann: Ann) -> None:
    """Else the tests below would show nothing; sql/tests/test_isolation.py tries all of them."""
    answer = guessed(ann.person.http, name, ann.guesses)
    assert (answer.status_code, MARK in answer.text) == (200, True)
    assert ann.stored().count(MARK) > 5


@pytest.mark.parametrize("name", sorted(SCOPES))
def test_who_guesses_anothers_ids_finds_nothing_and_changes_nothing(
    name: str, ann: Ann, new_person: Callable[[], Person]
) -> None:
    bob = new_person()
    before = ann.stored()
    client = bob.http
    if SCOPES[name] == "act_for":
        client = bob.server.client(bob.server.service_token, bob.act_for)
    answer = guessed(client, name, ann.guesses)
    if "{" in OPERATIONS[name][1]:
        assert answer.status_code == 404
    elif name == "person_delete":
        assert (answer.status_code, answer.json()["slug"]) == (422, "confirm_wrong")
    assert answer.status_code < 500
    if name != STREAM:
        told = answer.text.replace(HOOK, "what was sent")
        assert MARK not in told
        assert ann.guesses["confirm"] not in told.replace('"field":"confirm"', "")
    assert ann.stored() == before


@pytest.mark.parametrize("name", sorted(SCOPES))
def test_nobody_acts_for_another_without_the_scope(name: str, ann: Ann, person: Person) -> None:
    before = ann.stored()
    client = person.server.client(person.token("read", "write", "account"), ann.person.act_for)
    answer = guessed(client, name, ann.guesses)
    answer.close()
    assert (answer.status_code, slug(answer)) == (403, "scope_missing")
    assert ann.stored() == before


@pytest.mark.parametrize("name", sorted(SCOPES))
def test_a_bot_that_names_nobody_is_nobody(name: str, ann: Ann, server: Server) -> None:
    before = ann.stored()
    answer = guessed(server.client(server.service_token), name, ann.guesses)
    if name == "bot_announce":
        assert answer.status_code == 204
    else:
        assert answer.status_code in (400, 403)
        assert slug(answer) in ("act_for_missing", "act_for_wrong")
    assert ann.stored() == before


def slug(answer: httpx.Response) -> str:
    return str(json.loads(answer.content)["slug"])
