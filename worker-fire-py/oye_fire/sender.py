"""Which channel sends what. What speaks HTTP is imported when there is something to send."""

from collections.abc import Awaitable, Callable, Iterable
from contextlib import AsyncExitStack

from oye_fire.config import Config
from oye_fire.delivery import Delivery, Report, limited, temporary

# One message: a delivery, or those of a digest.
Send = Callable[[tuple[Delivery, ...]], Awaitable[Report]]

# A kind of channel that a newer release knows: its worker will take it.
NOT_OURS = 60


class Sender:
    """The channels, each made when the first delivery for it is there. `timeout` in seconds."""

    def __init__(self, config: Config, timeout: float) -> None:
        self.timeout = timeout
        self._config = config
        self._channels: dict[str, Send] = {}
        self._open = AsyncExitStack()

    async def prepare(self, kinds: Iterable[str]) -> None:
        """Make the channels of these kinds, before a send is begun: imports take their time."""
        for kind in kinds:
            if kind == "telegram" and kind not in self._channels:
                await self._make_telegram()
            if kind == "webhook" and kind not in self._channels:
                await self._make_webhook()

    async def send(self, deliveries: tuple[Delivery, ...]) -> Report:
        """Send one message once, on its channel. Never raises."""
        channel = self._channels.get(deliveries[0].channel_kind)
        if channel is None:
            return limited("channel_not_supported", NOT_OURS)
        try:
            return await channel(deliveries)
        except Exception as error:  # noqa: BLE001 - one poison delivery never stops the others
            # The transport never raises, so it was not sent. Its retries are bounded.
            return temporary(f"channel_raised_{type(error).__name__}")

    async def close(self) -> None:
        """Close what is open."""
        await self._open.aclose()

    async def _make_telegram(self) -> None:
        from oye_fire.channels.telegram import Telegram
        from oye_fire.transport import open_session

        session = await self._open.enter_async_context(open_session(keep_connections=True))
        self._channels["telegram"] = Telegram(self._config, session, self.timeout).send

    async def _make_webhook(self) -> None:
        from oye_fire.channels.webhook import Webhook
        from oye_fire.transport import open_session

        session = await self._open.enter_async_context(open_session(keep_connections=False))
        webhook = Webhook(self._config, session, self.timeout)
        # Its messages are never shared: a digest is of a chat.
        self._channels["webhook"] = lambda deliveries: webhook.send(deliveries[0])
