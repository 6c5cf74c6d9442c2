"""An API that answers what a test tells it, over real sockets; its answers keep to the contract."""

import contextlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

CONTRACT = yaml.safe_load((Path(__file__).parents[2] / "contracts" / "openapi.yaml").read_text())
STREAM = "text/event-stream"


@dataclass(frozen=True)
class Ask:
    """A request as it came."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: Any


@dataclass(frozen=True)
class Reply:
    """`schema` names what the body is in the contract; `cut` breaks the connection instead."""

    status: int = 200
    body: Any = None
    schema: str | None = None
    media: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


CUT = Reply(cut=True)


@dataclass(frozen=True)
class Api:
    """`replies`: by method and path, each list used up to its last, which stays."""

    url: str
    replies: dict[tuple[str, str], list[Reply]]
    asked: list[Ask]

    def on(self, method: str, path: str, *replies: Reply) -> None:
        for reply in replies:
            if reply.schema:
                schema = {"$ref": f"#/components/schemas/{reply.schema}"}
                root = {"components": CONTRACT["components"], **schema}
                jsonschema_rs.validate(root, reply.body, validate_formats=True)
        self.replies[method, path] = list(replies)

    def refuse(
        self, method: str, path: str, status: int, slug: str, detail: str, **more: Any
    ) -> None:
        """Answer with a problem document."""
        body = {"type": f"urn:oye:problem:{slug}", "title": slug, "status": status}
        body |= {"slug": slug, "detail": detail, **more}
        self.on(method, path, Reply(status, body, "Problem", "application/problem+json"))


def handler(api: Api) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            path, _, query = self.path.partition("?")
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            body = json.loads(raw) if raw else None
            api.asked.append(Ask(self.command, path, query, dict(self.headers), body))
            waiting = api.replies.get((self.command, path), [Reply(404, {"error": "no route"})])
            self.send(waiting.pop(0) if len(waiting) > 1 else waiting[0])

        def send(self, reply: Reply) -> None:
            self.close_connection = True
            if reply.cut:
                return
            text = reply.body if isinstance(reply.body, bytes) else b""
            if reply.body is not None and not isinstance(reply.body, bytes):
                text = json.dumps(reply.body, ensure_ascii=False).encode()
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.media)
            self.send_header("Connection", "close")
            if reply.media != STREAM and reply.status != 204:
                self.send_header("Content-Length", str(len(text)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(ConnectionError):  # a client that has read enough
                self.wfile.write(text)

        do_GET = do_POST = do_PATCH = do_DELETE = answer  # noqa: N815 (names of http.server)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


@contextlib.contextmanager
def pretended() -> Iterator[Api]:
    """The API, for as long as the context lasts."""
    replies: dict[tuple[str, str], list[Reply]] = {}
    asked: list[Ask] = []
    api = Api("", replies, asked)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(api))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield Api(f"http://127.0.0.1:{server.server_address[1]}", replies, asked)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
