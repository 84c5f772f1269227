"""Leave out what a broad feed holds beside the announcements that hayami is for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Filter:
    """What a source declares of its items, as words of their titles or paths of their links.

    A word is found whatever its case or width, but whole where it begins or ends with a Latin
    letter: `AI` is in 生成AI and in AI-2, not in "said". `agent*` finds agents and agentic. What
    begins with `/` is the whole path of the link: `/blog/*` is everything below /blog/.

    Args:
        only: one of these has to be found; empty lets everything through.
        without: none of these may be found.
    """

    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def wants(self, title: str, link: str) -> bool:
        """Return whether an item of this title and address is let through."""
        folded, path = _fold(title), _fold(urlsplit(link).path)
        return (not self.only or _finds(self.only, folded, path)) and not _finds(
            self.without, folded, path
        )


EVERYTHING = Filter()


def _finds(patterns: Iterable[str], title: str, path: str) -> bool:
    return any(
        _path(pattern).fullmatch(path) if pattern.startswith("/") else _word(pattern).search(title)
        for pattern in patterns
    )


@cache
def _word(pattern: str) -> re.Pattern[str]:
    folded = _fold(pattern)
    inner = re.escape(folded).replace(r"\*", r"[a-z]*")
    before = r"(?<![a-z])" if re.match("[a-z]", folded) else ""
    after = r"(?![a-z])" if re.search(r"[a-z*]\Z", folded) else ""
    return re.compile(before + inner + after)


@cache
def _path(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(_fold(pattern)).replace(r"\*", ".*"), re.DOTALL)


def _fold(text: str) -> str:
    return normalize("NFKC", text).casefold()
