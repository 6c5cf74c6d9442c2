"""The event stream: what happens, as it happens, in order, to the person it is for."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

PATH = "/v1/events"


@dataclass(frozen=True)
class Frame:
    """One block of the stream (WHATWG HTML, 9.2.6)."""

    id: str | None
    event: str | None
    data: Any


@contextmanager
def listening(client: httpx.Client, after: str | None = None) -> Iterator[Iterator[Frame]]:
    """The frames of a stream that is open: it has sent its first block."""
    headers = {"Last-Event-ID": after} if after else {}
    with client.stream("GET", PATH, headers=headers) as response:
        response.raise_for_status()
        frames = framed(response.iter_lines())
        first = next(frames)
        assert first.data is None
        assert first.id
        yield frames


def framed(lines: Iterator[str]) -> Iterator[Frame]:
    fields: dict[str, str] = {}
    for line in lines:
        if line:
            name, _, value = line.partition(":")
            fields[name] = value.removeprefix(" ")
            continue
        data = json.loads(fields["data"]) if "data" in fields else None
        yield Frame(fields.get("id"), fields.get("event"), data)
        fields = {}


def test_a_stream_tells_what_comes_due_and_what_was_answered(person: Any) -> None:
    with listening(person.http) as frames:
        number = person.told("<b>\n\u2028 é")
        person.http.post(f"/v1/reminders/{number}/done")
        due, done = next(frames), next(frames)
    assert (due.event, due.data["reminder_id"]) == ("due", number)
    assert due.data["text"] == "<b>\n\u2028 é"
    assert (done.event, done.data["kind"], done.id) == ("done", "done", done.data["id"])


def test_a_stream_begins_with_now_and_tells_nothing_of_before(person: Any) -> None:
    person.told("before")
    with listening(person.http) as frames:
        number = person.told("after")
        assert next(frames).data["reminder_id"] == number


def test_a_client_that_was_cut_off_goes_on_where_it_was(person: Any) -> None:
    with listening(person.http) as frames:
        first = person.told("a")
        seen = next(frames)
        assert seen.data["reminder_id"] == first
    second, third = person.told("b"), person.told("c")
    with listening(person.http, seen.id) as frames:
        told = [next(frames).data["reminder_id"], next(frames).data["reminder_id"]]
    assert told == [second, third]


def test_a_client_cut_off_before_the_first_event_misses_nothing(person: Any) -> None:
    """The first block of a stream holds an id and no data: a client remembers where it began."""
    with person.http.stream("GET", PATH) as response:
        began = next(framed(response.iter_lines())).id
    number = person.told()
    with listening(person.http, began) as frames:
        assert next(frames).data["reminder_id"] == number


def test_nobody_hears_of_anothers_reminders(person: Any, new_person: Any) -> None:
    other = new_person()
    with listening(person.http) as frames:
        other.told("other's")
        mine = person.told("mine")
        assert next(frames).data["reminder_id"] == mine
        person.http.post(f"/v1/reminders/{mine}/done")
        assert next(frames).data["text"] == "mine"


def test_a_stream_that_can_not_go_on_from_an_id_says_so(person: Any) -> None:
    answer = person.http.get(PATH, headers={"Last-Event-ID": "nonsense"})
    assert (answer.status_code, answer.json()["field"]) == (400, "Last-Event-ID")


def test_a_revoked_token_ends_its_stream(person: Any) -> None:
    made = person.http.post("/v1/tokens", json={"label": "short", "scopes": ["read"]}).json()
    with listening(person.server.client(made["token"])) as frames:
        person.http.delete(f"/v1/tokens/{made['id']}").raise_for_status()
        person.told()
        assert [frame for frame in frames if frame.data] == []
