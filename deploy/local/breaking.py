"""What a contract takes away from those who use it: two OpenAPI documents are compared.

`breaking.py` compares contracts/openapi.yaml with the contract of the last release by the rules of
contracts/README.md, and exits 1 where a client of that release could fail without the version
saying so: its first number does, and below 1.0.0 its second (Semantic Versioning, 4 and 8).
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from breaking_schema import Document, answers_less, takes_less
from projects import ROOT

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
CONTRACT = ROOT / "contracts" / "openapi.yaml"
RELEASED = ROOT / "contracts" / "released.yaml"


@dataclass(frozen=True)
class Pair:
    """An operation before and after; `path` is the path item that each stands in."""

    name: str
    old: Document
    new: Document
    old_path: Any
    new_path: Any
    method: str

    @property
    def before(self) -> Any:
        return self.old_path[self.method]

    @property
    def after(self) -> Any:
        return self.new_path[self.method]


def breaks(old: Any, new: Any) -> Iterator[str]:
    """What a client of `old` may rely on and `new` does not give, in words."""
    before, after = Document(old), Document(new)
    for path, item in old["paths"].items():
        for method in filter(item.__contains__, METHODS):
            name = item[method].get("operationId", f"{method.upper()} {path}")
            there = new["paths"].get(path, {})
            if method not in there:
                yield f"{name}: {method.upper()} {path} has gone"
                continue
            pair = Pair(name, before, after, item, there, method)
            for found in (renamed, parameters, body, answers, scopes):
                yield from (f"{name}: {line}" for line in found(pair))


def renamed(pair: Pair) -> Iterator[str]:
    """Generated clients name their methods by the operationId."""
    if pair.before.get("operationId") != pair.after.get("operationId"):
        yield f"is called {pair.after.get('operationId')} now"


def parameters(pair: Pair) -> Iterator[str]:
    """None goes, none is needed that was not, each takes what it took."""
    old = pair.old.parameters(pair.old_path, pair.before)
    new = pair.new.parameters(pair.new_path, pair.after)
    for (where, name), parameter in old.items():
        if (where, name) not in new:
            yield f"{where} parameter {name} has gone"
            continue
        schemas = parameter.get("schema", {}), new[where, name].get("schema", {})
        yield from takes_less(pair.old, pair.new, *schemas, f"{where} parameter {name}")
    for (where, name), parameter in new.items():
        if parameter.get("required") and not old.get((where, name), {}).get("required"):
            yield f"{where} parameter {name} is needed now"


def body(pair: Pair) -> Iterator[str]:
    """What was a good body is one still."""
    old = pair.old.follow(pair.before.get("requestBody", {}))
    new = pair.new.follow(pair.after.get("requestBody", {}))
    if new.get("required") and not old.get("required"):
        yield "a body is needed now"
    for media, told in old.get("content", {}).items():
        if media not in new.get("content", {}):
            yield f"takes no {media} any more"
            continue
        schemas = told.get("schema", {}), new["content"][media].get("schema", {})
        yield from takes_less(pair.old, pair.new, *schemas, "body")


def answers(pair: Pair) -> Iterator[str]:
    """Every status, header and member of an answer is there still."""
    for status, response in pair.before["responses"].items():
        if status not in pair.after["responses"]:
            yield f"answers {status} no more"
            continue
        old = pair.old.follow(response)
        new = pair.new.follow(pair.after["responses"][status])
        for header in old.get("headers", {}):
            if header not in new.get("headers", {}):
                yield f"{status}: header {header} has gone"
        for media, told in old.get("content", {}).items():
            if media not in new.get("content", {}):
                yield f"{status}: {media} has gone"
                continue
            schemas = told.get("schema", {}), new["content"][media].get("schema", {})
            yield from answers_less(pair.old, pair.new, *schemas, str(status))


def scopes(pair: Pair) -> Iterator[str]:
    """One of the ways in that sufficed suffices still."""
    old = pair.before.get("security", pair.old.whole.get("security", []))
    new = pair.after.get("security", pair.new.whole.get("security", []))
    for way in old or [{}]:
        if new and not any(within(other, way) for other in new):
            yield f"a token with {way or 'nothing'} does not suffice any more"


def within(needed: dict[str, list[str]], given: dict[str, list[str]]) -> bool:
    """Whether who has `given` has all that is needed."""
    return all(
        scheme in given and set(named) <= set(given[scheme]) for scheme, named in needed.items()
    )


def refused(released: Path, contract: Path, version: str) -> list[str]:
    """The breaks that `version` does not admit to; none where it does."""
    old, new = (yaml.safe_load(path.read_text()) for path in (released, contract))
    if weight(version) > weight(old["info"]["version"]):
        return []
    return [f"breaks the contract of {old['info']['version']}: {line}" for line in breaks(old, new)]


def weight(version: str) -> tuple[int, ...]:
    """What of a version may change only where something breaks."""
    major, minor = (int(number) for number in version.split(".")[:2])
    return (major,) if major else (major, minor)


def main() -> int:
    version = yaml.safe_load(CONTRACT.read_text())["info"]["version"]
    lines = refused(RELEASED, CONTRACT, version)
    for line in lines:
        print(line, file=sys.stderr)
    if lines:
        print("mend that, or admit to it: ./just version X.Y.Z", file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
