"""The terms in a text are found where they are words of their own, and nowhere else."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terms.entry import Entry
from bot.terms.glossary import Glossary

TEXTS = [
    ("RAGの精度を上げるにはハイブリッド検索が有効です", ["RAG", "ハイブリッド検索"]),
    ("ＬＬＭのﾊﾙｼﾈｰｼｮﾝ", ["ＬＬＭ", "ﾊﾙｼﾈｰｼｮﾝ"]),
    ("LLMs and a fine-tuned model", ["LLMs", "fine-tuned"]),
    ("Large\nlanguage models", ["Large\nlanguage models"]),
    ("コンピューター・ビジョンの話", ["コンピューター・ビジョン"]),
    ("自己教師あり学習の事前学習", ["自己教師あり学習", "事前学習"]),
    ("マルチモーダルAIエージェントのデモ", ["マルチモーダルAI", "AIエージェント"]),
    ("知識蒸留と蒸留", ["知識蒸留"]),
    ("推論速度を測る", ["推論"]),
    ("ガードレールー", ["ガードレールー"]),
    ("(RAG)", ["RAG"]),
    ("transfer-learningとtransfer learning", ["transfer-learning"]),
    (
        "The diffusion transformer uses attention mechanisms.",
        ["diffusion transformer", "attention mechanisms"],
    ),
    ("<https://example.com/a|トークン>の数", ["トークン"]),
    ("https://example.com/llmを読む。RAG", ["RAG"]),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_terms_are_found_as_they_are_written(
    glossary: Glossary, text: str, expected: list[str]
) -> None:
    assert [text[spot.start : spot.end] for spot in glossary.spot(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The brag board is in the garage.",
        "MAINTENANCE のお知らせ",
        "a rag and a cot",
        "トークンリングとトークショー",
        "蒸留水を買う",
        "高性能推論機",
        "推論機",
        "トークンぃ",
        "継続事前学習",
        "エージェント型の働き方",
        "AIとCVとDL",
        "ガン検診とローラー",
        "pay attention to the harness",
        "the to ken",
        "推「論」",
        "rag_pipeline and LLM2vec",
        "`RAG` and ```\nLLM\n``` and ``` RAG",
        "https://example.com/embedding/ www.example.com/token",
        "HTTPS://EXAMPLE.COM/TOKEN and Www.example.com/token",
        "mail to token@example.com or @prompt",
        "token@www.example.com and @token@prompt",
        "<@U123> <!subteam^RAG> <#C1|rag>",
        "お昼は何にしますか",
        "とーくん",
        "",
    ],
)
def test_what_is_no_word_of_its_own_or_no_prose_is_left_alone(
    glossary: Glossary, text: str
) -> None:
    assert glossary.spot(text) == ()


def test_a_term_is_given_once_at_its_first_place(glossary: Glossary) -> None:
    spots = glossary.spot("トークン、token、トークン")

    assert [(spot.entry.id, spot.start, spot.end) for spot in spots] == [("token", 0, 4)]


def test_a_name_of_two_terms_gives_both(make_entry: Callable[..., Entry]) -> None:
    one = make_entry("one", "One", "一番目", aliases_en=("GPQ",))
    two = make_entry("two", "Two", "二番目", aliases_en=("GPQ",))

    spots = Glossary([one, two]).spot("GPQとは")

    assert [(spot.entry, spot.start, spot.end) for spot in spots] == [(one, 0, 3), (two, 0, 3)]


def test_a_part_of_one_letter_is_no_term(make_entry: Callable[..., Entry]) -> None:
    company = make_entry("company", "Company", "会社")

    assert Glossary([company]).spot("㍿") == ()
    assert Glossary([company]).spot("会社") != ()


@given(st.text(st.characters(), max_size=300), st.text(st.characters(), max_size=300))
def test_offsets_are_those_of_the_text_as_written(
    glossary: Glossary, before: str, after: str
) -> None:
    text = before + "、転移学習、" + after
    spots = glossary.spot(text)

    assert all(0 <= spot.start < spot.end <= len(text) for spot in spots)
    assert [spot.start for spot in spots] == sorted(spot.start for spot in spots)
    assert len({spot.entry.id for spot in spots}) == len(spots)


@given(st.text(st.sampled_from("ａﾊﾞか\u3099㍿ー ・X。"), max_size=20))
def test_a_term_after_letters_that_change_their_length_is_found_in_place(
    glossary: Glossary, before: str
) -> None:
    text = before + "。転移学習"

    assert ("transfer-learning", len(text) - 4) in [
        (spot.entry.id, spot.start) for spot in glossary.spot(text)
    ]
