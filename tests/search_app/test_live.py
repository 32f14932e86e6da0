"""The live engine: a rebuild is picked up while threads search, and a bad generation never replaces a good one."""

from __future__ import annotations

import threading
from pathlib import Path
from random import Random

import pytest
from contracts.corpora import articles, engine_query
from samples import PAGES

from indexer import generation
from indexer.analysis import Analyser
from indexer.build import build
from indexer.errors import ForeignGeneration, NoGeneration
from indexer.generation import Manifest
from indexer.stores.whoosh import WhooshStore
from search_app.engines.whoosh import WhooshEngine
from search_app.live import LiveEngine
from search_app.opening import Opener

PARTS = ["zgjx/2018", "zgjx/2019", "gzjb/2020", "gzjb/2021"]


def publish(index: Path, part: str, analyser: Analyser) -> str:
    pages = [PAGES / part]
    return build(pages, index, WhooshStore(), analyser, keep=2, rebuild=True, progress=lambda *_: None).generation


def live(index: Path, analyser: Analyser) -> LiveEngine:
    return LiveEngine(index, Opener("whoosh", WhooshEngine, analyser), reload_seconds=0)


def test_before_the_first_build_there_is_no_engine_and_after_it_there_is(tmp_path: Path, analyser: Analyser) -> None:
    engines = live(tmp_path, analyser)
    with pytest.raises(NoGeneration):
        engines.current()
    assert engines.health().generation is None
    name = publish(tmp_path, PARTS[0], analyser)
    assert engines.current().generation == name
    assert engines.health().last_reload_error is None


def test_a_generation_that_cannot_be_opened_leaves_the_old_one_answering_and_is_reported(
    tmp_path: Path, analyser: Analyser
) -> None:
    engines = live(tmp_path, analyser)
    good = publish(tmp_path, PARTS[0], analyser)
    engines.current()
    bad = publish(tmp_path, PARTS[1], analyser)
    next(generation.folder(tmp_path, bad).glob("*.arr")).unlink()
    assert engines.current().generation == good
    assert bad in (engines.health().last_reload_error or "")


