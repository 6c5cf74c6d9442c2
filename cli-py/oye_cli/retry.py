"""Creates that happen once, however often they are sent."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from oye_client import AuthenticatedClient
from oye_client.models.problem import Problem
from oye_client.types import Response

from oye_cli import exits
from oye_cli.client import Answer, ask
from oye_cli.failure import Failure
from oye_cli.terminal import say

T = TypeVar("T")


def ask_once(
    client: AuthenticatedClient, operation: Callable[..., Response[Problem | T]], **arguments: Any
) -> Answer[T]:
    """Call a create with an Idempotency-Key of this run.

    Where the connection breaks after the request may have left, it is sent once more under the
    same key: the API answers with the first result, if there is one. Raises Failure.
    """
    arguments["idempotency_key"] = str(uuid.uuid4())
    try:
        return ask(client, operation, **arguments)
    except Failure as failure:
        if failure.code != exits.AWAY or failure.slug or not failure.sent:
            raise
        say(f"{failure.message} Asking once more.")
    return ask(client, operation, **arguments)
