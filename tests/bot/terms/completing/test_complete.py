"""What is typed is completed by what it begins, by what it stands in, and by what is near."""

import random
from collections.abc import Callable, Iterable, Sequence

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.terms.completing.beginnings import BEST
from bot.terms.completing.complete import PACKED, Completer
from bot.terms.completing.label import MAX_LABEL
from bot.terms.completing.starts import starts_of
from bot.terms.entry import Entry
from bot.terms.fold import fold
from bot.terms.glossary import Glossary
from bot.terms.romaji import skeleton_of_kana

MakeEntry = Callable[..., Entry]

LIMIT = BEST
NAMES = st.text("abc転移ネット ", min_size=1, max_size=7)


@pytest.fixture(scope="module")
def completer(glossary: Glossary) -> Completer:
    return Completer(glossary.entries)


def ids(completer: Completer, typed: str, limit: int = LIMIT) -> list[str]:
    return [one.entry.id for one in completer.complete(typed, "en", limit)]


def labels(completer: Completer, typed: str) -> list[str]:
    return [one.label for one in completer.complete(typed, "en", LIMIT)]


def made(make_entry: MakeEntry, names: Iterable[str]) -> list[Entry]:
    """Return entries of these English names, called by their numbers in Japanese."""
    return [make_entry(f"t{n}", name, f"第{n}") for n, name in enumerate(names)]


def expected(entries: Sequence[Entry], typed: str) -> list[str]:
    """Return what one would find who compares `typed`, at most three letters, with all names."""
    key = fold(typed)
    ranks = []
    for entry in entries:
        known = starts_of(entry)
        tried = [
            *((0, *name) for name in known.names.items() if name[0].startswith(key)),
            *((1, *reading) for reading in known.readings.items() if reading[0].startswith(key)),
            *((2, *word) for word in known.words.items() if word[0].startswith(key)),
            *((3, *name) for name in known.names.items() if key in name[0]),
        ]
        later = [name in entry.asked_only for name in entry.names()]
        ranks += [(kind, later[n], len(start), start, entry.id) for kind, start, n in tried]
    return list(dict.fromkeys(entry_id for *_, entry_id in sorted(ranks)))[:LIMIT]


def test_beginnings_come_before_readings_and_these_before_words_and_what_is_inside(
    make_entry: MakeEntry,
) -> None:
    entries = [
        make_entry("inside", "Xtama", "一"),
        make_entry("word", "Clean Tama", "三"),
        make_entry("reading", "Jewel", "球", "たまいし"),
        make_entry("long", "Tamamachi", "四"),
        make_entry("alias", "Spot", "五", aliases_en=("tamago",)),
        make_entry("other", "Other", "六"),
    ]

    found = ids(Completer(entries), "tama")

    assert found == ["alias", "long", "reading", "word", "inside"]


def test_names_for_asking_only_come_last_among_their_kind(make_entry: MakeEntry) -> None:
    common = replace(make_entry("common", "Tok", "一"), asked_only=("Tok",))
    entries = [common, make_entry("rare", "Tokenizer", "二"), make_entry("word", "My Token", "三")]

    assert ids(Completer(entries), "tok") == ["rare", "common", "word"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("学習", "転移学習"),
        ("拡張", "検索拡張生成"),
        ("learn", "転移学習"),
        ("ｌｅａｒｎ", "転移学習"),
        ("ラーニング", "転移学習"),
        ("former", "トランスフォーマー"),
    ],
)
def test_words_inside_of_names_are_completed(
    make_entry: MakeEntry, typed: str, expected: str
) -> None:
    entries = [
        make_entry("tl", "Transfer Learning", "転移学習", aliases_ja=("トランスファーラーニング",)),
        make_entry("rag", "RAG", "検索拡張生成"),
        make_entry("transformer", "Transformer", "トランスフォーマー"),
    ]

    assert Completer(entries).complete(typed, "ja", 1)[0].entry.ja == expected


@pytest.mark.parametrize(
    "typed", ["kon", "konp", "kompyu", "konpyuu", "こん", "コンピ", "ｺﾝﾋﾟ", "keisan", "けいさんき"]
)
def test_readings_are_completed_in_kana_and_in_every_romaji(
    make_entry: MakeEntry, typed: str
) -> None:
    entry = make_entry("pc", "PC", "計算機", "けいさんき", aliases_ja=("コンピュータ",))

    assert ids(Completer([entry]), typed) == ["pc"]


