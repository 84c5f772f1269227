from urllib.parse import quote

import ada_url
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.draft import Refused
from bot.news.links import check_official, clean_link, final_link, identity

OPENAI = ("openai.com", "github.com/openai")
BASE = "https://openai.com/news/"


def judged(address: str, base: str = BASE) -> str:
    """Return the link that is kept, or the reason why none is."""
    try:
        link = clean_link(address, base)
        check_official(link, OPENAI)
    except Refused as refused:
        return str(refused)
    return link


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://openai.com/index/a", "https://openai.com/index/a"),
        ("/index/a", "https://openai.com/index/a"),
        ("a/b?x=1#c", "https://openai.com/news/a/b?x=1#c"),
        ("//cdn.openai.com/a", "https://cdn.openai.com/a"),
        ("http://openai.com/a", "https://openai.com/a"),
        ("http://openai.com:80/a", "https://openai.com/a"),
        ("HTTPS://OpenAI.com:443/A", "https://openai.com/A"),
        ("https://openai.com.", "https://openai.com/"),
        ("https://openai.com/a/", "https://openai.com/a/"),
        ("https://openai.com/a?utm_source=x&id=1&fbclid=y", "https://openai.com/a?id=1"),
        ("https://openai.com/a?utm_source=x", "https://openai.com/a"),
        ("https://openai.com/a?UTM_Medium=x&amp;ref=y&x", "https://openai.com/a?x"),
        (
            "https://openai.com/a?q=utm_source&source=x",
            "https://openai.com/a?q=utm_source&source=x",
        ),
        ("https://github.com/openai/codex?ref=dev", "https://github.com/openai/codex?ref=dev"),
        ("https://openai.com/%e6%97%a5", "https://openai.com/%E6%97%A5"),
        ("https://openai.com:/a", "https://openai.com/a"),
        ("https://openai.com/a?next=index.html", "https://openai.com/a?next=index.html"),
        ("https://openai.com/?q=gpt-5.6", "https://openai.com/?q=gpt-5.6"),
        ("https://openai.com/?q=%25252525", "https://openai.com/?q=%25252525"),
        ("https://openai.com/community", "https://openai.com/community"),
        ("https://github.com/openai/codex/releases", "https://github.com/openai/codex/releases"),
        ("https://openai.com//index/a", "https://openai.com//index/a"),
        ("https://openai.com/a#part:~:text=b", "https://openai.com/a#part"),
        ("https://openai.com/a#:~:text=b", "https://openai.com/a"),
        ("https://openai.com/a/../b/./c", "https://openai.com/b/c"),
        ("https://openai.com/a/b/..", "https://openai.com/a/"),
        ("https://openai.com/../../a", "https://openai.com/a"),
        (" https://openai.com/a b\n", "https://openai.com/a%20b"),
        ("https://openai.com/日本", "https://openai.com/%E6%97%A5%E6%9C%AC"),
        ("https://openai.com/a?next=/b", "https://openai.com/a?next=/b"),
        ("https://openai.com/a?u=https://openai.com", "https://openai.com/a?u=https://openai.com"),
        ("https://github.com/openai/codex", "https://github.com/openai/codex"),
        ("https://github.com/openai", "https://github.com/openai"),
    ],
)
def test_an_official_link_is_kept_in_its_plain_form(address: str, link: str) -> None:
    assert judged(address) == link


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("", "no link"),
        ("https://evil.example/openai.com", "not on an official domain: evil.example"),
        ("https://openai.com.evil.example/", "not on an official domain: openai.com.evil.example"),
        ("https://notopenai.com/", "not on an official domain: notopenai.com"),
        ("https://xn--penai-yqc.com/", "not on an official domain: xn--penai-yqc.com"),
        ("https://оpenai.com/", "no plain host name"),  # a Cyrillic о
        ("https://ｏｐｅｎａｉ.com/", "no plain host name"),
        ("https://openai%2ecom/", "no plain host name"),
        ("https://openai.com@evil.example/", "user name in the address"),
        ("https://user:secret@openai.com/", "user name in the address"),
        ("https://evil.example\\@openai.com/", "backslash or invisible character"),
        ("https://openai.com\\.evil.example", "backslash or invisible character"),
        ("https://openai.com\x00.evil.example", "backslash or invisible character"),
        ("https://openai.com:8443/", "port in the address: 8443"),
        ("https://openai.com:80/", "port in the address: 80"),
        ("https://1.2.3.4/", "IP address"),
        ("https://0x7f.1/", "IP address"),
        ("https://2130706433/", "IP address"),
        ("https://[::1]/", "IP address"),
        ("https://[bad/", "no valid address"),
        ("https:///evil.example", "wrong number of slashes"),
        ("///evil.example", "wrong number of slashes"),
        ("https:openai.com", "wrong number of slashes"),
        ("javascript:alert(1)", "not https: javascript"),
        ("java\nscript:alert(1)", "not https: javascript"),
        ("data:text/html,x", "not https: data"),
        ("ftp://openai.com/a", "not https: ftp"),
        ("mailto:a@openai.com", "not https: mailto"),
        ("https://github.com/evil/openai", "not on an official domain: github.com"),
        ("https://github.com/openai-evil/x", "not on an official domain: github.com"),
        ("https://github.com/openai/../evil", "not on an official domain: github.com"),
        ("https://github.com/openai/%2e%2E/evil", "not on an official domain: github.com"),
        ("https://github.com/openai/..%2fevil", "not on an official domain: github.com"),
        ("https://gist.github.com/openai/1", "not on an official domain: gist.github.com"),
        ("https://community.openai.com/t/1", "anybody can publish there: community.openai.com"),
        ("https://openai.com/out?u=https://evil.example", "leads on to another site: evil.example"),
        ("https://openai.com/out?u=%2F%2Fevil.example", "leads on to another site: evil.example"),
        ("https://openai.com/out?u=/%5Cevil.example", "leads on to another site: evil.example"),
        ("https://openai.com/web/https://evil.example", "leads on to another site: evil.example"),
        ("https://openai.com/" + "a" * 2000, "address longer than 800 characters"),
    ],
)
def test_any_other_link_is_refused_with_the_reason(address: str, reason: str) -> None:
    assert judged(address) == reason


