"""Forged announcements: what somebody would write into a feed to pass for an official site.

Each kind is written for a site, so that the same ones can be tried on every source.
"""

import html
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

EVIL = "forged.example"


@dataclass(frozen=True)
class Site:
    """An official site: a host, and the path below which it is official; empty for all of it."""

    host: str
    path: str = ""

    @classmethod
    def of(cls, domain: str) -> "Site":
        """Return the site that a source declares as `domain`."""
        host, _, path = domain.partition("/")
        return cls(host, path)

    @property
    def root(self) -> str:
        """The address of what is official."""
        return f"https://{self.host}/{self.path}".rstrip("/")

    @property
    def repository(self) -> str:
        """The address of a repository of its owner, if the host keeps such."""
        return self.root if "/" in self.path else f"{self.root}/tool"


Forger = Callable[[Site], str]

_LOOKS_LIKE = str.maketrans("aceiopxyn", "асеіорхуп")
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_CIRCLED = {code: code - ord("a") + 0x24D0 for code in range(ord("a"), ord("z") + 1)}
_B64 = urlsafe_b64encode(f"https://{EVIL}/a".encode()).decode()


def _swapped(host: str) -> str:
    """Return `host` with two neighbouring letters exchanged, the first that differ."""
    pairs = (host[at : at + 2] for at in range(len(host)))
    pair = next(pair for pair in pairs if pair.isalpha() and pair[0] != pair[1])
    return host.replace(pair, pair[::-1], 1)


def _first(host: str) -> str:
    return host.partition(".")[0]


def _rest(host: str) -> str:
    return host.partition(".")[2]


LOOKALIKE_HOSTS: Mapping[str, Forger] = {
    "another host": lambda _: f"https://{EVIL}/a",
    "another host with the official one as its path": lambda s: f"https://{EVIL}/{s.host}/a",
    "official host as a subdomain": lambda s: f"https://{s.host}.{EVIL}/a",
    "official host as a subdomain with a hyphen": lambda s: f"https://{s.host}-{EVIL}/a",
    "official host as the end of a name": lambda s: f"https://not{s.host}/a",
    "official host behind a hyphen": lambda s: f"https://news-{s.host}/a",
    "official name with a word behind it": lambda s: (
        f"https://{_first(s.host)}-news.{_rest(s.host)}/a"
    ),
    "official name under another top level": lambda s: f"https://{_first(s.host)}.{EVIL}/a",
    "country code behind the top level": lambda s: f"https://{s.host}.co/a",
    "letters swapped": lambda s: f"https://{_swapped(s.host)}/a",
    "letter doubled": lambda s: f"https://{s.host[0]}{s.host}/a",
    "letter left out": lambda s: f"https://{s.host[1:]}/a",
    "digit for a letter": lambda s: (
        f"https://{s.host.translate(str.maketrans('oilaetgsb', '011437958'))}/a"
    ),
    "rn for m": lambda s: f"https://{s.host.replace('m', 'rn')}x/a",
    "dot left out": lambda s: f"https://{s.host.replace('.', '', 1)}/a",
    "hyphen for the dot": lambda s: f"https://{s.host.replace('.', '-')}.example/a",
    "letters of another script": lambda s: f"https://{s.host.translate(_LOOKS_LIKE)}/a",
    "letters of another script as punycode": lambda s: (
        f"https://xn--{_first(s.host)}-9cf.{_rest(s.host)}/a"
    ),
    "official name as a punycode label": lambda s: f"https://xn--{s.host}/a",
    "full-width host": lambda s: f"https://{s.host.translate(_FULL_WIDTH)}/a",
    "circled letters": lambda s: f"https://{s.host.translate(_CIRCLED)}/a",
    "full-width dot": lambda s: f"https://{s.host.replace('.', '．')}/a",
    "ideographic full stop": lambda s: f"https://{s.host}。{EVIL}/a",
    "one dot leader": lambda s: f"https://{s.host}․{EVIL}/a",
    "full-width slash": lambda s: f"https://{s.host}／.{EVIL}/a",
    "fraction slash": lambda s: f"https://{s.host}⁄a.{EVIL}/a",
    "division slash": lambda s: f"https://{s.host}∕a.{EVIL}/a",
    "full-width question mark": lambda s: f"https://{s.host}？.{EVIL}/a",
    "full-width number sign": lambda s: f"https://{s.host}＃.{EVIL}/a",
    "full-width at sign": lambda s: f"https://{s.host}＠{EVIL}/a",
    "hyphen that is none": lambda s: f"https://{s.host}‐a.{EVIL}/a",
    "combining mark": lambda s: f"https://{s.host[0]}\u0323{s.host[1:]}/a",
    "dotless i": lambda s: f"https://{s.host.replace('.', '.ı', 1)}/a",
    "soft hyphen in the host": lambda s: f"https://{s.host[:2]}\u00ad{s.host[2:]}/a",
    "zero-width space in the host": lambda s: f"https://{s.host[:2]}\u200b{s.host[2:]}/a",
    "zero-width joiner in the host": lambda s: f"https://{s.host[:2]}\u200d{s.host[2:]}/a",
    "byte order mark in the host": lambda s: f"https://\ufeff{s.host}.{EVIL}/a",
    "right-to-left override": lambda s: f"https://\u202e{EVIL}/{s.host}\u202c/a",
    "variation selector in the host": lambda s: f"https://{s.host[:2]}\ufe0f{s.host[2:]}/a",
    "underscore": lambda s: f"https://{s.host}_.{EVIL}/a",
    "empty label": lambda s: f"https://{s.host}..{EVIL}/a",
    "trailing dot after another host": lambda s: f"https://{s.host}.{EVIL}./a",
    "percent-encoded dot": lambda s: f"https://{s.host}%2e{EVIL}/a",
    "percent-encoded slash": lambda s: f"https://{s.host}%2f.{EVIL}/a",
    "percent-encoded number sign": lambda s: f"https://{s.host}%23.{EVIL}/a",
    "percent-encoded question mark": lambda s: f"https://{s.host}%3f.{EVIL}/a",
    "percent-encoded at sign": lambda s: f"https://{s.host}%40{EVIL}/a",
    "percent-encoded NUL": lambda s: f"https://{s.host}%00.{EVIL}/a",
    "percent-encoded host": lambda s: f"https://{quote(s.host).replace('.', '%2E')}.{EVIL}/a",
    "host in capitals": lambda s: f"HTTPS://{s.host.upper()}.{EVIL.upper()}/A",
}
"""Hosts that look like the official one, or hide that they are another."""

