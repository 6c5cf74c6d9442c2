"""Make a release: `./just release X.Y.Z` writes what a release says of itself. Git is left alone.

The version goes everywhere, into what the overlays amount to as well; the changes since the last
one get it as their heading; and the contract is kept as contracts/released.yaml, which later
changes are compared with.
"""

import re
import shutil
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import breaking
import versions
from projects import ROOT

UNRELEASED = re.compile(r"^## Unreleased\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
AFTER = """\
{version} is written. What is left:
  ./just verify && ./just test
  git commit --all --message "release {version}" && git tag v{version}
"""


class ReleaseError(Exception):
    """There can be no such release; the message says why, and what would be right."""


def headed(changelog: str, version: str, day: date) -> str:
    """The changelog with what is unreleased under the version. Raises ReleaseError."""
    if re.search(rf"^## {re.escape(version)}\b", changelog, re.MULTILINE):
        raise ReleaseError(f"CHANGELOG.md has a release {version} already")
    found = UNRELEASED.search(changelog)
    if found is None or not found[1].strip():
        raise ReleaseError('CHANGELOG.md tells no change under "## Unreleased"')
    heading = f"## Unreleased\n\n## {version} - {day.isoformat()}\n"
    return changelog[: found.start()] + heading + found[1] + changelog[found.end() :]


def release(version: str, day: date, root: Path = ROOT) -> None:
    """Write all of it, or nothing. Raises ReleaseError, VersionError."""
    versions.forward(version, root)
    contract, released = (root / "contracts" / name for name in ("openapi.yaml", "released.yaml"))
    if refused := breaking.refused(released, contract, version):
        raise ReleaseError("\n".join(refused))
    changelog = root / "CHANGELOG.md"
    text = headed(changelog.read_text(), version, day)
    versions.write(version, root)
    changelog.write_text(text)
    shutil.copyfile(contract, released)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: ./just release X.Y.Z", file=sys.stderr)
        return 2
    try:
        release(arguments[0], datetime.now(UTC).date())
    except (ReleaseError, versions.VersionError) as error:
        print(f"no release: {error}", file=sys.stderr)
        return 1
    print(AFTER.format(version=arguments[0]), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
