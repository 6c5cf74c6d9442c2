"""What a bot meets: the token in the address, one method a call, updates by long poll."""

import json
import time
from typing import Any
from urllib.parse import urlsplit

from oye_fakes.behaviour import Behaviour, Cut, Hold, Null, Reply, refusal, too_many
from oye_fakes.bot_methods import METHODS, Outcome
from oye_fakes.bot_state import Call, State
from oye_fakes.form import params_of
from oye_fakes.pace import PACED
from oye_fakes.server import Changed, Request


def copy_of(value: Any) -> Any:
    """The value as it is now: a message may be edited while its answer is written."""
    return json.loads(json.dumps(value))


class BotSide:
    """Answers requests from a state that is shared with the test's side."""

    def __init__(self, token: str, state: State, changed: Changed) -> None:
        self._token = token
        self._state = state
        self._changed = changed
        self._closed = False

    def answer(self, request: Request) -> Reply | Cut:
        """Do what the request asks for, or what was planned for it."""
        _, _, rest = urlsplit(request.path).path.partition("/bot")
        token, _, method = rest.partition("/")
        if ":" not in token:
            return refusal(404, "Not Found")
        if token != self._token:
            return refusal(401, "Unauthorized")
        try:
            call = Call(method, params_of(request), request.body, request.headers)
        except (ValueError, KeyError):
            return refusal(400, "Bad Request: can't parse parameters")
        with self._changed.lock:
            self._state.calls.append(call)
            planned = self._too_fast(call) or self._state.planned(call)
            self._changed.lock.notify_all()
        if isinstance(planned, Reply):
            return planned
        if isinstance(planned, Cut) and not planned.taken:
            return planned
        if isinstance(planned, Hold):
            planned.gate.wait()
        outcome = self._updates(call) if method == "getUpdates" else self._call(call)
        if isinstance(planned, Cut):
            return planned
        if isinstance(outcome, Reply):
            return outcome
        if isinstance(planned, Null):
            outcome = None
        return Reply(200, json.dumps({"ok": True, "result": outcome}).encode())

    def drops(self, path: str) -> bool:
        """Whether the connection of a request to this path breaks before its body is read."""
        with self._changed.lock:
            return self._state.drops(urlsplit(path).path.rpartition("/")[2])

    def _too_fast(self, call: Call) -> Behaviour | None:
        if call.chat is None or call.method not in PACED:
            return None
        over = self._state.pace.take(call.chat, time.monotonic())
        return None if over is None else too_many(over.retry_after)

    def _call(self, call: Call) -> Outcome:
        method = METHODS.get(call.method)
        if method is None:
            return refusal(404, "Not Found: method not found")
        with self._changed.lock:
            outcome = method(self._state, call)
            self._changed.lock.notify_all()
            return dict(copy_of(outcome)) if isinstance(outcome, dict) else outcome

    def _updates(self, call: Call) -> Outcome:
        """https://core.telegram.org/bots/api#getupdates – a newer poller ends the older"""
        state, offset = self._state, int(call.params.get("offset") or 0)
        limit = int(call.params.get("limit") or 100)
        with self._changed.lock:
            if state.hook is not None:
                return refusal(
                    409,
                    "Conflict: can't use getUpdates method while webhook is active; use "
                    "deleteWebhook to delete the webhook first",
                )
            state.poller += 1
            mine = state.poller
            state.want(call.params.get("allowed_updates"))
            if offset > 0:
                while state.updates and state.updates[0]["update_id"] < offset:
                    state.updates.popleft()
            self._changed.lock.notify_all()
            self._changed.lock.wait_for(
                lambda: bool(state.updates) or state.poller != mine or self._closed,
                float(call.params.get("timeout") or 0),
            )
            if state.poller != mine:
                return refusal(409, "Conflict: terminated by other getUpdates request")
            return list(copy_of(list(state.updates)[:limit]))

    def close(self) -> None:
        """Let go of everything that waits here."""
        with self._changed.lock:
            for script in self._state.scripts:
                if isinstance(script.behaviour, Hold):
                    script.behaviour.release()
            self._closed = True
            self._changed.lock.notify_all()
