"""Lists of the API: pages, followed to their end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from oye_client import AuthenticatedClient
from oye_client.types import Response

from oye_cli.client import ask

LIMIT = 200  # rows a page, the most that the API gives


@dataclass(frozen=True)
class Items:
    """The items of all pages: parsed, and as the API wrote them."""

    items: list[Any]
    raw: list[Any]
    now: datetime
    more: bool


def collect(
    client: AuthenticatedClient,
    operation: Callable[..., Response[Any]],
    most: int | None = None,
    **arguments: Any,
) -> Items:
    """Ask for one page after another, until `most` items or all are there. Raises Failure."""
    items: list[Any] = []
    raw: list[Any] = []
    now = datetime.now(UTC)
    cursor: str | None = None
    while True:
        wanted = LIMIT if most is None else min(LIMIT, most - len(items))
        if cursor is not None:
            arguments["cursor"] = cursor
        answer = ask(client, operation, limit=wanted, **arguments)
        items += answer.value.items
        raw += answer.raw["items"]
        now, cursor = answer.now, answer.value.next_cursor
        if cursor is None or (most is not None and len(items) >= most):
            return Items(items, raw, now, more=cursor is not None)
