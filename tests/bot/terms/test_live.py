"""The glossary follows its terms as they come, change and go, and stands on another."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terms.entry import Entry
from bot.terms.glossary import Glossary

QUERIES = (
    "Model Drift",
    "model drifts",
    "もでるどりふと",
    "moderudorifuto",
    "modell drift",
    "modelドリフト",
    "模出流ドリフト",
)
"""The same name on every rung that can be asked."""


@pytest.fixture
def drift(make_entry: Callable[..., Entry]) -> Entry:
    return make_entry("model-drift", "Model Drift", "モデルドリフト", "もでるどりふと")


@pytest.fixture
def changed(make_entry: Callable[..., Entry]) -> Entry:
    return make_entry("model-drift", "Concept Drift", "概念ドリフト", "がいねんどりふと")


def ids(glossary: Glossary, query: str) -> list[str]:
    return [hit.entry.id for hit in glossary.find(query).hits]


@pytest.mark.parametrize("query", QUERIES[:-1])
def test_a_term_that_comes_is_found_on_every_rung(query: str, drift: Entry) -> None:
    glossary = Glossary(())
    glossary.prepare()

    glossary.add(drift)

    assert ids(glossary, query) == ["model-drift"]
    assert [spot.entry for spot in glossary.spot("そのモデルドリフトを調べる")] == [drift]
    assert [entry for entry, _ in glossary.complete("モデルド", "ja")] == [drift]
    assert glossary.entries == (drift,)


@pytest.mark.parametrize("query", QUERIES[:-1])
def test_a_term_that_goes_is_found_no_more(query: str, drift: Entry) -> None:
    glossary = Glossary([drift])
    glossary.prepare()

    glossary.remove("model-drift")
    glossary.remove("model-drift")

    assert ids(glossary, query) == []
    assert glossary.spot("そのモデルドリフトを調べる") == ()
    assert glossary.complete("モデルド", "ja") == ()
    assert glossary.entries == ()


def test_a_term_that_changes_is_found_by_its_new_names_only(drift: Entry, changed: Entry) -> None:
    glossary = Glossary([drift])
    glossary.prepare()

    glossary.add(changed)

    assert ids(glossary, "概念ドリフト") == ["model-drift"]
    assert glossary.find("Model Drift").match == "none"
    assert glossary.entries == (changed,)


def test_a_team_finds_its_own_terms_and_those_of_all(glossary: Glossary, drift: Entry) -> None:
    team = Glossary([drift], base=glossary)

    assert ids(team, "model drift") == ["model-drift"]
    assert ids(team, "transfer learning") == ["transfer-learning"]
    assert ids(glossary, "model drift") != ["model-drift"]
    spots = team.spot("転移学習でモデルドリフトを")
    assert [spot.entry.id for spot in spots] == ["transfer-learning", "model-drift"]


def test_a_teams_own_terms_are_completed_among_those_of_all(
    glossary: Glossary, drift: Entry, make_entry: Callable[..., Entry]
) -> None:
    longer = make_entry("longest", "Transfer Learning of Models", "転移学習のモデル")
    team = Glossary([longer, drift], base=glossary)

    assert [entry.id for entry, _ in team.complete("transfer l", "en")] == [
        "transfer-learning",
        "longest",
    ]
    assert team.complete("modl dri", "en")[0][0] is drift
    assert drift not in [entry for entry, _ in glossary.complete("modl dri", "en")]


def test_a_teams_version_of_a_term_hides_the_one_of_all(
    glossary: Glossary, make_entry: Callable[..., Entry]
) -> None:
    own = make_entry("transfer-learning", "Transfer Learning", "転移学習", "てんいがくしゅう")

    team = Glossary([own], base=glossary)

    assert team.find("転移学習").hits[0].entry is own
    assert team.get("transfer-learning") is own
    assert len(team.entries) == len(glossary.entries)
    assert [spot.entry for spot in team.spot("転移学習")] == [own]
    assert team.complete("転移学習", "ja")[0][0] is own


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 7)), max_size=30))
def test_a_glossary_that_lived_is_as_one_made_anew(
    make_entry: Callable[..., Entry], events: list[tuple[bool, int]]
) -> None:
    kanji = "転移深層強化教師正則分類回帰"
    entries = [
        make_entry(f"term-{n}", f"Term {n} Learning", f"{kanji[n]}{kanji[n + 1]}学習", "よみ")
        for n in range(8)
    ]
    lived = Glossary(())
    lived.prepare()
    left: dict[str, Entry] = {}
    for comes, number in events:
        if comes:
            lived.add(entries[number])
            left.pop(entries[number].id, None)  # who comes again comes last
            left[entries[number].id] = entries[number]
        else:
            lived.remove(entries[number].id)
            left.pop(entries[number].id, None)
    fresh = Glossary(left.values())

    assert lived.entries == fresh.entries
    for entry in entries:
        for query in (entry.en, entry.ja, f"{entry.en}s", f"{entry.ja}とは"):
            found = lived.find(query)
            assert found.match == fresh.find(query).match
            assert {hit.entry.id for hit in found.hits} == {
                hit.entry.id for hit in fresh.find(query).hits
            }
