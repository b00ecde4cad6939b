"""Whether an address is on this machine: what stays here needs no password and takes no way through a proxy."""

from __future__ import annotations

import ipaddress
from contextlib import suppress
from urllib.parse import urlsplit


def is_here(host: str) -> bool:
    """Whether the host is this machine and nobody else can reach it."""
    address = _address(host)
    return address is not None and address.is_loopback


def leads_here(url: str) -> bool:
    """Whether the URL is one of this machine: a server that listens everywhere listens here, too."""
    with suppress(ValueError):  # no address at all: of none that is here
        address = _address(urlsplit(url).hostname or "")
        return address is not None and (address.is_loopback or address.is_unspecified)
    return False


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    with suppress(ValueError):
        return ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    return None