SYNTAX: Mapping[str, Forger] = {
    "user name": lambda s: f"https://{s.host}@{EVIL}/a",
    "user name and password": lambda s: f"https://{s.host}:443@{EVIL}/a",
    "empty user name": lambda s: f"https://@{s.host}@{EVIL}/a",
    "secret for the official host": lambda s: f"https://user:secret@{s.host}/a",
    "port": lambda s: f"https://{s.host}:8443/a",
    "port of another scheme": lambda s: f"https://{s.host}:80/a",
    "two ports": lambda s: f"https://{s.host}:443:80/a",
    "port in other digits": lambda s: f"https://{s.host}:٤٤٤/a",
    "backslash before the host": lambda s: f"https:\\\\{EVIL}\\{s.host}/a",
    "backslash within the host": lambda s: f"https://{EVIL}\\@{s.host}/a",
    "backslash after the host": lambda s: f"https://{s.host}\\.{EVIL}/a",
    "tab within the host": lambda s: f"https://{s.host}\t.{EVIL}/a",
    "line break within the host": lambda s: f"https://{s.host}\n.{EVIL}/a",
    "carriage return within the scheme": lambda s: f"java\rscript:alert('{s.host}')",
    "space within the host": lambda s: f"https://{s.host} .{EVIL}/a",
    "control character": lambda s: f"https://{s.host}\x0b.{EVIL}/a",
    "delete character": lambda s: f"https://{s.host}\x7f.{EVIL}/a",
    "next line": lambda s: f"https://{s.host}\x85.{EVIL}/a",
    "line separator": lambda s: f"https://{s.host}\u2028.{EVIL}/a",
    "three slashes": lambda s: f"https:///{EVIL}/{s.host}",
    "one slash": lambda s: f"https:/{EVIL}/{s.host}",
    "no slash": lambda s: f"https:{EVIL}/{s.host}",
    "protocol-relative": lambda s: f"//{EVIL}/{s.host}",
    "slashes and backslashes": lambda s: f"/\\{EVIL}/{s.host}",
    "only slashes": lambda s: f"////{EVIL}/{s.host}",
    "IPv4": lambda s: f"https://93.184.216.34/{s.host}",
    "IPv4 as one number": lambda s: f"https://1572395042/{s.host}",
    "IPv4 in hexadecimal": lambda s: f"https://0x5db8d822/{s.host}",
    "IPv4 in octal": lambda s: f"https://0135.0270.0330.042/{s.host}",
    "IPv4 in mixed bases": lambda s: f"https://0x5d.184.55330/{s.host}",
    "IPv4 in full-width digits": lambda s: f"https://９３.184.216.34/{s.host}",
    "loopback": lambda s: f"https://127.0.0.1/{s.host}",
    "localhost": lambda s: f"https://localhost/{s.host}",
    "IPv6": lambda s: f"https://[2606:2800:220:1::1]/{s.host}",
    "IPv4 within IPv6": lambda s: f"https://[::ffff:93.184.216.34]/{s.host}",
    "IPv6 with a zone": lambda s: f"https://[fe80::1%25{s.host}]/a",
    "broken IPv6": lambda s: f"https://[{s.host}/a",
    "javascript": lambda s: f"javascript:location='https://{EVIL}/{s.host}'",
    "javascript that looks like a host": lambda s: f"javascript://{s.host}/%0aalert(1)",
    "data": lambda s: f"data:text/html,<h1>{s.host}</h1>",
    "blob": lambda s: f"blob:https://{s.host}/9115d58c",
    "view-source": lambda s: f"view-source:https://{s.host}/a",
    "file": lambda s: f"file://{s.host}/etc/passwd",
    "ftp": lambda s: f"ftp://{s.host}/a",
    "mailto": lambda s: f"mailto:press@{s.host}",
    "intent": lambda s: f"intent://{s.host}/a#Intent;scheme=https;end",
    "web socket": lambda s: f"wss://{s.host}/a",
    "scheme in full width": lambda s: f"ｈｔｔｐｓ://{s.host}.{EVIL}/a",
    "longer than an address": lambda s: f"{s.root}/{'a' * 2100}",
    "a megabyte": lambda s: f"{s.root}/{'a' * 1_000_000}",
    "encoded line breaks": lambda s: f"{s.root}/%0d%0aLocation:%20https://{EVIL}/",
}
"""Addresses that programs read in different ways, and those that are no https."""

