"""Where a request comes from, and where a webhook may lead."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

NOWHERE = "0.0.0.0"  # an address of nobody's
# RFC 6052: the last 32 bits are the IPv4 address that a translator will connect to.
NAT64 = IPv6Network("64:ff9b::/96")
# RFC 4291: the only range from which global unicast addresses are given out.
UNICAST = IPv6Network("2000::/3")
# Not private by Python's tables, or not by those of every version of it.
INNER = (
    IPv4Network("192.0.0.0/24"),  # IETF protocol assignments (RFC 6890); Oracle's metadata
    IPv4Network("168.63.129.16/32"),  # what Azure answers from inside, on every machine
)


def plain_address(said: str) -> str:
    """An address as PostgreSQL reads it: without a scope, and IPv4 as such.

    A proxy may have passed on what is none: all of those count as one.
    """
    try:
        address = ip_address(said.partition("%")[0])
    except ValueError:
        return NOWHERE
    return str(getattr(address, "ipv4_mapped", None) or address)


def place_of(said: str) -> str:
    """Whose address it is, as far as one can tell: IPv4 as it is, of IPv6 its /64.

    A provider gives each customer a /64 at least (RFC 6177), and an address in it costs nothing.
    """
    plain = plain_address(said)
    if ":" not in plain:
        return plain
    return str(ip_network((plain, 64), strict=False))


def is_public(host: str) -> bool:
    """Whether a numeric address is global unicast, and so is the IPv4 address inside it, if any.

    Raises ValueError for what is no numeric address.
    """
    address = ip_address(host)
    if isinstance(address, IPv4Address):
        return _is_public_4(address)
    inner = _inner_of(address)
    if inner is not None:
        return _is_public_4(inner)
    return address in UNICAST and address.is_global and not address.is_multicast


def _is_public_4(address: IPv4Address) -> bool:
    # 224.0.0.0/4 counts as global in Python's tables, though not as unicast.
    inner = any(address in network for network in INNER)
    return address.is_global and not address.is_multicast and not inner


def _inner_of(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a mapped, 6to4 or NAT64 address leads to."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour
