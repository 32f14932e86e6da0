"""The benchmark measures what it says: the same work for all, differing answers marked, nothing written by hand lost."""

from __future__ import annotations

import json
import os
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from indexer.analysis import Analyser
from indexer.fields import FACETS, TEXTS
from indexer.settings import Settings
from search_app import create_app
from search_app.search.ranking import GRAM_FACTOR

HERE = Path(__file__).parent


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The modules of the benchmark, which are scripts beside each other and no package."""
    monkeypatch.syspath_prepend(HERE / "benchmarks")
    import agreement
    import corpora
    import figures
    import generator
    import measure
    import pages
    import parts
    import queries
    import relevance
    import report
    import report_tables
    import report_targets
    import rows
    import site_way
    import stream
    import watching
    import weights
    import wire

    of_runs = (agreement, corpora, figures, generator, measure, pages, parts, queries, relevance, rows, stream)
    of_runs = (*of_runs, watching, weights, wire)
    others = (report, report_tables, report_targets, site_way)
    return SimpleNamespace(**{module.__name__: module for module in (*of_runs, *others)})


PROGRAMS = sorted(file for file in (HERE / "benchmarks").glob("*.py") if '"__main__"' in file.read_text(encoding="utf-8"))


@pytest.fixture
def no_module_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Neither loaded nor on the path, as where a program is started by itself."""
    loaded = _modules_of_the_tests()
    for name in loaded:
        del sys.modules[name]
    monkeypatch.setattr(sys, "path", [folder for folder in sys.path if not HERE.is_relative_to(Path(folder).resolve())])
    yield
    for name in _modules_of_the_tests():
        del sys.modules[name]
    sys.modules.update(loaded)


def _modules_of_the_tests() -> dict[str, ModuleType]:
    files = {name: getattr(module, "__file__", None) for name, module in sys.modules.items()}
    return {name: sys.modules[name] for name, file in files.items() if file and Path(file).is_relative_to(HERE)}


@pytest.mark.usefixtures("no_module_of_the_tests")
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda file: file.name)
def test_a_program_of_the_benchmark_finds_its_modules(monkeypatch: pytest.MonkeyPatch, program: Path) -> None:
    """Its own folder is all that a program knows of the tests, be it one that `make bench` starts or that a developer does."""
    monkeypatch.setattr(sys, "path", [str(program.parent), *sys.path])
    runpy.run_path(str(program))


def test_every_engine_scores_by_the_weights_of_the_fields_table(bench: Any) -> None:
    assert {item.name: item.text.weight for item in TEXTS if item.text} == bench.weights.FIELD_WEIGHTS
    assert bench.weights.GRAM_FACTOR == GRAM_FACTOR


def test_every_engine_is_given_all_searched_texts_and_known_facets(bench: Any) -> None:
    assert set(bench.stream.TEXTS) == {item.name for item in TEXTS}
    assert set(bench.stream.FACETS) <= set(FACETS)


def test_no_gram_spans_two_paragraphs(bench: Any) -> None:
    assert bench.stream.spaced_grams("地方志\n年\n年鉴").split() == ["地方", "方志", bench.stream.GAP, bench.stream.GAP, "年鉴"]


def test_an_article_is_the_same_made_alone_or_among_all(bench: Any) -> None:
    corpus = bench.generator.Bulletins(20, characters=100)
    assert list(corpus.articles(7, 9)) == list(bench.generator.bulletins(20, characters=100))[7:9]


def test_engines_answer_in_their_processes_as_the_reference_does(bench: Any, tmp_path: Path) -> None:
    rows = [bench.rows.Row(bench.rows.OURS, "this_project"), bench.rows.Row(bench.rows.FTS5, "sqlite_fts5")]
    assert bench.agreement.against_the_reference(rows, tmp_path, 3) == {
        bench.rows.OURS: 0,
        bench.rows.FTS5: 0,
        "queries": 36,
    }


