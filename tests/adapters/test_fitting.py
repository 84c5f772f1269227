"""Text is split and shortened so that it fits, and nothing is lost or torn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.fitting import one_line, shorten, split, split_spans, utf16_width, visible
from bot.reply import Link, Moment, Ruby, Span, Words, plain

FAMILY = "👨‍👩‍👧"  # one character to a reader, 8 UTF-16 units


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\u202egpj.exe\u202c", "gpj.exe"),
        ("a\u2066b\u2069\u200e\u200f\u061c", "ab"),
        ("bell\x07 \x1b[31mred \x9b0m", "bell [31mred 0m"),
        ("two\n\tlines", "two\n\tlines"),
        (FAMILY, FAMILY),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("か\u3099\u3000転移学習", "か\u3099\u3000転移学習"),
    ],
)
def test_only_what_misleads_unseen_is_left_out(text: str, seen: str) -> None:
    assert visible(text) == seen


def test_a_line_has_no_break_and_no_space_around_it() -> None:
    assert one_line(" \u202etwo \n lines\u202c ") == "two lines"


@given(st.text(max_size=300), st.integers(8, 40))
def test_parts_fit_and_together_are_the_text(text: str, limit: int) -> None:
    parts = split(text, limit, utf16_width)

    assert "".join(parts) == text
    assert all(utf16_width(part) <= limit for part in parts)


def test_a_split_falls_behind_a_sentence() -> None:
    assert split("一つ目の文です。二つ目の文です。", 12) == ["一つ目の文です。", "二つ目の文です。"]


def test_a_sentence_too_long_is_split_between_words() -> None:
    assert split("one two three", 9) == ["one two ", "three"]


def test_a_version_number_does_not_end_a_sentence() -> None:
    assert split("GPT 3.5 came. Then", 14) == ["GPT 3.5 came.", " Then"]


@given(st.lists(st.sampled_from(["a", FAMILY, "が", "か\u3099", "𠮷"]), max_size=40))
def test_no_character_is_torn(characters: list[str]) -> None:
    for part in split("".join(characters), 8, utf16_width):
        assert not part.startswith(("\u200d", "\u3099"))


@given(st.text(max_size=100), st.integers(2, 50))
def test_a_shortened_text_fits_and_shows_that_it_goes_on(text: str, limit: int) -> None:
    short = shorten(text, limit)

    assert len(short) <= limit
    assert short == text or short.endswith("…")


def test_spans_are_grouped_in_order_and_a_link_stays_whole() -> None:
    link = Link("発表", "https://example.com/a")
    spans: tuple[Span, ...] = (Words("最初の文です。次の文です。"), link, Words("おわり"))

    groups = split_spans(spans, 10, lambda span: len(plain((span,), "ja")) if span != link else 5)

    assert groups == [
        (Words("最初の文です。"),),
        (Words("次の文です。"),),
        (link, Words("おわり")),
    ]


@given(
    st.lists(
        st.one_of(
            st.builds(Words, st.text(min_size=1, max_size=40)),
            st.builds(Ruby, st.text(min_size=1, max_size=5), st.text(min_size=1, max_size=5)),
        ),
        max_size=5,
    )
)
def test_no_word_is_lost_between_groups(spans: list[Span]) -> None:
    def width(span: Span) -> int:
        assert not isinstance(span, Moment)
        return len(span.text)

    groups = split_spans(tuple(spans), 12, width)

    assert all(sum(map(width, group)) <= 12 for group in groups)
    joined = "".join(
        span.text for group in groups for span in group if not isinstance(span, Moment)
    )
    assert joined == "".join(span.text for span in spans if not isinstance(span, Moment))
