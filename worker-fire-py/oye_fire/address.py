"""Which network addresses a webhook may be sent to.

A person names the URL, so it must not reach what only this machine can reach: loopback, private
networks, link-local ones with a cloud's metadata, in whatever notation.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# RFC 6052: the last 32 bits are the IPv4 address that a translator will connect to.
NAT64 = IPv6Network("64:ff9b::/96")
# RFC 4291: the only range from which global unicast addresses are given out.
UNICAST = IPv6Network("2000::/3")
# Not private by Python's tables, or not by those of every version of it.
INNER = (
    IPv4Network("192.0.0.0/24"),  # IETF protocol assignments (RFC 6890); Oracle's metadata
    IPv4Network("168.63.129.16/32"),  # what Azure answers from inside, on every machine
)

# Threads of their own: a name server that hangs must not keep other channels from theirs.
RESOLVERS = ThreadPoolExecutor(32, "resolver")

Resolve = Callable[[str, int], Awaitable[list[str]]]


async def resolve(host: str, port: int) -> list[str]:
    """The numeric addresses of a host name, each once, in the resolver's order. OSError: none."""

    def look_up() -> list[str]:
        kind, protocol = socket.SOCK_STREAM, socket.IPPROTO_TCP
        found = socket.getaddrinfo(host, port, type=kind, proto=protocol)
        return list(dict.fromkeys(str(entry[4][0]) for entry in found))

    return await asyncio.get_running_loop().run_in_executor(RESOLVERS, look_up)


def public(addresses: list[str]) -> list[str]:
    """Those of a name's addresses that may be connected to, in their order."""
    return [address for address in addresses if is_public(address)]


def is_public(address: str) -> bool:
    """Whether it is a global unicast address, and so is the IPv4 address inside it, if any."""
    # "fe80::1%eth0": a zone makes it an address of this machine's own links.
    parsed = ip_address(address.partition("%")[0])
    if isinstance(parsed, IPv6Address):
        inner = inner_of(parsed)
        if inner is not None:
            return is_public_4(inner)
        return parsed in UNICAST and parsed.is_global and not parsed.is_multicast
    return is_public_4(parsed)


def is_public_4(address: IPv4Address) -> bool:
    """As `is_public`. (224.0.0.0/4 counts as global in Python's tables, though not as unicast.)"""
    inner = any(address in network for network in INNER)
    return address.is_global and not address.is_multicast and not inner


def inner_of(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a mapped, 6to4 or NAT64 address leads to."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour
