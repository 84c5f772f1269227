"""A term is found however it was typed, and nothing else is taken for one."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terms.entry import Entry
from bot.terms.finding.find import Match
from bot.terms.glossary import Glossary

CERTAIN: list[tuple[str, str, Match]] = [
    ("転移学習", "transfer-learning", "exact"),
    ("Transfer Learning", "transfer-learning", "exact"),
    ("RAG", "retrieval-augmented-generation", "exact"),
    ("Transfer-Learning", "transfer-learning", "normalized"),
    ("transfer learning", "transfer-learning", "normalized"),
    ("TRANSFER_LEARNING", "transfer-learning", "normalized"),
    ("ＴｒａｎｓｆｅｒＬｅａｒｎｉｎｇ", "transfer-learning", "normalized"),
    ("轉移學習", "transfer-learning", "normalized"),
    ("ﾊﾙｼﾈｰｼｮﾝ", "hallucination", "normalized"),
    ("はるしねーしょん", "hallucination", "normalized"),
    ("コンピューター・ビジョン", "computer-vision", "normalized"),
    ("ガ-ドレール", "guardrails", "normalized"),
    ("デイープフェイク", "deepfake", "normalized"),
    ("guardrail", "guardrails", "normalized"),
    ("Chain of Thoughts", "chain-of-thought", "normalized"),
    ("Agent Harnesses", "agent-harness", "normalized"),
    ("fine-tuned", "fine-tuning", "normalized"),
    ("bm 25", "bm25", "normalized"),
    ("fairness", "fairness", "normalized"),
    ("RAG(検索拡張生成)", "retrieval-augmented-generation", "exact"),
    ("てんいがくしゅう", "transfer-learning", "reading"),
    ("テンイガクシュウ", "transfer-learning", "reading"),
    ("シンスID", "synthid", "reading"),
    ("tenigakushu", "transfer-learning", "romaji"),
    ("ten'i gakushū", "transfer-learning", "romaji"),
    ("tennigakusyuu", "transfer-learning", "romaji"),
    ("TENIGAKUSYÛ", "transfer-learning", "romaji"),
    ("kennsakukakutyouseisei", "retrieval-augmented-generation", "romaji"),
    ("toransufaraaningu", "transfer-learning", "romaji"),
]


@pytest.mark.parametrize(("query", "expected", "match"), CERTAIN)
def test_every_spelling_of_a_name_finds_its_term(
    glossary: Glossary, query: str, expected: str, match: Match
) -> None:
    found = glossary.find(query)

    assert (found.match, [hit.entry.id for hit in found.hits]) == (match, [expected])
    assert found.certain


@pytest.mark.parametrize(
    "query",
    [
        "転移学習とは",
        "転移学習とは？",
        "転移学習って何?",
        "「転移学習」ってなに？",
        "転移学習の意味を教えて",
        "転移学習について詳しく教えてください",
        "転移学習とは何ですか",
        "転移学習という言葉の意味は？",
        "転移学習を説明して",
        "<@U12345> 転移学習とは",
        "@hayami 転移学習",
        "what is transfer learning?",
        "What's Transfer Learning",
        "what does transfer learning mean?",
        "define transfer learning",
        "explain transfer learning please",
        "can you tell me about transfer learning",
        "the definition of transfer learning",
        "“transfer learning”",
    ],
)
def test_a_question_is_answered_like_the_term_in_it(glossary: Glossary, query: str) -> None:
    found = glossary.find(query)

    assert [hit.entry.id for hit in found.hits] == ["transfer-learning"]
    assert found.certain


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Transfer Lerning", "transfer-learning"),
        ("Tarnsfer Learning", "transfer-learning"),
        ("halucination", "hallucination"),
        ("移転学習", "transfer-learning"),
        ("転移学修", "transfer-learning"),
        ("検索拡張成", "retrieval-augmented-generation"),
        ("フアインチューニング", "fine-tuning"),
        ("ハルシネーショ", "hallucination"),
        ("kensakukakuchoseise", "retrieval-augmented-generation"),
        ("knowledgeグラフ", "knowledge-graph"),
        ("transfer学習", "transfer-learning"),
        ("vector検索", "semantic-search"),
        ("マルチagentシステム", "multi-agent-system"),
        ("てんい学習", "transfer-learning"),
        ("LLMモデル", "large-language-model"),
    ],
)
def test_a_slip_is_forgiven_but_said_to_be_a_guess(
    glossary: Glossary, query: str, expected: str
) -> None:
    found = glossary.find(query)

    assert found.match == "fuzzy"
    assert found.hits[0].entry.id == expected
    assert not found.certain


@pytest.mark.parametrize("query", ['"tenigakushu"', "“tenigakusyuu”", '"tenigakushuu"'])
def test_what_stands_in_english_quotes_is_no_romaji(glossary: Glossary, query: str) -> None:
    assert glossary.find(query.strip('"“”')).hits[0].entry.id == "transfer-learning"
    assert glossary.find(query).hits == ()


@pytest.mark.parametrize("query", ['"transfer learning"', "“Transfer Lerning”", '"転移学習"'])
def test_other_names_are_found_in_quotes_too(glossary: Glossary, query: str) -> None:
    assert glossary.find(query).hits[0].entry.id == "transfer-learning"


@pytest.mark.parametrize(
    "query",
    [
        "RAGE",
        "GAM",
        "Laura",
        "API",
        "学習",
        "精度",
        "FP6",
        "科学",
        "learning",
        "ローラー",
        "ditto",
        "がん",
        "シーピーエヌ",
        "トークショー",
        "ラグビー",
        "少子化",
        "電子化",
        "fairy",
        "machine wash",
        "SELECT * FROM terms",
        "明日の会議は何時からですか",
        "<@U12345>",
        "😀😀",
        "？",
        "",
        "   ",
    ],
)
def test_what_only_looks_like_a_term_is_not_answered(glossary: Glossary, query: str) -> None:
    found = glossary.find(query)

    assert found.match == "none"
    assert not found.certain


@pytest.mark.parametrize(("one", "other"), [("正則化", "正規化"), ("適合率", "学習率")])
def test_a_name_a_letter_away_from_another_is_that_name(
    glossary: Glossary, one: str, other: str
) -> None:
    assert [hit.entry.ja for hit in glossary.find(one).hits] == [one]
    assert [hit.entry.ja for hit in glossary.find(other).hits] == [other]


def test_a_short_form_of_two_terms_gives_both_and_is_not_certain(glossary: Glossary) -> None:
    found = glossary.find("cv")

    assert [hit.entry.id for hit in found.hits] == ["computer-vision", "cross-validation"]
    assert not found.certain


def test_a_term_in_a_remark_is_what_the_remark_is_about(glossary: Glossary) -> None:
    found = glossary.find("聞いたけどトークンって何？")

    assert (found.match, found.hits[0].entry.id) == ("description", "token")


def test_a_described_meaning_finds_its_term(make_entry: Callable[..., Entry]) -> None:
    terms = Glossary(
        [
            make_entry(
                "chunking",
                "Chunking",
                "チャンキング",
                definition_en="Dividing long documents into small pieces before indexing them.",
                definition_ja="長い文書を、索引に入れる前に小さな断片に分けることです。",
            ),
            make_entry(
                "shadow-ai",
                "Shadow AI",
                "シャドーAI",
                definition_en="The use of AI services at work that the company has not approved.",
                definition_ja="会社が認めていないAIサービスを、社員が業務で勝手に使うことです。",
            ),
        ]
    )

    for query, expected in (
        ("dividing a document into pieces before it is indexed", "chunking"),
        ("社員が会社に無断でAIサービスを業務で使うこと", "shadow-ai"),
    ):
        found = terms.find(query)
        assert (found.match, found.hits[0].entry.id) == ("description", expected)
        assert not found.certain


def test_a_sentence_that_hardly_resembles_a_term_is_not_answered_but_suggests_it(
    make_entry: Callable[..., Entry],
) -> None:
    text = "長い文書を、索引に入れる前に小さな断片に分けることです。"
    chunking = make_entry("chunking", "Chunking", "チャンキング", definition_ja=text)
    others = [make_entry(f"other-{n}", f"Other {n}", f"その他{n}") for n in range(3)]

    found = Glossary([chunking, *others]).find(
        "夕方まで長い列に並んで小さな箱を二つ買って帰りました"
    )

    assert found.match == "none"
    assert [hit.entry for hit in found.hits] == [chunking]


def test_where_nothing_is_found_similar_names_are_suggested(glossary: Glossary) -> None:
    found = glossary.find("学習", limit=3)

    assert found.match == "none"
    assert len(found.hits) == 3
    assert all("学習" in hit.entry.ja for hit in found.hits)
    assert found.hits == tuple(sorted(found.hits, key=lambda hit: -hit.score))


def test_guesses_are_no_more_than_asked_for(glossary: Glossary) -> None:
    assert len(glossary.find("拡張検索生成検索", limit=2).hits) <= 2


@given(st.text(st.characters(), max_size=400))
def test_any_text_gets_an_answer(glossary: Glossary, query: str) -> None:
    found = glossary.find(query)

    assert found.query == query
    assert all(0 <= hit.score <= 1 for hit in found.hits)


@pytest.mark.parametrize(
    "letter",
    [
        "a",
        "転移学習",
        "\ud800",
        "\0",
        "\u0300\u0316",
        "\u202e",
        "`",
        "<@",
        "とは",
        "(",
        "㍿",
        "what is ",
    ],
)
def test_a_million_letters_get_an_answer(glossary: Glossary, letter: str) -> None:
    flood = letter * (1_000_000 // len(letter))

    assert glossary.find(flood).query == flood
    glossary.complete(flood, "ja")
    glossary.spot(flood)


def test_a_name_without_a_letter_is_no_name(make_entry: Callable[..., Entry]) -> None:
    terms = Glossary([make_entry("dots", "…", "・", "ー")])

    assert terms.find("…").hits == ()
    assert terms.find("・・・とは").hits == ()
    assert terms.find("転移学習とはまったく別のことです").match == "none"
    assert terms.spot("…・") == ()


def test_an_empty_glossary_finds_nothing() -> None:
    nothing = Glossary([])

    assert nothing.find("転移学習").hits == ()
    assert nothing.find("小さなモデルが大きなモデルから学ぶ仕組み").hits == ()
    assert nothing.spot("転移学習") == ()
    assert nothing.complete("て", "ja") == ()
