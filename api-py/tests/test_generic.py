"""A new operation needs a function and the contract: nothing of the API changes for it."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from oye_api.contract import find_contract
from oye_sql.testing import Database

FUNCTIONS = """
create function api.echo(
    p_token bytea, p_act_for text, p_name text, p_count integer default 7,
    p_at timestamptz default null, p_list text[] default '{default}', p_more jsonb default null,
    p_idempotency_key text default null, p_request_sha256 bytea default null
)
returns jsonb language sql security definer as $$
    select jsonb_build_object(
        'token', encode(p_token, 'hex'), 'name', p_name, 'count', p_count, 'at', p_at,
        'list', p_list, 'more', p_more, 'key', p_idempotency_key,
        'sha256', encode(p_request_sha256, 'hex'), 'revision', 12
    )
$$;
create function api.echo_patch(
    p_token bytea, p_act_for text, p_patch jsonb, p_if_match integer default 0
)
returns jsonb language sql security definer as $$
    select jsonb_build_object('patch', p_patch, 'if_match', p_if_match)
$$;
create function api.echo_void(p_token bytea, p_act_for text)
returns void language sql security definer as '';
create function api.echo_null(p_token bytea, p_act_for text)
returns jsonb language sql security definer as 'select null::jsonb';
grant execute on all functions in schema api to oye_api;
"""
ANY = {"application/json": {"schema": {"type": "object"}}}
OK = {"description": "it", "headers": {"ETag": {"schema": {"type": "string"}}}, "content": ANY}
BODY = {
    "type": "object",
    "properties": {
        "at": {"type": "string", "format": "date-time"},
        "list": {"type": ["array", "null"], "items": {"type": "string"}},
        "more": {"type": "object"},
    },
}


def operation(name: str, **more: Any) -> dict[str, Any]:
    answers = {"200": OK} if name in ("echo", "echo_patch") else {"204": {"description": "done"}}
    return {"operationId": name, "security": [{"bearer": ["read"]}], "responses": answers, **more}


def parameter(name: str, where: str, kind: str) -> dict[str, Any]:
    required = where == "path"
    return {"name": name, "in": where, "required": required, "schema": {"type": kind}}


PATHS = {
    "/echo/{name}": {
        "parameters": [parameter("name", "path", "string")],
        "post": operation(
            "echo",
            parameters=[
                parameter("count", "query", "integer"),
                parameter("Idempotency-Key", "header", "string"),
            ],
            requestBody={"content": {"application/json": {"schema": BODY}}},
        ),
    },
    "/echo": {
        "patch": operation(
            "echo_patch",
            parameters=[parameter("If-Match", "header", "string")],
            requestBody={
                "content": {"application/merge-patch+json": {"schema": {"type": "object"}}}
            },
        ),
        "delete": operation("echo_void"),
        "get": operation("echo_null"),
    },
}


@pytest.fixture(scope="module")
def client(
    module_database: Database,
    module_client: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Any:
    """Speaks to a server whose contract has the operations above as well."""
    module_database.connect().execute(FUNCTIONS.encode())
    contract = yaml.safe_load(find_contract(None).read_text())
    contract["paths"].update(PATHS)
    path = tmp_path_factory.mktemp("contract") / "openapi.yaml"
    path.write_text(yaml.safe_dump(contract))
    return module_client(OYE_CONTRACT=str(path))


def test_every_value_arrives_as_the_argument_of_its_name(client: Any) -> None:
    body = {
        "at": "2026-11-24T09:00:00+15:59",
        "list": ["a", "", "{b}", 'c"\\'],
        "more": {"x": [1, None]},
    }
    headers = {"Idempotency-Key": "k"}
    answer = client.post("/echo/a%20b%2Fc?count=3", json=body, headers=headers)
    assert answer.status_code == 404
    answer = client.post("/echo/a%20b?count=3", json=body, headers=headers)
    told = answer.json()
    assert (told["name"], told["count"], told["key"]) == ("a b", 3, "k")
    assert told["at"] == "2026-11-23T17:01:00+00:00"
    assert (told["list"], told["more"]) == (body["list"], body["more"])
    assert len(told["sha256"]) == len(told["token"]) == 64
    assert answer.headers["etag"] == '"12"'


def test_what_is_absent_keeps_the_functions_default_and_null_is_null(client: Any) -> None:
    absent = client.post("/echo/x").json()
    assert (absent["count"], absent["list"], absent["sha256"]) == (7, ["default"], None)
    assert client.post("/echo/x", json={"list": None}).json()["list"] is None


def test_a_patch_arrives_whole(client: Any) -> None:
    patch = {"a": None, "b": {"c": "\u2028 é"}}
    told = client.patch("/echo", json=patch, headers={"If-Match": '"5"'}).json()
    assert told == {"patch": patch, "if_match": 5}
    assert client.patch("/echo", json=patch).json()["if_match"] == 0


def test_void_and_null_are_204(client: Any) -> None:
    for answer in (client.delete("/echo"), client.get("/echo")):
        assert (answer.status_code, answer.content) == (204, b"")
