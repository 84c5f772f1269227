"""Terms that come, change and go are spotted at once, those of a team over those of all."""

from collections.abc import Callable

from bot.terms.entry import Entry
from bot.terms.glossary import Glossary

MakeEntry = Callable[..., Entry]


def ids(glossary: Glossary, text: str) -> list[str]:
    return [spot.entry.id for spot in glossary.spot(text)]


def test_what_is_added_is_found_and_what_is_removed_is_not(make_entry: MakeEntry) -> None:
    glossary = Glossary([make_entry("one", "First Thing", "最初のもの")])
    glossary.add(make_entry("two", "Second Thing", "次のもの"))

    assert ids(glossary, "最初のものと次のもの") == ["one", "two"]
    glossary.remove("one")
    assert ids(glossary, "最初のものと次のもの") == ["two"]
    glossary.remove("two")
    glossary.remove("never there")
    assert ids(glossary, "最初のものと次のもの") == []


def test_a_glossary_of_nothing_finds_what_it_is_taught(make_entry: MakeEntry) -> None:
    glossary = Glossary([])
    glossary.prepare()

    assert ids(glossary, "最初のもの") == []
    glossary.add(make_entry("one", "First Thing", "最初のもの"))
    assert ids(glossary, "最初のもの") == ["one"]


def test_a_changed_entry_loses_its_old_names(make_entry: MakeEntry) -> None:
    glossary = Glossary([make_entry("one", "First Thing", "最初のもの")])
    glossary.spot("最初のもの")

    glossary.add(make_entry("one", "Other Thing", "別のもの"))
    glossary.add(make_entry("one", "Third Thing", "三番目のもの"))

    assert ids(glossary, "最初のもの、別のもの") == []
    assert ids(glossary, "Third things") == ["one"]


def test_preparing_changes_nothing_that_is_found(make_entry: MakeEntry) -> None:
    glossary = Glossary([make_entry(f"e{n}", f"Thing {n}", f"{n}番目のもの") for n in range(200)])
    glossary.remove("e3")
    glossary.add(make_entry("e200", "Thing 200", "200番目のもの"))
    text = "3番目のもの、4番目のもの、Ｔｈｉｎｇ　２００"
    before = glossary.spot(text)

    glossary.prepare()

    assert glossary.spot(text) == before
    assert [spot.entry.id for spot in before] == ["e4", "e200"]


def test_a_longer_added_name_covers_the_one_inside(make_entry: MakeEntry) -> None:
    glossary = Glossary([make_entry("one", "Transfer", "転移学習")])
    glossary.add(make_entry("two", "Deep Transfer", "深層転移学習"))

    assert ids(glossary, "深層転移学習") == ["two"]
    assert ids(glossary, "転移学習") == ["one"]


def test_one_glossary_lies_over_another_and_keeps_its_own_ids(make_entry: MakeEntry) -> None:
    base = Glossary(
        [make_entry("one", "First Thing", "最初のもの"), make_entry("two", "Thing Two", "次のもの")]
    )
    team = Glossary(
        [make_entry("two", "Our Second", "二番目"), make_entry("ours", "Ours", "最初のもの")],
        base,
    )

    assert ids(team, "最初のものと次のものと二番目") == ["ours", "one", "two"]
    assert ids(base, "最初のものと次のもの") == ["one", "two"]


def test_small_glossarys_in_any_number_find_their_own(make_entry: MakeEntry) -> None:
    teams = [Glossary([make_entry(f"e{n}", f"Thing {n}", f"{n}号機")]) for n in range(120)]

    assert [ids(team, "7号機と119号機") for team in (teams[7], teams[119], teams[7])] == [
        ["e7"],
        ["e119"],
        ["e7"],
    ]
