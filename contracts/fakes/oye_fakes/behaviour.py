"""What a fake does with a request instead of answering it well."""

import json
from dataclasses import dataclass, field
from threading import Event


@dataclass(frozen=True)
class Reply:
    """An HTTP answer, sent as it stands. `body` is bytes; `headers` are added to the usual ones."""

    status: int
    body: bytes = b""
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Cut:
    """The request is read to its last byte, then the connection breaks without an answer.

    `taken`: the request had its effect before the break, so that a repeat is a duplicate.
    """

    taken: bool = True


@dataclass(frozen=True)
class Drop:
    """The connection breaks after the head was read and before the body was."""


@dataclass(frozen=True)
class Null:
    """The request has its effect, and is answered well, with a result of null."""


@dataclass(frozen=True)
class Hold:
    """The request is read, then waits for `release()`; after it the answer is the usual one.

    A held request counts as read: it stands among the recorded ones while it waits.
    """

    gate: Event = field(default_factory=Event)

    def release(self) -> None:
        """Let every request that waits here, and each later one, go on."""
        self.gate.set()


Behaviour = Reply | Cut | Drop | Null | Hold


def refusal(
    error_code: int,
    description: str,
    *,
    retry_after: int | None = None,
    moved_to: int | None = None,
) -> Reply:
    """A failure in the Bot API's shape (https://core.telegram.org/bots/api#making-requests)."""
    body: dict[str, object] = {"ok": False, "error_code": error_code, "description": description}
    parameters: dict[str, int] = {}
    if retry_after is not None:
        parameters["retry_after"] = retry_after
    if moved_to is not None:
        parameters["migrate_to_chat_id"] = moved_to
    if parameters:
        body["parameters"] = parameters
    return Reply(error_code, json.dumps(body).encode())


def too_many(retry_after: int) -> Reply:
    """429, as flood control says it."""
    return refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def bad_gateway() -> Reply:
    """A 502 whose body is HTML, as the servers in front of the Bot API send it."""
    page = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n</html>\r\n"
    return Reply(502, page, "text/html")
