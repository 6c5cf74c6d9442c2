"""Which values a schema no longer takes, or may answer with that it did not before.

For the part of JSON Schema (2020-12) that the contract uses. What is unlike in a way that is not
known here counts as a break: better one to look at than one that is missed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

# Bounds, and whether a greater number takes fewer values.
BOUNDS = {
    **dict.fromkeys(("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"), 1),
    **dict.fromkeys(("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"), -1),
}
EXACT = ("pattern", "format", "const", "multipleOf", "uniqueItems")
TYPES = {"null", "boolean", "object", "array", "number", "string", "integer"}
Lines = Iterator[str]
Compare = Callable[["Document", "Document", Any, Any, str], Lines]


@dataclass(frozen=True)
class Document:
    """A contract, in which references are followed."""

    whole: Any

    def follow(self, node: Any) -> Any:
        """What a node stands for; `allOf` as one schema."""
        while "$ref" in node:
            found = self.whole
            for part in node["$ref"].removeprefix("#/").split("/"):
                found = found[part.replace("~1", "/").replace("~0", "~")]
            node = found
        if "allOf" not in node:
            return node
        merged = {key: value for key, value in node.items() if key != "allOf"}
        for part in map(self.follow, node["allOf"]):
            needed = [*merged.get("required", []), *part.get("required", [])]
            members = {**merged.get("properties", {}), **part.get("properties", {})}
            merged = {**part, **merged, "required": needed, "properties": members}
        return merged

    def parameters(self, path: Any, operation: Any) -> dict[tuple[str, str], Any]:
        """By place and name; an operation's own before those of its path."""
        found = map(self.follow, [*path.get("parameters", []), *operation.get("parameters", [])])
        return {(one["in"], one["name"]): one for one in found}


def types(schema: Any) -> set[str]:
    """The types that a schema takes; all where it names none. Each integer is a number."""
    named = schema.get("type", list(TYPES))
    found = {named} if isinstance(named, str) else set(named)
    return found | {"integer"} if "number" in found else found


def takes_less(old: Document, new: Document, was: Any, now: Any, where: str) -> Lines:
    """What a request could say in `was` and can't in `now`."""
    was, now = old.follow(was), new.follow(now)
    if "oneOf" in was or "oneOf" in now:
        yield from variants(takes_less, (old, was), (new, now), where)
        return
    if gone := types(was) - types(now):
        yield f"{where} takes no {', '.join(sorted(gone))} any more"
        return
    if "enum" in now and (gone := set(was.get("enum", ["anything"])) - set(now["enum"])):
        yield f"{where} takes {', '.join(map(str, sorted(gone)))} no more"
    yield from narrower(was, now, where)
    properties = now.get("properties", {})
    for name in sorted(set(now.get("required", [])) - set(was.get("required", []))):
        yield f"{where}: {name} is needed now"
    for name, member in was.get("properties", {}).items():
        if name in properties:
            yield from takes_less(old, new, member, properties[name], f"{where}: {name}")
        elif now.get("additionalProperties") is False:
            yield f"{where}: {name} has gone"
    if now.get("additionalProperties") is False and was.get("additionalProperties", True):
        yield f"{where} takes no other members any more"
    if "items" in now:
        yield from takes_less(old, new, was.get("items", {}), now["items"], f"{where}[]")


def narrower(was: Any, now: Any, where: str) -> Lines:
    """Bounds that were drawn closer, and rules that are others."""
    for name, sign in BOUNDS.items():
        if name in now and (name not in was or sign * now[name] > sign * was[name]):
            yield f"{where}: {name} is {now[name]} now"
    for name in EXACT:
        if name in now and now[name] != was.get(name):
            yield f"{where}: {name} is {now[name]} now"


def answers_less(old: Document, new: Document, was: Any, now: Any, where: str) -> Lines:
    """What an answer told in `was` and need not in `now`. Values of an enum may be added."""
    was, now = old.follow(was), new.follow(now)
    if "oneOf" in was or "oneOf" in now:
        yield from variants(answers_less, (old, was), (new, now), where)
        return
    if more := types(now) - types(was):
        yield f"{where} may be {', '.join(sorted(more))} now"
        return
    if "format" in was and now.get("format") != was["format"]:
        yield f"{where}: format was {was['format']}"
    for name in sorted(set(was.get("required", [])) - set(now.get("required", []))):
        yield f"{where}: {name} may be missing now"
    properties = now.get("properties", {})
    for name, member in was.get("properties", {}).items():
        if name not in properties:
            yield f"{where}: {name} has gone"
            continue
        yield from answers_less(old, new, member, properties[name], f"{where}: {name}")
    if "items" in was:
        yield from answers_less(old, new, was["items"], now.get("items", {}), f"{where}[]")


def variants(
    compare: Compare, was: tuple[Document, Any], now: tuple[Document, Any], where: str
) -> Lines:
    """Each variant that a request could have fits one that there is; each that an answer may have
    now fits one that there was."""
    old, new = was[1].get("oneOf", [was[1]]), now[1].get("oneOf", [now[1]])
    pairs = [[(one, other) for other in new] for one in old]
    if compare is answers_less:
        pairs = [[(one, other) for one in old] for other in new]
    for number, tried in enumerate(pairs, 1):
        if all(any(compare(was[0], now[0], *pair, where)) for pair in tried):
            yield f"{where}: variant {number} fits none of the others' any more"
