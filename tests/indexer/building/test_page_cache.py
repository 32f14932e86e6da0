"""The page cache gives back what was put in, drops what a build had no use for, and names whatever is wrong with its file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from indexer.building.page_cache import APPLICATION, FILE, contents, open_cache, set_aside
from indexer.building.records import Record
from indexer.errors import DamagedCache, LockedCache

ONE, TWO, THREE = (Record(f"facts{n}".encode(), bytes([n]) * 10_000) for n in (1, 2, 3))
A, B = b"a" * 32, b"b" * 32


def filled(folder: Path) -> None:
    with open_cache(folder) as cache:
        cache.keep(A, [ONE, TWO])
        cache.keep(B, [THREE])


def test_records_come_back_by_key_in_their_order_and_by_place(tmp_path: Path) -> None:
    filled(tmp_path)
    with open_cache(tmp_path) as cache:
        places = cache.find(A)
        assert places
        assert [cache.facts(place) for place in places] == [ONE.facts, TWO.facts]
        assert list(contents(cache.path, places[::-1])) == [TWO.content, ONE.content]
        assert cache.find(b"c" * 32) is None


def test_a_key_that_is_put_in_twice_is_there_once(tmp_path: Path) -> None:
    with open_cache(tmp_path) as cache:
        assert cache.keep(A, [ONE, TWO]) == cache.keep(A, [ONE, TWO]) == cache.find(A)


def test_what_was_neither_found_nor_put_in_since_opening_goes_and_its_space_with_it(tmp_path: Path) -> None:
    with open_cache(tmp_path) as cache:
        for number in range(90):
            cache.keep(bytes([number]) * 32, [THREE])
    before = (tmp_path / FILE).stat().st_size
    with open_cache(tmp_path) as cache:
        cache.find(bytes([7]) * 32)
        cache.keep(A, [ONE])
        assert cache.drop_unused() == 89
        assert cache.find(A)
    assert (tmp_path / FILE).stat().st_size < before / 10
    with open_cache(tmp_path) as cache:
        assert cache.find(bytes([7]) * 32)
        assert cache.find(bytes([8]) * 32) is None


def test_a_key_that_was_broken_off_while_it_was_put_in_is_not_there(tmp_path: Path) -> None:
    class BrokenOff:
        facts = b"2"

        @property
        def content(self) -> bytes:
            raise KeyboardInterrupt

    for records in ([ONE, BrokenOff()], [BrokenOff(), TWO]):
        with pytest.raises(KeyboardInterrupt), open_cache(tmp_path) as cache:
            cache.keep(A, records)  # type: ignore[arg-type]  # stands for Ctrl-C at this record
        with open_cache(tmp_path) as cache:
            assert cache.find(A) is None
    with open_cache(tmp_path) as cache:
        assert [cache.facts(place) for place in cache.keep(A, [ONE, TWO])] == [ONE.facts, TWO.facts]


def test_what_was_put_in_stays_though_the_build_breaks_off(tmp_path: Path) -> None:
    def break_off() -> None:
        with open_cache(tmp_path) as cache:
            cache.keep(A, [ONE])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    with open_cache(tmp_path) as cache:
        assert cache.find(A)


def damage_everything(path: Path) -> None:
    path.write_bytes(b"no database at all, but as long as one has to be" * 100)


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5_000])


def another_programs(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE pages (x)")
    base.close()


def another_format(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA user_version = 99")
    base.close()


def another_table(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as base:
        base.execute(f"PRAGMA application_id = {APPLICATION}")
        base.execute("PRAGMA user_version = 1")
        base.execute("CREATE TABLE pages (x)")
    base.close()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES = [damage_everything, cut_off, another_programs, another_format, another_table, a_folder]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_file_that_is_no_cache_of_this_program_is_named_and_can_be_set_aside(tmp_path: Path, damage: object) -> None:
    filled(tmp_path)
    damage(tmp_path / FILE)  # type: ignore[operator]

    def use() -> None:
        with open_cache(tmp_path) as cache:
            for key in (A, B):
                for place in cache.find(key) or []:
                    cache.content(place)

    with pytest.raises(DamagedCache, match=FILE):
        use()
    set_aside(tmp_path)
    use()
    assert (tmp_path / f"{FILE}.set-aside").exists()


def test_a_cache_that_somebody_else_has_locked_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.building.page_cache._WAIT", 0.05)
    filled(tmp_path)
    other = sqlite3.connect(tmp_path / FILE)
    try:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LockedCache), open_cache(tmp_path):
            pass
    finally:
        other.close()


def test_a_full_disk_is_an_error_of_the_system_and_not_of_the_cache(tmp_path: Path) -> None:
    with open_cache(tmp_path) as cache:
        cache._base.execute("PRAGMA max_page_count = 8")
        with pytest.raises(OSError, match="space") as told:
            cache.keep(A, [ONE, TWO, THREE, ONE, TWO])
    assert told.value.filename == str(tmp_path / FILE)


def test_a_place_that_is_gone_is_damage(tmp_path: Path) -> None:
    with open_cache(tmp_path) as cache, pytest.raises(DamagedCache):
        cache.facts(99)


def test_contents_are_read_by_others_while_the_build_holds_the_file(tmp_path: Path) -> None:
    home = tmp_path / "a folder? with #signs%20"
    home.mkdir()
    with open_cache(home) as cache:
        places = cache.keep(A, [ONE, TWO])
        cache.commit()
        assert list(contents(cache.path, places)) == [ONE.content, TWO.content]


def test_a_content_that_is_not_there_is_damage(tmp_path: Path) -> None:
    filled(tmp_path)
    with pytest.raises(DamagedCache, match="少了一页"):
        list(contents(tmp_path / FILE, [1, 99]))
    (tmp_path / FILE).write_bytes(b"no database, whatever its name says" * 100)
    with pytest.raises(DamagedCache):
        list(contents(tmp_path / FILE, [1]))
