"""Where addresses lead on to, told from their words: the links of items are not fetched.

A redirector that names its target is replaced by it; one that hides it can't be judged, and any
other address that carries a foreign one may be an open redirect, which official sites have, too.
"""

import base64
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, unquote_plus

import regex

MOST_DECODED = 3
"""How often an address may be written in %-form within another; each round is looked at."""

_GOOGLE = r"(?:www\.)?google\.(?:com?\.)?[a-z]{2,3}"
_NAMING = tuple(
    (re.compile(place), names)
    for place, names in (
        (rf"{_GOOGLE}/url", ("q", "url")),
        (r"(?:www\.|m\.)?youtube\.com/redirect", ("q",)),
        (r"lm?\.(?:facebook|instagram)\.com/(?:l\.php)?", ("u",)),
        (r"www\.linkedin\.com/(?:redir/redirect|safety/go)/?", ("url",)),
        (r"slack-redir\.net/link", ("url",)),
        (r"[^/]+\.safelinks\.protection\.outlook\.com/.*", ("url",)),
    )
)
"""Redirectors by host and path, and the parameters that name the target."""
_CACHE = re.compile(rf"{_GOOGLE}/amp/s/([^/].*)")
"""How Google's cache of pages names one."""
_HIDING = re.compile(
    r"""(?:feedproxy\.google|feeds2?\.feedburner)\.com/~r|news\.google\.com/(?:rss/)?(?:articles|read)
    |(?:aka\.ms|amzn\.to|apple\.co|bit\.ly|buff\.ly|fb\.me|g\.co|go\.microsoft\.com|goo\.gle?|lnkd\.in
    |ow\.ly|share\.google|t\.co|tinyurl\.com)(?=/)""",
    re.VERBOSE,
)
"""What shortens addresses or counts clicks, with the target known to itself alone."""

_UNSEEN = regex.compile(r"[\s\p{C}\p{Default_Ignorable_Code_Point}]+")
_ADDRESS = re.compile(r"(?:https?:[/\\]*|(?:[a-z][a-z0-9+.-]*:)?[/\\]{2,})([^/\\?#]+)")
_SCRIPT = re.compile(r"((?:javascript|vbscript|data|blob|file|filesystem|intent):)(?=\S)")
_HOST_ALONE = re.compile(
    r"@?((?:[\w-]+\.)+(?!(?:aspx?|html?|js|json|jsp|pdf|php|txt|xml)\b)[a-z]{2,})(?=[/:?#]|$)"
)
_IN_BASE64 = re.compile(r"aHR0c[\w+/-]{8,}=*")
"""What `http` becomes."""
_TARGET_NAMES = re.compile(
    r"(?:.*[_-])?(?:url|uri|u|q|to|dest|destination|redir(?:ect)?(?:_?(?:to|url|uri))?"
    r"|return(?:_?(?:to|url|uri))?|next|target|goto|continue|link|out|forward|callback)"
)
"""Parameters that usually hold where to go on to."""
_LEADING_PATH = re.compile(
    r"/(?:amp/s|away|exit|external|goto|leave|link|out|redir(?:ect)?|url)/(.+)"
)


def target(parts: SplitResult) -> str | None:
    """Return the address that a known redirector names; None where a link is that of none."""
    place = parts.netloc + parts.path
    for redirector, names in _NAMING:
        if redirector.fullmatch(place):
            return _parameter(parts.query, names)
    cached = _CACHE.fullmatch(place)
    return f"https://{cached[1]}" if cached else None


def hides_target(parts: SplitResult) -> bool:
    """Return whether an address leads on to where only its host knows."""
    return bool(_HIDING.match(parts.netloc + parts.path))


def carried(parts: SplitResult) -> Iterator[str]:
    """Yield the hosts, or the schemes, of what an address carries and may lead on to."""
    for name, value in _values(parts):
        for text in _readings(value):
            if found := _ADDRESS.match(text) or _SCRIPT.match(text):
                yield found[1]
            elif _TARGET_NAMES.fullmatch(name) and (host := _HOST_ALONE.match(text)):
                yield host[1]


def _parameter(query: str, names: tuple[str, ...]) -> str | None:
    given = dict(pair.partition("=")[::2] for pair in reversed(query.split("&")))
    return next((unquote_plus(given[name]) for name in names if name in given), None)


def _values(parts: SplitResult) -> Iterator[tuple[str, str]]:
    """Yield what may be an address in `parts`, with the name of its parameter."""
    for written in (parts.query, parts.fragment, parts.fragment.partition("?")[2]):
        for pair in re.split("[&;]", written):
            name, separator, value = pair.partition("=")
            yield (name.lower(), value) if separator else ("", pair)
    path = unicodedata.normalize("NFKC", unquote(parts.path))
    for inner in re.findall(r"[/;?=](https?:/.*)", path):
        yield "", inner
    if leading := re.match("/(?=[/\\\\])(.*)", path) or _LEADING_PATH.match(path):
        yield "url", leading[1].lstrip("/\\")


def _readings(value: str) -> Iterator[str]:
    """Yield `value` as whoever leads on may read it: decoded once, twice, and from base64."""
    for _ in range(MOST_DECODED):
        plain = unquote(value)
        yield _UNSEEN.sub("", unicodedata.normalize("NFKC", plain)).lower()
        if encoded := _IN_BASE64.match(plain):
            padded = encoded[0].rstrip("=") + "=" * (-len(encoded[0].rstrip("=")) % 4)
            yield base64.b64decode(padded, altchars=b"-_").decode("utf-8", "replace").lower()
        if plain == value:
            return
        value = plain
