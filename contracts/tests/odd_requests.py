"""Requests as no client would send them, byte for byte; the same for the same random numbers."""

import json
from random import Random

from .test_operations import BODIES, OPERATIONS

PIECES = (
    b"\x00", b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"%00", b"%ff", b"%", b"%zz", b"..", b"//",
    b"\r\n", b"\n", b" ", b"\t", b"?", b"#", b";", b"{", b"}", b"\\", b"'", b'"', b"\xe2\x80\xae",
    b"a" * 9_000,
)  # fmt: skip
VALUES = (
    b"1e999", b"-1e999", b"9" * 400, b"-0", b"0.1e-400", b"NaN", b"Infinity", b"true", b"null",
    b'"\\u0000"', b'"\\ud800"', b'"\\udfff\\ud800"', b'"\xff"', b'"\x00"', b'"\\x"',
    b'"' + b"x" * 70_000,
    b"[" * 20_000, b'{"a":' * 3_000, b"[" * 40 + b"]" * 40, b'{"text":1,"text":2}',
    b"\xef\xbb\xbf{}", b"", b"{", b"[1,]", b"{}{}", b"'", b"<a/>",
)  # fmt: skip
MEDIA = (
    b"application/json", b"application/merge-patch+json", b"text/plain", b"", b"application/json;",
    b"application/json; charset=utf-16", b"application/json; charset=\xff", b"multipart/form-data",
    b"application/x-www-form-urlencoded", b"a" * 300, b"application/json, text/html",
)  # fmt: skip
FRAMES = (
    b"Content-Length: -1", b"Content-Length: 99999999999999999999", b"Content-Length: 1, 2",
    b"Content-Length: 0x10", b"Transfer-Encoding: chunked", b"Transfer-Encoding: gzip, chunked",
    b"Transfer-Encoding: chunked\r\nContent-Length: 5", b"Content-Length: 3\r\nContent-Length: 4",
)  # fmt: skip
HEADERS = (
    b"Expect: 100-continue", b"Upgrade: websocket\r\nConnection: Upgrade", b"Content-Encoding: br",
    b"X-Act-For: telegram:\xff", b"X-Act-For: ", b"If-Match: \xff", b"Idempotency-Key: \x01",
    b"Idempotency-Key: " + b"k" * 9_000, b"X-Request-Id: \xff", b"X-Forwarded-For: \xff",
    b"Last-Event-ID: \x7f", b"Authorization: Basic \xff", b": x", b"no colon",
    b"X:" + b" " * 40_000, b"Cookie: \xff=\x00", b"Host: x\r\nHost: y",
)  # fmt: skip


def odd_request(random: Random, token: str) -> bytes:
    """One request, of somebody who is signed in more often than not."""
    method, path, _ = random.choice(list(OPERATIONS.values()))
    name = random.choice(list(BODIES))
    target = path.replace("{", "").replace("}", "").encode()
    if random.random() < 0.5:
        target = b"/v1/reminders/" + str(random.choice([0, 1, -1, 2**31, 2**70])).encode()
    if random.random() < 0.5:
        target = spliced(random, target)
    if random.random() < 0.3:
        target += b"?" + spliced(random, b"limit=5&cursor=abc&q=x")
    verb = method.encode() if random.random() < 0.8 else random.choice([b"HEAD", b"TRACE", b"\x00"])
    body = odd_body(random, json.dumps(BODIES[name]).encode())
    lines = [verb + b" " + target + random.choice([b" HTTP/1.1"] * 8 + [b" HTTP/9.9", b""])]
    lines += [b"Host: x", b"Connection: close", b"Content-Type: " + random.choice(MEDIA)]
    if random.random() < 0.8:
        lines.append(b"Authorization: Bearer " + token.encode())
    if random.random() < 0.4:
        lines.append(random.choice(HEADERS))
    if random.random() < 0.2:
        lines.append(random.choice(FRAMES))
    else:
        lines.append(b"Content-Length: %d" % len(body))
    return b"\r\n".join([*lines, b"", body])


def odd_body(random: Random, sound: bytes) -> bytes:
    """A body that was sound: a member replaced, spliced with noise, cut off, or another one."""
    kind = random.randrange(4)
    if kind == 0:
        return random.choice(VALUES)
    if kind == 1:
        return spliced(random, sound)
    if kind == 2:
        return sound[: random.randrange(len(sound))]
    member = random.choice(["text", "when", "nag", "channels", "grace_seconds", "url", "quiet"])
    return b'{"text":"x","when":"tomorrow","%s":%s}' % (member.encode(), random.choice(VALUES))


def spliced(random: Random, sound: bytes) -> bytes:
    """With something in it that does not belong there."""
    place = random.randrange(len(sound) + 1)
    return sound[:place] + random.choice(PIECES) + sound[place + random.randrange(3) :]
