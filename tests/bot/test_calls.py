"""A button carries a call as text, and gives the same call back."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calls import MAX_ENCODED, Call
from bot.errors import UsageError
from bot.i18n import LANGUAGES

WORDS = st.text(min_size=1, max_size=6)
NAMES = st.from_regex(r"[a-z]{1,8}", fullmatch=True)


@given(
    st.builds(
        Call,
        WORDS,
        st.lists(st.tuples(NAMES, WORDS), max_size=1).map(tuple),
        st.sampled_from((*LANGUAGES, None)),
    )
)
def test_a_call_comes_back_as_it_was_encoded(call: Call) -> None:
    try:
        encoded = call.encode()
    except ValueError:  # too long, or a lone surrogate
        return
    assert len(encoded) <= MAX_ENCODED
    assert not any(map(str.isspace, encoded))
    assert Call.decode(encoded) == call


def test_the_id_of_a_term_fits_with_room_to_spare() -> None:
    assert len(Call("define", (("term", "retrieval-augmented-generation"),), "ja").encode()) < 60


def test_free_text_is_refused_by_a_button() -> None:
    with pytest.raises(ValueError, match="longer than"):
        Call("explain", (("text", "長い文章" * 25),)).encode()


@pytest.mark.parametrize(
    "text", ["", "1", "1|", "0|define", "2ja|define", "define|term=rag", "\x00"]
)
def test_what_no_button_of_this_version_carries_asks_to_ask_again(text: str) -> None:
    with pytest.raises(UsageError, match="older message"):
        Call.decode(text)


@given(st.text())
def test_any_text_is_a_call_or_a_polite_refusal(text: str) -> None:
    with suppress(UsageError):
        assert Call.decode(text).command
