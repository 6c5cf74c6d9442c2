"""The bot as a process of its own: polling, or posted to."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from oye_fakes.bot_api import BotApi

from .conftest import ApiServer, clean_environment, free_port, settings_for

BOT = [sys.executable, "-c", "import sys, oye_bot.main; sys.exit(oye_bot.main.main())", "run"]
PUBLIC = "https://bot.example/telegram"

Process = subprocess.Popen[str]


def settings_in(mode: str, api: ApiServer, telegram: BotApi) -> dict[str, str]:
    """The settings for `polling` or `webhook`; the latter with a way through to a free port."""
    settings = settings_for(api, telegram)
    if mode == "webhook":
        port = free_port()
        telegram.route(PUBLIC, f"http://127.0.0.1:{port}/telegram")
        settings |= {"OYE_TELEGRAM_WEBHOOK_URL": PUBLIC, "OYE_TELEGRAM_WEBHOOK_PORT": str(port)}
    return settings


@contextmanager
def bot_process(settings: dict[str, str]) -> Iterator[Process]:
    """The process, from its start; killed at the end where it still runs."""
    with subprocess.Popen(
        BOT, env=clean_environment(**settings), stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()
