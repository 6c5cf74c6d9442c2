"""PyPI's telemelya as a server, without the Redis and MinIO that it would have: no test, a program.

It is run by a Python of its own (`./just bot independent`) as `telemelya_server.py PORT SECRET`.
"""

import functools
import sys

import fakeredis
import uvicorn
from telemelya.server import app as served
from telemelya.server import webhook
from telemelya.server.media import MediaManager


async def nothing(*_args: object) -> None:
    """Files have no place here."""


async def commands(token: str) -> dict[str, object]:
    """setMyCommands, which it doesn't know."""
    return {"ok": True, "result": True}


def main() -> None:
    port, secret = int(sys.argv[1]), sys.argv[2]
    store = fakeredis.FakeAsyncRedis(decode_responses=True)
    served.state_manager.connect = nothing
    served.state_manager.close = nothing
    served.state_manager._redis = store
    MediaManager.connect = nothing
    MediaManager.close = nothing
    # It posts without the secret that setWebhook told it.
    webhook.aiohttp.ClientSession = functools.partial(
        webhook.aiohttp.ClientSession, headers={"X-Telegram-Bot-Api-Secret-Token": secret}
    )
    served.app.post("/bot{token}/setMyCommands")(commands)
    uvicorn.run(served.app, host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    main()
