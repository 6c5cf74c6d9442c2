"""A request, read by the contract: who asks, and with which values."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from oye_api.auth import acting_for, token_digest
from oye_api.body import check_media, check_text, parse_body, read_body
from oye_api.operation import Operation, Parameter
from oye_api.problem import Problem

WHOLE = re.compile(r"-?[0-9]{1,18}")
ETAG = re.compile(r'"([0-9]{1,9})"')
MAX_PARAMETERS = 50


@dataclass(frozen=True, slots=True)
class Ask:
    """All values are checked by the contract. `arguments` are those of the stored function.

    `address` is where it came from: the proxy's where that one is not trusted.
    """

    operation: Operation
    method: str
    arguments: Mapping[str, object]
    body: Mapping[str, Any]
    address: str

    @property
    def who(self) -> dict[str, object]:
        """The arguments that every function begins with."""
        return {name: self.arguments[name] for name in ("p_token", "p_act_for")}


async def read_ask(operation: Operation, request: Request, seconds: float) -> Ask:
    """Raises Problem for the first thing that the contract does not allow.

    `seconds` are those that the body may take to arrive.
    """
    arguments: dict[str, object] = {}
    if operation.scope:
        arguments["p_token"] = token_digest(request.headers.getlist("authorization"))
        arguments["p_act_for"] = acting_for(request.headers.getlist("x-act-for"))
    query = _query(operation, request.scope["query_string"])
    for parameter in operation.parameters:
        said = _said(parameter, request, query)
        if said is not None:
            arguments[parameter.argument] = _value(parameter, said)
        elif parameter.required:
            raise Problem(
                400, "field_missing", f"{parameter.name} is required.", field=parameter.name
            )
    raw = await read_body(request, seconds)
    body = _body(operation, request, raw)
    if operation.body and operation.body.patch:
        arguments["p_patch"] = body
    else:
        arguments.update({f"p_{name}": value for name, value in body.items()})
    if "p_idempotency_key" in arguments:
        arguments["p_request_sha256"] = hashlib.sha256(raw).digest()
    address = request.client.host if request.client else ""
    return Ask(operation, request.method, arguments, body, address)


def _query(operation: Operation, raw: bytes) -> dict[str, str]:
    """The query's parameters: each known, each once."""
    if not raw:
        return {}
    try:
        pairs = parse_qsl(
            raw.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MAX_PARAMETERS,
        )
    except ValueError as error:
        raise Problem(
            400, "query_unreadable", "The query is not percent-encoded UTF-8, or too long."
        ) from error
    known = [parameter.name for parameter in operation.parameters if parameter.where == "query"]
    found: dict[str, str] = {}
    for name, value in pairs:
        field = name[:100].replace("\x00", "\ufffd")
        if name not in known:
            told = f"known are {', '.join(known)}" if known else "this takes none"
            raise Problem(
                400, "parameter_unknown", f"{field} is no parameter; {told}.", field=field
            )
        if name in found:
            raise Problem(400, "parameter_repeated", f"{name} stands there twice.", field=name)
        found[name] = value
    return found


def _said(parameter: Parameter, request: Request, query: Mapping[str, str]) -> str | None:
    if parameter.where == "path":
        return str(request.path_params[parameter.name])
    if parameter.where == "query":
        return query.get(parameter.name)
    values = request.headers.getlist(parameter.name)
    if len(values) > 1:
        raise Problem(
            400, "parameter_repeated", f"{parameter.name} is sent twice.", field=parameter.name
        )
    return values[0] if values else None


def _value(parameter: Parameter, said: str) -> object:
    check_text(said, parameter.name)
    value: object = said
    if parameter.integer:
        if not WHOLE.fullmatch(said):
            raise Problem(
                400,
                "field_invalid",
                f"{parameter.name} must be a whole number.",
                field=parameter.name,
            )
        value = int(said)
    if parameter.boolean:
        # What is neither stays a text, which the check refuses in words.
        value = {"true": True, "false": False}.get(said, said)
    parameter.check(value, parameter.name)
    if parameter.name == "If-Match":
        revision = ETAG.fullmatch(said)
        value = int(revision[1]) if revision else None
    return value


def _body(operation: Operation, request: Request, raw: bytes) -> dict[str, Any]:
    if operation.body is None:
        if raw.strip() not in (b"", b"{}"):
            raise Problem(400, "body_unexpected", f"{operation.id} takes no body.")
        return {}
    if not raw.strip():
        if operation.body.required:
            raise Problem(400, "body_missing", "A JSON object is expected as the body.")
        return {}
    check_media(request, operation.body.media)
    body = parse_body(raw)
    operation.body.check(body)
    return body
