"""Places on official sites where anybody can publish: what stands there is not the company's."""

import re

_LABEL = re.compile(
    r"""answers|apps|chromewebstore|discuss(?:ions)?|drive|forums?|gist|groups|itunes|.*marketplace
    |play|podcasts|script|sites|social|(?:tech)?communit(?:y|ies)|translate|users|usercontent""",
    re.VERBOSE,
)
"""Parts of host names under which companies let anybody write or lead on."""
_HOSTS = frozenset(
    {"colab.research.google.com", "docs.google.com", "gist.github.com", "storage.cloud.google.com"}
)
_PATH = re.compile(
    r"/(?:[a-z]{2}(?:-[a-z]{2})?/)?"
    r"(?:(?:answers|communit(?:y|ies)|discussions?|forums?|marketplace|shared?|threads?|users?)/"
    r"|g/g-)[^/]",
    re.IGNORECASE,
)
"""Paths, perhaps below a language: answers of users, shared chats, custom GPTs."""
_REPOSITORY = re.compile(
    r"""/[^/]+/[^/]+/(?:actions|commits?|compare|discussions|issues|projects|pulls?|wiki
    |(?:blob|raw|tree)/[0-9a-f]{7,40})(?:/|$)""",
    re.VERBOSE | re.IGNORECASE,
)
"""Within a repository: talk, and commits, which a host also shows where they are only in a copy
that somebody else made of it."""
_CODE_HOSTS = frozenset({"github.com", "huggingface.co"})


def is_open(host: str, path: str) -> bool:
    """Return whether anybody can publish at `path` (which begins with `/`) on `host`."""
    labels = host.split(".")[:-2]
    return (
        host in _HOSTS
        or any(map(_LABEL.fullmatch, labels))
        or bool(_PATH.match(path))
        or (host in _CODE_HOSTS and bool(_REPOSITORY.match(path)))
    )
