"""Lines on the terminal: what is data goes to stdout, what is talk to stderr."""

import json
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any

import click

GAP = "  "
NARROWEST = 12  # columns left to a text


def tell(text: str = "") -> None:
    """A line of data."""
    click.echo(text)


def say(text: str) -> None:
    """A line of talk."""
    click.echo(text, err=True)


def show_json(raw: Any) -> None:
    """The API's own object."""
    click.echo(json.dumps(raw, ensure_ascii=False, indent=2))


def clean(text: str) -> str:
    """A person's text on one line, with nothing in it that a terminal would obey."""
    return "".join(" " if one in "\n\r\t" else _shown(one) for one in text)


def _shown(one: str) -> str:
    # Controls, lone surrogates, and what overrides the direction of the text after it.
    hidden = unicodedata.category(one) in ("Cc", "Cs")
    turning = "\u202a" <= one <= "\u202e" or "\u2066" <= one <= "\u2069"
    return "\ufffd" if hidden or turning else one


def dim(text: str) -> str:
    return click.style(text, dim=True)


def bold(text: str) -> str:
    return click.style(text, bold=True)


def warn(text: str) -> str:
    return click.style(text, fg="yellow")


def bad(text: str) -> str:
    return click.style(text, fg="red")


def width(text: str) -> int:
    """Columns that a text takes (UAX #11; what combines takes none)."""
    total = 0
    for one in click.unstyle(text):
        if unicodedata.combining(one) or unicodedata.category(one) in ("Mn", "Me", "Cf"):
            continue
        total += 2 if unicodedata.east_asian_width(one) in "WF" else 1
    return total


def cut(text: str, columns: int) -> str:
    """The text, or its beginning and an ellipsis where it is wider."""
    if width(text) <= columns:
        return text
    kept = ""
    for one in text:
        if width(kept + one) > columns - 1:
            break
        kept += one
    return kept.rstrip() + "…"


def table(rows: Sequence[Sequence[str]], *, right: Sequence[int] = (), flexible: int) -> list[str]:
    """Aligned lines. On a terminal the `flexible` column (unstyled) is cut so that all fit."""
    if not rows:
        return []
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    if sys.stdout.isatty():
        spare = shutil.get_terminal_size().columns - len(GAP) * (len(widths) - 1) - sum(widths)
        widths[flexible] = max(widths[flexible] + min(spare, 0), min(NARROWEST, widths[flexible]))
    lines = []
    for row in rows:
        cells = []
        for column, columns in enumerate(widths):
            text = cut(row[column], columns) if column == flexible else row[column]
            blank = " " * (columns - width(text))
            cells.append(blank + text if column in right else text + blank)
        lines.append(GAP.join(cells).rstrip())
    return lines