def test_a_relative_link_needs_something_to_start_from() -> None:
    assert judged("/index/a", base="") == "relative address"


@pytest.mark.parametrize(
    ("link", "domain"),
    [
        ("https://community.openai.com/t/1", "community.openai.com"),
        ("https://openai.com/community/news/1", "openai.com/community/news"),
        ("https://github.com/openai/codex/discussions/1", "github.com/openai/codex/discussions"),
    ],
)
def test_an_open_place_is_official_when_it_is_declared_itself(link: str, domain: str) -> None:
    with pytest.raises(Refused, match="anybody can publish there"):
        check_official(link, OPENAI)

    check_official(link, (*OPENAI, domain))


@pytest.mark.parametrize(
    ("link", "domain"),
    [
        ("https://feedproxy.google.com/~r/openai/~3/abc", "google.com"),
        ("https://news.google.com/rss/articles/CBMi", "google.com"),
        ("https://go.microsoft.com/fwlink/?linkid=1", "microsoft.com"),
        ("https://aka.ms/news", "aka.ms"),
    ],
)
def test_a_redirector_that_hides_where_it_leads_is_refused_on_an_official_domain_too(
    link: str, domain: str
) -> None:
    with pytest.raises(Refused, match="hides where it leads to"):
        check_official(link, (domain,))


def test_redirectors_that_name_each_other_are_refused() -> None:
    address = "https://openai.com/a"
    for _ in range(4):
        address = f"https://www.google.com/url?q={quote(address, safe='')}"

    with pytest.raises(Refused, match="from redirector to redirector"):
        final_link(address)


def test_links_are_the_same_page_but_for_a_last_slash() -> None:
    assert identity("https://openai.com/a/") == identity("https://openai.com/a")
    assert identity("https://openai.com/a#1") != identity("https://openai.com/a#2")


PIECES = """\
https:// http:// HTTPS:// // / \\ @ : 443 :443 :80 ? # openai.com OpenAI.com evil.example . .. %2e
%2F %00 %zz a = & ; utm_source=x [::1] 127.1 0x7f xn-- é 日本 。 ． ﬀ ß - _ ~ ! [ ] | ^ ` { } " < >
\u200b \u202e \xad \x7f"""
ADDRESSES = st.text() | st.lists(st.sampled_from([*PIECES.split(), " ", "\t", "\n"])).map("".join)


@given(ADDRESSES)
def test_whatever_is_kept_is_read_the_same_again(address: str) -> None:
    try:
        link = final_link(address, BASE)
    except Refused:
        return

    assert clean_link(link) == final_link(link) == link
    assert link.startswith("https://")
    assert link.isascii()


@given(ADDRESSES)
def test_whatever_is_kept_leads_a_browser_to_the_host_that_was_judged(address: str) -> None:
    """A parser of browsers (the URL standard's, in another language) is the judge."""
    try:
        link = clean_link(address, BASE)
    except Refused:
        return

    written = ada_url.URL(address, base=BASE)
    assert ada_url.URL(link).hostname == written.hostname.removesuffix(".")
    assert written.protocol in ("https:", "http:")
    assert (written.username, written.password, written.port) == ("", "", "")


@given(ADDRESSES)
def test_what_is_official_stays_so_in_its_canonical_form(address: str) -> None:
    link = judged(address)
    if link.startswith("https://"):
        assert judged(link, base="") == link
        host = ada_url.URL(link).hostname
        assert host == "github.com" or f".{host}".endswith(".openai.com")
