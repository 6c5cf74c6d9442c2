"""Log lines: JSON for a server, readable on a terminal, and never what is nobody's business."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from oye_api.log import configure


@pytest.fixture
def restored() -> Iterator[None]:
    """The root logger as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def logged(kind: str) -> str:
    stream = io.StringIO()
    configure(kind, "info", stream)
    log = logging.getLogger("oye_api.test")
    log.info("request", extra={"data": {"status": 200, "ms": 1.5}})
    log.debug("unheard")
    return stream.getvalue()


@pytest.mark.usefixtures("restored")
@pytest.mark.parametrize("kind", ["json", "auto"])
def test_a_server_gets_one_json_object_a_line(kind: str) -> None:
    [line] = logged(kind).splitlines()
    told = json.loads(line)
    assert (told["event"], told["level"], told["status"], told["ms"]) == (
        "request",
        "info",
        200,
        1.5,
    )
    assert told["at"].endswith("+00:00")


@pytest.mark.usefixtures("restored")
def test_a_terminal_gets_words() -> None:
    assert logged("text").endswith("info    request status=200 ms=1.5\n")


def test_no_token_no_body_and_no_query_is_logged(run: Callable[..., Any], token: str) -> None:
    running = run(OYE_LOG_LEVEL="debug")
    client = running.client(token)
    body = {"text": "the surprise party", "when": "tomorrow"}
    assert client.post("/v1/reminders", json=body).status_code == 201
    assert client.get("/v1/reminders?q=surprise").status_code == 200
    assert client.post("/v1/reminders", json={"text": "the surprise party"}).status_code == 422
    running.process.terminate()
    assert running.process.wait(15) == 0
    log = "".join(running.log)
    assert log.count('"request"') == 3
    for secret in (token, token[4:20], "surprise", "oye-test"):
        assert secret not in log
