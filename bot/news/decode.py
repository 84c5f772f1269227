"""Turn the bytes of a document into text, whatever encoding they claim to be in."""

import codecs
import re
from collections.abc import Iterator

import chardet

SNIFFED = 100_000
"""Bytes that a guess is made from; chardet takes 11 ms for them (measured 2026-11)."""
TOLERATED = 0.02
"""Share of broken characters up to which a text is damaged UTF-8 and no other encoding: Shift_JIS
and EUC-JP read as UTF-8 have 0.5 and more."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ISO_2022_JP = re.compile(rb"\x1b(?:\$[@B]|\([BJ])")
_CLAIM_WITHIN = re.compile(
    rb"""(?:<\?xml[^>]{0,100}encoding|<meta[^>]{0,200}charset)\s*=\s*["']?([\w.:-]+)""",
    re.IGNORECASE,
)
_CLAIM_OF_SERVER = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_WIDER = {
    "shift_jis": "cp932",
    "euc_jp": "euc_jis_2004",
    "gb2312": "gb18030",
    "euc_kr": "cp949",
}
"""The encodings that are meant where the narrower names are written, e.g. for ① or ㈱."""
_NO_CLAIMS = frozenset(
    {
        *("iso8859-1", "cp1252", "ascii"),  # named without knowing; nearly any bytes fit them
        *("utf-16", "utf-32"),  # a mark at the beginning tells, or it is something else
        *("idna", "punycode", "unicode-escape", "raw-unicode-escape"),  # for no document
    }
)
"""Encodings that are not believed."""
_MULTIBYTE = frozenset(
    {"cp932", "shift_jis", "euc_jp", "iso2022_jp", "big5", "gb18030", "gb2312", "euc_kr", "cp949"}
)
"""Encodings whose guess can be trusted; among one-byte ones chardet picks at random."""
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def decode(document: bytes, content_type: str | None = None) -> str:
    """Return the text of `document`, without the characters that XML forbids.

    Valid UTF-8 wins over every claim, because no other encoding looks like it by accident; then
    what the document says, what the server says, and a guess. Broken characters become U+FFFD.

    Args:
        content_type: the header as the server sent it.
    """
    tried = []
    for encoding in _candidates(document, content_type):
        try:
            return _clean(_read(document, encoding, "strict"))
        except UnicodeError:
            tried.append(encoding)
    damaged = (_read(document, encoding, "replace") for encoding in tried)
    return _clean(min(damaged, key=lambda text: text.count("\ufffd")))


def _candidates(document: bytes, content_type: str | None) -> Iterator[str]:
    """Yield the names of encodings that Python knows, the likeliest first."""
    for mark, encoding in _BOMS:
        if document.startswith(mark):
            yield encoding
    if document[:2] == b"<\0":
        yield "utf-16-le"
    elif document[:2] == b"\0<":
        yield "utf-16-be"
    elif document.isascii() and _ISO_2022_JP.search(document):
        yield "iso2022_jp"
    yield "utf-8"
    known = [*_claims(document, content_type)]
    for name in known:
        yield from (name, _WIDER.get(name, name))
    if not _is_damaged_utf8(document):
        guess = _python_name(chardet.detect(document[:SNIFFED])["encoding"] or "")
        if guess in _MULTIBYTE:
            yield guess
        elif not known:
            yield "cp1252"


def _claims(document: bytes, content_type: str | None) -> Iterator[str]:
    names = [match.decode() for match in _CLAIM_WITHIN.findall(document[:2000])[:1]]
    names += _CLAIM_OF_SERVER.findall(content_type or "")[:1]
    for name in map(_python_name, names):
        if name and name not in _NO_CLAIMS:
            yield name


def _python_name(name: str) -> str:
    """Return Python's name of a text encoding; nothing where it knows none such."""
    name = name.lower().removeprefix("x-")  # as browsers know x-sjis and x-euc-jp
    try:
        "".encode(name)
        return codecs.lookup(name).name
    except (LookupError, UnicodeError, ValueError):
        return ""


def _read(document: bytes, encoding: str, errors: str) -> str:
    """Return `document` in `encoding`; a character cut off at its end is left out.

    Raises:
        UnicodeError: it is in another encoding, and `errors` is `strict`.
    """
    return codecs.getincrementaldecoder(encoding)(errors).decode(document, final=False)


def _is_damaged_utf8(document: bytes) -> bool:
    text = document[:SNIFFED].decode("utf-8", errors="replace")
    foreign = sum(not character.isascii() for character in text)
    return text.count("\ufffd") <= max(1, foreign * TOLERATED)


def _clean(text: str) -> str:
    return _UNWANTED.sub("", text.removeprefix("\ufeff"))
