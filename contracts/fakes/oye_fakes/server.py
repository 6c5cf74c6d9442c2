"""An HTTP server on a thread that records what it was sent, to the byte."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from threading import Condition, Thread
from typing import TypeVar

from oye_fakes.behaviour import Cut, Reply

Found = TypeVar("Found")


@dataclass(frozen=True)
class Request:
    """One request: `headers` with lower-case names, `body` the very bytes."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Answer = Callable[[Request], Reply | Cut]
# Whether the connection breaks before the body of a request to this path is read.
Drops = Callable[[str], bool]


def never(_path: str) -> bool:
    """No connection breaks."""
    return False


class Changed:
    """Tells waiting tests that something happened. Guards all state of a fake."""

    def __init__(self) -> None:
        self.lock = Condition()

    def wait_until(self, look: Callable[[], Found | None], what: str, timeout: float) -> Found:
        """What `look` finds, as soon as it finds something; TimeoutError names `what` otherwise."""
        found: list[Found] = []

        def there() -> bool:
            value = look()
            if value is not None:
                found.append(value)
            return value is not None

        with self.lock:
            if not self.lock.wait_for(there, timeout):
                raise TimeoutError(f"not within {timeout} s: {what}")
        return found[0]


def read_chunks(stream: BufferedIOBase) -> bytes:
    """A body in chunks, as files are sent (RFC 9112, 7.1); trailers are read and dropped."""
    body = bytearray()
    while size := int(stream.readline().partition(b";")[0], 16):
        body += stream.read(size)
        stream.readline()
    while stream.readline().strip():
        pass
    return bytes(body)


def handler_of(answer: Answer, drops: Drops) -> type[BaseHTTPRequestHandler]:
    """A handler class that passes each whole request to `answer`."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1

        def do_POST(self) -> None:
            chunked = self.headers.get("transfer-encoding", "").lower() == "chunked"
            if "content-length" not in self.headers and not chunked and self.command != "GET":
                self.send_error(411)
                return
            if drops(self.path):
                self.close_connection = True
                return
            length = int(self.headers.get("content-length", 0))
            body = read_chunks(self.rfile) if chunked else self.rfile.read(length)
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = answer(Request(self.command, self.path, headers, body))
            if isinstance(reply, Cut):
                self.close_connection = True
                return
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(reply.body)))
            for name, value in reply.headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, *_args: object) -> None:
            """Silent: a test asks for what was recorded."""

    return Handler


class QuietServer(ThreadingHTTPServer):
    """A client that was killed while it waited is no news."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Silent, for the reason above."""


@contextmanager
def serving(
    answer: Answer, port: int = 0, host: str = "127.0.0.1", drops: Drops = never
) -> Iterator[str]:
    """Serve on 127.0.0.1 and a free port unless told otherwise, and give the base URL."""
    server = QuietServer((host, port), handler_of(answer, drops))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
