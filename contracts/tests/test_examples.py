"""The examples of generated clients do what they say, against a server that lives."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import client
import node
import pytest
import typescript

from .conftest import Person, Server

Command = tuple[str | Path, ...]
EXAMPLES = Path(__file__).parents[1] / "examples"


@contextmanager
def running(*command: str | Path) -> Iterator[subprocess.Popen[str]]:
    """An example until it ends; killed where the test gives up."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def python(_: Path) -> Command:
    client.generate()
    return (sys.executable, EXAMPLES / "example.py")


def javascript(folder: Path) -> Command:
    try:
        return (node.tools()[0], typescript.compiled(EXAMPLES / "example.ts", folder))
    except node.NoNodeError as missing:
        pytest.skip(f"no client in typescript: {missing}")


@pytest.mark.parametrize("made", [python, javascript])
def test_an_example_signs_in_adds_lists_snoozes_and_deletes(
    made: Callable[[Path], Command], server: Server, person: Person, tmp_path: Path
) -> None:
    with running(*made(tmp_path), server.url) as example:

        def said(pattern: str) -> str:
            assert example.stdout is not None
            line = example.stdout.readline()
            found = re.fullmatch(pattern, line.rstrip())
            assert found, line + example.stdout.read()
            return found[1]

        body = {"user_code": said("approve (.*)"), "approve": True}
        person.http.post("/v1/login/approve", json=body).raise_for_status()
        number = int(said("added (.*)"))
        said("listed .*(stretch).*")
        server.come_due(person, number)
        said("snoozed until (20.*)")
        said("deleted (204)")
        assert example.wait(30) == 0
    assert person.occurrence(number)["answer"] == "snoozed"
    assert person.http.get(f"/v1/reminders/{number}").status_code == 404
