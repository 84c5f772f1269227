import pytest

from adapters.web.address import address
from bot.calls import Call


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (Call("define", (("term", "rag"),), "ja"), "/terms/rag?lang=ja"),
        (Call("define", (("term", "a/b?c"),)), "/terms/a%2Fb%3Fc"),
        (Call("article", (("term", "rag"),), "en"), "/terms/rag?lang=en#article"),
        (
            Call("index", (("part", "か"), ("page", "2")), "ja"),
            "/glossary?part=%E3%81%8B&page=2&lang=ja",
        ),
        (Call("digest preview"), "/digest"),
        (Call("random", (), "ja"), "/call?c=1ja%7Crandom&lang=ja"),
        (
            Call("digest pause", (("id", "3"),), "ja"),
            "/?text=digest+pause+id%3A3&lang=ja",
        ),
        (Call("no such command"), "/call?c=1%7Cno%2520such%2520command"),
    ],
)
def test_each_step_has_an_address(call: Call, expected: str) -> None:
    assert address(call) == expected
