"""Every command's --help names its operations, which the contract knows, and shows an example."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest
from oye_cli.group import COMMANDS
from oye_cli.main import oye as root

from .conftest import Oye
from .examples import reminder
from .pretend import CONTRACT, Api, Reply

OPERATIONS = {
    one["operationId"]
    for path in CONTRACT["paths"].values()
    for one in path.values()
    if isinstance(one, dict) and "operationId" in one
}
SERVICES = {
    *("identity_ensure", "identity_link", "bot_announce", "channel_ensure", "reminder_join"),
    *("delivery_answer", "delivery_get", "delivery_find"),  # of messages with buttons
}
MACHINES = {"healthz", "metrics", "contract", "docs"}


def walk(
    command: click.Command, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name in command.commands:
            yield from walk(command.commands[name], (*path, name))


def every_command() -> list[tuple[tuple[str, ...], click.Command]]:
    found: list[tuple[tuple[str, ...], click.Command]] = []
    for name in COMMANDS:
        command = root.get_command(click.Context(root), name)
        assert command is not None
        found += walk(command, (name,))
    return found


ALL = every_command()


@pytest.mark.parametrize("path", [path for path, _ in ALL], ids=" ".join)
def test_help_names_the_operation_and_shows_an_example(path: tuple[str, ...], oye: Oye) -> None:
    ran = oye(*path, "--help")
    assert ran.code == 0
    assert f"  oye {path[0]}" in ran.out.partition("Example")[2] or path[0] == "completion"
    named = re.search(r"Operation: (.*)", ran.out)
    assert named
    words = set(re.findall(r"[a-z]+_[a-z_]+|readyz", named[1]))
    assert words <= OPERATIONS
    assert words or named[1] == "none"


def test_every_operation_for_people_has_a_command() -> None:
    named = " ".join(command.epilog or "" for _, command in ALL)
    missing = {one for one in OPERATIONS - SERVICES - MACHINES if one not in named}
    assert missing == set()


def test_the_list_of_commands_says_what_each_one_s_help_begins_with() -> None:
    first = {path[0]: (one.help or "").partition("\n")[0] for path, one in ALL if len(path) == 1}
    assert first == dict(COMMANDS)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_the_script_of_the_shell(oye: Oye, shell: str) -> None:
    ran = oye("completion", shell)
    assert ran.code == 0
    assert f"_OYE_COMPLETE={shell}_complete" in ran.out


def test_bare_oye_shows_help(oye: Oye) -> None:
    assert oye().out.startswith("Usage: oye")


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_colours_in_a_pipe_are_asked_for(
    api: Api, oye: Oye, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], coloured: bool
) -> None:
    api.on("GET", "/v1/reminders/12", Reply(200, reminder(), "Reminder"))
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in oye("show", "12").out) is coloured


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_a_terminal_has_colours_unless_no_color_is_set(
    api: Api, no_color: str, coloured: bool
) -> None:
    api.on("GET", "/v1/reminders/12", Reply(200, reminder(), "Reminder"))
    environment = {**os.environ, "OYE_API_URL": api.url, "NO_COLOR": no_color, "TERM": "xterm"}
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "oye_cli", "show", "12"]
    subprocess.run(command, env=environment, stdout=theirs, stderr=theirs, check=True)
    os.close(theirs)
    said = os.read(ours, 65536).decode()
    os.close(ours)
    assert "call mum" in said
    assert ("\x1b[" in said) is coloured
