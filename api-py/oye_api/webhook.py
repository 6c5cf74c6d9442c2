"""Which addresses a webhook may have."""

import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

from oye_api.address import is_public
from oye_api.problem import Problem

LOCAL = ("127.0.0.1", "localhost", "::1")
# Names that lead to no public address: RFC 6761, RFC 6762, RFC 8375, and ICANN's .internal.
PRIVATE_NAMES = ("localhost", "local", "internal", "home.arpa", "onion", "invalid", "test")
# 2130706433, 0x7f.1, 127.1: what the C library's inet_aton takes for an IPv4 address.
NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")


def check_webhook(url: str, *, allow_local: bool) -> None:
    """Raises Problem 422 `webhook_url_refused` unless the URL is https to a public host.

    With `allow_local` (for trying out), this machine will do as well, also without https. Names are
    resolved, and judged again, by whoever sends.
    """
    parts, host = _parsed(url)
    if host in LOCAL and allow_local and parts.scheme in ("http", "https"):
        return
    if parts.scheme != "https":
        raise _refused("A webhook's URL begins with https://.")
    if not _may_be_public(host):
        raise _refused("A webhook's URL must lead to a public address.")


def _parsed(url: str) -> tuple[SplitResult, str]:
    """The URL and its host, as whoever sends will understand it; what two may read differently is
    refused (WHATWG's URLs take a backslash for a slash, RFC 3986 knows none)."""
    if "\\" in url or any(letter.isspace() or not letter.isprintable() for letter in url):
        raise _refused("A URL has neither spaces nor backslashes.")
    try:
        parts = urlsplit(url)
        host = unicodedata.normalize("NFKC", parts.hostname or "").replace("\u3002", ".")
        _ = parts.port
    except ValueError as error:
        raise _refused("This is no URL.") from error
    if parts.username is not None:
        raise _refused("Leave user and password out of the URL: the signature shows who sends.")
    host = host.removesuffix(".").lower()
    if not host:
        raise _refused("The URL names no host.")
    return parts, host


def _may_be_public(host: str) -> bool:
    """Whether a host is a public address, or a name that may lead to one."""
    try:
        return is_public(host)
    except ValueError:
        labels = host.split(".")
    if NUMBER.fullmatch(labels[-1]) or "%" in host:
        return False
    private = any(host == name or host.endswith(f".{name}") for name in PRIVATE_NAMES)
    # One word is a machine of the network that one happens to be in.
    return len(labels) > 1 and not private


def _refused(detail: str) -> Problem:
    return Problem(422, "webhook_url_refused", detail, field="url")
