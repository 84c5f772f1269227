"""Read an address as browsers read it, since a reader's browser is what opens it.

After the URL standard (url.spec.whatwg.org, read 2026-11); whatever two programs could read
differently is refused.
"""

import re
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import regex

from bot.news.draft import Refused

MAX_WRITTEN = 4_000
"""Characters of an address as written: five times what is kept of one."""

_DEFAULT_PORTS = {"https": 443, "http": 80}
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_SAFE = "/%:@!$&'()*+,;=~?"
_ENCODED = re.compile("%[0-9a-f]{2}", re.IGNORECASE)
_ENCODED_CONTROL = re.compile("%(?:[01][0-9a-f]|7f)", re.IGNORECASE)
_INVISIBLE = regex.compile(r"[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}]")


def read_address(address: str, base: str) -> SplitResult:
    """Return the parts of an absolute https address, in ASCII, with `.` and `..` worked out.

    Args:
        base: where a relative address starts from.

    Raises:
        Refused: it is none, or could lead elsewhere than it seems to.
    """
    parts = _split(address, base)
    path = _without_dots(_encoded(parts.path)) or "/"
    query, fragment = _encoded(parts.query), _encoded(parts.fragment)
    if _ENCODED_CONTROL.search(f"{path} {query} {fragment}"):
        raise Refused("control character in the address")
    return SplitResult("https", _host(parts), path, query, fragment)


def _split(address: str, base: str) -> SplitResult:
    if len(address) > MAX_WRITTEN:
        raise Refused(f"address longer than {MAX_WRITTEN} characters")
    written = re.sub(r"[\t\r\n]", "", address).strip(" \0\f\v\u3000")  # as browsers do
    if not written:
        raise Refused("no link")
    if "\\" in written or _INVISIBLE.search(written):
        raise Refused("backslash or invisible character")
    if re.match(r"(?:https?:)?//(?:[/?#]|$)|https?:(?!//)", written, re.IGNORECASE):
        raise Refused("wrong number of slashes")
    if re.match(r"(?![a-z][a-z0-9+.-]*:)[^/?#]*:", written, re.IGNORECASE):
        raise Refused("no valid address")
    try:
        parts = urlsplit(urljoin(base, written.replace(" ", "%20")))
    except ValueError as error:
        raise Refused("no valid address") from error
    if parts.scheme not in _DEFAULT_PORTS:
        raise Refused(f"not https: {parts.scheme}" if parts.scheme else "relative address")
    return parts


def _host(parts: SplitResult) -> str:
    if "@" in parts.netloc:
        raise Refused("user name in the address")
    host, _, port = parts.netloc.lower().partition(":")
    if port and port != str(_DEFAULT_PORTS[parts.scheme]):
        raise Refused("IP address" if "[" in host else f"port in the address: {port[:8]}")
    labels = host.removesuffix(".").split(".")
    if not all(map(_LABEL.fullmatch, labels)):
        raise Refused("IP address" if "[" in host else "no plain host name")
    if re.fullmatch(r"\d+|0x[0-9a-f]*", labels[-1]):
        raise Refused("IP address")
    return ".".join(labels)


def _encoded(part: str) -> str:
    """Return a part of an address in ASCII, its %-forms in capitals."""
    quoted = quote(part, safe=_SAFE, errors="replace")
    return _ENCODED.sub(lambda found: found[0].upper(), quoted)


def _without_dots(path: str) -> str:
    """Return `path` with its `.` and `..` worked out, however they are written."""
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        plain = re.sub("%2e", ".", segment, flags=re.IGNORECASE)
        if plain == "..":
            kept[1:] = kept[1:-1]
        elif plain != ".":
            kept.append(segment)
    if re.sub("%2e", ".", segments[-1], flags=re.IGNORECASE) in (".", ".."):
        kept.append("")
    return "/".join(kept)
