"""A receiver of webhooks for tests."""

from collections.abc import Iterator
from contextlib import contextmanager

from oye_fakes.behaviour import Cut, Hold, Reply
from oye_fakes.server import Changed, Request, serving

# What may be planned for a receiver.
Behaviour = Reply | Cut | Hold


class Webhook:
    """Takes every POST with 204, unless told otherwise. May be used from any thread."""

    def __init__(self) -> None:
        self.url = ""
        self._requests: list[Request] = []
        self._plans: list[tuple[str | None, Behaviour]] = []
        self._changed = Changed()

    def plan(self, behaviour: Behaviour, *, path: str | None = None, times: int = 1) -> None:
        """Do this with the next `times` requests (to this path) instead."""
        with self._changed.lock:
            self._plans += [(path, behaviour)] * times

    def requests(self, path: str | None = None) -> list[Request]:
        """The requests so far, oldest first; those that were refused, too."""
        with self._changed.lock:
            return [request for request in self._requests if path in (None, request.path)]

    def wait_for(self, count: int = 1, *, path: str | None = None, timeout: float = 10) -> Request:
        """The `count`-th request (to this path), as soon as it was read."""

        def look() -> Request | None:
            found = self.requests(path)
            return found[count - 1] if len(found) >= count else None

        return self._changed.wait_until(look, f"request {count} to {path or 'any path'}", timeout)

    def _answer(self, request: Request) -> Reply | Cut:
        planned = None
        with self._changed.lock:
            self._requests.append(request)
            for index, (path, behaviour) in enumerate(self._plans):
                if path in (None, request.path):
                    planned = behaviour
                    del self._plans[index]
                    break
            self._changed.lock.notify_all()
        if isinstance(planned, Hold):
            planned.gate.wait()
            planned = None
        return planned or Reply(204)


@contextmanager
def webhook(port: int = 0) -> Iterator[Webhook]:
    """A receiver on 127.0.0.1. Release what is held before the end."""
    receiver = Webhook()
    with serving(receiver._answer, port) as url:
        receiver.url = url
        yield receiver
