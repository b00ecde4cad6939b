"""Whether an address is on this machine: what stays here needs no password and takes no way through a proxy."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit


def is_here(host: str) -> bool:
    """Whether the host is this machine and nobody else can reach it."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def leads_here(url: str) -> bool:
    """Whether the URL is one of this machine."""
    return is_here(urlsplit(url).hostname or "")
