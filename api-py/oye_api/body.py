"""A request's body: read within bounds, and parsed without surprises."""

import asyncio
import json
import math
from typing import Any

from starlette.requests import Request

from oye_api.problem import Problem

MAX_BYTES = 64 * 1024
MAX_DEPTH = 16
MAX_DIGITS = 19


async def read_body(request: Request, seconds: float) -> bytes:
    """The body as it came; raises Problem 413 beyond 64 KiB, 408 where it is late."""
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and (len(declared) > 9 or int(declared) > MAX_BYTES):
        raise _too_large()
    raw = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in request.stream():
                raw += chunk
                if len(raw) > MAX_BYTES:
                    raise _too_large()
    except TimeoutError as error:
        raise Problem(
            408,
            "request_too_slow",
            "The body took too long to arrive.",
            headers={"Connection": "close"},
        ) from error
    return bytes(raw)


def _too_large() -> Problem:
    return Problem(413, "body_too_large", f"A body may have {MAX_BYTES // 1024} KiB at most.")


def check_media(request: Request, accepted: tuple[str, ...]) -> None:
    """Raises Problem 415 unless the body is of one of the `accepted` types, UTF-8, uncompressed."""
    media, _, rest = request.headers.get("content-type", "").partition(";")
    if media.strip().lower() not in accepted:
        raise _unsupported(f"Send Content-Type: {accepted[0]}.", "Content-Type")
    charset = rest.lower().replace(" ", "").replace('"', "").partition("charset=")[2]
    if charset.partition(";")[0] not in ("", "utf-8", "utf8"):
        raise _unsupported("JSON is sent as UTF-8.", "Content-Type")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise _unsupported("Send the body uncompressed.", "Content-Encoding")


def _unsupported(detail: str, field: str) -> Problem:
    return Problem(415, "media_type_unsupported", detail, field=field)


def parse_body(raw: bytes) -> dict[str, Any]:
    """The JSON object in `raw`; raises Problem 400 that names what is wrong, and where if known.

    Stricter than RFC 8259 where a lenient reader would guess: no repeated keys, no NaN, no NUL, no
    lone surrogate, bounded depth and numbers.
    """
    try:
        value = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_members,
            parse_constant=_no_number,
            parse_float=_float,
            parse_int=_integer,
        )
    except UnicodeDecodeError as error:
        raise _not_json(f"The body is not UTF-8: byte {error.start} does not fit.") from error
    except RecursionError as error:
        raise _too_deep(None) from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise _not_json(f"The body is no JSON: {error.msg} at {where}.") from error
    if not isinstance(value, dict):
        raise Problem(400, "body_not_an_object", "The body must be a JSON object: {…}.")
    _check_members(value, (), 0)
    return value


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = _shown(next(name for name in names if names.count(name) > 1))
        raise Problem(400, "key_repeated", f"{twice} stands there twice.", field=twice)
    return members


def _no_number(name: str) -> Any:
    raise _not_json(f"The body is no JSON: {name} is no number.")


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise _not_json("A number in the body is too large.")
    return value


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise _not_json("A number in the body is too large.")
    return int(text)


def _check_members(value: Any, path: tuple[str, ...], depth: int) -> None:
    if depth > MAX_DEPTH:
        raise _too_deep(".".join(path[:1]))
    if isinstance(value, str):
        check_text(value, ".".join(path))
    elif isinstance(value, dict):
        for name, member in value.items():
            check_text(name, _shown(".".join((*path, name))))
            _check_members(member, (*path, name), depth + 1)
    elif isinstance(value, list):
        for index, member in enumerate(value):
            _check_members(member, (*path, str(index)), depth + 1)


def check_text(text: str, field: str) -> None:
    """Raises Problem 400 for what PostgreSQL can't keep: NUL, and a lone surrogate."""
    if "\x00" in text:
        raise Problem(400, "text_has_nul", f"{field} holds a NUL character.", field=field)
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise Problem(
            400,
            "text_has_surrogate",
            f"{field} holds half of a surrogate pair, which is no character.",
            field=field,
        )


def _shown(name: str) -> str:
    """A member's name that can be put into an answer."""
    return name[:100].replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _not_json(detail: str) -> Problem:
    return Problem(400, "body_not_json", detail)


def _too_deep(field: str | None) -> Problem:
    return Problem(
        400, "body_too_deep", f"The body is nested deeper than {MAX_DEPTH} levels.", field=field
    )
