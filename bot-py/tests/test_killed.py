"""kill -9 in the middle of many updates: none is lost, none is done twice."""

import signal
from collections import Counter

import pytest
from oye_fakes.bot_api import BotApi

from .conftest import SECONDS, ApiServer
from .process import bot_process, settings_in

PEOPLE, EACH = 20, 10


@pytest.mark.parametrize("mode", ["polling", "webhook"])
def test_killed_twice_amid_200_updates_it_loses_none_and_doubles_none(
    mode: str, own_api: ApiServer, telegram: BotApi
) -> None:
    settings = settings_in(mode, own_api, telegram)
    for nth in range(EACH):
        for person in range(1, PEOPLE + 1):
            # The last of each takes the one before it back: done twice, it would take two.
            last = nth == EACH - 1
            telegram.say(person, "/undo" if last else f"thing {nth} in {nth + 1} hours")
    with own_api.running():
        for answers in (50, 120):
            with bot_process(settings) as process:
                telegram.wait_for_call("sendMessage", count=answers, timeout=SECONDS)
                process.send_signal(signal.SIGKILL)
                assert process.wait(SECONDS) == -signal.SIGKILL
            assert telegram._state.updates, "it was killed in the middle"
        with bot_process(settings):
            telegram.wait_until_read(SECONDS)
        for person in range(1, PEOPLE + 1):
            page = own_api.ask_for(person, "GET", "/v1/reminders").json()
            kept = [one["text"] for one in page["items"]]
            assert kept == [f"thing {nth}" for nth in range(EACH - 2)]
    # Each was answered; what was under way when it died may have been answered twice.
    told = Counter(call.chat for call in telegram.calls("sendMessage"))
    assert all(told[person] >= EACH for person in range(1, PEOPLE + 1))
