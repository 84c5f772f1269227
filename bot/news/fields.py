"""The fields of a source, and what may stand in each."""

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator

from bot.news.draft import Refused
from bot.news.links import clean_link

RECORDINGS = "recorded"
"""The folder beside the file of sources that holds their recorded documents."""
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Hosts that a source may also have over http: the fetcher refuses them but for tests."""

Category = Literal[
    "model", "product", "developer", "research", "safety", "business", "policy", "event"
]
"""What an item is about: `model`, a new or changed model; `product`, what people use; `developer`,
APIs, libraries and their versions; `research`; `safety`, with security; `business`, the company
itself; `policy`, laws and public affairs; `event`."""
Priority = Literal["high", "normal"]
"""`high`: a newsroom whose news readers wait for; it is asked most often."""


def _id(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise ValueError("must be small letters and digits, joined by `-`, e.g. openai-news")
    return text


def _line(text: str) -> str:
    if not text or text != " ".join(text.split()):
        raise ValueError("must be one line of text, without spaces around it")
    return text


def _domain(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*(/[\w.~-]+)*", text):
        raise ValueError("must be a host in small letters, e.g. openai.com or github.com/openai")
    return text


def _address(text: str) -> str:
    if urlsplit(text).hostname not in LOOPBACK:
        try:
            clean_link(text)
        except Refused as refused:
            raise ValueError(f"{refused}; write an address like https://openai.com/news") from None
        if not text.startswith("https://"):
            raise ValueError("must begin with https://")
    return text


def _pattern(text: str) -> str:
    if not text.strip(" */"):
        raise ValueError("must be a word of titles, e.g. AI, or a path, e.g. /blog/*")
    return text


def _file_name(text: str) -> str:
    if Path(text).name != text:
        raise ValueError(f"must be the name of a file in {RECORDINGS}/")
    return text


Id = Annotated[str, AfterValidator(_id)]
Line = Annotated[str, AfterValidator(_line)]
Domain = Annotated[str, AfterValidator(_domain)]
Address = Annotated[str, AfterValidator(_address)]
Pattern = Annotated[Line, AfterValidator(_pattern)]
FileName = Annotated[str, AfterValidator(_file_name)]
