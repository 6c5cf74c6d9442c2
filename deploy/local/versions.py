"""One version for all: the file VERSION says it, and every other place repeats it.

`versions.py` names the places that differ, and exits 1; `versions.py X.Y.Z` writes it everywhere.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from projects import ROOT

SEMANTIC = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
# Where a version stands: files, and what is around it (one group, the version).
PLACES = (
    ("*/pyproject.toml", re.compile(r'^version = "(.*)"$', re.MULTILINE)),
    ("contracts/*/pyproject.toml", re.compile(r'^version = "(.*)"$', re.MULTILINE)),
    ("contracts/openapi.yaml", re.compile(r"^info:\n(?:  .*\n)*?  version: (.*)$", re.MULTILINE)),
    ("deploy/**/*.yaml", re.compile(r"\bname: oye-[\w-]+(?:,|\n) *newTag: ([\w.+-]+)")),
    (
        "deploy/**/*.yaml",
        re.compile(r"\bimage: (?:oye-|\S+/oye/)[\w-]+:(?:\$\{OYE_TAG:-)?([\w.+-]+)"),
    ),
    ("docs/*.md", re.compile(r"\boye-[\w-]+:(\d[\w.+-]*)")),
)


class VersionError(Exception):
    """What was given is no version; the message says what would be one."""


@dataclass(frozen=True)
class Mention:
    """One place that repeats the version: a span of a file's text."""

    path: Path
    start: int
    end: int
    version: str


def parsed(version: str) -> tuple[int, int, int]:
    """The numbers of `1.2.3` (Semantic Versioning 2.0.0; no pre-releases). Raises VersionError."""
    found = SEMANTIC.fullmatch(version)
    if found is None:
        raise VersionError(f"{version!r} is no version: three numbers are, as 0.2.0")
    return int(found[1]), int(found[2]), int(found[3])


def current(root: Path = ROOT) -> str:
    """What VERSION says. Raises VersionError."""
    version = (root / "VERSION").read_text().strip()
    parsed(version)
    return version


def mentions(root: Path = ROOT) -> Iterator[Mention]:
    """Every place that repeats it."""
    for pattern, around in PLACES:
        for path in sorted(root.glob(pattern)):
            for found in around.finditer(path.read_text()):
                yield Mention(path, *found.span(1), found[1])


def differing(root: Path = ROOT) -> list[str]:
    """The places that say another version than VERSION, in words."""
    wanted = current(root)
    return [
        f"{one.path.relative_to(root)} says {one.version}, and VERSION {wanted}"
        for one in mentions(root)
        if one.version != wanted
    ]


def forward(version: str, root: Path = ROOT) -> None:
    """Raise VersionError where the version is none, or lies before that of VERSION."""
    if parsed(version) < parsed(before := current(root)):
        raise VersionError(f"{version} would go back: this is {before}")


def write(version: str, root: Path = ROOT) -> None:
    """Write the version into VERSION and every place that repeats it. Raises VersionError."""
    forward(version, root)
    # From the end of each file, so that the spans before stay where they are.
    for one in sorted(mentions(root), key=lambda one: (one.path, -one.start)):
        text = one.path.read_text()
        one.path.write_text(text[: one.start] + version + text[one.end :])
    (root / "VERSION").write_text(version + "\n")


def main(arguments: list[str]) -> int:
    if len(arguments) > 1:
        print("usage: ./just version [X.Y.Z]", file=sys.stderr)
        return 2
    try:
        if arguments:
            write(arguments[0])
        wrong = differing()
    except VersionError as error:
        print(error, file=sys.stderr)
        return 2
    for line in wrong:
        print(f"{line}: run ./just version {current()}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
