"""What was parsed is kept for the next start, and is never older than its file."""

from pathlib import Path
from shutil import copy

import pytest
from msgspec.msgpack import decode, encode

from bot.terms import cache
from bot.terms.load import load

TERMS = Path(__file__).parents[3] / "data" / "terms"
NAMES = ("token.yaml", "prompt.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good entries."""
    made = tmp_path / "terms"
    made.mkdir()
    for name in NAMES:
        copy(TERMS / name, made)
    return made


def edit(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_a_second_start_gives_the_same_entries(folder: Path, tmp_path: Path) -> None:
    first = load(folder, tmp_path / "cache.msgpack")

    assert load(folder, tmp_path / "cache.msgpack") == first == load(folder)


def test_what_is_kept_is_what_the_next_start_reads(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "cache.msgpack"
    load(folder, file)
    file.write_bytes(file.read_bytes().replace(b"Token", b"Tokem"))

    assert load(folder, file).entries[1].en == "Tokem"


def test_an_edited_file_is_read_again(folder: Path, tmp_path: Path) -> None:
    load(folder, tmp_path / "cache.msgpack")
    edit(folder / "token.yaml", "name: {en: Token,", "name: {en: Tokens,")

    assert load(folder, tmp_path / "cache.msgpack").entries[1].en == "Tokens"
    assert load(folder, tmp_path / "cache.msgpack").entries[1].en == "Tokens"


def test_a_file_that_turns_bad_is_left_out_and_told_at_every_start(
    folder: Path, tmp_path: Path
) -> None:
    load(folder, tmp_path / "cache.msgpack")
    edit(folder / "token.yaml", "reading: とーくん", "reading: トークン")

    for _ in range(2):
        loaded = load(folder, tmp_path / "cache.msgpack")
        assert [entry.id for entry in loaded.entries] == ["prompt"]
        assert "not hiragana" in str(loaded.faults[0])


def test_a_removed_file_is_gone(folder: Path, tmp_path: Path) -> None:
    load(folder, tmp_path / "cache.msgpack")
    (folder / "token.yaml").unlink()

    assert [entry.id for entry in load(folder, tmp_path / "cache.msgpack").entries] == ["prompt"]


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", encode([1, {}]), encode([cache.FORMAT, 0]), b"\xff\xfe"]
)
def test_a_cache_of_no_use_only_costs_the_time(
    content: bytes, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "cache.msgpack").write_bytes(content)

    assert len(load(folder, tmp_path / "cache.msgpack").entries) == 2
    assert len(cache.read(tmp_path / "cache.msgpack")) == 2


def test_a_cache_of_another_format_is_not_read(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "cache.msgpack"
    load(folder, file)
    file.write_bytes(encode([cache.FORMAT - 1, decode(file.read_bytes())[1]]))

    assert cache.read(file) == {}


def test_a_cache_that_cannot_be_replaced_leaves_nothing_behind(
    folder: Path, tmp_path: Path
) -> None:
    place = tmp_path / "cache"
    (place / "terms.msgpack").mkdir(parents=True)

    assert len(load(folder, place / "terms.msgpack").entries) == 2
    assert [path.name for path in place.iterdir()] == ["terms.msgpack"]


def test_where_nothing_can_be_written_nothing_is_kept(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert len(load(folder, tmp_path / "file" / "cache.msgpack").entries) == 2


def test_a_dangling_link_is_told(folder: Path, tmp_path: Path) -> None:
    (folder / "rag.yaml").symlink_to(tmp_path / "nowhere.yaml")

    loaded = load(folder, tmp_path / "cache.msgpack")

    assert len(loaded.entries) == 2
    assert loaded.faults
