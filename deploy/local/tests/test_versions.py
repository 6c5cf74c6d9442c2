"""One version in every place, and what a release writes."""

import json
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
import release
import versions
from projects import ROOT

DAY = date(2026, 12, 1)
FILES = {
    "VERSION": "0.3.1\n",
    "api-py/pyproject.toml": '[project]\nname = "oye-api"\nversion = "0.3.1"\n'
    '[tool.x]\ntarget = "0.3.1"\n',
    "contracts/fakes/pyproject.toml": '[project]\nversion = "0.3.1"\n',
    "contracts/openapi.yaml": "openapi: 3.1.0\ninfo:\n  title: t\n  version: 0.3.1\npaths: {}\n",
    "contracts/released.yaml": "openapi: 3.1.0\ninfo:\n  title: t\n  version: 0.3.0\npaths: {}\n",
    "deploy/k8s/kustomization.yaml": "images:\n  - name: oye-sql\n    newTag: 0.3.1\n"
    "  - {name: oye-api, newTag: 0.3.1}\n  - {name: postgres, newTag: 18.1}\n",
    "deploy/compose.yaml": "a:\n  image: oye-api:${OYE_TAG:-0.3.1}\nb:\n  image: postgres:18\n",
    "deploy/k8s/rendered/dev.yaml": "image: oye-api:0.3.1\n",
    "deploy/k8s/rendered/production.yaml": "image: registry.example.org/oye/api:0.3.1\n",
    "docs/deploying.md": "kind load docker-image oye-sql:0.3.1\n",
    "CHANGELOG.md": "# Changelog\n\n## Unreleased\n\n### Added\n\n- A.\n\n## 0.3.0 - 2026-11-01\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def texts(root: Path) -> dict[str, str]:
    return {name: (root / name).read_text() for name in FILES}


def test_here_every_place_says_what_version_says() -> None:
    assert versions.differing() == []
    named = {str(one.path.relative_to(ROOT)) for one in versions.mentions()}
    assert named >= {"api-py/pyproject.toml", "sql/pyproject.toml", "contracts/openapi.yaml"}
    assert named >= {"deploy/compose.yaml", "docs/deploying.md"}
    assert named >= {f"deploy/k8s/rendered/{name}.yaml" for name in ("dev", "production")}


def test_no_project_is_forgotten() -> None:
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "*/pyproject.toml"], capture_output=True, text=True
    )
    if listed.returncode != 0:
        pytest.skip("no git here, or no history")
    assert set(listed.stdout.split()) <= {
        str(one.path.relative_to(ROOT)) for one in versions.mentions()
    }


@pytest.mark.parametrize("name", [name for name, text in FILES.items() if "0.3.1" in text])
def test_a_place_that_differs_is_named(root: Path, name: str) -> None:
    path = root / name
    path.write_text(path.read_text().replace("0.3.1", "0.3.2", 1))
    said = versions.differing(root)
    if name == "VERSION":
        assert len(said) == 9
    else:
        assert said == [f"{name} says 0.3.2, and VERSION 0.3.1"]


def test_a_version_is_written_everywhere_and_nowhere_else(root: Path) -> None:
    versions.write("0.10.0", root)
    assert versions.differing(root) == []
    assert 'target = "0.3.1"' in texts(root)["api-py/pyproject.toml"]
    changed = ("released.yaml", "CHANGELOG.md")
    for name, text in FILES.items():
        if not name.endswith(changed):
            wanted = re.sub(r'0\.3\.1(?!"\n\Z)', "0.10.0", text) if "tool" in text else None
            assert texts(root)[name] == (wanted or text.replace("0.3.1", "0.10.0"))


@pytest.mark.parametrize("wrong", ["1.0", "v1.0.0", "1.0.0-rc1", "01.0.0", ""])
def test_what_is_no_version_is_refused(root: Path, wrong: str) -> None:
    with pytest.raises(versions.VersionError, match=r"three numbers are, as 0\.2\.0"):
        versions.write(wrong, root)
    assert texts(root) == FILES


def test_it_never_goes_back(root: Path) -> None:
    with pytest.raises(versions.VersionError, match=r"0\.3\.0 would go back: this is 0\.3\.1"):
        versions.write("0.3.0", root)
    assert texts(root) == FILES


def test_a_second_word_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert versions.main(["9.9.9", "extra"]) == 2
    assert capsys.readouterr().err == "usage: ./just version [X.Y.Z]\n"
    assert versions.current() != "9.9.9"


def test_a_release_has_its_heading_and_keeps_its_contract(root: Path) -> None:
    release.release("0.4.0", DAY, root)
    assert versions.current(root) == "0.4.0"
    assert texts(root)["CHANGELOG.md"] == (
        "# Changelog\n\n## Unreleased\n\n## 0.4.0 - 2026-12-01\n\n### Added\n\n- A.\n\n"
        "## 0.3.0 - 2026-11-01\n"
    )
    assert texts(root)["contracts/released.yaml"] == texts(root)["contracts/openapi.yaml"]


@pytest.mark.parametrize(
    ("version", "change", "said"),
    [
        ("0.3.0", {}, "would go back: this is 0.3.1"),
        ("0.4", {}, "'0.4' is no version"),
        ("0.4.0", {"- A.": ""}, "tells no change"),
        ("0.4.0", {"0.3.0": "0.4.0"}, "has a release 0.4.0 already"),
    ],
)
def test_what_can_be_no_release_is_refused_and_nothing_is_written(
    root: Path, version: str, change: dict[str, str], said: str
) -> None:
    changelog = FILES["CHANGELOG.md"].replace("### Added", "")
    for old, new in change.items():
        changelog = changelog.replace(old, new)
    (root / "CHANGELOG.md").write_text(changelog)
    before = texts(root)
    with pytest.raises((release.ReleaseError, versions.VersionError), match=said):
        release.release(version, DAY, root)
    assert texts(root) == before


def test_a_release_that_breaks_the_contract_needs_a_version_that_says_so(root: Path) -> None:
    item = {"get": {"operationId": "me_get", "responses": {}}}
    (root / "contracts/released.yaml").write_text(
        json.dumps({"info": {"version": "0.3.0"}, "paths": {"/me": item}})
    )
    with pytest.raises(release.ReleaseError, match=r"0\.3\.0: me_get: GET /me has gone"):
        release.release("0.3.2", DAY, root)
    release.release("0.4.0", DAY, root)


def test_a_service_says_the_version() -> None:
    for program in ("oye", "oye-api", "oye-bot", "oye-calc", "oye-fire", "oye-sql"):
        command = [str(ROOT / ".venv" / "bin" / program), "--version"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout == f"{program} {versions.current()}\n"
