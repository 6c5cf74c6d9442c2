import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable

import pytest
from oye_cli import sse, stream, until

from .conftest import Oye
from .examples import event, me
from .pretend import CUT, STREAM, Api, Reply

BEGIN = b": oye\nretry: 2000\nid: c0\n\n"


def frames(*events: dict[str, object]) -> Reply:
    """A stream that ends after these."""
    parts = [
        f"id: {one['id']}\nevent: {one['kind']}\ndata: {json.dumps(one, ensure_ascii=False)}\n\n"
        for one in events
    ]
    return Reply(200, BEGIN + "".join(parts).encode(), media=STREAM)


@pytest.fixture
def streaming(api: Api, monkeypatch: pytest.MonkeyPatch) -> Api:
    """Ann's events; the time between two tries is nothing."""
    api.on("GET", "/v1/me", Reply(200, me(), "Me"))
    monkeypatch.setattr(stream, "LONGEST", 0.0)
    return api


def test_each_kind_has_its_line(streaming: Api, oye: Oye) -> None:
    until = "2020-01-02T10:40:00+00:00"
    streaming.on(
        "GET",
        "/v1/events",
        frames(
            event(1),
            event(2, at="2020-01-02T10:33:10Z", missed_before=3),
            event(3, "done"),
            event(4, "snoozed", until=until),
            event(5, "failed", reason="no_channel"),
            event(6, "again"),
        ),
    )
    ran = oye("watch", "--count", "3")
    assert ran.code == 0
    assert ran.err == "watching as Ann (Europe/Madrid)\n"
    day = "Thu 2 Jan 2020"
    assert ran.out.splitlines() == [
        f"⏰ 1  stretch   due {day} 11:30:10 (on time)",
        f"⏰ 2  stretch   due {day} 11:30:10 (3 minutes late, 3 missed before it)",
        f"✓  3  stretch   done (was due {day} 11:30:10)",
        f"⏸  4  stretch   snoozed until {day} 11:40",
        f"✗  5  stretch   failed: no_channel (due {day} 11:30:10)",
        f"⏰ 6  stretch   again, was due {day} 11:30:10",
    ]


def test_after_a_break_it_goes_on_after_the_last_event_and_tells_none_twice(
    streaming: Api, oye: Oye
) -> None:
    answers = (
        frames(event(1)),
        CUT,
        Reply(503, b"", media="text/html"),
        frames(event(1), event(2)),
    )
    streaming.on("GET", "/v1/events", *answers)
    ran = oye("watch", "--count", "2", "--json")
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["c1", "c2"]
    asked = [ask.headers.get("Last-Event-ID") for ask in streaming.asked if "events" in ask.path]
    assert asked == [None, "c1", "c1", "c1"]
    assert ran.err.splitlines()[-1] == "connected again"


def test_the_cursor_alone_is_enough_to_go_on_from(streaming: Api, oye: Oye) -> None:
    streaming.on("GET", "/v1/events", frames(), frames(event(1)))
    assert oye("watch", "--count", "1").code == 0
    assert streaming.asked[-1].headers["Last-Event-ID"] == "c0"


def test_an_event_of_a_kind_to_come_is_passed_over(streaming: Api, oye: Oye) -> None:
    streaming.on("GET", "/v1/events", frames(event(1, "sung"), event(2)))
    assert "2  stretch" in oye("watch", "--count", "1").out


def test_an_api_that_is_away_from_the_start_ends_it(streaming: Api, oye: Oye) -> None:
    streaming.on("GET", "/v1/events", CUT)
    assert oye("watch").code == 7


def test_a_token_that_is_revoked_meanwhile_ends_it(streaming: Api, oye: Oye) -> None:
    streaming.refuse("GET", "/v1/events", 401, "token_unknown", "This token is not known.")
    refusal = streaming.replies["GET", "/v1/events"]
    streaming.on("GET", "/v1/events", frames(), *refusal)
    assert oye("watch").code == 5


# A Stop that is raised within a destructor, or a callback of the collector, is lost there; the next
# one is half a second away.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_end_of_the_time_is_an_end_and_short_of_the_count_it_is_none(
    streaming: Api, oye: Oye
) -> None:
    streaming.on("GET", "/v1/events", frames())
    assert oye("watch", "--for", "1s").code == 0
    ran = oye("watch", "--for", "1s", "--count", "1")
    assert ran.code == 1
    assert "0 of 1 came within the time" in ran.err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(streaming: Api, number: signal.Signals) -> None:
    streaming.on("GET", "/v1/events", frames())
    environment = {**os.environ, "OYE_API_URL": streaming.url}
    command = [sys.executable, "-m", "oye_cli", "watch"]
    watch = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    assert watch.stderr is not None
    assert watch.stderr.readline().startswith("watching as Ann")
    watch.send_signal(number)
    said = watch.communicate(timeout=20)[1]
    assert watch.returncode == 0
    assert "Traceback" not in said


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_signal_that_comes_within_a_destructor_is_told_again() -> None:
    """Python drops what is raised in one."""

    class Interrupted:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGTERM)

    def run() -> None:
        with until.stopped(60):
            Interrupted()
            time.sleep(10)

    with pytest.raises(until.Stop) as stop:
        run()
    assert not stop.value.time_is_up


def test_a_reader_that_has_had_enough_is_no_error(streaming: Api) -> None:
    streaming.on("GET", "/v1/events", frames(*(event(number) for number in range(1, 500))))
    command = f"{sys.executable} -m oye_cli watch | head -1"
    environment = {**os.environ, "OYE_API_URL": streaming.url}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout == "⏰ 1  stretch   due Thu 2 Jan 2020 11:30:10 (on time)\n"
    assert "Broken" not in done.stderr


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_a_frame_is_whole_however_the_bytes_arrive(size: int) -> None:
    text = ":hi\r\n\r\nid: 7\r\nevent: due\ndata: a\u2028b\rdata:c\n\ndata: half".encode()
    chunks: Iterable[bytes] = (text[at : at + size] for at in range(0, len(text), size))
    assert list(sse.frames(chunks)) == [
        sse.Frame(None, "message", ""),
        sse.Frame("7", "due", "a\u2028b\nc"),
    ]
