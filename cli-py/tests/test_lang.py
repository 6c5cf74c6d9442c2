"""The language in which times are read."""

from pathlib import Path

import oye_cli.command.lang as lang

from .conftest import Oye
from .examples import me
from .pretend import Api, Reply

WORDS = Path(__file__).parents[2] / "schedule-py/oye_schedule/words"


def test_the_languages_are_those_that_the_schedule_library_reads() -> None:
    assert set(lang.READ) == {one.stem for one in WORDS.glob("[!_]*.py")}


def test_a_language_in_which_no_time_is_read_is_told(api: Api, oye: Oye) -> None:
    api.on("PATCH", "/v1/me", Reply(200, me(locale="xx"), "Me"), Reply(200, me(locale="en-GB")))
    ran = oye("lang", "xx")
    assert (ran.code, ran.out) == (0, "xx\n")
    assert ran.err == (
        "Note: times are read in de, en, es, fr, it, nl, pt; with xx in English alone.\n"
    )
    assert oye("lang", "en-GB").err == ""
