import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.text import (
    MAX_SUMMARY,
    MAX_TITLE,
    clean_summary,
    clean_title,
    first_sentence,
    one_line,
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  two \n\t lines ", "two lines"),
        ("<b>Bold</b> and <a href='https://x.example'>linked</a>", "Bold and linked"),
        ("AT&amp;T &#8212; it&rsquo;s new", "AT&T — it’s new"),
        ("&lt;b&gt; is a tag", "<b> is a tag"),
        ("Vec<T> and a < b > c", "Vec<T> and a < b > c"),
        ("機械<b>学習</b>", "機械学習"),
        ("<p>one</p><p>two</p>", "one two"),
        ("<x-card>kept</x-card>", "kept"),
        ("a<script>alert(1)</script>b<!-- c -->", "a b"),
        ("審議会　部会", "審議会　部会"),
        ("bell\x07 back\x08 escape\x1b[31m tab\x0bdone", "bell back escape[31m tab done"),
        ("\u202eevil\u202c \u2066x\u2069 \u200bzero\ufeff", "evil x zero"),
        ("half\ud800", "half"),
        ("so\xadft \u3164\u115f\u2800\u034f", "soft"),
        ("❤\ufe0f 葛\U000e0100", "❤\ufe0f 葛\U000e0100"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("cut <a href='https://exam", "cut"),
        ("cut <!-- here", "cut"),
        ("cut <script>let", "cut"),
        ("<!--" * 5000, ""),
        ("<style>" * 2500, ""),
        ("no &#" + "9" * 5000 + "; number", "no \ufffd number"),
        ("no &#" + "0" * 5000 + "38; number", "no \ufffd number"),
        ("&#00000038; &#99999999;", "& \ufffd"),
        ("<!channel> @everyone <@U1> **b**", "<!channel> @everyone <@U1> **b**"),
    ],
)
def test_a_text_becomes_plain_words_on_one_line(raw: str, clean: str) -> None:
    assert one_line(raw) == clean


def test_a_long_title_is_cut_between_characters() -> None:
    family = "👨\u200d👩\u200d👧"

    title = clean_title(family * 1000)

    assert len(title) <= MAX_TITLE
    assert title == family * ((len(title) - 1) // len(family)) + "…"


def test_a_long_summary_ends_with_a_sentence() -> None:
    raw = "<p>A first sentence of some length.</p> " + "これは長い文です。" * 200

    summary = clean_summary(raw, "Title")

    assert summary.startswith("A first sentence of some length. これは")
    assert summary.endswith("長い文です。")
    assert len(summary) <= MAX_SUMMARY


@pytest.mark.parametrize(
    ("raw", "first"),
    [
        ("It is here. More.", "It is here."),
        ("It is version 5.6 of it. More.", "It is version 5.6 of it."),
        ("The U.S. firm by J. Doe vs. Acme Inc. and St. Mary, e.g. now! More.", None),
        ("He said: “It works.” More.", "He said: “It works.”"),
        ("(A note.) More.", "(A note.)"),
        ("Really?! More.", "Really?!"),
        ("発表しました。次です。", "発表しました。"),
        ("「できます。」次です。", "「できます。」"),
        ("「できます。」と言います。次です。", "「できます。」と言います。"),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(raw: str, first: str | None) -> None:
    assert first_sentence(raw) == (first or raw.removesuffix(" More."))


def test_a_long_summary_without_an_end_is_cut() -> None:
    assert clean_summary("word " * 1000, "Title").endswith("word…")


def test_a_summary_that_only_repeats_the_title_is_none() -> None:
    assert clean_summary("<p>The title</p>", "The title") == ""


def test_a_first_sentence_stands_for_a_title() -> None:
    assert first_sentence("<p>GPT 5.6 is here. It is better.</p>") == "GPT 5.6 is here."
    assert first_sentence("no end at all") == "no end at all"


@given(st.text(alphabet=st.characters()))
def test_any_title_is_one_line_without_what_nobody_sees(raw: str) -> None:
    title = clean_title(raw)

    assert len(title) <= MAX_TITLE
    assert not [c for c in title if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert "\u202e" not in title
