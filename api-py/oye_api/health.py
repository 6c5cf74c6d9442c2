"""Is it well? And this service's own pages: the contract, and what shows it."""

import asyncio
from importlib.metadata import version
from typing import Any

import psycopg
from starlette.responses import JSONResponse, Response

from oye_api.ask import Ask
from oye_api.docs.page import docs_page
from oye_api.endpoint import NO_STORE, Endpoint, Service
from oye_api.function import Need
from oye_api.metrics import exposition
from oye_api.operation import Operation

READY_SECONDS = 3.0
NONE: frozenset[str] = frozenset()


def healthz(_operation: Operation, _service: Service) -> Endpoint:
    """The process lives."""
    alive = {"status": "ok", "version": version("oye-api")}

    async def answer(_: Ask) -> Response:
        return JSONResponse(alive, headers=NO_STORE)

    return Endpoint(answer, ())


def readyz(operation: Operation, service: Service) -> Endpoint:
    """503 when the database does not answer; why, and what else is amiss, stands in `problems`."""

    async def answer(_: Ask) -> Response:
        told = await _told(service, "ready_get")
        if isinstance(told, str):
            down = {"status": "down", "problems": [told]}
            return JSONResponse(down, 503, headers=NO_STORE)
        return JSONResponse(told, headers=NO_STORE)

    return Endpoint(answer, (Need(operation.id, "ready_get", NONE, NONE),))


def metrics(operation: Operation, service: Service) -> Endpoint:
    """What this process counted, and what the database tells of the work."""

    async def answer(_: Ask) -> Response:
        told = await _told(service, "metrics_get")
        text = exposition(service.metrics, None if isinstance(told, str) else told)
        return Response(text, headers=NO_STORE, media_type="text/plain; version=0.0.4")

    return Endpoint(answer, (Need(operation.id, "metrics_get", NONE, NONE),))


async def _told(service: Service, function: str) -> dict[str, Any] | str:
    """What the function answers, or a sentence that says why it doesn't. Never names the host."""
    try:
        async with asyncio.timeout(READY_SECONDS):
            return await service.database.fetch(function, {})
    except TimeoutError:
        return "The database does not answer in time."
    except psycopg.OperationalError:
        return "The database can't be reached, or broke off."
    except psycopg.Error as error:
        return f"The database does not answer as it should (SQLSTATE {error.sqlstate})."


def contract(_operation: Operation, service: Service) -> Endpoint:
    """The contract as it stands in the file."""

    async def answer(_: Ask) -> Response:
        return Response(service.contract.source, media_type="application/yaml")

    return Endpoint(answer, ())


def docs(_operation: Operation, service: Service) -> Endpoint:
    """The contract, to read and to try; one page that loads nothing from elsewhere."""

    page = docs_page(service.contract.document)

    async def answer(_: Ask) -> Response:
        return Response(page.html, headers=page.headers, media_type="text/html")

    return Endpoint(answer, ())