LEADING_ON: Mapping[str, Forger] = {
    "open redirect": lambda s: f"{s.root}/out?url=https://{EVIL}/a",
    "open redirect, encoded": lambda s: f"{s.root}/out?url=https%3A%2F%2F{EVIL}%2Fa",
    "open redirect, encoded twice": lambda s: f"{s.root}/out?u=https%253A%252F%252F{EVIL}",
    "open redirect in capitals": lambda s: f"{s.root}/out?URL=HTTPS://{EVIL.upper()}/A",
    "open redirect without a scheme": lambda s: f"{s.root}/login?next=//{EVIL}/a",
    "open redirect with three slashes": lambda s: f"{s.root}/login?next=///{EVIL}/a",
    "open redirect with a backslash": lambda s: f"{s.root}/login?next=/%5C{EVIL}/a",
    "open redirect with a tab": lambda s: f"{s.root}/login?next=/%09/{EVIL}/a",
    "open redirect to a bare host": lambda s: f"{s.root}/out?url={EVIL}",
    "open redirect to a host with a user": lambda s: f"{s.root}/out?u=https://{s.host}@{EVIL}/",
    "open redirect to a longer host": lambda s: f"{s.root}/out?u=https://{s.host}.{EVIL}/",
    "open redirect to a port": lambda s: f"{s.root}/out?u=https://{s.host}:8080/",
    "open redirect to a script": lambda s: f"{s.root}/out?u=javascript:alert(1)",
    "open redirect to another scheme": lambda s: f"{s.root}/out?u=ftp://{EVIL}/a",
    "open redirect in base64": lambda s: f"{s.root}/out?r={_B64}",
    "open redirect in the whole query": lambda s: f"{s.root}/out?https://{EVIL}/a",
    "open redirect behind a semicolon": lambda s: f"{s.root}/out?a=1;url=https://{EVIL}/a",
    "open redirect in the path": lambda s: f"{s.root}/web/https://{EVIL}/a",
    "open redirect in a path parameter": lambda s: f"{s.root}/out;url=https://{EVIL}/a",
    "open redirect by an invisible character": lambda s: f"{s.root}/out?u=%E2%80%8B//{EVIL}",
    "open redirect in full width": lambda s: f"{s.root}/out?u=https：／／{EVIL}/a",
    "redirect by the fragment": lambda s: f"{s.root}/#/out?u=https://{EVIL}/a",
    "the fragment is an address": lambda s: f"{s.root}/#https://{EVIL}/a",
    "Google's redirect": lambda s: f"https://www.google.com/url?q=https://{EVIL}/{s.host}",
    "Google's redirect of a country": lambda _: f"https://www.google.co.jp/url?url=https://{EVIL}/",
    "Google's redirect to itself": lambda s: (
        f"https://www.google.com/url?q={quote('https://www.google.com/url?q=' * 4)}{s.root}"
    ),
    "Google's cache of pages": lambda s: f"https://www.google.com/amp/s/{EVIL}/{s.host}",
    "Google News": lambda _: "https://news.google.com/rss/articles/CBMiWkFVX3lxTE5",
    "YouTube's redirect": lambda _: f"https://www.youtube.com/redirect?q=https%3A%2F%2F{EVIL}",
    "Facebook's redirect": lambda _: f"https://l.facebook.com/l.php?u=https%3A%2F%2F{EVIL}",
    "LinkedIn's redirect": lambda _: f"https://www.linkedin.com/safety/go?url=https://{EVIL}",
    "Slack's redirect": lambda _: f"https://slack-redir.net/link?url=https://{EVIL}",
    "Outlook's redirect": lambda s: (
        f"https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2F{EVIL}&data={s.host}"
    ),
    "FeedBurner": lambda s: f"https://feedproxy.google.com/~r/{_first(s.host)}/~3/abc/",
    "shortened": lambda _: "https://t.co/Ab3dEf",
    "shortened by Microsoft": lambda _: "https://aka.ms/news",
    "shortened by Google": lambda _: "https://goo.gle/news",
    "archive of the web": lambda s: f"https://web.archive.org/web/2026/{s.root}/a",
    "translated page": lambda s: f"https://{s.host.replace('.', '-')}.translate.goog/a",
    "proxy in front of the page": lambda s: f"https://r.jina.ai/{s.root}/a",
}
"""Addresses that may end elsewhere."""

