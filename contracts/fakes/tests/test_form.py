"""Parameters are read the same, whichever way they come."""

import io

from oye_fakes.form import params_of
from oye_fakes.server import Request, read_chunks

MULTIPART = (
    '--x\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n7\r\n'
    '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n12 🎂\r\n--x--\r\n'
)


def read(kind: str, body: str, path: str = "/") -> dict[str, object]:
    return params_of(Request("POST", path, {"content-type": kind}, body.encode()))


def test_json_forms_and_multipart_say_the_same() -> None:
    expected = {"chat_id": 7, "text": "12 🎂"}
    assert read("application/json", '{"chat_id": 7, "text": "12 🎂"}') == expected
    form = "chat_id=7&text=12+%F0%9F%8E%82"
    assert read("application/x-www-form-urlencoded", form) == expected
    assert read("multipart/form-data; boundary=x", MULTIPART) == expected
    assert read("text/plain", "", f"/bot1:a/sendMessage?{form}") == expected


def test_a_text_that_looks_like_a_number_stays_a_text() -> None:
    assert read("application/x-www-form-urlencoded", "text=12&limit=12") == {
        "text": "12",
        "limit": 12,
    }


def test_a_body_in_chunks_is_read_to_its_end() -> None:
    stream = io.BytesIO(b"4\r\n\r\nab\r\n3;note=x\r\ncde\r\n0\r\nTrailer: x\r\n\r\nnext")
    assert read_chunks(stream) == b"\r\nabcde"
    assert stream.read() == b"next"