@pytest.mark.parametrize(
    "typed",
    [
        "rtan",  # exchanged
        "tarnsfer",
        "transfre",
        "tansf",  # missing
        "trransf",  # too many
        "tramsf",  # another
        "transd",
        "tranzfer lea",
        "転移学主",
        "転移移学",
        "てんにが",
        "tenikaku",
    ],
)
def test_slips_are_forgiven(make_entry: MakeEntry, typed: str) -> None:
    entry = make_entry("tl", "Transfer Learning", "転移学習", "てんいがくしゅう")

    assert ids(Completer([entry]), typed) == ["tl"]


def test_nothing_is_taken_for_a_slip_that_stands_in_a_name(make_entry: MakeEntry) -> None:
    entries = made(make_entry, ["Training", "Strain", "Brain", "Trial"])

    assert ids(Completer(entries), "rain") == ["t2", "t1", "t0"]
    assert ids(Completer(entries), "trainn") == ["t0"]


@pytest.mark.parametrize("typed", ["tzr", "転学", "xransfer", "tzanzf", "転いがくせ", "qqqqqqqqqq"])
def test_what_is_short_or_far_from_all_names_is_not_completed(
    make_entry: MakeEntry, typed: str
) -> None:
    entry = make_entry("tl", "Transfer Learning", "転移学習", "てんいがくしゅう")

    assert ids(Completer([entry]), typed) == []


def test_the_last_letter_is_right_where_it_begins_a_name(make_entry: MakeEntry) -> None:
    entries = made(make_entry, ["Trains", "Traits", "Trials"])

    assert ids(Completer(entries), "train") == ["t0"]
    assert ids(Completer(entries), "traix") == ["t0", "t1"]


def test_a_label_has_the_name_that_was_typed_beside_the_headword(make_entry: MakeEntry) -> None:
    entry = make_entry("tl", "Transfer Learning", "転移学習", "てんい", aliases_en=("TL",))
    known = Completer([entry])

    assert labels(known, "tl") == ["Transfer Learning (TL)"]
    assert labels(known, "tra") == ["Transfer Learning (転移学習)"]
    assert labels(known, "teni") == ["Transfer Learning (転移学習)"]
    assert labels(known, "") == ["Transfer Learning (転移学習)"]
    assert labels(Completer([make_entry("x", "SynthID", "SynthID")]), "s") == ["SynthID"]


@pytest.mark.parametrize("character", ["👩‍👩‍👧", "が", "🇯🇵", "é"])
def test_a_label_is_cut_between_characters(make_entry: MakeEntry, character: str) -> None:
    name = "a" + character * 120
    most = (MAX_LABEL - 1) // len(character)

    assert labels(Completer([make_entry("long", name, "一")]), "a") == ["a" + character * most]


def test_a_label_without_room_for_two_names_has_the_headword(make_entry: MakeEntry) -> None:
    name = "Very Long " * 9 + "Name"

    assert labels(Completer([make_entry("long", name, "長い名前の用語")]), "long") == [name]


def test_one_character_too_long_for_a_label_is_cut_all_the_same(make_entry: MakeEntry) -> None:
    entry = make_entry("flood", "e" + "\u0301" * 500, "一")

    assert labels(Completer([entry]), "e") == ["e" + "\u0301" * (MAX_LABEL - 1)]


def test_every_name_is_completed_from_each_of_its_beginnings(
    glossary: Glossary, completer: Completer
) -> None:
    for entry in glossary.entries:
        for name in entry.names():
            key = fold(name)
            for length in range(1, len(name) + 1):
                begun = fold(name[:length])
                if begun and key.startswith(begun):
                    found = completer.complete(begun, "en", LIMIT)
                    better = len(found) == LIMIT and found[-1].rank[:2] <= (0, len(key))
                    assert better or entry in [one.entry for one in found], (name, begun)


def test_every_reading_is_completed_from_each_of_its_beginnings(
    glossary: Glossary, completer: Completer
) -> None:
    for entry in glossary.entries:
        for reading in (fold(entry.reading), skeleton_of_kana(entry.reading)):
            for length in range(1, len(reading) + 1):
                found = completer.complete(reading[:length], "ja", LIMIT)
                better = len(found) == LIMIT and found[-1].rank[:2] <= (1, len(reading))
                assert better or entry in [one.entry for one in found], reading[:length]


@given(st.lists(NAMES, max_size=80), st.text("abc転移ネ", min_size=1, max_size=3))
def test_the_best_are_those_that_comparing_all_finds(
    make_entry: MakeEntry, names: list[str], typed: str
) -> None:
    entries = made(make_entry, names)

    assert ids(Completer(entries), typed) == expected(entries, typed)


