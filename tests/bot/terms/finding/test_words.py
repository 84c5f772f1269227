"""Whoever makes few slips finds the word again, among few words as among very many."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.terms.finding import words
from bot.terms.finding.segments import MOST_SLIPS, Segments
from bot.terms.finding.words import COMPARED, LATEST, Words

LETTERS = st.text(st.sampled_from("abcあいう転移"), min_size=1, max_size=24)


def slips(word: str) -> int:
    return len(word) // 5


def filled(count: int) -> list[str]:
    """Return as many words, none near another, to make a list long."""
    return [f"{number:08d}" * 2 for number in range(count)]


@given(LETTERS, LETTERS)
def test_every_word_within_its_slips_is_among_few_words(word: str, query: str) -> None:
    found = dict(Words([word], slips).within(query))

    assert found.get(word) == (
        distance if (distance := OSA.distance(query, word)) <= slips(word) else None
    )


@st.composite
def slipped(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a word, and what is typed with one slip for every five letters."""
    word = draw(st.text(st.sampled_from("abcdeあいうえ転移学習"), min_size=5, max_size=19))
    typed = word
    for _ in range(draw(st.integers(0, slips(word)))):
        at = draw(st.integers(0, len(typed) - 1))
        typed = draw(
            st.sampled_from(
                (
                    typed[:at] + typed[at + 1 :],
                    typed[:at] + "x" + typed[at + 1 :],
                    typed[:at] + "x" + typed[at:],
                )
            )
        )
    return word, typed


@given(slipped())
def test_candidates_hold_every_word_with_letters_gone_changed_or_added(
    pair: tuple[str, str],
) -> None:
    word, typed = pair
    segments = Segments([word], slips)

    assert segments.candidates(typed, min(MOST_SLIPS, slips(word))) == {0}


@given(st.text(st.sampled_from("abcdefghijkl"), min_size=5, max_size=14), st.data())
def test_candidates_hold_every_word_with_two_neighbours_exchanged(
    word: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    typed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    assert Segments([word], slips).candidates(typed, 1) == {0}


def test_the_nearest_words_are_found_among_very_many() -> None:
    known = Words([*filled(COMPARED), "transferlearning", "transformerlayer"], slips)

    assert known.within("transferlerning") == [("transferlearning", 1)]
    assert known.within("transferlrnng") == [("transferlearning", 3)]
    assert known.within("トランスファー") == []


def test_words_that_come_later_are_found_too() -> None:
    known = Words(filled(COMPARED), slips)

    for number in range(LATEST + 2):
        known.add(f"added{number:05d}word")

    for number in (7, LATEST + 1):
        assert (f"added{number:05d}word", 1) in known.within(f"aded{number:05d}word")


def test_the_likest_words_are_suggested_even_among_very_many() -> None:
    near = Words([*filled(COMPARED), "transferlearning"], slips).like("transferteaching", 5)

    assert [word for word, _ in near] == ["transferlearning"]
    assert near[0][1] >= words.MIN_LIKENESS
