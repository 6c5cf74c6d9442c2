"""A delivery that nobody can send never stops the worker."""

import asyncio
from collections.abc import Callable

from oye_fire.config import Config
from oye_fire.delivery import Delivery, Report
from oye_fire.sender import Sender

Make = Callable[..., Delivery]


def send(config: Config, one: Delivery) -> Report:
    async def run() -> Report:
        sender = Sender(config, timeout=1)
        try:
            await sender.prepare([one.channel_kind])
            return await sender.send((one,))
        finally:
            await sender.close()

    return asyncio.run(run())


def test_a_kind_of_channel_that_is_not_known_here_waits(
    config: Callable[..., Config], delivery: Make
) -> None:
    report = send(config(), delivery(channel_kind="pigeon"))
    assert report == Report("limited", "channel_not_supported", 60)


def test_a_delivery_that_makes_its_channel_raise_is_another_times_try(
    config: Callable[..., Config], delivery: Make
) -> None:
    broken = delivery(text=None, missed_before="three")
    report = send(config(OYE_TELEGRAM_TOKEN="1:a"), broken)
    assert report == Report("temporary", "channel_raised_TypeError")
