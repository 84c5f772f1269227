"""Judge links: only an https address on a source's official domains is ever shown.

Addresses are read as browsers read them (WHATWG URL standard, read 2026-11), since a reader's
browser is what opens them; whatever the two could read differently is refused.
"""

import re
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from bot.news.draft import Refused

MAX_ADDRESS = 2000
"""Characters; Discord takes 2048 in the link of an embed (docs.discord.com, read 2026-11)."""

_DEFAULT_PORTS = {"https": 443, "http": 80}
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_PATH_SAFE = "/%:@!$&'()*+,;=~"
_TRACKER = re.compile(
    r"""utm_.*|_hsenc|_hsmi|dclid|fbclid|gbraid|gclid|gclsrc|igshid|li_fat_id|mc_cid|mc_eid|mkt_tok
    |msclkid|oly_anon_id|oly_enc_id|s_cid|srsltid|trk|twclid|vero_id|wbraid|wt\.mc_id|yclid""",
    re.VERBOSE | re.IGNORECASE,
)
_OPEN_LABEL = re.compile(
    r"""answers|communit(?:y|ies)|discuss(?:ions)?|drive|forums?|gist|groups|script|sites|social
    |translate|users""",
    re.VERBOSE,
)
"""Parts of host names under which companies let anybody write or lead on."""
_OPEN_HOSTS = frozenset(
    {"colab.research.google.com", "docs.google.com", "storage.cloud.google.com"}
)


def clean_link(address: str, base: str = "") -> str:
    """Return `address` as an absolute https address without what only tracks its reader.

    Args:
        base: where a relative address starts from.

    Raises:
        Refused: it is none, or could lead elsewhere than it seems to.
    """
    parts = _split(address, base)
    host = _host(parts)
    path = _without_dots(quote(parts.path, safe=_PATH_SAFE, errors="replace")) or "/"
    fragment = quote(parts.fragment.partition(":~:")[0], safe=_PATH_SAFE + "?", errors="replace")
    query = quote(_without_trackers(parts.query), safe=_PATH_SAFE + "?", errors="replace")
    link = urlunsplit(("https", host, path, query, fragment))
    if len(link) > MAX_ADDRESS:
        raise Refused(f"address longer than {MAX_ADDRESS} characters")
    return link


def check_official(link: str, domains: tuple[str, ...]) -> None:
    """Make sure that `link`, as `clean_link` returned it, lies on one of `domains`.

    Args:
        domains: `openai.com` takes in its subdomains; `github.com/openai` is that host alone, and
            only below that path.

    Raises:
        Refused: it does not.
    """
    parts = urlsplit(link)
    if not any(_lies_on(parts, domain) for domain in domains):
        raise Refused(f"not on an official domain: {parts.netloc}")
    if _is_open(parts.netloc) and not any(d.partition("/")[0] == parts.netloc for d in domains):
        raise Refused(f"anybody can publish there: {parts.netloc}")
    if target := _leads_on(parts, domains):
        raise Refused(f"leads on to another site: {target}")


def identity(link: str) -> str:
    """Return the form in which two links of the same page are equal."""
    parts = urlsplit(link)
    return urlunsplit(parts._replace(path=parts.path.removesuffix("/")))


def _split(address: str, base: str) -> SplitResult:
    written = re.sub(r"[\t\r\n]", "", address).strip(" \0\f\v\u3000")  # as browsers do
    if not written:
        raise Refused("no link")
    if "\\" in written or re.search(r"[\x00-\x1f\x7f]", written):
        raise Refused("address with a backslash or a control character")
    if re.match(r"(?:https?:)?/{3}|https?:(?!//)", written, re.IGNORECASE):
        raise Refused("wrong number of slashes")
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


def _without_trackers(query: str) -> str:
    kept = (pair for pair in query.split("&") if not _TRACKER.fullmatch(pair.partition("=")[0]))
    return "&".join(kept)


def _lies_on(parts: SplitResult, domain: str) -> bool:
    host, _, path = domain.partition("/")
    if not path:
        return parts.netloc == host or parts.netloc.endswith("." + host)
    if re.search("%2f|%5c", parts.path, re.IGNORECASE):  # some servers take these for a slash
        return False
    return parts.netloc == host and f"{parts.path}/".startswith(f"/{path}/")


def _is_open(host: str) -> bool:
    return host in _OPEN_HOSTS or any(map(_OPEN_LABEL.fullmatch, host.split(".")[:-2]))


def _leads_on(parts: SplitResult, domains: tuple[str, ...]) -> str:
    """Return the host that an address of a redirector carries, if it is not official."""
    carried = [pair.partition("=")[2] for pair in parts.query.split("&")]
    carried += re.findall("/(https?:/.*)", unquote(parts.path))
    for value in map(unquote, carried):
        target = re.match(r"(?:https?:[/\\]*|[/\\]{2,})([^/\\?#]+)", value, re.IGNORECASE)
        if not target:
            continue
        there = SplitResult("https", target[1].lower(), "/", "", "")
        if not any(_lies_on(there, domain.partition("/")[0]) for domain in domains):
            return target[1]
    return ""
