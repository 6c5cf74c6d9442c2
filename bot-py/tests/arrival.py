"""A reminder that arrives in a chat: the real worker-fire sends it."""

import subprocess
import sys
from datetime import timedelta

from oye_fakes.bot_api import BotApi
from oye_fakes.bot_state import Message

from .conftest import SECONDS, ApiServer, clean_environment


def fire_once(api: ApiServer, telegram: BotApi) -> None:
    """Everything that is due is sent."""
    settings = {
        "OYE_FIRE_DATABASE_URL": api.database.url("oye_fire"),
        "OYE_TELEGRAM_TOKEN": telegram.token,
        "OYE_TELEGRAM_API_URL": telegram.url,
    }
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import oye_fire.main as m, sys; sys.exit(m.main())",
            "run",
            "--once",
        ],
        env=clean_environment(**settings),
        timeout=SECONDS,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def reminded(api: ApiServer, telegram: BotApi, number: int, text: str) -> Message:
    """The message of a reminder that has just come due for a Telegram user."""
    made = api.ask_for(number, "POST", "/v1/reminders", text=text, when="in 5 minutes")
    assert made.status_code == 201, made.text
    api.database.clock.advance(timedelta(minutes=5, seconds=1))
    fire_once(api, telegram)
    message = telegram.messages(number)[-1]
    assert text in message["text"]
    return message