@pytest.mark.parametrize("given", ["absolute", "relative"])
def test_health_names_no_path_of_the_machine(
    tmp_path: Path, analyser: Analyser, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.chdir(tmp_path)
    index = tmp_path / "inside" / "index" if given == "absolute" else Path("inside/index")
    told = [live(index, analyser).health().last_reload_error]
    publish(index, PARTS[0], analyser)
    (index / "CURRENT").write_text("no name")
    told.append(live(index, analyser).health().last_reload_error)
    (index / "CURRENT").unlink()
    told.append(live(index, analyser).health().last_reload_error)
    (index / "CURRENT").mkdir()
    told.append(live(index, analyser).health().last_reload_error)
    assert all("索引目录" in str(sentence) and "inside" not in str(sentence) for sentence in told), told


@pytest.mark.parametrize("given", [".", "index", "a"])
def test_the_name_of_the_index_folder_takes_nothing_out_of_a_sentence(
    tmp_path: Path, analyser: Analyser, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.chdir(tmp_path)
    told = live(Path(given), analyser).health().last_reload_error
    assert told == "索引目录 中还没有索引，请先运行 python -m indexer build 网页目录 --index 索引目录"


@pytest.mark.parametrize("change", [{"analysis": "another"}, {"store": "another"}, {"layout": "another"}, {"layout": ""}])
def test_a_generation_of_another_analysis_store_or_field_table_is_refused(
    tmp_path: Path, analyser: Analyser, change: dict[str, str]
) -> None:
    name = publish(tmp_path, PARTS[0], analyser)
    path = generation.folder(tmp_path, name) / generation.MANIFEST
    for key, value in change.items():
        text = path.read_text(encoding="utf-8")
        manifest = generation.read_manifest(tmp_path, name)
        path.write_text(text.replace(f'"{key}": "{getattr(manifest, key)}"', f'"{key}": "{value}"'), encoding="utf-8")
    assert "重建索引" in (live(tmp_path, analyser).health().last_reload_error or "")


def test_nothing_is_unpickled_that_the_manifest_does_not_vouch_for(tmp_path: Path, analyser: Analyser) -> None:
    name = publish(tmp_path, PARTS[0], analyser)
    mark = tmp_path / "executed"
    (contents,) = generation.folder(tmp_path, name).glob("*.toc")
    attack = b"cos\nmkdir\n(S'" + str(mark).encode() + b"'\ntR."
    content = contents.read_bytes()
    contents.write_bytes(content[:16] + attack + content[16 + len(attack) :])
    assert contents.name in (live(tmp_path, analyser).health().last_reload_error or "")
    contents.write_bytes(content)
    contents.with_name("_MAIN_99.toc").write_bytes(content[:16] + attack)  # Whoosh opens the one with the highest number
    assert "_MAIN_99.toc" in (live(tmp_path, analyser).health().last_reload_error or "")
    assert not mark.exists()


def test_threads_search_without_error_while_generations_are_published(tmp_path: Path, analyser: Analyser) -> None:
    publish(tmp_path, PARTS[0], analyser)
    engines = live(tmp_path, analyser)
    stop = threading.Event()
    failures: list[BaseException] = []
    seen: set[str] = set()

    def search(seed: int) -> None:
        rng = Random(seed)
        corpus = articles(rng, 5)
        try:
            while not stop.wait(0.002):  # or the builds would hardly get a turn
                engine = engines.current()
                seen.add(engine.generation)
                answer = engine.search(engine_query(rng, corpus))
                assert list(engine.articles([hit.id for hit in answer.hits])) == [hit.id for hit in answer.hits]
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=search, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    names = [publish(tmp_path, part, analyser) for part in PARTS * 2]
    stop.set()
    for thread in threads:
        thread.join()
    assert not failures
    assert len(seen & set(names)) >= 3
    assert engines.current().generation == names[-1]


@pytest.mark.parametrize("name", ["*.toc", "*.arr", "*.articles", "*.facet_year.col"])
@pytest.mark.parametrize("seed", range(6))
def test_damage_that_keeps_the_size_never_replaces_a_good_engine_with_an_exception(
    tmp_path: Path, analyser: Analyser, name: str, seed: int
) -> None:
    engines = live(tmp_path, analyser)
    good = publish(tmp_path, PARTS[0], analyser)
    engines.current()
    bad = publish(tmp_path, PARTS[1], analyser)
    victim = next(generation.folder(tmp_path, bad).glob(name))
    victim.write_bytes(Random(seed).randbytes(victim.stat().st_size))
    assert engines.health().generation in (good, bad)
    assert engines.current().generation in (good, bad)


def test_a_manifest_nobody_may_read_is_reported_and_the_old_generation_goes_on(
    tmp_path: Path, analyser: Analyser, monkeypatch: pytest.MonkeyPatch
) -> None:
    engines = live(tmp_path, analyser)
    good = publish(tmp_path, PARTS[0], analyser)
    engines.current()
    publish(tmp_path, PARTS[1], analyser)

    def refused(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", refused)
    assert engines.current().generation == good
    assert "权限" in (engines.health().last_reload_error or "")


def test_an_engine_that_fails_in_a_way_of_its_own_leaves_the_old_one_answering(tmp_path: Path, analyser: Analyser) -> None:
    good = publish(tmp_path, PARTS[0], analyser)

    def reaches_one(home: Path, manifest: Manifest, named: Analyser) -> WhooshEngine:
        if manifest.name != good:
            raise ConnectionError("nobody listens")
        return WhooshEngine(home, manifest, named)

    engines = LiveEngine(tmp_path, Opener("whoosh", reaches_one, analyser), reload_seconds=0)
    engines.current()
    publish(tmp_path, PARTS[1], analyser)
    assert engines.current().generation == good
    assert "nobody listens" in (engines.health().last_reload_error or "")


def test_an_error_told_many_times_does_not_grow(tmp_path: Path, analyser: Analyser) -> None:
    engines = LiveEngine(tmp_path, Opener("whoosh", WhooshEngine, analyser), reload_seconds=3600)
    depths = set()
    for _ in range(5):
        with pytest.raises(NoGeneration) as told:
            engines.current()
        depths.add(len(told.traceback))
    assert len(depths) == 1


def test_every_trouble_with_a_change_is_told_to_the_log_once_with_its_path_and_so_is_its_end(
    tmp_path: Path, analyser: Analyser
) -> None:
    said: list[str] = []
    engines = LiveEngine(tmp_path, Opener("whoosh", WhooshEngine, analyser), reload_seconds=0, say=said.append)
    assert engines.trouble() == f"{tmp_path} 中还没有索引，请先运行 python -m indexer build 网页目录 --index {tmp_path}"
    assert engines.health().generation is None
    assert not said  # whoever asked for it was told
    good = publish(tmp_path, PARTS[0], analyser)
    for _ in range(3):
        engines.current()
    assert said == [f"索引打开了，现在用 {good}"]
    (tmp_path / "CURRENT").write_text("bad\n")
    for _ in range(3):
        engines.current()
    assert said[1:] == [f"{tmp_path} 中没有名为 bad 的一代索引，可用 list 查看；网站仍用 {good}"]
    (tmp_path / "CURRENT").write_text(good)
    engines.current()
    assert said[2:] == [f"索引打开了，现在用 {good}"]
    assert engines.trouble() is None


def of_format(index: Path, name: str, number: int) -> None:
    path = generation.folder(index, name) / generation.MANIFEST
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f'"format": {generation.FORMAT}', f'"format": {number}'), encoding="utf-8")


def test_a_process_that_starts_beside_an_index_of_an_upgraded_program_answers_from_the_generation_before(
    tmp_path: Path, analyser: Analyser
) -> None:
    before = publish(tmp_path, PARTS[0], analyser)
    of_format(tmp_path, publish(tmp_path, PARTS[1], analyser), generation.FORMAT + 1)
    said: list[str] = []
    engines = LiveEngine(tmp_path, Opener("whoosh", WhooshEngine, analyser), reload_seconds=0, say=said.append)
    assert engines.current().generation == before
    assert engines.current().generation == before
    assert len(said) == 1
    assert "重启网站" in said[0]
    assert said[0].endswith(f"；网站仍用 {before}")
    assert "重启网站" in (engines.health().last_reload_error or "")
    newest = publish(tmp_path, PARTS[2], analyser)
    assert engines.current().generation == newest


def test_a_process_that_starts_beside_a_damaged_generation_answers_from_the_one_before_as_the_others_do(
    tmp_path: Path, analyser: Analyser
) -> None:
    before = publish(tmp_path, PARTS[0], analyser)
    damaged = publish(tmp_path, PARTS[1], analyser)
    next(generation.folder(tmp_path, damaged).glob("*.arr")).write_bytes(b"")
    engines = live(tmp_path, analyser)
    assert engines.current().generation == before
    assert "缺失或与清单不符" in (engines.trouble() or "")


def test_a_generation_that_was_gone_back_from_is_not_served_in_place_of_a_foreign_one(tmp_path: Path, analyser: Analyser) -> None:
    foreign = publish(tmp_path, PARTS[0], analyser)
    publish(tmp_path, PARTS[1], analyser)
    of_format(tmp_path, foreign, generation.FORMAT - 1)
    (tmp_path / "CURRENT").write_text(foreign)
    with pytest.raises(ForeignGeneration, match="重建索引"):
        live(tmp_path, analyser).current()
