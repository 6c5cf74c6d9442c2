"""The command `oye-api`: serves the contract until it is told to stop."""

import argparse
import asyncio
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib.metadata import version

import psycopg
import uvicorn

from oye_api import log as lines
from oye_api.app import build_app
from oye_api.config import VARIABLES, Config, ConfigError, read_config
from oye_api.connection import bounded
from oye_api.contract import ContractError, find_contract, load_contract
from oye_api.endpoint import Service
from oye_api.files import with_files
from oye_api.function import FunctionError
from oye_api.metrics import Metrics
from oye_api.operation import compile_operations
from oye_api.pool import open_database
from oye_api.tracing import TracingError, traced
from oye_api.wake import Wakes, listen

GRACE_SECONDS = 10
log = logging.getLogger("oye_api")


class ListenError(Exception):
    """A port can't be listened on; the message says which and why."""


def main() -> None:
    """Exit codes: 0 told to stop, 1 could not start, 2 wrong use."""
    _arguments()
    try:
        config = read_config(with_files(os.environ))
    except ConfigError as error:
        sys.exit(_said(str(error), 2))
    lines.configure(config.log_format, config.log_level)
    try:
        asyncio.run(serve(config))
    except asyncio.CancelledError:
        pass  # told to stop before it served
    except (ContractError, FunctionError, TracingError) as error:
        sys.exit(_said(str(error), 1))
    except ListenError as error:
        sys.exit(_said(str(error), 1))
    except psycopg.Error as error:
        reason = str(error).strip().replace("\n", " ")
        sys.exit(_said(f"the database does not answer: {reason}", 1))


def _arguments() -> None:
    width = max(map(len, VARIABLES))
    told = "\n".join(f"  {name:<{width}}  {meaning}" for name, meaning in VARIABLES.items())
    parser = argparse.ArgumentParser(
        prog="oye-api",
        description="Serves the reminder API of contracts/openapi.yaml.",
        epilog=f"environment (defaults in brackets):\n{told}\n\n"
        "the database's address may stand in a file, which OYE_API_DATABASE_URL_FILE names.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"oye-api {version('oye-api')}")
    parser.parse_args()


def _said(message: str, code: int) -> int:
    print(f"oye-api: {message}", file=sys.stderr)
    return code


async def serve(config: Config) -> None:
    """Serves until SIGTERM or SIGINT; then ends streams, lets requests finish, and returns.

    Raises CancelledError where it is told to stop while it still waits for the database.
    """
    starting = asyncio.current_task()
    assert starting is not None
    _on_stop(starting.cancel)
    contract = load_contract(find_contract(config.contract))
    operations = compile_operations(contract)
    listeners = [_listener(config.host, config.port)]
    if config.metrics_port is not None:
        listeners.append(_listener(config.metrics_host, config.metrics_port))
    urls = [_url(listener) for listener in listeners]
    metrics_port = listeners[1].getsockname()[1] if len(listeners) > 1 else None
    async with open_database(config) as database:
        wakes = Wakes()
        service = Service(config, contract, operations, database, wakes, Metrics())
        app = build_app(service, metrics_port)
        server = uvicorn.Server(
            uvicorn.Config(
                traced(app) if config.otel else app,
                http=bounded(config.request_timeout, config.connections, config.proxies),
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=bool(config.proxies),
                forwarded_allow_ips=config.proxies or None,
                ws="none",
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
        )
        data = dict(zip(("url", "metrics"), urls, strict=False))
        log.info("listening", extra={"data": data})
        tasks = [
            asyncio.create_task(listen(config, wakes)),
            asyncio.create_task(_stop_streams(server, wakes)),
        ]
        # uvicorn takes over here, and raises them again when all has ended.
        _on_stop(partial(setattr, server, "should_exit", True))
        try:
            await server.serve(sockets=listeners)
        finally:
            for task in tasks:
                task.cancel()
            for task in tasks:
                with suppress(asyncio.CancelledError):
                    await task
    log.info("stopped")


def _on_stop(callback: Callable[[], object]) -> None:
    """Calls it for SIGTERM and SIGINT, in the loop: a handler that raises wherever the loop happens
    to be may lose a callback that it has just taken, and what waits for that never ends."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, callback)


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise ListenError(f"can't listen on {host} port {port}: {reason}") from None
    # Connections inherit it: an answer's body never waits for the acknowledgement of its head.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


async def _stop_streams(server: uvicorn.Server, wakes: Wakes) -> None:
    """uvicorn waits for open answers when told to stop; streams end only if they hear of it."""
    while not server.should_exit:  # noqa: ASYNC110 (uvicorn tells it by this flag alone)
        await asyncio.sleep(0.1)
    wakes.stop()


if __name__ == "__main__":
    main()
