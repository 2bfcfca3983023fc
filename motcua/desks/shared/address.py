"""Where a request comes from: the one place that says so, for whoever counts wrong tries or files handed in."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address


def origin(request: HttpRequest) -> str | None:
    """Return the address that tries are counted at; ``None`` where the server names none.

    Of IPv6 it is the first address of the network of 64 bits: whoever has one address has them all. What a request
    says of itself (``X-Forwarded-For``) is believed only as far as the proxies of ``MOTCUA_TRUSTED_PROXIES`` wrote it:
    from the last name backwards while each is one of them.
    """
    found = _address(str(request.META.get("REMOTE_ADDR", "")))
    told = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    while found is not None and told and _trusted(found):
        before = _address(told.pop())
        if before is None:
            break
        found = before
    if isinstance(found, IPv6Address):
        found = ip_network((found, 64), strict=False).network_address
    return None if found is None else str(found)


def _address(text: str) -> Address | None:
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found


def _trusted(address: Address) -> bool:
    return any(address in network for network in settings.MOTCUA_TRUSTED_PROXIES)
