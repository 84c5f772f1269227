from encodings.aliases import aliases

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.decode import decode

TITLE = "デジタル庁 新着・更新：生成AIの利活用に関する検討会（第3回）を開催しました"


def document(encoding: str, declared: str | None) -> bytes:
    declaration = f' encoding="{declared}"' if declared else ""
    text = f'<?xml version="1.0"{declaration}?><rss><title>{TITLE}</title></rss>'
    return text.encode(encoding)


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("utf-8", "utf-8", None),
        ("utf-8", None, None),
        ("utf-8", "Shift_JIS", None),
        ("utf-8", "iso-8859-1", "text/xml; charset=iso-8859-1"),
        ("utf-8-sig", "EUC-JP", None),
        ("utf-16", "utf-16", None),
        ("utf-16-le", None, None),
        ("utf-16-be", None, None),
        ("shift_jis", "Shift_JIS", None),
        ("shift_jis", "utf-8", None),
        ("shift_jis", None, "text/xml; charset=Shift_JIS"),
        ("shift_jis", "Shift_JIS", "text/xml; charset=iso-8859-1"),
        ("shift_jis", None, None),
        ("shift_jis", "no-such-encoding", None),
        ("shift_jis", "base64", None),
        ("shift_jis", "idna", None),
        ("shift_jis", "x-sjis", None),
        ("shift_jis", "Windows-31J", None),
        ("euc_jp", "Shift_JIS", None),
        ("euc_jp", "x-euc-jp", None),
        ("euc_jp", "EUC-JP", None),
        ("euc_jp", None, None),
        ("euc_jp", "utf-8", None),
        ("iso2022_jp", "ISO-2022-JP", None),
        ("iso2022_jp", None, None),
    ],
)
def test_japanese_comes_out_right_whatever_is_claimed(
    encoding: str, declared: str | None, content_type: str | None
) -> None:
    assert TITLE in decode(document(encoding, declared), content_type)


@pytest.mark.parametrize("encoding", ["utf-8", "shift_jis", "euc_jp"])
def test_a_document_cut_within_a_character_keeps_the_others(encoding: str) -> None:
    whole = document(encoding, encoding)
    end = whole.index("催".encode(encoding)) + 1

    assert decode(whole[:end]).endswith("検討会（第3回）を開")


@pytest.mark.parametrize("encoding", ["utf-8", "shift_jis"])
def test_a_broken_character_breaks_no_other(encoding: str) -> None:
    broken = document(encoding, encoding).replace("庁".encode(encoding), b"\xff")

    text = decode(broken)

    assert "<title>デジタル" in text
    assert text.endswith(
        "新着・更新：生成AIの利活用に関する検討会（第3回）を開催しました</title></rss>"
    )


def test_characters_of_windows_are_read_where_shift_jis_is_declared() -> None:
    assert "①㈱" in decode('<?xml version="1.0" encoding="Shift_JIS"?>①㈱'.encode("cp932"))


def test_western_text_is_read_as_western() -> None:
    assert decode("<p>café déjà vu “hi”</p>".encode("cp1252")) == "<p>café déjà vu “hi”</p>"


def test_characters_that_xml_forbids_are_gone() -> None:
    assert decode(b"a\x00b\x08c\x1bd\te") == "abcd\te"


ENCODINGS = sorted(set(aliases.values()))


@given(st.binary(), st.none() | st.text() | st.sampled_from(ENCODINGS).map("x; charset={}".format))
def test_any_bytes_are_text_that_can_be_written(document: bytes, content_type: str | None) -> None:
    decode(document, content_type).encode()
