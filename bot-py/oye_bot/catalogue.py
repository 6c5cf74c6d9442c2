"""Every text that a person reads: locales/<language>/*.ftl (https://projectfluent.org)."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

LOCALES = Path(__file__).parent / "locales"
DEFAULT = "en"


@dataclass(frozen=True)
class Texts:
    """The texts of one language: `texts("hello", name="Ann")`."""

    language: str
    bundle: FluentBundle = field(repr=False)

    def __call__(self, key: str, **arguments: str | int) -> str:
        """The text of a key, in plain characters. LookupError where there is none."""
        pattern = self.bundle.get_message(key).value
        if pattern is None:
            raise LookupError(key)
        told, errors = self.bundle.format_pattern(pattern, arguments)
        if errors:
            raise errors[0]
        return str(told)

    def has(self, key: str) -> bool:
        """Whether there is a text of that key."""
        return self.bundle.has_message(key)


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are texts in."""
    return tuple(sorted(folder.name for folder in LOCALES.iterdir() if folder.is_dir()))


@cache
def texts_in(language: str) -> Texts:
    """The texts of one of `languages()`."""
    # Without marks around arguments: what a person wrote is told apart by its own line, or by us.
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((LOCALES / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return Texts(language, bundle)


def texts_for(language_code: str | None) -> Texts:
    """The texts for somebody's language tag (`es-MX`); English where there are none in theirs."""
    base = (language_code or "").replace("_", "-").split("-")[0].lower()
    return texts_in(base if base in languages() else DEFAULT)
