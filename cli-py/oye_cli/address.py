"""What the address of an API is, and to which one a token may go."""

import ipaddress
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

from oye_cli import exits
from oye_cli.failure import Failure

DEFAULT = "http://127.0.0.1:8765"
PORTS = {"http": 80, "https": 443}


def checked(url: str) -> str:
    """The address without a slash at its end. Raises Failure where it is none."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in PORTS and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable or any(one.isspace() or not one.isprintable() for one in url):
        said = f"{url!r} is no address of an API; one is like https://oye.example.org or {DEFAULT}"
        raise Failure(exits.USAGE, said)
    return url.rstrip("/")


def is_local(url: str) -> bool:
    """Whether what is sent stays on this machine: localhost, 127.0.0.0/8 or ::1.

    A name that only begins like one (127.0.0.1.example.org) is anybody's.
    """
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def same_origin(one: str, other: str) -> bool:
    """Whether both are of one scheme, host and port (RFC 6454, 5). Both are `checked`."""
    return _origin(urlsplit(one)) == _origin(urlsplit(other))


def _origin(parts: SplitResult) -> tuple[str, str | None, int]:
    return parts.scheme, parts.hostname, parts.port or PORTS[parts.scheme]


def keeps_secrets(url: str, environ: Mapping[str, str]) -> None:
    """Raises Failure where others on the way to a checked address could read a token."""
    if urlsplit(url).scheme == "https" or is_local(url) or environ.get("OYE_ALLOW_HTTP") == "1":
        return
    said = (
        f"{url} is not https: others on the way could read the token, so none goes there. "
        "Name an https address; in a network that is your own, OYE_ALLOW_HTTP=1 sends it."
    )
    raise Failure(exits.NOT_ALLOWED, said)
