import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.sentences import opening, sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("No end at all", ["No end at all"]),
        ("One. Two! Three? 4.", ["One.", "Two!", "Three?", "4."]),
        ("一つ。二つ！三つ？", ["一つ。", "二つ！", "三つ？"]),
        ("A?! B... C", ["A?!", "B...", "C"]),
        ("すごい!次に行く。", ["すごい!", "次に行く。"]),
        # a point within a word, a number, a name
        ("Version 3.5 is here. Node.js runs.", ["Version 3.5 is here.", "Node.js runs."]),
        ("It is GPT-5. It is new.", ["It is GPT-5.", "It is new."]),
        # abbreviations
        ("Apple Inc. Announces it. Next.", ["Apple Inc. Announces it.", "Next."]),
        ("The U.S. Senate votes at 9 a.m. Monday.", ["The U.S. Senate votes at 9 a.m. Monday."]),
        ("Dr. J. Smith (MIT) came. He left.", ["Dr. J. Smith (MIT) came.", "He left."]),
        ("Models, tools, etc. are free. Try.", ["Models, tools, etc. are free.", "Try."]),
        ("Yahoo! Japan grows. Yahoo!ニュース。", ["Yahoo! Japan grows.", "Yahoo!ニュース。"]),
        # quotations and brackets
        ("「楽しい。」と語った。次です。", ["「楽しい。」と語った。", "次です。"]),
        ("「できる。次もだ。」社長談。", ["「できる。次もだ。」", "社長談。"]),
        ("新製品（A。B）です。次。", ["新製品（A。B）です。", "次。"]),
        ("Hi (see this. And that.) there. More.", ["Hi (see this. And that.) there.", "More."]),
        ('He said "yes." Then left.', ['He said "yes."', "Then left."]),
        ("「開いたまま。次の文。", ["「開いたまま。", "次の文。"]),
    ],
)
def test_a_text_falls_into_its_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("Short.", 20, "Short."),
        ("  No end at all ", 20, "No end at all"),
        ("First. Second! And a third one.", 15, "First. Second!"),
        ("新しいモデルです。速い！長い文が続く。", 13, "新しいモデルです。速い！"),
        ("「速い。」と述べた。次の文です。", 11, "「速い。」と述べた。"),
        ("「速い。」と述べた。", 8, "「速い。」と述…"),
        ("あ" * 30, 20, "あ" * 19 + "…"),
        ("word " * 60, 20, "word word word word…"),
        ("か\u3099" * 30, 20, "か\u3099" * 9 + "…"),
        # what its publisher has cut off already
        ("One. Two [...]", 20, "One."),
        ("One two […]", 20, "One two…"),
        ("一つ。まだ途中… 続きを読む", 20, "一つ。"),
        ("It is here. Read more", 20, "It is here."),
        ("Continue reading", 20, ""),
    ],
)
def test_a_text_is_cut_at_the_end_of_a_sentence(text: str, most: int, shown: str) -> None:
    assert opening(text, most) == shown


@given(st.text(max_size=600), st.integers(min_value=2, max_value=300))
def test_an_opening_fits_and_is_how_the_text_begins(text: str, most: int) -> None:
    shown = opening(text, most)

    assert len(shown) <= most
    assert text.strip().startswith(shown.removesuffix("…"))


@given(st.text(alphabet="a B.!?。」「()[] \n3…"))
def test_sentences_lose_nothing_but_white_space(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@pytest.mark.parametrize("part", ["。", "(", "a. ", " ", "...[", "「」", "(a.)", "[…", "(。"])
def test_a_text_of_marks_alone_is_taken_apart_too(part: str) -> None:
    assert len(opening(part * 20_000, 600)) <= 600
