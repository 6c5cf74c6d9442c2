"""Whatever bytes arrive, the server answers without a failure, or hangs up; and goes on serving.

`./just fuzz` gives it a minute, with new random numbers each time.
"""

import json
import os
import re
import socket
import time
from random import Random
from urllib.parse import urlsplit

from .conftest import Person, Server
from .odd_requests import odd_request

SECONDS = float(os.environ.get("OYE_FUZZ_SECONDS", "4"))
SEED = int(os.environ.get("OYE_FUZZ_SEED", "20261124"))
# A request that promises more than it sends gets no answer while it is waited for.
PATIENCE = 0.2
STATUS = re.compile(rb"HTTP/1\.1 ([1-5][0-9][0-9]) ")


def answered(server: Server, request: bytes) -> bytes:
    """What comes back until the connection ends, or nothing more comes for a moment."""
    where = urlsplit(server.url)
    found = bytearray()
    with socket.create_connection((where.hostname, where.port), timeout=10) as wire:
        wire.settimeout(PATIENCE)
        try:
            wire.sendall(request)
            while len(found) < 1_000_000 and (chunk := wire.recv(65536)):
                found += chunk
        except OSError:
            pass
    return bytes(found)


def test_no_bytes_make_the_server_fail(server: Server, person: Person) -> None:
    random = Random(SEED)
    end = time.monotonic() + SECONDS
    token = person.token("read", "write")
    asked = told = 0
    while time.monotonic() < end or asked < 20:
        request = odd_request(random, token)
        answer = answered(server, request)
        asked += 1
        if answer:
            told += 1
            status = STATUS.match(answer)
            assert status, (SEED, asked, request[:2_000], answer[:500])
            assert status[1] != b"500", (SEED, asked, request[:2_000], answer[:500])
            head, _, body = answer.partition(b"\r\n\r\n")
            if b"problem+json" in head and body and b"chunked" not in head:
                assert json.loads(body)["status"] == int(status[1])
    print(f"{asked} requests, {told} answers, seed {SEED}")
    assert told > asked / 2
    assert person.http.get("/v1/me").status_code == 200
    assert person.http.get("/readyz").json()["status"] != "down"
