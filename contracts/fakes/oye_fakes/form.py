"""The three ways in which a Bot API request carries its parameters."""

import json
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qs, urlsplit

from oye_fakes.server import Request

Params = dict[str, Any]


def params_of(request: Request) -> Params:
    """The parameters of a request: JSON, url-encoded, multipart, or in the address.

    Values that are no JSON body are strings; numbers, booleans, lists and objects in them are read
    as JSON, as the Bot API does. ValueError where the body is not what its type says.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        read = json.loads(request.body)
        if not isinstance(read, dict):
            raise ValueError("the body is no object")
        return read
    if kind == "multipart/form-data":
        return {name: value_of(name, text) for name, text in multipart(request)}
    text = request.body.decode() if request.body else urlsplit(request.path).query
    pairs = parse_qs(text, keep_blank_values=True)
    return {name: value_of(name, values[-1]) for name, values in pairs.items()}


def multipart(request: Request) -> list[tuple[str, str]]:
    """Names and texts of the parts of a multipart/form-data body."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    parts = BytesParser(policy=HTTP).parsebytes(head + request.body)
    found: list[tuple[str, str]] = []
    for part in parts.iter_parts():
        name = part.get_param("name", header="content-disposition")
        payload = part.get_payload(decode=True)
        found.append(
            (str(name), payload.decode(errors="replace") if isinstance(payload, bytes) else "")
        )
    return found


TEXTS = {
    "text",
    "caption",
    "secret_token",
    "document",
    "callback_query_id",
    "parse_mode",
    "data",
    "url",
    "language_code",
}


def value_of(name: str, text: str) -> Any:
    """A form's string as the value it stands for; what people wrote stays a string."""
    if name in TEXTS:
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text
