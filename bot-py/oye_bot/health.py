"""The bot's own small HTTP servers: /healthz, /metrics, and the webhook where there is one."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from oye_bot.webhook import MOST_BYTES

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
# A connection that sends nothing is not kept for longer.
IDLE_SECONDS = 75


async def healthz(_request: web.Request) -> web.Response:
    """The process lives, and its loop turns."""
    return web.json_response({"status": "ok"})


@asynccontextmanager
async def serving(
    host: str, port: int, posts: Mapping[str, Answer], gets: Mapping[str, Answer] | None = None
) -> AsyncIterator[None]:
    """Serve /healthz, POSTs to some paths and GETs of others, until the end of the block.

    Raises OSError.
    """
    app = web.Application(client_max_size=MOST_BYTES)
    for path, answer in {"/healthz": healthz, **(gets or {})}.items():
        app.router.add_get(path, answer)
    for path, answer in posts.items():
        app.router.add_post(path, answer)
    runner = web.AppRunner(app, access_log=None, keepalive_timeout=IDLE_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield
    finally:
        # What is being handled is handled to its end.
        await runner.cleanup()
