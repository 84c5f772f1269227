from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.mend import mend


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("R&D & more &", "R&D & more &"),
        ("&amp; &lt; &gt; &quot; &apos;", "& < > \" '"),
        ("caf&eacute;&nbsp;&LT;", "café\xa0<"),
        ("&nosuch; &copy x", "&nosuch; &copy x"),
        ("&#233; &#xE9;", "é é"),
        ("It&#146;s", "It’s"),
        ("a&#8;b&#xFFFE;c", "abc"),
        ("&#0; &#xD800; &#1114112;", "\ufffd \ufffd \ufffd"),
        ("&#99999999999999; &#;", "&#99999999999999; &#;"),
        ("<![CDATA[R&D &eacute; <b>]]>", "R&D &eacute; <b>"),
    ],
)
def test_a_reference_stands_for_what_its_writer_meant(text: str, read: str) -> None:
    assert ET.fromstring(mend(f"<t>{text}</t>")).text == read  # noqa: S314 -- our own text


@pytest.mark.parametrize("declaration", ['<?xml version="1.0" encoding="x"?>', "\n <?xml?>\n", " "])
def test_the_declaration_is_left_out(declaration: str) -> None:
    assert mend(f"{declaration}<t/>") == "<t/>"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<>\ufffe\uffff")))
def test_any_text_without_tags_becomes_well_formed(text: str) -> None:
    ET.fromstring(mend(f"<t>{text}</t>"))  # noqa: S314 -- it must not raise