def test_no_engine_finds_a_phrase_in_two_paragraphs(bench: Any, tmp_path: Path) -> None:
    """tantivy's cover of a phrase leaves bigrams out, among them the one in whose place a gap of one position stood."""
    keys = {**dict.fromkeys(bench.stream.TEXTS, ""), "body": "甲一。\n中国乙\n在一。中国"}
    line = {"id": "a", "json": "{}", "words": keys, "keys": keys, "facets": {}, "moment": 0}
    line["facets"] = {name: [] for name in bench.stream.FACETS}
    tokens = tmp_path / "tokens"
    tokens.mkdir()
    other = {**line, "id": "b", "keys": {**keys, "body": "甲一。\n中国乙"}}
    (tokens / "0.jsonl").write_text(f"{json.dumps(line)}\n{json.dumps(other)}\n", encoding="utf-8")
    corpus = bench.corpora.Ready(bench.corpora.Corpus("two", 2, 1), tokens, 1)
    asked = [bench.queries.plan(bench.queries.request_of(f'"{text}"'), Analyser()) for text in ("一。中国", "甲一。中国乙")]
    found = {}
    for row in (row for row in bench.rows.rows()[0] if row.searches and row.name != bench.rows.OURS):
        if row.index_of is None:
            bench.measure.build(row, corpus, tmp_path, reuse=False)
        engine = bench.measure.worker(row)
        engine.ask("open", home=str(bench.measure.home_of(row, corpus, tmp_path)))
        found[row.name] = [answer["ids"] for answer in engine.ask("block", plans=asked, answers=True)["answers"]]
        engine.close()
    assert set(map(repr, found.values())) == {"[['a'], []]"}, found


def test_an_answer_of_another_total_is_counted_as_wrong(bench: Any) -> None:
    ours = {"rare word": {"answers": [{"total": 3, "years": {"2020": 3}}, {"total": 1, "years": {}}]}}
    theirs = {"rare word": {"answers": [{"total": 4, "years": {"2020": 3}}, {"total": 1, "years": {}}]}}
    assert bench.measure.disagreements(theirs, ours) == {"rare word": 1}


def test_a_target_without_a_figure_is_not_called_reached(bench: Any) -> None:
    lines = [line for line in bench.report_targets.target_lines({}) if line.startswith("| ")][1:]
    assert len(lines) > 15
    assert all(line.endswith("| not measured in this run | – |") for line in lines)


def run_of(bench: Any, size: int, **peers: dict[str, Any]) -> dict[str, Any]:
    """What is known of a run in which every engine needed a millisecond a query but this project half of one."""
    ours = {
        "version": "x",
        "documents": size,
        "seconds": 10.0,
        "processor_seconds": 8.0,
        "peak_mb": 9.0,
        "bytes": 9,
        "reused": False,
    }
    built = {bench.rows.OURS: ours, **{name: {**ours, **facts} for name, facts in peers.items()}}
    kinds = ["rare word", *bench.report_targets.PHRASES, bench.queries.SENTENCES]
    return {
        "corpus": f"bulletins-{size}",
        "articles": size,
        "text_bytes": 9,
        "queries": 2,
        "rounds": 1,
        "built": built,
        "ended": {},
        "opened": {},
        "ms": {name: dict.fromkeys(kinds, [0.5, 0.5] if name == bench.rows.OURS else [1.0, 1.0]) for name in built},
        "wrong": {},
        "totals": {kind: [1, 2] for kind in kinds},
    }


def measured(bench: Any, facts: dict[str, Any], what: str) -> str:
    """The lines of the table of targets that begin so."""
    return "\n".join(line for line in bench.report_targets.target_lines(facts) if line.startswith(f"| {what}"))


def test_a_target_of_fifty_thousand_is_not_reached_by_fewer(bench: Any) -> None:
    lines = [
        measured(bench, {f"engines/{size}": run_of(bench, size, tantivy={})}, "search p50 against tantivy")
        for size in (10_000, 50_000)
    ]
    assert [line.rsplit("|", 2)[1].strip() for line in lines] == ["–", "yes"]


