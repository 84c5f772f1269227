"""Mend what publishers most often get wrong in XML, so that a strict parser reads the rest."""

import html
import re

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>\s*")
_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(#\d{1,9};|#[xX][\da-fA-F]{1,8};|\w{1,32};)?", re.DOTALL
)
_XML = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no character in XML (w3.org/TR/xml, 2.2), even as a reference."""


def mend(text: str) -> str:
    """Return an XML document without its declaration, with only references that XML knows.

    A stray `&` stands for itself, the names of HTML for their characters, and numbers for the
    characters that browsers take them for: `&#146;` is an apostrophe.
    """
    declared = _DECLARATION.match(text)
    body = text[declared.end() :] if declared else text.lstrip()
    return _AMPERSAND.sub(_mend_reference, body)


def _mend_reference(match: re.Match[str]) -> str:
    name: str | None = match[1]
    if match[0].startswith("<") or name in _XML:
        return match[0]
    if not name:
        return "&amp;"
    characters = html.unescape(f"&{name}")
    if characters == f"&{name}":
        return f"&amp;{name}"
    return "".join(f"&#{ord(character)};" for character in _FORBIDDEN.sub("", characters))
