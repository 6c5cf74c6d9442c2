"""What holds for every request: its body's form, its id, its errors."""

import socket
from typing import Any
from urllib.parse import urlsplit

import pytest

NEW = "/v1/reminders"
JSON = {"Content-Type": "application/json"}
NOT_JSON = [
    (b"stretch tomorrow", "body_not_json", None),
    (b"", "body_missing", None),
    (b"[1]", "body_not_an_object", None),
    (b'"text"', "body_not_an_object", None),
    (b"null", "body_not_an_object", None),
    (b'{"text": NaN}', "body_not_json", None),
    (b'{"grace_seconds": 1e999}', "body_not_json", None),
    (b'{"grace_seconds": ' + b"9" * 5000 + b"}", "body_not_json", None),
    (b'{"text": "a", "text": "b"}', "key_repeated", "text"),
    (b'{"text": "a\\u0000b", "when": "tomorrow"}', "text_has_nul", "text"),
    (b'{"text": "a\\ud800b", "when": "tomorrow"}', "text_has_surrogate", "text"),
    (b'{"text": "a", "tags": ["ok", "a\\u0000"]}', "text_has_nul", "tags.1"),
    (b'{"when": {"starts_at": "\\u0000"}}', "text_has_nul", "when.starts_at"),
    (b'{"te\\u0000xt": "a"}', "text_has_nul", "te\ufffdxt"),
    (b'{"text": "\xff"}', "body_not_json", None),
    (b'\xef\xbb\xbf{"text": "a"}', "body_not_json", None),
    (b'{"tags": ' + b"[" * 40 + b"]" * 40 + b"}", "body_too_deep", "tags"),
    (b'{"tags": ' + b"[" * 30_000, "body_too_deep", None),
    (b'{"text": "a"} {"text": "b"}', "body_not_json", None),
    (b'{"text": "a",}', "body_not_json", None),
]


@pytest.mark.parametrize(("raw", "slug", "field"), NOT_JSON)
def test_a_body_that_is_no_plain_json_object_is_refused(
    person: Any, raw: bytes, slug: str, field: str | None
) -> None:
    answer = person.http.post(NEW, content=raw, headers=JSON)
    told = answer.json()
    assert (answer.status_code, told["slug"], told["field"]) == (400, slug, field)


def test_a_body_of_64_kib_is_read_and_a_larger_one_is_refused(person: Any) -> None:
    room = 64 * 1024 - len('{"text":"x","when":"tomorrow"}')
    fits = '{"text":"x",' + " " * room + '"when":"tomorrow"}'
    assert person.http.post(NEW, content=fits, headers=JSON).status_code == 201
    answer = person.http.post(NEW, content=" " + fits, headers=JSON)
    assert (answer.status_code, answer.json()["slug"]) == (413, "body_too_large")


def test_a_large_body_without_a_length_is_refused_as_well(person: Any) -> None:
    chunks = (b" " * 1024 for _ in range(65))
    answer = person.http.post(NEW, content=chunks, headers=JSON)
    assert (answer.status_code, answer.json()["slug"]) == (413, "body_too_large")


MEDIA = [
    ("text/plain", 415),
    ("application/x-www-form-urlencoded", 415),
    ("application/merge-patch+json", 415),
    ("application/json; charset=latin-1", 415),
    ("application/json; charset=UTF-8", 201),
    ("Application/JSON", 201),
]


@pytest.mark.parametrize(("media", "status"), MEDIA)
def test_only_json_is_taken(person: Any, media: str, status: int) -> None:
    raw = b'{"text": "x", "when": "tomorrow"}'
    assert person.http.post(NEW, content=raw, headers={"Content-Type": media}).status_code == status


@pytest.mark.parametrize("media", ["application/merge-patch+json", "application/json"])
def test_a_patch_may_be_sent_as_either_kind_of_json(person: Any, media: str) -> None:
    answer = person.http.patch("/v1/me", content=b'{"name": "A"}', headers={"Content-Type": media})
    assert answer.json()["name"] == "A"


def test_a_compressed_body_is_refused(person: Any) -> None:
    headers = {**JSON, "Content-Encoding": "gzip"}
    answer = person.http.post(NEW, content=b"\x1f\x8b", headers=headers)
    assert (answer.status_code, answer.json()["field"]) == (415, "Content-Encoding")


def test_a_body_where_none_is_taken_is_refused_unless_it_is_empty(person: Any) -> None:
    number = person.add()["id"]
    assert person.http.post(f"{NEW}/{number}/pause", json={}).status_code == 200
    answer = person.http.post(f"{NEW}/{number}/resume", json={"until": "friday"})
    assert (answer.status_code, answer.json()["slug"]) == (400, "body_unexpected")


def test_an_unknown_path_and_a_trailing_slash_are_404(server: Any) -> None:
    for path in ("/nothing", "/v1/me/", "/v1/reminders/1/nothing"):
        answer = server.client(None).get(path)
        assert (answer.status_code, answer.json()["slug"]) == (404, "path_not_found")


def test_a_method_that_a_path_does_not_know_is_405_and_all_others_are_named(server: Any) -> None:
    answer = server.client(None).put("/v1/reminders/1")
    assert (answer.status_code, answer.json()["slug"]) == (405, "method_not_allowed")
    allowed = {method.strip() for method in answer.headers["allow"].split(",")}
    assert {"GET", "PATCH", "DELETE"} <= allowed
    assert not {"PUT", "POST"} & allowed


def test_a_request_keeps_its_id_and_a_strange_one_gets_another(server: Any) -> None:
    client = server.client(None)
    mine = client.get("/v1/me", headers={"X-Request-Id": "trace-7.a"})
    assert mine.headers["x-request-id"] == mine.json()["request_id"] == "trace-7.a"
    for strange in ("a b", "<script>", "x" * 300, 'a"b'):
        other = client.get("/v1/me", headers={"X-Request-Id": strange})
        assert other.headers["x-request-id"] == other.json()["request_id"] != strange


TOKENS = ["oye_", "oye_" + "0" * 38, "Basic", "oye_" + "g" * 38, "x" * 5_000]


@pytest.mark.parametrize("token", TOKENS)
def test_a_malformed_token_is_401(server: Any, token: str) -> None:
    answer = server.client(token).get("/v1/me")
    assert (answer.status_code, answer.json()["slug"]) == (401, "token_malformed")


def test_a_well_formed_token_that_nobody_was_given_is_401(server: Any) -> None:
    answer = server.client("oye_" + "0" * 32 + "3b4de6").get("/v1/me")
    assert answer.status_code == 401
    assert "invalid_token" in answer.headers["www-authenticate"]


def test_garbage_instead_of_http_does_not_stop_the_server(server: Any) -> None:
    where = urlsplit(server.url)
    with socket.create_connection((where.hostname, where.port), timeout=10) as wire:
        wire.sendall(b"\x00\xff\x00 nonsense\r\n\r\n")
        wire.recv(1024)
    assert server.client(None).get("/healthz").status_code == 200
