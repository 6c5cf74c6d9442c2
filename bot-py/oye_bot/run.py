"""The bot's life: who am I, tell the API, then updates until the end."""

import asyncio
import signal
from contextlib import AsyncExitStack

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import User
from oye_client.api.identity import bot_announce
from oye_client.models.bot_name import BotName

from oye_bot.api import Api, ApiAway, ApiFault, ApiProblem, answer
from oye_bot.commands import show_commands
from oye_bot.config import Config
from oye_bot.dispatcher import UPDATES, make_dispatcher
from oye_bot.handling import Attempt, make_attempt, make_handle
from oye_bot.health import serving
from oye_bot.log import Log
from oye_bot.metrics import Metrics
from oye_bot.polling import FIRST_BACK_OFF, LONGEST_BACK_OFF, WRONG_TOKEN, back_off, poll, unless
from oye_bot.telegram import make_bot
from oye_bot.webhook import Webhook


class Refused(Exception):
    """A setting that only an operator can mend; the message says which."""


async def run(config: Config, log: Log) -> None:
    """Work until SIGTERM or SIGINT. Raises Refused for a token that is not taken."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await serve(config, stop, log)


async def serve(config: Config, stop: asyncio.Event, log: Log) -> None:
    """Work until `stop` is set. Raises Refused for a setting that can't work."""
    bot = make_bot(config.telegram_token, config.telegram_api_url)
    api = Api(config.api_url, config.api_token)
    metrics = Metrics()
    attempt = make_attempt(bot, make_dispatcher(api, log), log, metrics)
    try:
        async with AsyncExitStack() as servers:
            await listen(config, bot, attempt, servers, log, metrics)
            me = await introduce(config, bot, stop, log)
            if me is None or not await announce(api, config.api_url, me, stop, log):
                return
            mode = "webhook" if config.webhook else "polling"
            log("started", username=me.username, mode=mode)
            if config.webhook:
                await stop.wait()
            else:
                handle = make_handle(bot, attempt, stop, log)
                await poll(bot, UPDATES, handle, stop, log, metrics.heard)
        log("stopped")
    except WRONG_TOKEN as fault:
        raise Refused(
            f"Telegram refuses OYE_TELEGRAM_TOKEN ({fault.message}); "
            "@BotFather tells the bot's token"
        ) from None
    finally:
        await api.close()
        await bot.session.close()


async def listen(
    config: Config,
    bot: Bot,
    attempt: Attempt,
    servers: AsyncExitStack,
    log: Log,
    metrics: Metrics,
) -> None:
    """Serve /healthz, /metrics and the webhook, as the settings say. Raises Refused if it can't."""
    host = config.host
    try:
        if config.health_port:
            await servers.enter_async_context(serving(host, config.health_port, {}))
        if config.webhook:
            hook = Webhook(bot, attempt, config.webhook.secret, log)
            posts = {config.webhook.path: hook.answer}
            await servers.enter_async_context(serving(host, config.webhook.port, posts))
        if config.metrics_port:
            host, gets = config.metrics_host, {"/metrics": metrics.answer}
            await servers.enter_async_context(serving(host, config.metrics_port, {}, gets))
    except OSError as fault:
        raise Refused(f"can't listen on {host}: {fault.strerror or fault}") from None


async def introduce(config: Config, bot: Bot, stop: asyncio.Event, log: Log) -> User | None:
    """Who the bot is; None where it was stopped first. Raises WRONG_TOKEN."""
    failures = 0
    while not stop.is_set():
        try:
            me = await unless(stop, bot.me())
            if me is not None:
                await settle_in(config, bot)
        except WRONG_TOKEN:
            raise
        except (AiogramError, OSError) as fault:
            failures += 1
            await back_off(fault, failures, stop, log)
        else:
            return me
    return None


async def settle_in(config: Config, bot: Bot) -> None:
    """Show the commands; say how updates shall come. What waits for us is kept either way."""
    await show_commands(bot)
    if config.webhook:
        await bot.set_webhook(
            config.webhook.url, secret_token=config.webhook.secret, allowed_updates=UPDATES
        )
    else:
        # A webhook would prevent that updates are asked for.
        await bot.delete_webhook()


async def announce(api: Api, url: str, me: User, stop: asyncio.Event, log: Log) -> bool:
    """Tell the API the bot's name; false where it was stopped first. Raises Refused."""
    failures = 0
    while not stop.is_set():
        try:
            body = BotName(username=me.username or "")
            await answer(bot_announce.asyncio(client=api.itself, body=body))
        except ApiProblem as problem:
            raise Refused(f"the API refuses the bot's name: {problem.detail}") from None
        except (ApiAway, ApiFault) as away:
            if isinstance(away, ApiAway) and away.status in (401, 403):
                raise Refused(
                    f"the API at {url} refuses OYE_API_TOKEN ({away}); it is a service token "
                    "with the scope act_for"
                ) from None
            failures += 1
            seconds = min(LONGEST_BACK_OFF, FIRST_BACK_OFF * 2 ** min(failures - 1, 10))
            log("api_away", says=str(away), again_in=seconds)
            await unless(stop, asyncio.sleep(seconds))
        else:
            return True
    return False
