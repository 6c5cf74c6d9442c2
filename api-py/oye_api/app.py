"""From a contract to an ASGI application."""

import logging
import re
import time
import uuid
from collections.abc import Callable, Mapping, Sequence

import psycopg
from oye_schedule.problem import ScheduleError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from oye_api import audit, export, handlers, health, login, moving, stream
from oye_api.ask import read_ask
from oye_api.bucket import Buckets
from oye_api.endpoint import Endpoint, Service, generic
from oye_api.function import check_functions
from oye_api.limits import Limits, limited
from oye_api.operation import Operation
from oye_api.problem import Problem, away, of_database, problem_response, unforeseen

REQUEST_ID = re.compile(r"[A-Za-z0-9._:+/=-]{1,100}")
SPECIAL: Mapping[str, Callable[[Operation, Service], Endpoint]] = {
    "schedule_preview": handlers.schedule_preview,
    "timezone_preview": moving.timezone_preview,
    "reminder_create": handlers.reminder_create,
    "reminder_update": handlers.reminder_update,
    "occurrence_snooze": handlers.occurrence_snooze,
    "delivery_answer": handlers.delivery_answer,
    "audit_get": audit.audit_get,
    "channel_create": handlers.channel_create,
    "person_export": export.person_export,
    "login_start": login.login_start,
    "login_poll": login.with_verdict,
    "login_answer": login.with_verdict,
    "login_get": login.with_verdict,
    "event_stream": stream.event_stream,
    "healthz": health.healthz,
    "readyz": health.readyz,
    "metrics": health.metrics,
    "contract": health.contract,
    "docs": health.docs,
}
QUIET = ("healthz", "readyz", "metrics")
log = logging.getLogger("oye_api")


def build_app(service: Service, metrics_port: int | None = None) -> ASGIApp:
    """The application; what the contract sets apart is answered on `metrics_port` alone.

    Raises FunctionError where the database lacks what an operation calls.
    """
    endpoints = {
        operation.id: SPECIAL.get(operation.id, generic)(operation, service)
        for operation in service.operations
    }
    needs = (need for endpoint in endpoints.values() for need in endpoint.needs)
    check_functions(needs, service.database.functions)
    public, apart = (
        _routed([each for each in service.operations if each.apart == is_apart], endpoints, service)
        for is_apart in (False, True)
    )

    async def by_port(scope: Scope, receive: Receive, send: Send) -> None:
        # The port of the socket that was connected to; nothing that a request says can change it.
        port = scope["server"][1]
        await (apart if port == metrics_port else public)(scope, receive, send)

    config = service.config
    limits = Limits(Buckets(config.token_rate), Buckets(config.address_rate))
    guarded = {operation.id for operation in service.operations if operation.scope}
    return _observed(limited(by_port, limits, guarded), service)


def _routed(
    operations: Sequence[Operation], endpoints: Mapping[str, Endpoint], service: Service
) -> Starlette:
    app = Starlette(
        routes=_routes(operations, endpoints, service.config.request_timeout),
        exception_handlers={HTTPException: _framework_problem},
    )
    app.router.redirect_slashes = False
    return app


def _routes(
    operations: Sequence[Operation], endpoints: Mapping[str, Endpoint], seconds: float
) -> list[Route]:
    """One route a path, so that 405 can name every method of it."""
    paths: dict[str, dict[str, Operation]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method] = operation
    # A path without parameters before one that would take its last part for a value.
    ordered = sorted(paths.items(), key=lambda item: item[0].count("{"))
    return [
        Route(path, _answer(methods, endpoints, seconds), methods=list(methods))
        for path, methods in ordered
    ]


def _answer(
    methods: Mapping[str, Operation], endpoints: Mapping[str, Endpoint], seconds: float
) -> Callable[[Request], object]:
    async def answer(request: Request) -> Response:
        operation = methods["GET" if request.method == "HEAD" else request.method]
        request.state.operation = operation.id
        try:
            ask = await read_ask(operation, request, seconds)
            return await endpoints[operation.id].answer(ask)
        except Exception as error:  # noqa: BLE001 (whatever it was, the client gets a problem)
            return problem_response(_problem(error, request), request.state.request_id)

    return answer


def _problem(error: Exception, request: Request) -> Problem:
    """What the client is told; what nobody foresaw is logged whole, and told in general."""
    problem: Problem | None = None
    if isinstance(error, Problem):
        problem = error
    elif isinstance(error, psycopg.Error):
        problem = of_database(error)
    elif isinstance(error, ScheduleError):
        # Of a schedule that is stored already: those in a request are refused where they are read.
        problem = Problem(422, error.slug, error.detail, field=error.field)
    elif isinstance(error, TimeoutError):
        problem = away()
    elif isinstance(error, ClientDisconnect):
        problem = Problem(400, "body_cut_off", "The connection broke before the body's end.")
    if problem is None:
        problem = unforeseen()
        data = {"operation": request.state.operation, "request_id": request.state.request_id}
        log.error("unforeseen error", exc_info=error, extra={"data": data})
    elif problem.status == 503:
        data = {"request_id": request.state.request_id, "reason": type(error).__name__}
        log.warning(problem.slug, extra={"data": data})
    return problem


async def _framework_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        problem = Problem(404, "path_not_found", "There is nothing here; /docs shows what is.")
    elif error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "")
        problem = Problem(
            405, "method_not_allowed", f"This path knows {allowed}.", headers={"Allow": allowed}
        )
    else:
        problem = Problem(error.status_code, "request_refused", str(error.detail))
    return problem_response(problem, request.state.request_id)


def _observed(app: ASGIApp, service: Service) -> ASGIApp:
    """Gives each request its id, and counts and logs its answer."""

    async def observed(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        request_id = _request_id(scope)
        state = scope.setdefault("state", {})
        state.update(request_id=request_id, operation="none")
        began = time.perf_counter()

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
                _note(service, scope, message["status"], time.perf_counter() - began)
            await send(message)

        await app(scope, receive, counted)

    return observed


def _note(service: Service, scope: Scope, status: int, seconds: float) -> None:
    state = scope["state"]
    service.metrics.count(state["operation"], status, seconds)
    # A line for each request of a flood would carry the flood on; the metrics count them.
    quiet = (state["operation"] in QUIET and status < 400) or status == 429
    level = logging.DEBUG if quiet else logging.INFO
    if log.isEnabledFor(level):
        data = {
            "operation": state["operation"],
            "method": scope["method"],
            "status": status,
            "ms": round(seconds * 1000, 1),
            "request_id": state["request_id"],
        }
        log.log(level, "request", extra={"data": data})


def _request_id(scope: Scope) -> str:
    """The caller's X-Request-Id where it is harmless, else a new one."""
    for name, value in scope["headers"]:
        if name == b"x-request-id":
            said = value.decode("latin-1")
            if REQUEST_ID.fullmatch(said):
                return str(said)
    return uuid.uuid4().hex
