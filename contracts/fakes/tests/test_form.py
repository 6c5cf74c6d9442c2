"""Parameters are read the same, whichever way they come."""

from oye_fakes.form import params_of
from oye_fakes.server import Request

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
