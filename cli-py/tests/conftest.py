"""A person at a terminal: `oye` runs a command line in a home of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from oye_cli.config import VARIABLES
from oye_cli.main import run

from .examples import TOKEN
from .pretend import Api, pretended

Oye = Callable[..., "Ran"]


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A home without any configuration, and an environment that says nothing of oye."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


@pytest.fixture
def oye(home: Path, capfd: pytest.CaptureFixture[str]) -> Oye:
    """Runs a command line in this process; neither output is a terminal."""

    def ran(*arguments: str) -> Ran:
        capfd.readouterr()
        code = run(arguments)
        return Ran(code, *capfd.readouterr())

    return ran


@pytest.fixture
def api(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    """An API that answers what it is told; the person is signed in to it."""
    with pretended() as found:
        monkeypatch.setenv("OYE_API_URL", found.url)
        monkeypatch.setenv("OYE_TOKEN", TOKEN)
        yield found
