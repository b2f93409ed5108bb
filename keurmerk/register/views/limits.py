"""How often one address may try: counted in the cache, for all processes together, in stretches of time."""

import ipaddress
import time
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Limit:
    """So many in so many seconds."""

    name: str
    amount: int
    seconds: int

    def reached(self, request: HttpRequest) -> bool:
        """Whether this address may not try any more for now."""
        return cache.get(self._key(request), 0) >= self.amount

    def count(self, request: HttpRequest) -> None:
        """One more."""
        key = self._key(request)
        if not cache.add(key, 1, self.seconds):
            cache.incr(key)

    def _key(self, request: HttpRequest) -> str:
        return f"register:{self.name}:{_whence(request)}:{int(time.time() // self.seconds)}"


def _whence(request: HttpRequest) -> str:
    """The address, as allauth sees it behind the proxy; of IPv6 the network, for one connection has all of it."""
    found = get_adapter().get_client_ip(request)
    try:
        address = ipaddress.ip_address(found)
    except ValueError:
        return found
    return str(ipaddress.ip_network(f"{address}/64", strict=False)) if address.version == 6 else found


MISSES = Limit("miss", 40, 5 * 60)  # codes that are none; a mistyped one is no guess, but is counted all the same
SIGNALS = Limit("signal", 5, 60 * 60)
EXPORTS = Limit("export", 30, 60 * 60)