ELSEWHERE: Mapping[str, Forger] = {
    "press copy on PR Newswire": lambda s: f"https://www.prnewswire.com/news-releases/{s.host}",
    "press copy on Business Wire": lambda s: f"https://www.businesswire.com/news/home/{s.host}",
    "press copy on PR TIMES": lambda s: f"https://prtimes.jp/main/html/rd/p/1.html?{s.host}",
    "press copy on a portal": lambda s: f"https://finance.yahoo.com/news/{s.host}",
    "blog of anybody": lambda s: f"https://medium.com/@{_first(s.host)}/a",
    "newsletter of anybody": lambda s: f"https://{_first(s.host)}.substack.com/p/a",
    "note of anybody": lambda s: f"https://note.com/{_first(s.host)}/n/a",
    "post of anybody": lambda s: f"https://x.com/{_first(s.host)}/status/1",
    "pages on GitHub": lambda s: f"https://{_first(s.host)}-team.github.io/a",
    "storage of anybody": lambda s: f"https://{s.host}.s3.amazonaws.com/a",
    "site on Google": lambda s: f"https://sites.google.com/view/{_first(s.host)}",
    "document on Google": lambda s: f"https://docs.google.com/document/d/{_first(s.host)}",
    "app of anybody": lambda s: f"https://{_first(s.host)}.vercel.app/a",
    "community of the site": lambda s: f"https://community.{s.host}/t/1",
    "forum of the site": lambda s: f"https://forums.developer.{s.host}/t/1",
    "answers of users": lambda s: f"https://{s.host}/answers/questions/1",
    "shared chat": lambda s: f"https://{s.host}/share/e2f0-4c1a",
    "model of anybody": lambda s: f"https://{s.host}/g/g-abc-news",
}
"""Other sites, and places on the site itself where anybody can publish."""

