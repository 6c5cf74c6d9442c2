"""What help and completion cost, and what they must not import."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "httpx",
    "attr",
    "attrs",
    "oye_client",
    "dateutil",
    "zoneinfo",
    "ssl",
    "asyncio",
    "json",
    "tempfile",
)
COMPLETE = {"_OYE_COMPLETE": "bash_complete", "COMP_WORDS": "oye ", "COMP_CWORD": "1"}
SHOW = "import sys; from oye_cli.main import main\ntry: main()\nfinally: print(*sys.modules)"


def python(*arguments: str, cache: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A Python that keeps its bytecode, as an installed program does."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(cache), **more}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.run(
        [sys.executable, *arguments], env=environment, text=True, capture_output=True, check=True
    )


@pytest.mark.parametrize(
    ("words", "more"), [(["--help"], {}), (["add", "--help"], {}), ([], COMPLETE)]
)
def test_help_and_completion_import_nothing_heavy(
    words: list[str], more: dict[str, str], tmp_path: Path
) -> None:
    done = python("-c", SHOW, *words, cache=tmp_path, **more)
    answer, _, modules = done.stdout.rstrip().rpartition("\n")
    assert "add" in answer
    loaded = set(modules.split())
    assert "oye_cli.main" in loaded
    assert loaded.isdisjoint(HEAVY)
    if "add" not in words:
        assert not any(name.startswith("oye_cli.command.") for name in loaded)


@pytest.mark.parametrize(("words", "more"), [(["--help"], {}), ([], COMPLETE)])
def test_help_and_completion_cost_little_more_than_click_itself(
    words: list[str], more: dict[str, str], tmp_path: Path
) -> None:
    """150 ms of processor time; on a slow machine what `import click` takes, and half as much."""

    def took(*arguments: str, **more: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        python(*arguments, cache=tmp_path, **more)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    command = ["-m", "oye_cli", *words]
    click = ["-c", "import click, click.shell_completion"]
    took(*command, **more)
    took(*click)
    # The least of each, by turns: what else the machine does only adds.
    pairs = [(took(*command, **more), took(*click)) for _ in range(9)]
    ours, bare = (min(times) for times in zip(*pairs, strict=True))
    assert ours < 0.15 or ours < 1.5 * bare
