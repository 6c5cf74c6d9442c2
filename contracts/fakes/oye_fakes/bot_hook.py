"""Delivers updates to a bot's webhook: one at a time, the oldest first, until it is taken.

Source: https://core.telegram.org/bots/api#setwebhook
"""

import json
from threading import Thread
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from oye_fakes.bot_state import Hook, State
from oye_fakes.server import Changed

# Between two tries. The real server waits longer.
FIRST_WAIT, LONGEST_WAIT = 0.05, 1.0


class Pusher:
    """A thread that delivers while there is a webhook. `close()` ends it."""

    def __init__(self, state: State, changed: Changed) -> None:
        self._state = state
        self._changed = changed
        self._closed = False
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Deliver no more."""
        with self._changed.lock:
            self._closed = True
            self._changed.lock.notify_all()
        self._thread.join()

    def _run(self) -> None:
        state, lock = self._state, self._changed.lock
        wait = FIRST_WAIT
        while True:
            with lock:
                lock.wait_for(lambda: self._closed or (state.hook and state.updates))
                if self._closed or state.hook is None:
                    return
                hook, update = state.hook, state.updates[0]
                to = state.routes.get(hook.url, hook.url)
            error = post(hook, to, update)
            with lock:
                state.hook_error = error
                if error is None:
                    wait = FIRST_WAIT
                    if state.updates and state.updates[0] is update:
                        state.updates.popleft()
                    lock.notify_all()
                else:
                    lock.wait_for(lambda: self._closed, wait)
                    wait = min(wait * 2, LONGEST_WAIT)


def post(hook: Hook, to: str, update: dict[str, object]) -> str | None:
    """Deliver once, to where the address leads; None where it was taken, else why not.

    The answer's body is not looked at.
    """
    headers = {"Content-Type": "application/json"}
    if hook.secret is not None:
        headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret
    try:
        with urlopen(Request(to, json.dumps(update).encode(), headers), timeout=60):  # noqa: S310
            return None
    except HTTPError as error:
        return f"Wrong response from the webhook: {error.code} {error.reason}"
    except OSError as error:
        return f"Connection failed: {error}"