SHARED_HOSTS: Mapping[str, Forger] = {
    "another account": lambda s: f"https://{s.host}/forged/a",
    "account that begins alike": lambda s: f"{s.root}-news/a",
    "account that ends alike": lambda s: f"https://{s.host}/the-{s.path}/a",
    "account as a repository": lambda s: f"https://{s.host}/forged/{s.path}/a",
    "account in the query": lambda s: f"https://{s.host}/?{s.path}/a",
    "account in the fragment": lambda s: f"https://{s.host}/#{s.path}/a",
    "account behind two slashes": lambda s: f"https://{s.host}//{s.path}/a",
    "step up": lambda s: f"{s.root}/../forged/a",
    "step up, encoded": lambda s: f"{s.root}/%2e%2e/forged/a",
    "step up, half encoded": lambda s: f"{s.root}/.%2E/forged/a",
    "step up, encoded twice": lambda s: f"{s.root}/%252e%252e/forged/a",
    "step up with an encoded slash": lambda s: f"{s.root}/..%2fforged/a",
    "step up with an encoded backslash": lambda s: f"{s.root}/..%5cforged/a",
    "step up with a parameter": lambda s: f"{s.root}/..;/forged/a",
    "step up after a dot": lambda s: f"{s.root}/./../forged/a",
    "subdomain of the shared host": lambda s: f"https://forged.{s.host}/{s.path}/a",
}
"""For a site that is only a part of a host which others share."""

REPOSITORIES: Mapping[str, Forger] = {
    "issue": lambda s: f"{s.repository}/issues/1",
    "pull request": lambda s: f"{s.repository}/pull/1",
    "discussion": lambda s: f"{s.repository}/discussions/1",
    "wiki": lambda s: f"{s.repository}/wiki/News",
    "commit of a copy": lambda s: f"{s.repository}/commit/0123456789abcdef",
    "tree of a copy": lambda s: f"{s.repository}/tree/0123456789abcdef0123456789abcdef01234567",
}
"""For an account on GitHub."""


def addresses(site: Site) -> dict[str, str]:
    """Return the forged addresses of each kind that can be made for `site`."""
    tables = [LOOKALIKE_HOSTS, SYNTAX, LEADING_ON, ELSEWHERE]
    if site.path:
        tables.append(SHARED_HOSTS)
    if site.host == "github.com":
        tables.append(REPOSITORIES)
    return {kind: forge(site) for table in tables for kind, forge in table.items()}


def rss(address: str, true: str) -> bytes:
    """Return a feed with a forged item and a true one."""
    items = (
        f"<item><title>{name}</title><link>{html.escape(link)}</link><guid>{name}</guid></item>"
        for name, link in (("Forged", address), ("True", true))
    )
    return f"<rss version='2.0'><channel>{''.join(items)}</channel></rss>".encode()


def atom(address: str, true: str) -> bytes:
    """Return an Atom feed with the same items."""
    entries = (
        f"<entry><title>{name}</title><link rel='alternate' href='{html.escape(link)}'/></entry>"
        for name, link in (("Forged", address), ("True", true))
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>{''.join(entries)}</feed>".encode()


def json_feed(address: str, true: str) -> bytes:
    """Return a JSON feed with the same items."""
    items = [{"url": address, "title": "Forged"}, {"url": true, "title": "True"}]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()


def sitemap(address: str, true: str) -> bytes:
    """Return a site map with the same items."""
    urls = (f"<url><loc>{html.escape(link)}</loc></url>" for link in (address, true))
    return f"<urlset>{''.join(urls)}</urlset>".encode()


def page(address: str, true: str) -> bytes:
    """Return a web page with the same items."""
    links = (
        f"<li><time>Sep 22, 2026</time> <a href='{html.escape(link)}'>{name}</a></li>"
        for name, link in (("Forged", address), ("True", true))
    )
    return f"<!doctype html><html><body><ul>{''.join(links)}</ul></body></html>".encode()


FORMS = (rss, atom, json_feed, sitemap, page)