def test_a_peer_of_an_earlier_run_is_named_and_compared_by_processor_time(bench: Any) -> None:
    facts = {"engines/50000": run_of(bench, 50_000, Xapian={"seconds": 900.0, "processor_seconds": 80.0, "reused": True})}
    line = measured(bench, facts, "build, tokens ready, one core, against Xapian")
    assert "10.00 × (6250, 625 docs/s of processor time, the peer's of an earlier run)" in line
    assert "† Built in an earlier run, from which its build figures come: Xapian." in list(
        bench.report_tables.engine_lines(facts)
    )


def test_a_peer_that_ended_while_it_was_built_is_shown(bench: Any) -> None:
    run = run_of(bench, 50_000, tantivy={}) | {"ended": {"Xapian": "the engine ended with -9 at build"}}
    lines = list(bench.report_tables.engine_lines({"engines/50000": run}))
    assert any(line.startswith("| Xapian | not built: the engine ended with -9 at build |") for line in lines)


def test_every_kind_is_shown_at_every_size(bench: Any) -> None:
    runs = {f"engines/{size}": run_of(bench, size) for size in (10_000, 50_000)}
    for run in runs.values():
        run["opened"] = {bench.rows.OURS: {"seconds": 0.1, "after_mb": 1.0}}
    runs["engines/50000"]["ms"][bench.rows.OURS]["rare word"] = [0.5, 2.0]
    lines = list(bench.report_tables.growth_lines(runs))
    assert "| rare word | 0.50 / 0.50 (1) | 0.50 / 2.00 (1) | 4.00 × |" in lines
    assert sum(line.startswith(f"| {bench.queries.SENTENCES}") for line in lines) == 1


def test_the_page_of_long_sentences_stands_beside_the_target_not_in_it(bench: Any) -> None:
    of = dict.fromkeys(("first_seconds", "again_seconds", "first_peak_mb", "again_peak_mb"), 700.0)
    workers = dict.fromkeys(("first_largest_worker_mb", "again_largest_worker_mb"), 400.0)
    together = {"first_together_mb": 1100.0, "again_together_mb": 1000.0}
    page = {
        "ms": {"rare word": [1.0, 4.0], bench.queries.SENTENCES: [10.0, 12.0]},
        "snippets_ms": {"rare word": [0.25, 0.25, 0.75], bench.queries.SENTENCES: [3.0, 4.0]},
    }
    load = {"a_second": 400.0, "p99_ms": 300.0, "errors": 0, "seconds": 20}
    facts = {"site": {"pages": 50_000, "articles": 50_000, **of, **workers, **together, "page": page, "load": load}}
    first, beside = measured(bench, facts, "whole HTML page").split("\n")
    assert "4.00 ms at 50,000, all but long sentences | yes |" in first
    assert "p50 10.00 ms, p95 12.00 ms at 50,000 | – |" in beside
    snippets = measured(bench, facts, "snippets of a page")
    assert snippets.endswith("| 0.75 ms, p50 0.25 ms at 50,000, all but long sentences | **no** |")
    assert measured(bench, facts, "server under load").endswith("0 errors in 20 s | – |")  # twenty seconds are not five minutes
    assert measured(bench, facts, "build peak memory, from pages").endswith("| **no** |")  # all processes are there at once
    facts["build"] = {"pages": 200_000, "peak_mb": 600.0, "together_mb": 1000.0}
    assert measured(bench, facts, "build peak memory, from pages").endswith("at 200,000 | yes |")


