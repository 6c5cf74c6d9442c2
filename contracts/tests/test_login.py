"""The sign-in of a device by a code, after RFC 8628."""

from typing import Any

import pytest


def begin(server: Any, label: str = "laptop") -> Any:
    return server.client(None).post("/v1/login", json={"label": label}).json()


def poll(server: Any, login: Any) -> Any:
    body = {"device_code": login["device_code"]}
    return server.client(None).post("/v1/login/token", json=body)


def test_a_device_is_signed_in_by_who_approves_its_code(person: Any, server: Any) -> None:
    login = begin(server)
    pending = poll(server, login)
    assert (pending.status_code, pending.json()["slug"]) == (400, "authorization_pending")
    assert poll(server, login).json()["slug"] == "slow_down"
    asked = person.http.get(f"/v1/login/{login['user_code']}").json()
    assert (asked["label"], bool(asked["address"])) == ("laptop", True)
    answer = {"user_code": login["user_code"].lower(), "approve": True}
    assert person.http.post("/v1/login/approve", json=answer).json()["label"] == "laptop"
    token = poll(server, login).json()["token"]
    me = server.client(token).get("/v1/me").json()
    assert me["person_id"] == person.http.get("/v1/me").json()["person_id"]
    assert poll(server, login).json()["slug"] == "expired_token"


def test_a_bot_asks_and_approves_for_its_user(person: Any, server: Any) -> None:
    login = begin(server)
    bot = server.client(server.service_token, person.act_for)
    assert bot.get(f"/v1/login/{login['user_code']}").json()["label"] == "laptop"
    answer = {"user_code": login["user_code"], "approve": True}
    assert bot.post("/v1/login/approve", json=answer).status_code == 200
    assert poll(server, login).json()["scopes"] == ["read", "write", "account"]


def test_a_no_is_told_to_the_device(person: Any, server: Any) -> None:
    login = begin(server)
    answer = {"user_code": login["user_code"], "approve": False}
    assert person.http.post("/v1/login/approve", json=answer).status_code == 200
    assert poll(server, login).json()["slug"] == "access_denied"
    again = person.http.post("/v1/login/approve", json=answer)
    assert (again.status_code, again.json()["slug"]) == (404, "code_not_found")


@pytest.mark.parametrize("code", ["BBBBBBB", "BBBB_BBBB", "ÄÄÄÄ-BBBB", "BBBB-BBBBB"])
def test_what_is_no_code_is_refused_before_it_counts(person: Any, code: str) -> None:
    answer = person.http.get(f"/v1/login/{code}")
    assert (answer.status_code, answer.json()["field"]) == (400, "user_code")


def test_guesses_are_counted_though_each_is_refused(person: Any) -> None:
    path = "/v1/login/BBBB-BBBB"
    told = [person.http.get(path).status_code for _ in range(11)]
    assert told == [404] * 10 + [429]
