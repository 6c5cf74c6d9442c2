"""The page at /docs, with the contract inside it."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the headers that keep it from loading or running anything else."""

    html: bytes
    headers: Mapping[str, str]


def docs_page(document: Mapping[str, Any]) -> Page:
    """The vendored page, its style, its script and the contract in one document."""
    folder = files("oye_api.docs")
    style = (folder / "page.css").read_text("utf-8")
    script = (folder / "page.js").read_text("utf-8")
    # `<` could end the element that the JSON stands in.
    data = json.dumps(document, default=str).replace("<", "\\u003c")
    html = (folder / "page.html").read_text("utf-8")
    for mark, content in (("style", style), ("contract", data), ("script", script)):
        html = html.replace(f"<!--{mark}-->", content)
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    headers = {"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff"}
    return Page(html.encode(), headers)


def _digest(text: str) -> str:
    """How a content security policy names an inline element (CSP 3, hash-source)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
