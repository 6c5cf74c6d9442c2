"""What breaks a client of the last release is found, and what does not is let pass."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from breaking import breaks, refused

CONTRACT = """
openapi: 3.1.0
info: {title: test, version: 0.3.1}
security: [{bearer: [read]}]
paths:
  /things/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: integer, minimum: 1}}
    get:
      operationId: thing_get
      parameters:
        - {name: q, in: query, schema: {type: string, maxLength: 20, enum: [a, b]}}
      responses:
        "200":
          headers: {ETag: {schema: {type: string}}}
          content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
        default: {description: a problem}
    patch:
      operationId: thing_update
      security: [{bearer: [write]}, {bearer: [admin]}]
      requestBody:
        content: {application/json: {schema: {$ref: "#/components/schemas/Patch"}}}
      responses:
        "204": {description: done}
components:
  schemas:
    Thing:
      type: object
      required: [id, state, parts]
      properties:
        id: {type: integer}
        state: {type: string, enum: [new, old]}
        note: {oneOf: [{$ref: "#/components/schemas/Note"}, {type: "null"}]}
        parts: {type: array, items: {$ref: "#/components/schemas/Note"}}
    Note: {type: object, required: [text], properties: {text: {type: string}}}
    Patch:
      type: object
      additionalProperties: false
      required: [name]
      properties:
        name: {type: string, maxLength: 10}
        size: {type: [integer, "null"], minimum: 1}
        when: {oneOf: [{type: string}, {$ref: "#/components/schemas/Note"}]}
        kind: {type: string, enum: [x, y]}
