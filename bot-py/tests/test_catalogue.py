"""The texts: the same keys in every language, each of them used, none missing, no text in code."""

import ast
import re
from pathlib import Path

import pytest
from fluent.runtime import FluentResource
from fluent.syntax import ast as ftl
from oye_bot import catalogue
from oye_bot.catalogue import LOCALES, languages, texts_for, texts_in

PACKAGE = Path(catalogue.__file__).parent
SOURCES = {path: path.read_text() for path in PACKAGE.rglob("*.py")}
# Keys that are put together in code: what they begin or end with.
FAMILIES = re.compile(r"""f["']([a-z-]*)\{[^"'}]*\}([a-z-]*)["']""")


def messages(language: str) -> dict[str, ftl.Message]:
    files = (LOCALES / language).glob("*.ftl")
    bodies = [FluentResource(path.read_text(encoding="utf-8")).body for path in files]
    entries = [entry for body in bodies for entry in body]
    assert not [entry for entry in entries if isinstance(entry, ftl.Junk)]
    found = [entry for entry in entries if isinstance(entry, ftl.Message)]
    assert len({one.id.name for one in found}) == len(found)
    return {one.id.name: one for one in found}


def variables(message: ftl.Message) -> set[str]:
    found: set[str] = set()

    def look(node: object) -> None:
        if isinstance(node, ftl.VariableReference):
            found.add(node.id.name)
        for value in vars(node).values() if isinstance(node, ftl.BaseNode) else ():
            for one in value if isinstance(value, list) else [value]:
                look(one)

    look(message)
    return found


def test_every_language_has_the_same_keys_and_variables() -> None:
    assert languages() == ("en", "es")
    english, spanish = messages("en"), messages("es")
    assert english.keys() == spanish.keys()
    for key, message in english.items():
        if not key.startswith("problem-"):
            assert variables(message) == variables(spanish[key]), key


def strings() -> set[str]:
    """Every string literal of the code."""
    return {
        node.value
        for text in SOURCES.values()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def families() -> list[tuple[str, str]]:
    found = [pair for text in SOURCES.values() for pair in FAMILIES.findall(text)]
    return [pair for pair in found if any(part.strip("-") for part in pair)]


def test_every_key_is_used() -> None:
    said, pairs = strings(), families()
    unused = [
        key
        for key in messages("en")
        if key not in said
        and not any(
            key.startswith(start) and key.endswith(end) and len(key) > len(start + end)
            for start, end in pairs
        )
    ]
    assert unused == []


def test_every_key_that_the_code_names_is_there() -> None:
    named = {
        name for text in SOURCES.values() for name in re.findall(r'texts\(\s*"([a-z0-9_-]+)"', text)
    }
    assert len(named) > 50
    assert named - messages("en").keys() == set()


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_text_can_be_said(language: str) -> None:
    texts = texts_in(language)
    for key, message in messages(language).items():
        names = variables(message)
        told = texts(key, **{name: 2 if name in ("count", "active") else "x" for name in names})
        assert told.strip(), key
        assert "{" not in told, key


def test_a_text_is_in_the_persons_language_or_in_english() -> None:
    assert texts_for("es-MX").language == "es"
    assert texts_for("ES").language == "es"
    assert [texts_for(code).language for code in ("de", None, "", "../../etc", "x")] == ["en"] * 5


def test_a_count_is_told_in_its_own_form() -> None:
    assert texts_in("en")("and-more", count=1) == "… and one more."
    assert texts_in("en")("and-more", count=2) == "… and 2 more."
    assert texts_in("es")("button-join", count=0) == "Me apunto"
    assert texts_in("es")("button-join", count=3) == "Me apunto (3)"


def test_a_key_that_there_is_not_is_an_error() -> None:
    assert not texts_in("en").has("nothing-of-the-kind")
    with pytest.raises(LookupError):
        texts_in("en")("nothing-of-the-kind")
