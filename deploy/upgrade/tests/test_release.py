"""Which commit was the last release, and when that can't be known."""

import subprocess
from pathlib import Path

import pytest

from . import release

WHO = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")


def git(where: Path, *arguments: str) -> str:
    command = ["git", "-C", str(where), *WHO, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two releases, and a commit after each."""
    monkeypatch.delenv("OYE_UPGRADE_FROM", raising=False)
    repository = tmp_path / "repository"
    repository.mkdir()
    git(repository, "init", "--quiet")
    for name, text in (("VERSION", "1"), ("a", "a"), ("VERSION", "2"), ("a", "b")):
        (repository / name).write_text(text)
        git(repository, "add", name)
        git(repository, "commit", "--quiet", "--message", f"{name} {text}")
    return repository


def test_it_is_the_one_that_wrote_version_last(
    history: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release, "ROOT", history)
    assert release.last_commit() == git(history, "rev-parse", "HEAD~1")


@pytest.mark.parametrize(("depth", "known"), [(1, False), (2, False), (3, True)])
def test_in_a_shallow_clone_it_is_known_only_where_it_was_not_cut_off(
    history: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, depth: int, known: bool
) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", f"--depth={depth}", f"file://{history}", str(clone))
    monkeypatch.setattr(release, "ROOT", clone)
    if known:
        assert release.last_commit() == git(history, "rev-parse", "HEAD~1")
    else:
        with pytest.raises(release.UnknownReleaseError, match="shallow"):
            release.last_commit()


def test_without_a_history_it_is_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OYE_UPGRADE_FROM", raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setattr(release, "ROOT", tmp_path)
    with pytest.raises(release.UnknownReleaseError, match="git log fails here"):
        release.last_commit()