"""
GET, PATCH = "paths./things/{id}.get", "paths./things/{id}.patch"
THING = "components.schemas.Thing"
MEMBERS, TAKEN = f"{THING}.properties", "components.schemas.Patch.properties"
GONE = object()

# what is set (or goes), to what, and the one line that is said
BREAKS = [
    (PATCH, GONE, "thing_update: PATCH /things/{id} has gone"),
    (f"{GET}.operationId", "thing_read", "thing_get: is called thing_read now"),
    (f"{GET}.parameters.0.name", "query", "thing_get: query parameter q has gone"),
    (f"{GET}.parameters.0.required", True, "thing_get: query parameter q is needed now"),
    (f"{GET}.parameters.0.schema.maxLength", 19, "query parameter q: maxLength is 19 now"),
    (f"{GET}.parameters.0.schema.enum", ["a"], "query parameter q takes b no more"),
    (f"{GET}.parameters.0.schema.pattern", "^a", "query parameter q: pattern is ^a now"),
    (f"{GET}.responses.200", GONE, "thing_get: answers 200 no more"),
    (f"{GET}.responses.200.headers.ETag", GONE, "thing_get: 200: header ETag has gone"),
    (f"{GET}.responses.200.content", {}, "thing_get: 200: application/json has gone"),
    (f"{GET}.security", [{"bearer": ["write"]}], "a token with {'bearer': ['read']} does not"),
    (f"{MEMBERS}.note", GONE, "thing_get: 200: note has gone"),
    (f"{MEMBERS}.id.type", ["integer", "null"], "thing_get: 200: id may be null now"),
    (f"{MEMBERS}.note.oneOf.1.type", "string", "thing_get: 200: note: variant 2 fits none"),
    (f"{THING}.required", ["id", "parts"], "thing_get: 200: state may be missing now"),
    (f"{MEMBERS}.parts.items", {"type": "string"}, "thing_get: 200: parts[] may be string now"),
    (f"{PATCH}.requestBody.required", True, "thing_update: a body is needed now"),
    (f"{PATCH}.requestBody.content", {"text/plain": {}}, "takes no application/json any more"),
    (f"{PATCH}.security", [{"bearer": ["admin"]}], "a token with {'bearer': ['write']} does not"),
    (f"{TAKEN}.size", GONE, "thing_update: body: size has gone"),
    (f"{TAKEN}.size.type", "integer", "thing_update: body: size takes no null any more"),
    (f"{TAKEN}.size.minimum", 2, "thing_update: body: size: minimum is 2 now"),
    (f"{TAKEN}.size.maximum", 9, "thing_update: body: size: maximum is 9 now"),
    (f"{TAKEN}.kind.enum", ["x"], "thing_update: body: kind takes y no more"),
    (f"{TAKEN}.when.oneOf.0.type", "integer", "thing_update: body: when: variant 1 fits none"),
    ("components.schemas.Patch.required", ["name", "size"], "body: size is needed now"),
]
# no client can tell, or none that keeps to the rules
HARMLESS = [
    ("paths./others", {"get": {"operationId": "other_list", "responses": {}}}),
    (f"{GET}.parameters.1", {"name": "tag", "in": "query", "schema": {"type": "string"}}),
    (f"{GET}.parameters.0.schema.maxLength", 21),
    (f"{GET}.parameters.0.schema.enum", ["a", "b", "c"]),
    (f"{GET}.responses.404", {"description": "not found"}),
    (f"{GET}.security", []),
    (f"{MEMBERS}.size", {"type": "integer"}),
    (f"{MEMBERS}.state.enum", ["new", "old", "lost"]),
    (f"{MEMBERS}.note", {"$ref": "#/components/schemas/Note"}),
    (f"{MEMBERS}.parts.items", {"allOf": [{"$ref": "#/components/schemas/Note"}]}),
    (f"{THING}.required", ["id", "state", "parts", "note"]),
    (f"{THING}.description", "a thing"),
    (f"{PATCH}.security", [{"bearer": ["write"]}, {"bearer": ["admin"]}, {"bearer": ["read"]}]),
    (f"{TAKEN}.more", {"type": "string"}),
    (f"{TAKEN}.size.type", ["integer", "null", "string"]),
    (f"{TAKEN}.size.type", ["number", "null"]),
    (f"{TAKEN}.size.minimum", 0),
    (f"{TAKEN}.kind.enum", ["x", "y", "z"]),
    (f"{TAKEN}.kind.enum", GONE),
    (f"{TAKEN}.when.oneOf.2", {"type": "integer"}),
    ("components.schemas.Patch.required", []),
    ("components.schemas.Patch.additionalProperties", True),
]


def changed(path: str, value: object) -> Any:
    """The contract with one thing set; a number at the end of a list adds to it."""
    document = yaml.safe_load(CONTRACT)
    node: Any = document
    # "/things/{id}" has no dot, so that dots part the steps
    *steps, last = [int(step) if step in ("0", "1", "2") else step for step in path.split(".")]
    for step in steps:
        node = node.setdefault(step, {}) if isinstance(node, dict) else node[step]
    if value is GONE:
        del node[last]
    elif isinstance(node, list) and last == len(node):
        node.append(value)
    else:
        node[last] = value
    return document


@pytest.mark.parametrize(("path", "value", "said"), BREAKS)
def test_what_breaks_a_client_is_said(path: str, value: object, said: str) -> None:
    [line] = breaks(yaml.safe_load(CONTRACT), changed(path, value))
    assert said in line


@pytest.mark.parametrize(("path", "value"), HARMLESS)
def test_what_breaks_no_client_is_let_pass(path: str, value: object) -> None:
    assert list(breaks(yaml.safe_load(CONTRACT), changed(path, value))) == []


@pytest.mark.parametrize(
    ("before", "after", "admitted"),
    [
        ("0.3.1", "0.3.2", False),
        ("0.3.1", "0.4.0", True),
        ("1.3.1", "1.4.0", False),
        ("1.3.1", "2.0.0", True),
        ("0.3.1", "1.0.0", True),
    ],
)
def test_a_version_may_admit_to_a_break(
    before: str, after: str, admitted: bool, tmp_path: Path
) -> None:
    old = yaml.safe_load(CONTRACT)
    old["info"]["version"] = before
    new = copy.deepcopy(old)
    del new["paths"]["/things/{id}"]["get"]
    for name, document in (("released.yaml", old), ("openapi.yaml", new)):
        (tmp_path / name).write_text(yaml.safe_dump(document))
    said = refused(tmp_path / "released.yaml", tmp_path / "openapi.yaml", after)
    assert said == (
        []
        if admitted
        else [f"breaks the contract of {before}: thing_get: GET /things/{{id}} has gone"]
    )
