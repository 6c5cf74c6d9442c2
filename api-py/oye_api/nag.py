"""How often to tell it again until done, as a word of a reminder's text: `!15m`."""

import re

from oye_api.problem import Problem

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
LEAST, MOST = 60, 86400
_WORD = re.compile(r"(?<!\S)!((?:[0-9]{1,6}[smhd])+)(?:\s+|$)", re.ASCII | re.IGNORECASE)
_PART = re.compile(r"([0-9]+)([smhd])", re.ASCII)


def read_nag(text: str) -> tuple[str, dict[str, int] | None]:
    """The text without its word `!15m`, and the contract's Nag that this asks for, if there is one.

    `!1h30m` is a sum; any other word after an exclamation mark is left where it stands. Raises
    Problem 422 where it comes more than once a minute or less than once a day, or is said twice.
    """
    found = _WORD.findall(text)
    if not found:
        return text, None
    if len(found) > 1:
        raise Problem(422, "nag_twice", "Say once how often to be told again.", field="text")
    parts = _PART.findall(found[0].lower())
    seconds = sum(int(number) * SECONDS[unit] for number, unit in parts)
    if seconds < LEAST:
        detail = f"!{found[0]} is too often: a minute (!1m) is the least."
        raise Problem(422, "nag_out_of_range", detail, field="text")
    if seconds > MOST:
        detail = f"!{found[0]} is too seldom: a day (!1d) is the most."
        raise Problem(422, "nag_out_of_range", detail, field="text")
    return _WORD.sub("", text).rstrip(), {"every_seconds": seconds}
