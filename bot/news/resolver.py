"""Resolve host names to public addresses only, so that no redirect leads into a private network."""

import errno
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from aiohttp.abc import AbstractResolver, ResolveResult

_NAT64 = IPv6Network("64:ff9b::/96")
"""IPv4 addresses as networks without IPv4 write them (RFC 6052)."""


class PrivateAddress(OSError):  # noqa: N818 -- says what was found
    """A host name that leads to an address which is not public."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(errno.EACCES, f"{host} leads to {address}, which is not public")


class PublicResolver(AbstractResolver):
    """Hands on the answers of another resolver, if every address in them is public.

    The connection is made to the very addresses that were checked, so a second answer cannot
    differ. It is not asked about literal addresses: those are refused as links.
    """

    def __init__(self, resolver: AbstractResolver) -> None:
        self._resolver = resolver

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses of `host`.

        Raises:
            PrivateAddress: one of them is not public.
            OSError: it has none.
        """
        results = await self._resolver.resolve(host, port, family)
        for result in results:
            if not is_public(result["host"]):
                raise PrivateAddress(host, result["host"])
        return results

    async def close(self) -> None:
        """Release what the other resolver holds."""
        await self._resolver.close()


def is_public(written: str) -> bool:
    """Return whether an IP address is one of the public internet, also within another one."""
    address = _unwrapped(ip_address(written.partition("%")[0]))
    return address.is_global and not address.is_multicast


def _unwrapped(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address that an IPv6 address stands for, or the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or address
