"""Schemas of the contract, compiled; and what they refuse, said in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import jsonschema_rs
from jsonschema_rs import ValidationError
from jsonschema_rs import ValidationErrorKind as Kind
from oye_schedule.problem import ScheduleError
from oye_schedule.zone import load_zone

from oye_api.problem import Problem

DIALECT = "https://json-schema.org/draft/2020-12/schema"
RFC_3339 = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
NAMES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One schema of the contract, ready to judge values."""

    document: Mapping[str, Any]
    validator: jsonschema_rs.Validator

    def __call__(self, value: object, field: str | None = None) -> None:
        """Raises the Problem with the first fault; `field` is where the value stands."""
        for error in self.validator.iter_errors(value):
            raise _problem(self.document, error, field)


def bounded(node: Any) -> Any:
    """The node, each `format: int32` with the bounds that it means (validators ignore it)."""
    if isinstance(node, list):
        return [bounded(each) for each in node]
    if not isinstance(node, dict):
        return node
    found = {key: bounded(each) for key, each in node.items()}
    if found.get("format") == "int32":
        found = {"minimum": -(2**31), "maximum": 2**31 - 1, **found}
    return found


def compile_check(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Check:
    """A check of `schema`, whose references point into `document`."""
    root = {"$schema": DIALECT, "components": document["components"], **schema}
    validator = jsonschema_rs.validator_for(
        root,
        validate_formats=True,
        ignore_unknown_formats=True,
        formats={"timezone": _is_timezone, "date-time": _is_instant},
    )
    return Check(root, validator)


@lru_cache(maxsize=1024)
def _is_timezone(name: str) -> bool:
    try:
        load_zone(name)
    except ScheduleError:
        return False
    return True


def _is_instant(text: str) -> bool:
    try:
        read_instant(text)
    except ValueError:
        return False
    return True


def read_instant(text: str) -> datetime:
    """An RFC 3339 date-time as an instant in UTC; raises ValueError."""
    if not RFC_3339.fullmatch(text):
        raise ValueError("no RFC 3339 date-time")
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except OverflowError as error:
        raise ValueError("beyond the calendar") from error


def _problem(document: Mapping[str, Any], error: ValidationError, base: str | None) -> Problem:
    path = ([base] if base else []) + [str(part) for part in error.instance_path]
    field = ".".join(path) or None
    match error.kind:
        case Kind.Required(property=name):
            field = ".".join([*path, name])
            return Problem(400, "field_missing", f"{field} is required.", field=field)
        case Kind.AdditionalProperties(unexpected=names):
            field = ".".join([*path, names[0]])
            known = ", ".join(_schema_of(document, error).get("properties", {}))
            return Problem(
                400, "field_unknown", f"{field[:100]} is not known; known are {known}.", field=field
            )
        case Kind.OneOfNotValid(context=context):
            told = [_problem(document, branch[0], base) for branch in _fitting(error, context)]
            if len(told) == 1:
                return told[0]
        case Kind.Format(format="timezone"):
            return _zone_problem(str(error.instance), field)
    detail = f"{_named(path)} {_rule(document, error)}."
    return Problem(400, "field_invalid", detail[:1].upper() + detail[1:], field=field)


def _named(path: list[str]) -> str:
    """What a fault is about, in a sentence: `url`, `item 1 of tags`."""
    *outer, last = path or ["the body"]
    if last.isdigit() and outer:
        return f"item {int(last) + 1} of {'.'.join(outer)}"
    return ".".join([*outer, last])


def _zone_problem(name: str, field: str | None) -> Problem:
    try:
        load_zone(name)
    except ScheduleError as error:
        return Problem(422, error.slug, error.detail, field=field, choices=error.choices)
    return Problem(422, "unknown_timezone", "That is no IANA time zone.", field=field)


def _fitting(
    error: ValidationError, context: list[list[ValidationError]]
) -> list[list[ValidationError]]:
    """The branches of a oneOf that are of the value's own type: theirs are the faults to tell."""
    return [
        branch
        for branch in context
        if branch
        and not (isinstance(branch[0].kind, Kind.Type) and branch[0].instance == error.instance)
    ]


def _schema_of(document: Mapping[str, Any], error: ValidationError) -> Mapping[str, Any]:
    node: Any = document
    for part in error.schema_path[:-1]:
        node = node[part]
    return node if isinstance(node, dict) else {}


def _rule(document: Mapping[str, Any], error: ValidationError) -> str:
    """What the value would have to be, as the end of a sentence."""
    match error.kind:
        case Kind.Type(types=types):
            return f"must be {' or '.join(NAMES[name] for name in types)}"
        case Kind.MaxLength(limit=limit):
            return f"may have {limit:,} characters at most, not {_size(error):,}"
        case Kind.MinLength(limit=limit):
            return f"must have {limit} character{'s' if limit > 1 else ''} at least"
        case Kind.Maximum(limit=limit):
            return f"must be {limit:,} at most"
        case Kind.Minimum(limit=limit):
            return f"must be {limit:,} at least"
        case Kind.MaxItems(limit=limit):
            return f"may have {limit} items at most"
        case Kind.MinItems(limit=limit):
            return f"must have {limit} item{'s' if limit > 1 else ''} at least"
        case Kind.UniqueItems():
            return "must not name anything twice"
        case Kind.Enum(options=options):
            return f"must be one of {', '.join(str(option) for option in options)}"
        case Kind.MinProperties():
            names = _schema_of(document, error).get("properties", {})
            return f"must have one of {', '.join(names)} at least"
        case Kind.Format(format="date-time"):
            return "must be an RFC 3339 date-time with an offset, such as 2026-11-24T09:00:00Z"
        case Kind.Format(format=name):
            return _described(document, error, f"a {name}")
        case Kind.Pattern(pattern=pattern):
            return _described(document, error, f"of the form {pattern}")
        case _:
            return "is not of the shape that the contract tells"


def _described(document: Mapping[str, Any], error: ValidationError, otherwise: str) -> str:
    """What the contract says in words that a text has to be, and its example."""
    schema = _schema_of(document, error)
    examples = schema.get("examples")
    said = f"must be {schema.get('description') or otherwise}"
    return f"{said}, such as {examples[0]}" if examples else said


def _size(error: ValidationError) -> int:
    return len(error.instance) if isinstance(error.instance, str) else 0
