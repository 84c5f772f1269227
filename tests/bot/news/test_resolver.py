import socket

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.news.resolver import PrivateAddress, PublicResolver, is_public


class Answers(AbstractResolver):
    """A resolver that always gives the same addresses."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses
        self.is_closed = False

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=a, port=port, family=family, proto=0, flags=0)
            for a in self.addresses
        ]

    async def close(self) -> None:
        self.is_closed = True


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 -- it is refused, not bound
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "192.168.0.1",
        "192.0.2.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
    ],
)
async def test_an_answer_with_a_private_address_is_refused(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(PrivateAddress):
        await PublicResolver(Answers("8.8.8.8", address)).resolve("openai.com")


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
async def test_public_addresses_are_handed_on(address: str) -> None:
    answers = Answers(address)
    resolver = PublicResolver(answers)

    assert [result["host"] for result in await resolver.resolve("openai.com", 443)] == [address]
    await resolver.close()
    assert answers.is_closed
