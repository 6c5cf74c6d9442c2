"""The sign-in of a device by a code (RFC 8628)."""

import json

from starlette.responses import Response

from oye_api.address import plain_address
from oye_api.ask import Ask
from oye_api.endpoint import Endpoint, Service, respond
from oye_api.function import Need
from oye_api.operation import Operation
from oye_api.pool import Row
from oye_api.problem import Problem


def login_start(operation: Operation, service: Service) -> Endpoint:
    """Begins a sign-in, and says from where: the database bounds how many."""
    arguments = operation.arguments() | {"p_address"}

    async def answer(ask: Ask) -> Response:
        given = {**ask.arguments, "p_address": plain_address(ask.address)}
        return respond(operation, await service.database.call("login_start", given))

    return Endpoint(answer, (Need(operation.id, "login_start", arguments, arguments),))


def with_verdict(operation: Operation, service: Service) -> Endpoint:
    """The generic endpoint of a function that answers with the refusals that it must remember.

    Raising one would roll back what was counted, so `{"refused": {status, slug, detail}}` comes
    as an answer. A call that counts is no read, and not repeated where its connection was dead.
    """
    name = operation.function or operation.id

    async def answer(ask: Ask) -> Response:
        row = await service.database.call(name, ask.arguments)
        raise_refused(row)
        return respond(operation, row)

    return Endpoint(answer, (Need(operation.id, name, operation.arguments(), operation.always()),))


def raise_refused(row: Row) -> None:
    """Raises the Problem that an answer holds, if it holds one."""
    refused = json.loads(row.text or "{}").get("refused")
    if refused is not None:
        raise Problem(refused["status"], refused["slug"], refused["detail"])