def test_a_function_is_timed_where_it_is_looked_up_and_left_as_it_was(bench: Any) -> None:
    where = SimpleNamespace(work=len)
    with bench.site_way.timed(where, "work") as times:
        assert where.work("方志") == 2
        with pytest.raises(TypeError):
            where.work(1)
    assert len(times) == 1
    assert where.work is len


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="the system does not tell")
def test_the_memory_of_all_processes_of_a_program_is_watched(bench: Any, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(bench.watching, "_EVERY", 0.05)
    program = "import subprocess, sys, time; held = 'x' * 50_000_000; subprocess.run([sys.executable, '-c', sys.argv[1]])"
    child = "import time; held = 'x' * 50_000_000; time.sleep(0.5); print('done')"
    code, written, said, peak = bench.watching.watched([sys.executable, "-c", program, child], tmp_path, dict(os.environ))
    assert (code, written, said) == (0, "done\n", "")
    assert peak > 95


def test_a_peer_that_ends_while_it_is_built_does_not_end_the_run(bench: Any, tmp_path: Path, monkeypatch: Any) -> None:
    def build(row: Any, *_: Any, **__: Any) -> dict[str, Any]:
        if row.name != bench.rows.OURS:
            raise bench.wire.EngineEnded("the engine ended with -9 at build")
        return {}

    monkeypatch.setattr(bench.measure, "build", build)
    rows = [bench.rows.Row(bench.rows.OURS, "this_project"), bench.rows.Row(bench.rows.FTS5, "sqlite_fts5")]
    assert bench.measure.built(rows, None, tmp_path, reuse=False) == (
        {bench.rows.OURS: {}},
        {bench.rows.FTS5: "the engine ended with -9 at build"},
    )


def test_a_first_sentence_is_not_in_the_text_that_it_shall_find(bench: Any, monkeypatch: Any) -> None:
    rest = "第二天，参会的三十名编辑到青湖县的老街调研，座谈会上大家对凡例和篇目提出了二十多条意见，并商定了交稿的日期。"
    rows = [{"id": "A", "text": f"全省年鉴编纂“业务”培训班，在澜川开班。{rest}"}, {"id": "B", "text": "太短。"}]
    monkeypatch.setattr(bench.relevance, "_rows", lambda name: iter(rows))
    judged = [bench.relevance.first_sentences(9, between) for between in (" ", None)]
    assert [one.queries for one in judged] == [
        {"a": "全省年鉴编纂 业务 培训班 在澜川开班"},
        {"a": "全省年鉴编纂“业务”培训班，在澜川开班"},
    ]
    assert [article.body for article in judged[0].articles] == [rest, "太短。"]


def test_two_runs_side_by_side_keep_each_others_parts(bench: Any, tmp_path: Path) -> None:
    one, other = (bench.parts.Results(tmp_path / "results.json", {"date": "monday", "commit": "x"}) for _ in range(2))
    one.put("worst", {"a": 1})
    other.put("site", {"b": 2})
    assert one.facts.keys() < other.facts.keys() >= {"worst", "site"}


def test_a_part_kept_from_an_earlier_run_is_named(bench: Any, tmp_path: Path) -> None:
    now = dict.fromkeys(("commit", "processor", "cores", "memory_gb", "system", "python"), "x") | {"packages": {}, "missing": []}
    bench.parts.Results(tmp_path / "results.json", {**now, "date": "monday"}).put("worst", {})
    results = bench.parts.Results(tmp_path / "results.json", {**now, "date": "tuesday"})
    results.put("site", {})
    lines = list(bench.report_tables.conditions_lines(results.facts))
    assert "Kept from earlier runs: worst (monday, commit x)." in lines


def test_a_run_keeps_what_was_written_by_hand(bench: Any, tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    facts = {"conditions": dict.fromkeys(("date", "commit", "processor", "cores", "memory_gb", "system", "python"), "x")}
    facts = {"conditions": facts["conditions"] | {"packages": {}, "missing": []}, "taken": {}}
    bench.report.written(facts, page)
    page.write_text(page.read_text(encoding="utf-8").replace("Nothing written yet.", "Tried mapping less."), encoding="utf-8")
    bench.report.written({**facts, "conditions": {**facts["conditions"], "date": "later"}}, page)
    text = page.read_text(encoding="utf-8")
    assert "Tried mapping less." in text
    assert "later" in text
    assert text.count(bench.report.BY_HAND) == 1


def test_a_percentile_is_a_measured_value(bench: Any) -> None:
    values = [float(number) for number in range(1, 101)]
    assert [bench.figures.percentile(values, share) for share in (0.0, 0.5, 0.95, 1.0)] == [1.0, 50.0, 95.0, 100.0]


def test_the_index_that_pages_are_measured_on_is_one_the_site_opens(bench: Any, tmp_path: Path) -> None:
    bench.pages.build(tmp_path, articles=3)
    client = create_app(Settings(index_dir=tmp_path)).test_client()
    assert {client.get(address).status_code for address in bench.pages.addresses(12, seed=3)} == {200}
