"""The generic endpoint: what the contract says of an operation is all that it needs."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.responses import Response

from oye_api.ask import Ask
from oye_api.config import Config
from oye_api.contract import Contract
from oye_api.function import Need
from oye_api.metrics import Metrics
from oye_api.operation import Operation
from oye_api.pool import Database, Row
from oye_api.wake import Wakes

NO_STORE = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class Service:
    """What every endpoint may use; one for the process."""

    config: Config
    contract: Contract
    operations: tuple[Operation, ...]
    database: Database
    wakes: Wakes
    metrics: Metrics


@dataclass(frozen=True, slots=True)
class Endpoint:
    """How an operation is answered, and the stored functions that it needs for that."""

    answer: Callable[[Ask], Awaitable[Response]]
    needs: tuple[Need, ...]


def generic(operation: Operation, service: Service) -> Endpoint:
    """The endpoint of an operation with nothing special."""
    function = operation.function
    if function is None:
        raise ValueError(f"{operation.id} calls no function and has no endpoint of its own")
    need = Need(operation.id, function, operation.arguments(), operation.always())

    async def answer(ask: Ask) -> Response:
        reads = operation.method == "GET"
        return respond(operation, await service.database.call(function, ask.arguments, read=reads))

    return Endpoint(answer, (need,))


def respond(operation: Operation, row: Row) -> Response:
    """A function's answer as the contract's: the status for success, and the ETag where told."""
    if row.text is None:
        return Response(status_code=204)
    headers = dict(NO_STORE)
    if operation.etag and row.revision is not None:
        headers["ETag"] = f'"{row.revision}"'
    return Response(
        row.text.encode(), operation.status, headers=headers, media_type="application/json"
    )
