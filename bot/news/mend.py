"""Mend what publishers most often get wrong in XML, so that a strict parser reads the rest."""

import html
import re

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>\s*")
_AMPERSAND = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(#\d+;|#[xX][\da-fA-F]+;|\w+;)?", re.DOTALL)
_XML = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})


def mend(text: str) -> str:
    """Return an XML document without its declaration, with only entities that XML knows.

    A stray `&` stands for itself, and the names of HTML for their characters.
    """
    declared = _DECLARATION.match(text)
    body = text[declared.end() :] if declared else text.lstrip()
    return _AMPERSAND.sub(_mend_entity, body)


def _mend_entity(match: re.Match[str]) -> str:
    name: str | None = match[1]
    if match[0].startswith("<") or (name and (name in _XML or name.startswith("#"))):
        return match[0]
    characters = html.unescape(f"&{name}") if name else ""
    if not name or characters.startswith("&"):
        return "&amp;" + (name or "")
    return "".join(f"&#{ord(character)};" for character in characters)
