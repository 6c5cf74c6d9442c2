"""Whatever stands in a member or a parameter, the server answers, and never with a failure."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

CONTRACT = yaml.safe_load((Path(__file__).parents[1] / "openapi.yaml").read_text())
VALUES: tuple[Any, ...] = (
    None,
    True,
    -1,
    0.5,
    2**63,
    1e308,
    "",
    "x" * 3_000,
    "'; select 1; --",
    "\u202e\U0001f600e\u0301",
    "9999-12-31T23:59:59Z",
    "9999-12-31T23:59:59",
    "RRULE:FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
    "in 99999999999999999999 years",
    [],
    [[None]],
    {},
    {"starts_at": "2099-01-01T00:00:00", "recurrence": ["RRULE:FREQ=YEARLY;BYSETPOS=-366"]},
    {"starts_at": "2099-01-01T00:00:00", "after_done": "P99999999D"},
)
QUERY = (*(value for value in VALUES if isinstance(value, str)), "-1", "1e9", "٣", "%", "\\", "{}")


def follow(node: Any) -> Any:
    while "$ref" in node:
        found: Any = CONTRACT
        for part in node["$ref"][2:].split("/"):
            found = found[part]
        node = found
    return node


def operations() -> Iterator[tuple[str, str, str, Any, list[Any]]]:
    for path, item in CONTRACT["paths"].items():
        for method, operation in item.items():
            if method != "parameters" and operation["operationId"] != "event_stream":
                shared = [*item.get("parameters", []), *operation.get("parameters", [])]
                parameters = [follow(each) for each in shared]
                yield operation["operationId"], method.upper(), path, operation, parameters


BODIES = {
    name: (method, path, follow(next(iter(operation["requestBody"]["content"].values()))["schema"]))
    for name, method, path, operation, _ in operations()
    if "requestBody" in operation
}
PARAMETERS = {
    name: (method, path, parameters)
    for name, method, path, _, parameters in operations()
    if parameters
}
NOWHERE = {
    "{reminder_id}": "1",
    "{channel_id}": "1",
    "{change_id}": "1",
    "{token_id}": "1",
    "{user_code}": "BBBB-BBBB",
    "{delivery_id}": "1",
}


def placed(path: str) -> str:
    for name, value in NOWHERE.items():
        path = path.replace(
            name, value if name != "{delivery_id}" else f"{0:08}-0000-4000-8000-{0:012}"
        )
    return path


def whole(schema: Any) -> dict[str, Any]:
    """A body that could be: each member that must be there has a plausible value."""
    known = {"text": "stretch", "when": "tomorrow", "answer": "done", "kind": "webhook",
             "url": "https://example.org/", "chat_id": "1", "code": "x", "username": "oye_bot",
             "label": "x", "user_code": "BBBB-BBBB", "approve": False}  # fmt: skip
    return {name: known.get(name, "x") for name in schema.get("required", [])}


@pytest.mark.parametrize("name", sorted(BODIES))
def test_no_value_of_a_member_makes_the_server_fail(person: Any, name: str) -> None:
    method, path, schema = BODIES[name]
    person.add()
    client = person.http
    if name.startswith(("identity", "bot")):
        client = person.server.client(person.server.service_token, person.act_for)
    for member in schema["properties"]:
        for value in VALUES:
            body = {**whole(schema), member: value}
            answer = client.request(method, placed(path), json=body)
            assert answer.status_code < 500, (body, answer.text)


@pytest.mark.parametrize("name", sorted(PARAMETERS))
def test_no_value_of_a_parameter_makes_the_server_fail(person: Any, name: str) -> None:
    method, path, parameters = PARAMETERS[name]
    person.add()
    for parameter in parameters:
        for value in QUERY:
            headers, query, place = {}, {}, path
            if parameter["in"] == "query":
                query[parameter["name"]] = value
            elif parameter["in"] == "header":
                headers[parameter["name"]] = value.strip().encode() or b"x"
            else:
                place = path.replace(f"{{{parameter['name']}}}", value.replace("/", "") or "x")
            answer = person.http.request(
                method, placed(place), params=query, headers=headers, json=None
            )
            assert answer.status_code < 500, (parameter["name"], value, answer.text)
