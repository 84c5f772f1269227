"""What the address of a source looks like."""

import re
from urllib.parse import urlsplit

_HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
_NO_ADDRESS = "is no web address; copy the page's own"
_SECOND_HAND = ("medium.com", "note.com", "qiita.com", "wikipedia.org", "zenn.dev")
_PAPERS = {
    "arxiv.org": (
        r"/abs/(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})",
        "https://arxiv.org/abs/1706.03762",
    ),
    "doi.org": (r"/10\.\d{4,9}/\S+", "https://doi.org/10.1038/323533a0"),
}
"""By host: the path of a paper's page (arXiv's and DOI's own rules), and an example."""


def problem_of_address(url: str) -> str:
    """Return what is wrong with the address of a source, nothing where it is good."""
    try:
        parts = urlsplit(url)
    except ValueError:  # e.g. an open bracket
        return _NO_ADDRESS
    host = parts.netloc.lower()
    if not _HOST.fullmatch(host) or not url.isascii() or re.search(r"\s", url):
        return _NO_ADDRESS
    if any(host == known or host.endswith(f".{known}") for known in _SECOND_HAND):
        return "tells at second hand; name what it was taken from"
    known = _PAPERS.get(host.removeprefix("www."))
    if known and (host.startswith("www.") or not re.fullmatch(known[0], parts.path)):
        return f"leads to no paper; write it like {known[1]}"
    return ""