@pytest.mark.parametrize("others", [0, PACKED - 10, PACKED + 10])
@given(names=st.lists(NAMES, max_size=60), data=st.data())
def test_entries_that_come_and_go_leave_what_would_be_without_them(
    make_entry: MakeEntry, others: int, names: list[str], data: st.DataObject
) -> None:
    entries = made(make_entry, [*names, *(f"b{n}" for n in range(others))])
    order = data.draw(st.permutations(entries))
    gone = order[: data.draw(st.integers(0, len(order)))]
    live = Completer(order[::2])
    for entry in order[1::2]:
        live.add(entry)
    for entry in gone:
        live.remove(entry)
    fresh = Completer([entry for entry in entries if entry not in gone])

    for typed in ("", "a", "b", "ab", "abca", "転", "移転", "ネット", "daini"):
        assert live.complete(typed, "ja", LIMIT) == fresh.complete(typed, "ja", LIMIT)


def test_very_many_entries_may_come_and_go(make_entry: MakeEntry) -> None:
    """There are more lines than one block takes, and crowds of which the best are kept."""
    chosen = random.Random(20261124)  # noqa: S311 -- no secret
    letters = ["".join(chosen.choices("abcd", k=chosen.randint(4, 12))) for _ in range(8_300)]
    entries = made(make_entry, letters)
    live = Completer(entries[:3_900])
    for entry in entries[3_900:]:
        live.add(entry)
    fresh = Completer(entries)
    queries = ["a", "ab", "abc", "abcd", "dcbad", "よ", "yom", "第1", "第12"]

    assert [ids(live, typed) for typed in queries] == [ids(fresh, typed) for typed in queries]
    for entry in entries[: -LIMIT * 2]:
        live.remove(entry)
    left = Completer(entries[-LIMIT * 2 :])
    # infixes are looked for in few names only
    assert [ids(live, typed) for typed in queries] == [ids(left, typed) for typed in queries]


def test_never_more_are_offered_than_a_platform_shows(make_entry: MakeEntry) -> None:
    completer = Completer(made(make_entry, [f"a{n:03}" for n in range(200)]))

    assert ids(completer, "a", 120) == [f"t{n}" for n in range(BEST)]
    assert len(ids(completer, "", 120)) == BEST


@given(st.lists(NAMES, max_size=60), st.text("abc転移ネ", min_size=1, max_size=3))
def test_completions_of_two_completers_go_together_by_rank(
    make_entry: MakeEntry, names: list[str], typed: str
) -> None:
    entries = made(make_entry, names)
    parts = [Completer(entries[::2]), Completer(entries[1::2])]
    found = [one for part in parts for one in part.complete(typed, "ja", LIMIT)]
    found.sort(key=lambda one: one.rank)

    assert found[:LIMIT] == list(Completer(entries).complete(typed, "ja", LIMIT))


@given(st.text("abcdefgh", min_size=4, max_size=12), st.integers(1, 10), st.data())
def test_any_one_slip_is_forgiven_where_nothing_begins_so(
    make_entry: MakeEntry, name: str, at: int, data: st.DataObject
) -> None:
    at = min(at, len(name) - 1)
    letter = data.draw(st.sampled_from("abcdefgh"))
    typed = data.draw(
        st.sampled_from(
            [
                name[:at] + name[at + 1 :],
                name[:at] + letter + name[at + 1 :],
                name[:at] + letter + name[at:],
                name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :],
            ]
        )
    )
    assume(len(typed) >= 4)

    assert ids(Completer([make_entry("one", name, "一")]), typed) == ["one"]


@settings(max_examples=300)
@given(st.text(st.characters(), max_size=150))
def test_whatever_is_typed_gets_an_answer(completer: Completer, typed: str) -> None:
    found = completer.complete(typed, "ja", LIMIT)

    assert len(found) == len({one.entry.id for one in found}) <= LIMIT
    assert [one.rank for one in found] == sorted(one.rank for one in found)
    assert all(0 < len(one.label) <= MAX_LABEL for one in found)


@pytest.mark.parametrize("typed", ["a" * 1_000_000, "か" * 1_000_000, "e" + "\u0301" * 1_000_000])
def test_a_flood_is_not_looked_at_to_its_end(completer: Completer, typed: str) -> None:
    assert isinstance(completer.complete(typed, "ja", LIMIT), tuple)


@given(st.text(st.characters(), max_size=200))
def test_an_entry_of_any_name_may_come_and_go(make_entry: MakeEntry, name: str) -> None:
    known = Completer([])
    entry = make_entry("any", name, name + "名", name)
    known.add(entry)
    assert ids(known, "") == ["any"]
    known.remove(entry)

    assert ids(known, "") == ids(known, name) == []
